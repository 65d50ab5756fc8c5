import { cue, type Intent } from '../intent.ts';

export const round: Intent = {
  id: 'round',
  subject: 'none',
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  need: { deed: 'round/read', by: 'subject' },
  answer: 'round',
  examples: {
    sv: [
      'hur många har svarat?',
      'när stänger omgången?',
      'när ska det vara inne?',
      'svarsläget',
      'hur går omgången',
      'sista dag',
      'vilka har inte svarat',
      'har alla svarat',
      'vilka saknas',
      'hur många svar saknas',
      'när öppnar nästa omgång',
      'hur lång tid är det kvar',
    ],
    en: [
      'how many have answered?',
      'when does the round close?',
      'when is this due?',
      'response rate',
      'who has not answered',
      'has everyone answered',
      'when is the deadline',
      'when does the next round open',
    ],
  },
  cues: [
    cue(
      0.93,
      /\b(hur (manga|stor (del|andel))|alla|vilka|vilken|vem|nagon|nagra|samtliga|har)\b.{0,30}\b(svarat|svar (har|som)|svarade|inte svarat|lamnat( in)?|inkommit|kommit in|rapporterat|skickat in|saknas|svar saknas|svar kvar)\b/u,
      {
        unless:
          /\b(jag|mitt|mina|mig|vem (har )?svara\w*$|i tid|snabbast|langsammast|sist|forst)\b|\b(nagot|nagonting|nytt)\b/u,
      },
    ),
    cue(
      0.92,
      /\b(svarslage\w*|svarsfrekvens\w*|svarsstatus\w*|svarsgrad\w*|svarsandel\w*|inlamning(sgrad|slage|sstatus)\w*|response (rate|status)|answer rate)\b/u,
    ),
    cue(
      0.92,
      /\bnar\b.{0,25}\b(stanger|stangs|oppnar|oppnas|borjar|slutar|senast|inne|klart|klara|klar|inlamnat|deadline|sista)\b.{0,30}\b(delar\w*|omgang\w*|tertial\w*|runda\w*|uppfoljning\w*|helar\w*|rapport\w*|svar\w*|insamling\w*|vara inne|senast|augusti|september|oktober|november|december)?|\b(deadline\w*|sista (svars)?dag\w*|stoppdatum|sluttid\w*|svarstid\w*|inlamningsdag\w*)\b/u,
      { unless: /\b(flytta|ae?ndra|forlang|skjut|byggstart|togs|move|extend|change)\b/u },
    ),
    cue(
      0.9,
      /\bnar\b.{0,25}\b(ska|maste|behover|bor)\b.{0,25}\b(inne|klart|klara|lamna\w*|in|svara\w*|rapporter\w*)\b/u,
    ),
    cue(
      0.93,
      /\b(how many|who|has (everyone|everybody|anyone)|have (all|they)|which|what share|how much)\b.{0,30}\b(answered|responded|replied|reported|submitted|answers|responses|missing|not answered|outstanding)\b/u,
      { unless: /\b(i|my|my own|have i|who (answered|reported)$)\b/u },
    ),
    cue(
      0.92,
      /\bwhen\b.{0,25}\b(close|closes|closing|due|opens?|deadline|ends?|end|starts?|start)\b.{0,25}\b(round|interim|tertial|report\w*|this|it)?|\b(deadline|due date|last day|closing date)\b/u,
      { unless: /\b(move|extend|change|postpone)\b/u },
    ),
    cue(0.84, /\b(omgang\w*|svarsrunda\w*|uppfoljningen|insamlingen|runda\w*|the round|round)\b/u, {
      unless:
        /\b(forhandsvisa|forhandsgranska|skjut|flytta|stall|avbryt|oppna|forlang|simulera|provkor|starta|kor|stang|ny omgang|extra|preview|postpone|cancel|open|extend|reopen|oppnas?|exporter\w*)\b/u,
    }),
    cue(
      0.84,
      /\b(hur (lang tid|manga dagar|lange) (ar det|har vi|aterstar|kvar)|tid kvar|how (long|many days) (left|is left|do (we|i) have|remain\w*|until))\b/u,
    ),
  ],
};
