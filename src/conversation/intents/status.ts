import { cue, type Intent } from '../intent.ts';

export const status: Intent = {
  id: 'status',
  subject: 'must',
  about: ['assignment'],
  weights: { assignment: 1.16, indicator: 1 },
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: 'status',
  examples: {
    sv: [
      'hur går det med äldreomsorgen?',
      'läget i förskolan',
      'hur långt har man kommit?',
      'vad är status på simhallen',
    ],
    en: ['how is elderly care going?', 'status of preschool', 'how far have they come?'],
  },
  cues: [
    cue(
      0.7,
      /\b(hur (gar|gick|har det gatt|ar det|ar laget|star|ligger|ser|langt|blir|blev|fungerar|funkar)|laget|lage|status\w*|how (is|are|was|were|did|do|does|far)|progress|update on)\b/u,
    ),
    cue(
      0.75,
      /\b(pa (gang|ratt)|blir .* klar\w*|klar i tid|i tid|tidplan\w*|on (track|time|schedule)|hur langt|how far|nar (borjar|startar|slutar|blir|ar) )\b/u,
    ),
    // What one must know of a thing is how it goes.
    cue(
      0.9,
      /\b(?:vad|what) (?:behover|bor|maste|ska|borde|do|should|must) (?:jag|vi|man|i|we) (?:need to |behova )?(?:kunna|veta|know) (?:om|about)\b/u,
    ),
  ],
};
