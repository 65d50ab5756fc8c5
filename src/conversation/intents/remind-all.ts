import { cue, type Intent } from '../intent.ts';

const those =
  '(?:alla|samtliga|dem|de|dom|resten|ovriga|folk|alla chefer|chefer\\w*|cheferna|rektor\\w*|\\w+chef\\w*|\\w*direktor\\w*|vd|hr|soc|forvaltning\\w*|\\w+forvaltningen|de andra|de som|eftersl\\w+|\\w*ansvarig\\w*|kollegor\\w*|enheter\\w*|ledning\\w*)';
const these =
  '(?:everyone|everybody|all|them|those|the rest|the others|people|managers?|the \\w+ (?:manager|head|director)|principals?|the \\w+|hr|department\\w*|latecomers|whoever|anyone)';

export const remindAll: Intent = {
  id: 'remind-all',
  subject: 'may',
  about: ['role', 'assignment'],
  weights: { role: 1.1, assignment: 0.6 },
  mayBeOfNothing: true,
  need: { deed: 'round/change', by: 'whole' },
  leadsOn: true,
  examples: {
    sv: [
      'påminn alla',
      'skicka en extra påminnelse till rektorerna',
      'knuffa dem som inte svarat',
      'påminn socialchefen',
      'dra igång påminnelserna igen',
      'jaga de som inte svarat',
      'skicka ut en påminnelse',
    ],
    en: [
      'remind everyone',
      'send an extra reminder to the principals',
      'nudge those who have not answered',
      'remind the HR manager',
      'chase the latecomers',
      'send out a reminder',
    ],
  },
  cues: [
    cue(
      0.95,
      new RegExp(
        `\\b(?:paminn|paminna|knuffa|pusha|pinga|jaga|stot pa|tjata pa|mana pa|puffa|skynda pa|satt press pa|ligg pa|hets\\w*|uppmana)\\b.{0,8}(?=\\b${those}\\b)`,
        'u',
      ),
      { unless: /\b(sluta|inte|varfor|paminn mig)\b/u },
    ),
    cue(
      0.95,
      new RegExp(`\\b(?:remind|nudge|ping|chase|push|poke|prod|hurry|urge)\\b.{0,5}(?=\\b${these}\\b)`, 'u'),
      { unless: /\b(stop|do not|why|remind me|remind us)\b/u },
    ),
    cue(
      0.94,
      /\b(skicka|skickar|ga ut med|gor|dra|satt|kor|send|sending|fire|issue)\b.{0,22}\b(paminnelse\w*|knuff\w*|puff\w*|push\w*|pamin\w*|reminders?|nudges?)\b/u,
      {
        unless:
          /\b(sluta|inga|farre|mina|till mig|inte|stop|my|to me|fewer|nar|vilka|vad|har (du|det)|did|was|when|who|have)\b/u,
      },
    ),
    cue(
      0.92,
      /\b(extra|ny|en till|another|additional|ytterligare)\b.{0,10}\b(paminnelse\w*|knuff|push|reminder|nudge|pastotning)\b/u,
    ),
  ],
};
