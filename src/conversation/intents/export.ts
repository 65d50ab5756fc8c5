import { cue, type Intent } from '../intent.ts';

export const exportFile: Intent = {
  id: 'export',
  subject: 'may',
  about: ['assignment'],
  weights: { assignment: 1 },
  mayBeOfNothing: true,
  time: 'now',
  ofATime: true,
  goesOn: true,
  need: { deed: 'report/export', by: 'subject' },
  menu: { group: 'ask', say: { sv: 'exportera', en: 'export' }, teams: ['personal'] },
  leadsOn: true,
  examples: {
    sv: [
      'exportera delåret som word',
      'skicka rapporten som excel',
      'kan jag få rapporten som ett dokument?',
      'ladda ner',
      'ta ut årsredovisningen',
      'underlag till ks',
      'som fil tack',
      'skriv ut',
    ],
    en: [
      'export the interim as word',
      'download the report',
      'can I get it as a spreadsheet?',
      'give me a file',
      'print the report',
      'as excel please',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(exporter\w*|export|excel\w*|word|worddokument\w*|csv|json|xlsx|docx|pdf|kalkylark\w*|kalkylblad|ladda (ner|hem|ned)|nedladdning\w*|download\w*|spreadsheet\w*|word document)\b/u,
      {
        unless:
          /\b(vem har exporterat|exportlogg|export log|who has exported|planfil\w*|las in|importera|upload|ladda upp|vad betyder|mina uppgifter|my data)\b/u,
      },
    ),
    cue(
      0.92,
      /\b(som|till|i|as) (en |ett |a |an )?(fil|dokument|file|document|utskrift|tabell|table|rapportfil|powerpoint|ppt)\b|\b(skriv(a)? ut|utskrift|print(out)?|fil med|ge mig (en )?fil\w*)\b/u,
      { unless: /\b(planfil|ny plan|las in|plan file|alla svar som|mina uppgifter)\b/u },
    ),
    cue(
      0.9,
      /\b(ta|tar|fa|far|ge|skicka|get|give|send|plocka) ?(mig|me)? ?(ut|fram|hela|the)?\b.{0,15}\b(delarsrapport\w*|arsredovisning\w*|rapporten|underlag\w*|delarsbokslut\w*|sammanstallning\w*|tertialrapport\w*|interim report|annual report|the report)\b/u,
      { unless: /\b(min|mina|mitt|my)\b/u },
    ),
    cue(0.9, /\bunderlag\b/u),
    cue(
      1,
      /^(?:gor|skapa|bygg|make|create|build) (?:mig |me )?(?:en |ett |an |a )?(?:powerpoint\w*|ppt|presentation\w*)\b/u,
    ),
  ],
};
