import { cue, type Intent } from '../intent.ts';

/** "Jag vill inte sluta följa hamnen". */
const refuses =
  /\b(?:inte|ej|aldrig|not|dont|never) (?:\w{1,12} ){0,2}(?:sluta|slutar|avfolj\w*|avsluta|stop|unfollow|unsubscribe)\b|\bsluta inte\b|\b(?:angrar|regret) (?:\w{1,12} ){0,4}(?:slutade|slutat|stopping|stopped|unfollowing|unfollowed)\b/u;

export const unfollow: Intent = {
  id: 'unfollow',
  subject: 'may',
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.15, indicator: 0.95 },
  asksWhich: true,
  atOnce: { unless: refuses },
  time: 'ahead',
  goesOn: true,
  leadsOn: true,
  examples: {
    sv: [
      'sluta följa hamnen',
      'avfölj skolan',
      'jag vill inte följa äldreomsorgen längre',
      'ta bort bevakningen',
      'avsluta bevakningen av förskolan',
    ],
    en: [
      'stop following the harbour',
      'unfollow schools',
      "I don't want to follow it any more",
      'unsubscribe from elderly care',
    ],
  },
  cues: [
    cue(
      0.97,
      /\b(sluta (att )?(folj|folja|foja|bevaka|prenumerera)|avfolj\w*|folj inte|inte (langre )?folja|avprenumerera|stop (following|tracking|watching)|unfollow|unsubscribe from|(do not|no longer) (want to )?follow)\b/u,
    ),
    cue(
      0.95,
      /\b(ta bort|avsluta|stang av|stoppa|remove|end|cancel)\b.{0,15}\b(bevakning\w*|prenumeration\w*|follow\w*|subscription)\b/u,
    ),
    cue(
      0.9,
      /\bvill inte (langre )?(ha|fa) (nyheter|notiser|uppdateringar) om\b|\b(no more|stop) (news|updates) (about|on)\b|\bsluta (?:skicka|pinga|tipsa|tjata|beratta) (?:\w{1,12} ){0,2}om\b|\bstop (?:pinging|notifying|telling|messaging|sending) me (?:\w{1,12} ){0,2}(?:about|on)\b/u,
    ),
  ],
};
