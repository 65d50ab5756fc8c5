import { cue, type Intent } from '../intent.ts';

export const kolada: Intent = {
  id: 'kolada',
  subject: 'none',
  time: 'past',
  leadsOn: true,
  need: { deed: 'plan/change', by: 'whole' },
  menu: { group: 'check', say: { sv: 'fungerar Kolada?', en: 'is Kolada working?' } },
  examples: {
    sv: ['kolada'],
    en: ['kolada'],
  },
  cues: [cue(1, /^kolada( status| laget)?$/u)],
};
