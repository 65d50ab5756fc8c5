import { cue, type Intent } from '../intent.ts';

export const myAnswers: Intent = {
  id: 'my-answers',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment'],
  weights: { assignment: 1 },
  mayBeOfNothing: true,
  time: 'past',
  ofATime: true,
  goesOn: true,
  answer: 'sent',
  menu: { group: 'answer', say: { sv: 'mina svar', en: 'my answers' }, teams: ['personal'] },
  leadsOn: true,
  examples: {
    sv: [
      'mina svar',
      'vad har jag skickat in?',
      'det du har skickat in',
      'visa mitt svar',
      'har mitt svar kommit fram',
      'jag har redan svarat',
    ],
    en: [
      'my answers',
      'what have I sent in?',
      'show my report',
      'did my answer arrive',
      'I already answered',
    ],
  },
  cues: [
    cue(
      0.94,
      /\b(mina|mitt|min) (egna |egen |eget |senaste |forra |inskickade |inlamnade |tidigare )*(svar|svaren|rapport\w*|inskick\w*|lagesrapport\w*)\b/u,
      {
        unless:
          /\b(ae?ndra|ratta|radera|ta bort|rensa|korrigera|komplettera|vem|varfor|fel|vad hander|redigera|angra|tar bort|gora om)\b/u,
      },
    ),
    cue(
      0.93,
      /\b(har|vad|nar|visa|vilka|svarade|skickade|lamnade|skrev)\b.{0,12}\b(jag|vi|du)\b.{0,20}\b(svarat|svarade|skickat|skickade|lamnat|lamnade|rapporterat|skrivit|skrev|uppgett|sagt|fyllt i)\b/u,
      {
        unless:
          /\b(skickat (till|ut)|har du skickat|du skickat (till|ut)|inte svarat|skickade du|varfor|hur|om jag|efter att)\b/u,
      },
    ),
    cue(0.94, /\bdet (du|jag) (har )?skicka(t|de) in\b/u),
    cue(
      0.9,
      /\bjag (har )?(redan|ju|faktiskt) ?(redan|ju)? ?(svarat|svarade|skickat|lamnat)\b|\bjag svarade\b|\bi (have )?(already |just )+(answered|replied|sent|submitted|responded|reported)\b/u,
    ),
    cue(
      0.93,
      /\b(my|own) (own |latest |last |previous |submitted )*(answers?|reports?|submissions?|replies|responses?)\b/u,
      { unless: /\b(change|correct|edit|delete|remove|who|why|fix|what happens|revise|update|redo)\b/u },
    ),
    cue(
      0.93,
      /\b(what|when|did|have|has)\b.{0,10}\b(i|my)\b.{0,15}\b(sen[dt]|submit\w*|answer\w*|report\w*|writ\w+|wrote|say|said|arrive\w*|repl\w+)\b/u,
      { unless: /\b(why|have to|need to|should)\b/u },
    ),
  ],
};
