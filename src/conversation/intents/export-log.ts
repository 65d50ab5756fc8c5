import { cue, type Intent } from '../intent.ts';

export const exportLog: Intent = {
  id: 'export-log',
  subject: 'none',
  time: 'past',
  need: { deed: 'people/read', by: 'whole' },
  menu: { group: 'check', say: { sv: 'vem har exporterat?', en: 'who has exported?' } },
  leadsOn: true,
  examples: {
    sv: ['vem har exporterat?', 'exportlogg'],
    en: ['who has exported?', 'export log'],
  },
  cues: [
    cue(
      1,
      /\b(vem har exporterat|vilka har exporterat|exportlogg\w*|who has exported|export log|vem har laddat ner|who (has )?downloaded)\b/u,
    ),
  ],
};
