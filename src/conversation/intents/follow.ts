import { cue, type Intent } from '../intent.ts';

/** Whoever does not want to, has stopped, or is to follow something up. */
const refuses =
  /\b(?:vill|skulle vilja|behover|onskar) (?:\w{1,12} )?(?:inte|ej|aldrig)\b|\binte langre\b|\bno need to\b|\b(?:follow|folja?) upp?\b|\b(?:sluta|slutar|slipp\w{1,3}|stop|stopped)\b|\b(?:do not|dont|does not|doesnt|no longer|not|never) (?:\w{1,12} ){0,3}(?:want|wish|need|care|know|hear|tell|notify|inform|alert|let|keep|follow)\b/u;

export const follow: Intent = {
  id: 'follow',
  subject: 'may',
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.15, indicator: 0.95 },
  asksWhich: true,
  atOnce: { unless: refuses },
  goesOn: true,
  need: { deed: 'assignment/follow', by: 'subject' },
  menu: { group: 'mine', say: { sv: 'vad följer jag?', en: 'what do I follow?' }, teams: ['personal'] },
  leadsOn: true,
  examples: {
    sv: [
      'följ hamnområdet varje månad',
      'vad följer jag?',
      'håll mig underrättad om skolan',
      'bevaka äldreomsorgen',
      'säg till när det händer något',
      'mina bevakningar',
      'jag vill veta mer om den löpande',
      'prenumerera på förskolan',
    ],
    en: [
      'follow the harbour',
      'keep me posted on elderly care',
      'what do I follow?',
      'notify me about schools',
      'let me know when it changes',
      'subscribe to preschool',
    ],
  },
  cues: [
    cue(
      0.95,
      /^(jag )?(vill |skulle vilja |kan jag |kan du |borja |ska )?(folj|folja|bevaka|borja folja|prenumerera|lagg till bevakning|follow|subscribe|watch|track|start following|i want to follow|i would like to follow|can i follow)\b(?! ?upp?\b)/u,
      { unless: /\b(sluta|inte|not|never|enligt|upp)\b|\bfoljer (planen|det) /u },
    ),
    cue(
      0.95,
      /\bhall(a)? (mig|oss) .{0,15}(uppdaterad\w*|underrattad\w*|informerad\w*|a jour|a jour|ajour|i loopen|postad)\b|\bkeep (me|us) .{0,10}(posted|updated|informed|in the loop)\b/u,
      { unless: refuses },
    ),
    cue(
      0.92,
      /\b(sag till|meddela|hor av dig|notis\w*|larma|varna|informera|tipsa|notify|tell|alert|inform|let) ?(mig|oss|me|us)?( know)?\b.{0,10}\b(nar|om|sa fort|sa snart|about|when|whenever|if|as soon as|the moment|the minute)\b/u,
      {
        unless: new RegExp(
          `\\b(?:alla|paminn|vad (?:du|ni) (?:vet|har)|inte|svara|answer|what you)\\b|${refuses.source}`,
          'u',
        ),
      },
    ),
    cue(
      0.95,
      /\bvad foljer jag\b|\bmina bevakningar\b|\bwhat (do i|am i) follow\w*\b|\bvilka (uppdrag )?foljer jag\b|\bmy (follows|subscriptions)\b|\bvad (bevakar|prenumererar) jag\b/u,
    ),
    cue(0.9, /\b(vill|want|would like)\b.{0,15}\b(folja|bevaka|follow|be (told|notified|informed))\b/u, {
      unless: refuses,
    }),
    // Whatever is to happen then, and wanted by whoever writes; "jag vill veta när det var" asks once.
    cue(
      1,
      /(?:^|\b(?:jag|vi) )(?:vill|skulle vilja) (?:garna )?(?:veta|hora|fa veta|fa reda pa|ha besked|fa besked) (?:nar|sa fort|sa snart|varje gang) (?:det (?:hander|kommer|ror|blir|ar klart|ae?ndras|finns)|nagot|nagon|nya?|siffr\w*)\b|(?:^|\b(?:i|we) )(?:just |really )?want to (?:know|hear) (?:when|whenever|as soon as|the moment|every time) (?:something|anything|there|it|new|the|its|this|that)\b/u,
      { told: true, unless: refuses },
    ),
    // The command itself, whatever it is of.
    cue(
      1,
      /^(?:hur (?:foljer|bevakar) (?:jag|man)|how do (?:i|you) (?:follow|subscribe to)|(?:kan|far|kunde) (?:jag|vi) (?:fa )?(?:folja|bevaka|prenumerera pa)|(?:can|could|may) (?:i|we) (?:follow|subscribe to)|folj|bevaka|prenumerera pa|borja folja|follow|subscribe to|start following)\b(?! upp?\b)/u,
      {
        unless: /\b(?:inte|ej|not|enligt|upp|later)\b/u,
      },
    ),
    // Whether one follows anything is answered with what one follows.
    cue(1, /^(?:foljer jag|am i following|do i follow) (?:nagot|nagonting|nat|nagra|anything|something)\b/u),
  ],
};
