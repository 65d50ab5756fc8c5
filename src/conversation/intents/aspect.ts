import { cue, type Intent } from '../intent.ts';
import { aspectCard } from '../whole-answer.ts';

export const aspect: Intent = {
  id: 'aspect',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment'],
  weights: { assignment: 1.1 },
  asksWhich: true,
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: (inquiry, { aspect: one, subjects }) => aspectCard(inquiry, one, subjects),
  examples: {
    sv: ['hur ser ekonomin ut?', 'miljön?', 'är vi hållbara?', 'hur går det för människorna', 'det sociala'],
    en: ["how's the environment?", 'what about the economy', 'are we sustainable', 'how are people doing'],
  },
  // Which aspect is read from `words/aspect-words.txt`; these only say that it is asked over everything.
  cues: [
    cue(
      0.85,
      /\b(\w+ aspekt(en)?|\w+ hallbarhet(en)?|hallbara|hallbart|hallbarhet\w*|sustainab\w+|(economic|ecological|social|environmental) (aspect|side|sustainability)|(ekonomisk|ekologisk|social)\w* (sidan|biten|delen|perspektivet|laget|situationen))\b/u,
    ),
  ],
};
