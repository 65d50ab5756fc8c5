import { cue, type Intent } from '../intent.ts';

export const settings: Intent = {
  id: 'settings',
  subject: 'none',
  time: 'ahead',
  leadsOn: 'time',
  isFor: 'hours',
  menu: { group: 'mine', say: { sv: 'inställningar', en: 'settings' }, teams: ['personal'] },
  examples: {
    sv: [
      'inställningar',
      'byt språk',
      'skriv på engelska till mig',
      'påminn mig kl 7 istället',
      'byt tid för påminnelser',
      'jag vill ha påminnelser på måndagar',
      'kan du skriva på engelska',
      'ändra vilken dag du skriver',
      'skicka på morgonen istället',
    ],
    en: [
      'settings',
      'switch to Swedish',
      'write to me in English',
      'remind me at 7 instead',
      'change the time of my reminders',
      'I prefer Mondays',
      'send in the morning instead',
      'change language',
      'preferences',
    ],
  },
  cues: [
    cue(0.96, /\b(installning\w*|settings?|preferences|preferenser|konfigur\w+|anpassa)\b/u),
    cue(
      0.94,
      /\b(byt|byta|byter|ae?ndra|valj|vaxla|svara|skriv|skriva|prata|snacka|kor|tala|vill ha|change|switch|write|speak|talk|answer|reply|use|set|i prefer|prefer|in)\b.{0,25}\b(engelska|svenska|english|swedish|sprak|spraket|language)\b|^(svenska|engelska|english|swedish|pa (svenska|engelska)|in (english|swedish))( please| tack)?$/u,
      { unless: /\b(planen|plan|sfi|undervisning|oversatt|translate)\b/u },
    ),
    cue(
      0.93,
      /\b(paminn\w*|pinga|skicka|skriv|hor av dig|kontakta|meddela\w*|remind\w*|send|message|ping|write|notify|contact)\b.{0,40}\b(kl|klockan|kl\d+|at \d+|(pa )?morgonen|(pa )?eftermiddag(en|arna)|(pa )?formiddag(en|arna)|pa (mandag|tisdag|onsdag|torsdag|fredag)ar(na)?|(varje|every) (mandag|tisdag|onsdag|torsdag|fredag|morgon|vecka|monday|tuesday|wednesday|thursday|friday|morning)|(in )?(the )?mornings?|afternoons?|on (mondays|tuesdays|wednesdays|thursdays|fridays))\b/u,
      { unless: /\b(alla|everyone|folj\w*|follow)\b/u },
    ),
    cue(
      0.92,
      /\b(byt|byta|ae?ndra|flytta|valj|stall|vilken|change|move|choose|pick|set|which)\b.{0,20}\b(tid|tidpunkt|klockslag|dag|tiden|dagen|veckodag|timme|time|hour|day|weekday)\b.{0,30}\b(paminnelse\w*|meddelande\w*|skriver|skickar|du|for mig|reminders?|messages?|you|my)\b/u,
      { unless: /\bsista\b|\blast day\b/u },
    ),
    cue(
      0.88,
      /\b(hellre|helst|foredrar|prefer|rather)\b.{0,30}\b(morgon\w*|eftermiddag\w*|mandag\w*|tisdag\w*|onsdag\w*|torsdag\w*|fredag\w*|kl|mornings?|afternoons?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?)\b|\b(storre|mindre|bigger|larger) (text|bokstaver|font|stil)\b/u,
    ),
    cue(1, /^(?:byt|byta|andra|switch|change) (?:the )?(?:sprak\w*|language)\b/u),
  ],
};
