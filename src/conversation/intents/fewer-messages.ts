import { cue, type Intent } from '../intent.ts';

export const fewerMessages: Intent = {
  id: 'fewer-messages',
  subject: 'none',
  examples: {
    sv: [
      'sluta skicka till mig',
      'för många meddelanden',
      'färre påminnelser',
      'sluta tjata',
      'jag vill inte ha fler meddelanden',
      'lämna mig ifred',
      'avregistrera',
      'var tyst',
      'du stör',
      'spamma mig inte',
      'räcker det inte med mejl',
    ],
    en: [
      'stop sending me messages',
      'too many messages',
      'fewer reminders',
      'leave me alone',
      'unsubscribe',
      'stop nagging',
      'no more messages please',
      'stop spamming me',
      'be quiet',
    ],
  },
  cues: [
    cue(
      0.96,
      /\b(sluta|stoppa|upphor|skippa|lat bli|stop|quit|cease)\b.{0,6}\b(att |med )?(skicka\w*|tjat\w*|mejla\w*|stor\w*|paminn\w*|skriv\w*|ping\w*|spam\w*|plag\w*|mess\w*|hor av dig|jaga\w*|kontakta\w*|send\w*|messag\w*|remind\w*|bother\w*|nag\w*|writ\w*|contact\w*|annoy\w*|pester\w*|harass\w*|ping\w*|disturb\w*|mail\w*|it|this|utskick\w*)\b/u,
      { unless: /\b(alla|everyone|everybody)\b/u },
    ),
    cue(
      0.95,
      /\b(farre|mindre|glesare|inga fler|inte fler|for (manga|mycket|tata|ofta)|sa manga|too many|too much|too often|fewer|less|no more|so many)\b.{0,15}\b(meddelande\w*|paminnelse\w*|notis\w*|mejl|mess|utskick\w*|pling\w*|tjat\w*|skicka\w*|messages?|reminders?|notifications?|mails?|emails?|nagging|cards)\b/u,
      { unless: /\b(vem|vilka|hur manga fick)\b/u },
    ),
    cue(
      0.95,
      /\b(lamna mig|lat mig) (ifred|i fred|vara)\b|\b(avregistrera|avanmal|avsluta prenumeration\w*|unsubscribe|opt out|mute|tysta|var tyst|hall (tyst|kaften|kaft|klaffen|mun|truten)|tyst|shut up|be quiet|leave me alone|go away|avboj|blocka dig|blockera dig)\b/u,
      { unless: /\b(har (nagon|nan|det|vem|vilka)|vem har|som har|from \w+)\b/u },
    ),
    cue(
      0.93,
      /\b(vill|onskar|orkar|behover|do|want) (inte|not) (langre )?(want )?(ha|fa|bli|to (get|receive|have)|get|any)\b.{0,25}\b(fler|mer|meddelande\w*|paminnelse\w*|kontaktad|det har|detta|nagra|messages?|reminders?|more|this|these)\b/u,
    ),
    cue(
      0.92,
      /^(sluta|stop|stopp|nog|racker nu|det racker|enough|spam|tjat|tjata inte|sluta tjata\w*|sluta nu|stoppa)( nu| now| roder| tack| please)*$|\btjata(r)?\b|\bspam(mar|ma|ming)?\b|\bdu stor\b|\bdisturbing\b|\btill (sadan|san|en till sadan)\b.*\b(slanger|kastar)\b/u,
    ),
  ],
};
