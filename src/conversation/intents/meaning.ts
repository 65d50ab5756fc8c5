import { cue, type Intent } from '../intent.ts';

export const meaning: Intent = {
  id: 'meaning',
  subject: 'may',
  about: ['term', 'indicator', 'assignment'],
  weights: { term: 1.25, indicator: 1, assignment: 0.85 },
  ofOne: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  answer: 'meaning',
  examples: {
    sv: [
      'vad betyder tertial?',
      'vad är HME?',
      'förklara soliditet',
      'hur räknas sjukfrånvaron?',
      'vad menas med avvikelse',
      'vad är skillnaden mellan mål och riktvärde',
    ],
    en: [
      'what does equity ratio mean?',
      'what is a tertial',
      'explain the index',
      'how is sick leave measured',
      'definition of deviation',
    ],
  },
  cues: [
    cue(
      0.94,
      /\b(betyd\w*|innebar\w*|innebord|menas|menar (ni|du) med|definition\w*|definier\w*|forklar\w*|forkortning\w*|(star|star det|stod) .{1,30} for$|vad star .{1,40} for|i klartext|mean|means|meant|meaning|defin\w+|explain|stands? for|abbreviation|acronym)\b/u,
    ),
    cue(0.92, /\b(vad (ar|finns det for)|what is|hur stor ar)\b.{0,15}\b(skillnad\w*|difference)\b/u),
    cue(
      0.9,
      /\bhur (raknas|raknar|mats|mater|beraknas|beraknar|definieras)\b|\bhow (is|are|do you) .{1,50}\b(measured?|calculated?|defined?|counted)\b/u,
      { unless: /\bmater du\b/u },
    ),
  ],
};
