import { cue, type Intent } from '../intent.ts';

export const deviations: Intent = {
  id: 'deviations',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment'],
  weights: { assignment: 1 },
  mayBeOfNothing: true,
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: 'help',
  examples: {
    sv: [
      'vad går inte som det ska?',
      'vilka uppdrag ligger efter?',
      'vilka avvikelser finns?',
      'vad sticker ut?',
      'var har vi problem',
      'vad går dåligt',
      'vad är rött',
      'vilka mål når vi inte',
      'vad oroar',
      'vad fungerar inte',
      'var brister det',
      'var går det trögt',
      'vad ligger risigt till',
      'var skaver det',
    ],
    en: [
      "what's off track?",
      'which assignments are behind?',
      'what is going wrong',
      'any deviations',
      'where are the problems',
      'what is not working',
      'which goals are not met',
      'what worries you',
      'where are we failing',
    ],
  },
  cues: [
    cue(
      0.88,
      /\b(avvik\w*|avvek|sticker (det )?ut|ligger (det )?(efter|risigt|illa|daligt)|halkar?t? efter|efter (tidplan|schema)\w*|slapar efter|forsen(ad|ade|ing|ingar)\w*|deviat\w+|off (track|plan|course)|lag(s|ging)? behind|behind (schedule|plan)?|not (on track|going (well|to plan|as planned)|as planned)|delayed|late with|at risk|in trouble|going (wrong|badly|off)|goes wrong|going south)\b/u,
    ),
    cue(
      0.88,
      /\b(gar|fungerar|funkar|gatt|loper|ar) (det )?(som )?(inte|ej|daligt|samre|snett|fel|trogt|pa tok|kasst|uselt|at (helvete|skogen|pipan|fanders|pipsvangen))\b/u,
      { unless: /\b(inte (jag|min|mitt|mina)|fel (person|siffra|varde)|ar fel)\b|\bhur\b/u },
    ),
    cue(
      0.86,
      /\b(problem\w*|bekymmer|bekymm\w+|orosmoln|oroar|oroande|oroliga?|krangl\w+|brister|brist(erna)?|risker(na)?|varning\w*|strular|skaver|(ar|lyser) (rott|roda|rod)|roda (uppdrag|flaggor|siffror)|gula och roda|utmaningar\w*|svarigheter|problems?|issues?|worr\w+|concerns?|troubles?|failing|fails?|struggl\w+|red flags?|challenges|not working)\b/u,
    ),
    cue(
      0.9,
      /\b(vilka|vilket|vad|vart|var|har vi|nagra?)\b.*\b(mal|malen|malvarden?)\b.*\b(inte|missar|missat|ej)\b|\b(missar|missat|nar vi inte|klarar vi inte)\b.*\bmal\w*\b|\b(which|what|any)\b.*\b(goals?|targets?)\b.*\b(not|miss\w*|fail\w*)\b/u,
    ),
    cue(
      0.86,
      /\binte (enligt|som) (plan\w*|tankt|det (ska|skulle|borde)|vi|planerat)\b|\bnot (according to|as) plan\w*\b/u,
    ),
    // "Mått som inte når målet", "which measures miss their targets?"
    cue(
      1,
      /^(?:(?:visa|lista|vilka|alla|which|what|list|show) )*(?:matt\w*|indikator\w*|nyckeltal\w*|measures?|indicators?) (?:(?:som|that|are|is|vi|we) )*(?:(?:inte|ej|not|dont) (?:nar|nas|klarar|uppnar|uppnas|meet|meeting|reach|reaching|hit|hitting)|(?:nar|nas|klarar) (?:inte|ej)|missa\w*|miss|missing)\b/u,
    ),
  ],
};
