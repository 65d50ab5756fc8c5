import { cue, type Intent } from '../intent.ts';

export const helpWanted: Intent = {
  id: 'help-wanted',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment', 'role'],
  weights: { assignment: 1 },
  mayBeOfNothing: true,
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: 'help',
  menu: {
    group: 'ask',
    say: { sv: 'vilka behöver hjälp?', en: 'who needs help?' },
    teams: ['personal', 'shared'],
  },
  examples: {
    sv: [
      'vilka behöver hjälp?',
      'vem har bett om stöd?',
      'har någon bett om stöd av mig?',
      'önskat stöd',
      'stöd som begärts',
      'vem vill ha hjälp',
      'vem ropar på hjälp',
    ],
    en: [
      'who needs help?',
      'who has asked for support?',
      'anyone asking for support?',
      'support requests',
      'who wants help from me',
    ],
  },
  cues: [
    cue(
      0.92,
      /\b(vem|vilka|vilken|vilket|nagon|nagra|nagot|hur manga|finns det|har|vad)\b.{0,40}\b(behover|behovs|onskar|onskas|bett|ber|vill ha|efterfragar|efterfragas|efterlyser|begart|begar|soker|ropar|fragat)\b.{0,25}\b(hjalp|stod|assistans|uppbackning|avlastning|resurser)\b/u,
      { unless: /\bhur (far|ber|begar|kan) jag\b|\bjag behover\b/u },
    ),
    cue(
      0.9,
      /\b(onskat stod|stod som|begart stod|onskade? stod|stodbegar\w*|stodbehov\w*|hjalpbehov\w*|stodonskemal|rop pa hjalp|support (requests?|wanted|needed)|requests? for (support|help)|(hjalp|stod) (onskas|behovs|begars|efterfragas))\b/u,
    ),
    cue(
      0.92,
      /\b(who|anyone|anybody|someone|which|what|does any\w*|has any\w*|is any\w*|are there)\b.{0,40}\b(needs?|wants?|asked|asking|requested|requesting|request|ask)\b.{0,20}\b(help|support|assistance)\b/u,
    ),
    cue(0.86, /^(stod|hjalp som onskas|support|stodet)( som onskas)?$/u),
  ],
};
