import { cue, type Intent } from '../intent.ts';

export const notMine: Intent = {
  id: 'not-mine',
  subject: 'may',
  about: ['assignment', 'role'],
  weights: { role: 1, assignment: 0.8 },
  besideRole: true,
  // "The cycle counters aren't mine, Anton has those", "köket ska svara på matsvinnet, inte jag".
  saysOf:
    /^(\S{3,30}(?: \S{1,30}){0,4}?) (?:(?:ar|is|are|hor|tillhor|ligger|galler|ror) (?:inte|ej|not)|(?:skoter|raknar|har|kor|gor|hanterar|tar) (?:inte jag|jag inte))(?!\S)|(?<!\S)svara (?:pa|for) (\S{3,30}(?: \S{1,30}){0,3}) inte jag$/u,
  time: 'ahead',
  goesOn: true,
  examples: {
    sv: [
      'det är inte jag',
      'den är inte min',
      'fel person',
      'någon annan ska svara',
      'det är inte mitt ansvar',
      'jag slutar',
      'jag har bytt jobb',
      'skicka den till rektorn istället',
      'jag har inget med det att göra',
      'det hör inte till mig',
      'jag jobbar inte kvar',
      'kan någon annan ta den',
    ],
    en: [
      "this one isn't mine",
      'wrong person',
      'someone else should answer',
      'not my responsibility',
      "I'm leaving",
      'I have changed jobs',
      'send it to somebody else',
      'I have nothing to do with this',
      'not my area',
      'I no longer work here',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(inte|ej|aldrig|inget) (jag|min|mitt|mina|for mig|mig|vart|var|vara|till mig|nagot for mig)\b(?!.{0,10}\b(svarar (inte )?langsamt)\b)/u,
      {
        unless:
          /\b(vill inte|hittar|ser|vad|sluta|svarar? i tid|nar du inte mig|paminn inte mig|skicka inte mig|glom inte)\b/u,
      },
    ),
    cue(
      0.95,
      /\b(fel (person|mottagare|chef|adressat|man|kvinna)|wrong (person|recipient|one|guy|man|woman|manager))\b/u,
    ),
    cue(
      0.92,
      /\b(nagon annan|nan annan|en annan|min (kollega|chef|eftertradare)|kollegan|annan person|someone else|somebody else|my (colleague|boss|successor)|another (person|manager))\b.{0,30}\b(svara\w*|ska|borde|bor|tar|ta|ansvar\w*|gor|har|should|will|answers?|is|does|must|can|takes?)\b|\b(kan|can|should) (nagon annan|someone else|somebody else)\b/u,
    ),
    cue(
      0.93,
      /\bjag (slutar|ska sluta|har slutat|har bytt|byter|gar i pension|sager upp|har sagt upp|lamnar|har gatt i pension|jobbar inte|arbetar inte|ar inte (langre|kvar)|har fatt nytt jobb)\b|\bi (am leaving|have left|leave|quit|resign\w*|am retiring|have (changed|switched|a new) (jobs?|role)|no longer|do not work here|am no longer|changed (jobs?|roles?))\b/u,
    ),
    cue(
      0.93,
      /\b(skicka|ge|lamna|flytta|for|passa|send|give|forward|hand|pass|pass) ?(den|det|detta|over|vidare|it|this|on)\b.{0,15}\b(vidare|till|at|over|to)\b/u,
      { unless: /\b(till mig|to me|imorgon|senare|sista|later|den \d|ut till alla)\b/u },
    ),
    cue(
      0.93,
      /\b(inget|ingenting|inte nagot|nothing) (med|to do with)\b.{0,20}|\b(not|is not|are not|never) (mine|my|for me|me)\b|\b(not|nothing) (to do with|in) (me|my)\b/u,
      { unless: /\bremind|send|why\b/u },
    ),
    cue(
      0.9,
      /\b(hor inte|tillhor inte|ligger inte|angar inte|galler inte|ror inte)\b.{0,12}\b(mig|min|mitt|oss|hos)\b|\b(chefens|rektorns|direktorens) (jobb|ansvar|bord|uppgift)\b|\b(delegera|overlat\w*|hand over|delegate|reassign)\b/u,
    ),
    cue(
      1,
      /^(?:kan|far|lat|can|could|let) (?!(?:jag|vi|du|ni|man|i|we|you|det|den) )\S{2,20} (?:fa|ta|besvara|have|take|get|answer) (?:den|det|denna|de|this|that|these) (?:har |dar )?(?:fragan|fragorna|question|questions|one)\b/u,
      { unless: /^\S+ (?:roder|nagon|nan|alla|anyone|anybody|someone|somebody|everyone|everybody)\b/u },
    ),
    cue(1, /\b(?:raknar|skoter|kor|rapporterar|ansvarar|haller|lamnar|hanterar) inte jag\b/u, { told: true }),
  ],
};
