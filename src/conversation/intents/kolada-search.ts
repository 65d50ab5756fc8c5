import { cue, type Intent } from '../intent.ts';

export const koladaSearch: Intent = {
  id: 'kolada-search',
  subject: 'none',
  need: { deed: 'plan/change', by: 'whole' },
  leadsOn: true,
  examples: {
    sv: ['sök Kolada sjukfrånvaro'],
    en: ['search Kolada sick leave'],
  },
  cues: [cue(1, /^(?:sok|leta|search)(?: i)? kolada\b/u)],
};
