import { cue, type Intent } from '../intent.ts';

const rounds =
  '(?:omgang\\w*|runda\\w*|svarsrunda\\w*|sista (?:svars)?dag\\w*|deadline\\w*|delar\\w*|tertial\\w*|kvartal\\w*|helar\\w*|uppfoljning\\w*|insamling\\w*|svarstid\\w*|stangning\\w*|inlamning\\w*|enkat\\w*|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|round|rounds|interim|due date|closing|follow up|grej\\w*)';

export const changeRound: Intent = {
  id: 'change-round',
  subject: 'may',
  about: ['assignment', 'indicator'],
  weights: { assignment: 0.8 },
  time: 'ahead',
  leadsOn: 'time',
  isFor: 'day',
  need: { deed: 'round/change', by: 'whole' },
  menu: { group: 'lead', say: { sv: 'skjut upp omgång', en: 'postpone the round' } },
  examples: {
    sv: [
      'skjut upp omgången en vecka',
      'ställ in nästa omgång',
      'flytta sista svarsdag till den 25:e',
      'öppna en extra omgång',
      'förläng omgången',
      'öppna tertial 1 igen',
      'stäng omgången nu',
      'ge alla mer tid',
      'starta omgången tidigare',
    ],
    en: [
      'postpone the round a week',
      'cancel the next round',
      'move the deadline to Friday',
      'open an extra round',
      'extend the round',
      'reopen the last round',
      'close the round now',
      'give everyone more time',
      'start the round earlier',
    ],
  },
  cues: [
    cue(
      0.95,
      new RegExp(
        `\\b(?:skjut\\w*|skjuta|flytta|flyttar|stall\\w*|installd|forlang\\w*|tidigarelag\\w*|senarelag\\w*|avbryt\\w*|avbryta|stang|stanga|oppna|oppnar|starta|startar|kor|aterupp\\w*|aterstall\\w*|dra igang|satt igang|lagg till|skapa|hoppa over|postpone|cancel|extend|prolong|reopen|re open|open|close|start|restore|restart|move|push|delay|bring forward|skip|run|launch)\\b.{0,30}\\b${rounds}\\b`,
        'u',
      ),
      {
        unless:
          /\b(indikator\w*|uppdrag|paminnelse\w*|nar|when|vad|what|exporter\w*|how (many|is)|hur|provkor|visa|har|stangd|to me|my)\b|\bstanger\b/u,
      },
    ),
    cue(
      0.9,
      /\b(mer|langre|extra|more|extra) (tid|time|days?|dagar)\b.{0,20}\b(at|till|for|to) (alla|dem|everyone|everybody|all|them|chefer\w*|managers)\b|\b(ge|give) (alla|everyone|everybody|dem|them|cheferna)\b.{0,15}\b(mer|langre|more|extra) /u,
    ),
    cue(0.9, /^(stall in|skjut upp|flytta|forlang|postpone|cancel|extend)$/u),
  ],
};
