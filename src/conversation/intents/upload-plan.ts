import { cue, type Intent } from '../intent.ts';

export const uploadPlan: Intent = {
  id: 'upload-plan',
  subject: 'none',
  time: 'ahead',
  need: { deed: 'plan/change', by: 'whole' },
  examples: {
    sv: [
      'ny plan',
      'läs in en ny plan',
      'importera styrplanen',
      'ladda upp planfilen',
      'byt ut hela planen mot en ny fil',
      'hur lägger jag in en ny plan',
      'här kommer planen',
      'sätt den nya planen i kraft',
    ],
    en: [
      'new plan',
      'upload a new plan',
      'import the plan file',
      'replace the whole plan with a new file',
      'load the plan',
      'how do I put in a new plan',
      'put the new plan in force',
    ],
  },
  cues: [
    cue(
      0.96,
      /^(en |a |the )?(ny|nya|new)( (styr)?plan(en)?| planfil| plan file| version av planen)( for 20\d\d| 20\d\d)?$/u,
    ),
    cue(
      0.95,
      /\b(ladda upp|ladda in|importera\w*|las(a)? in|laser in|skicka in|satt(a)? i kraft|byt(a)? ut|ersatt(a)?|lagg(a|er)? in|lamna in|upload\w*|import|load|put in|replace|submit)\b.{0,30}\b((styr)?plan(en|er|fil\w*)?|planfil\w*|filen|excelfil\w*|plan file|the file|workbook)\b/u,
      { unless: /\b(i planen$|person|rektor|indikator\w*|matt|henne|honom|owner|indicator)\b/u },
    ),
    cue(
      0.94,
      /\b(planfil\w*|plan file|ny(a)? (styr)?plan(en)?\b.{0,25}\b(fil|kraft|klar|beslutad|antagen|galla|import\w*|las|lagg\w*)|new plan\b.{0,25}\b(file|force|ready|adopted|decided|import)|uppdaterad(e)? plan(fil)?|reviderad(e)? plan(fil)?)\b/u,
    ),
  ],
};
