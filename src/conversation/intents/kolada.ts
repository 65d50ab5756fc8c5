import { cue, type Intent } from '../intent.ts';

export const kolada: Intent = {
  id: 'kolada',
  subject: 'none',
  time: 'past',
  need: { deed: 'plan/change', by: 'whole' },
  menu: { group: 'lead', say: { sv: 'kolada status', en: 'kolada status' } },
  examples: {
    sv: ['kolada'],
    en: ['kolada'],
  },
  cues: [cue(1, /^kolada( status| laget)?$/u)],
};
