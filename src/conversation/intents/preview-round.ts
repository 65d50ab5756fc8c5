import { cue, type Intent } from '../intent.ts';

export const previewRound: Intent = {
  id: 'preview-round',
  subject: 'may',
  about: ['role'],
  weights: { role: 1 },
  mayBeOfNothing: true,
  time: 'ahead',
  need: { deed: 'people/read', by: 'whole' },
  menu: {
    group: 'lead',
    say: { sv: 'visa nästa omgång', en: 'show the next round' },
    isFirst: true,
    teams: ['personal'],
  },
  leadsOn: true,
  examples: {
    sv: [
      'förhandsvisa nästa omgång',
      'vilka får vad i januari?',
      'provkör oktober',
      'vad kommer rektorerna få för frågor nästa gång?',
      'simulera årsskiftet',
      'vad går ut nästa gång',
      'visa kommande omgång',
    ],
    en: [
      'preview the next round',
      'who gets what in January?',
      'dry run October',
      'what will principals be asked next time',
      'simulate the year end',
      'what goes out next',
      'show next round',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(forhandsvis\w*|forhandsgransk\w*|forhandstitt\w*|provkor\w*|testkor\w*|simuler\w*|torrsim\w*|torrkor\w*|generalrepet\w*|tjuvkika\w*|repetera|preview\w*|dry run\w*|rehears\w*|simulat\w*|trial run)\b/u,
    ),
    cue(
      0.93,
      /\b(vad|vilka|vem|vilket|what|which|who)\b.{0,40}\b(far|fragas|gar ut|skickas|kommer|stalls|ska|fragor|asks?|asked|gets?|receive\w*|sent|go(es)? out|questions)\b.{0,40}\b(nasta (gang|omgang|manad|runda|uppfoljning)|kommande (omgang|runda)|next (time|round|month)|i (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|in (january|february|march|april|june|july|august|september|october|november|december)|coming round)\b/u,
      { unless: /\b(jag|mig|nar|fick|har|for me|i be|when|i have|vad ar)\b/u },
    ),
    cue(
      0.92,
      /\bvilka far vad\b|\bwho gets what\b|\bvem far vad\b|^(visa )?(nasta|kommande) (omgang|runda|uppfoljning)(en)?$|^(show )?(me )?(the )?(next|coming|upcoming) round$/u,
    ),
  ],
};
