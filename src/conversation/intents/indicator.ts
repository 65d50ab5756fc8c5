import { cue, type Intent } from '../intent.ts';

export const indicator: Intent = {
  id: 'indicator',
  subject: 'must',
  about: ['indicator'],
  weights: { indicator: 1.3, assignment: 0.8 },
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: 'indicator',
  examples: {
    sv: [
      'visa sjukfrånvaron',
      'hur har väntetiden utvecklats?',
      'hur ligger vi till jämfört med andra kommuner?',
    ],
    en: ['show sick leave', 'how has waiting time developed?', 'compared with similar municipalities'],
  },
  cues: [
    cue(
      0.8,
      /\b(hur (manga|mycket|mycke|stor\w*|hog\w*|lag|laga|lang(?!t har|t ar|t man)\w*|snabb\w*|fort|ofta|nojd\w*|dyr\w*|stort)|(andel|antal|procent|nivan?|varde)\w*|trend\w*|utveckl\w+|over tid|kurva\w*|diagram\w*|graf\w*|jamfor\w*|malvarde\w*|malet|nar vi malet|minskar|okar|sjunker|stiger|(vad|hur mycket) kosta\w*|how (many|much|high|low|long|large|fast|quick\w*|often|satisfied|happy)|percent\w*|share|number of|rate|trend|chart|graph|compar\w+|target\w*|developed|increas\w+|decreas\w+|rising|falling|cost\w*|over time)\b/u,
    ),
    cue(
      0.7,
      /\b(statistik\w*|siffr\w+|matt(et)?|nyckeltal\w*|matning\w*|figures?|numbers?|statistics|measure\w*)\b/u,
    ),
  ],
};
