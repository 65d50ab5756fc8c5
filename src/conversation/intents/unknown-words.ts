import { cue, type Intent } from '../intent.ts';

export const unknownWords: Intent = {
  id: 'unknown-words',
  subject: 'none',
  need: { deed: 'plan/change', by: 'whole' },
  menu: {
    group: 'lead',
    say: { sv: 'vilka ord känner du inte igen?', en: 'which words do you not know?' },
  },
  examples: {
    sv: [
      'vilka ord känner du inte igen?',
      'vilka ord förstår du inte?',
      'vad har folk frågat om utan att få svar?',
      'okända ord',
      'vilka ord saknas i planen',
    ],
    en: [
      'which words do you not know?',
      'unknown words',
      'what have people asked about in vain?',
      'which words are missing from the plan',
    ],
  },
  cues: [
    cue(
      0.97,
      /\b(okanda|obekanta|saknade) ord\w*\b|\b(unknown|missing|unrecogni[sz]ed) words?\b|\bwords? (?:is |are )?missing\b|\bord (?:som )?saknas\b/u,
    ),
    cue(
      0.96,
      /\b(vilka|vilket|vad for|which|what) (ord|begrepp|words?|terms?)\b.{0,30}\b(inte|ej|not|forgaves|in vain|cannot|dont|fail\w*)\b/u,
    ),
    cue(
      0.95,
      /\b(fragat|fragar|sokt|soker|skrivit|asked|ask|searched|look(?:ed)?)\b.{0,20}\b(forgaves|i onodan|utan (?:att fa )?(?:svar|traff)|in vain|without (?:an answer|getting an answer|finding))\b/u,
    ),
    cue(
      1,
      /\b(?:vilka ord|(?:which|what) words)\b.{0,12}\b(?:du|ni|roder|you)\b.{0,8}\b(?:inte|ej|not|dont|cant) (?:forstar|begriper|fattar|kanner|kan|understand|know|get)\b/u,
    ),
  ],
};
