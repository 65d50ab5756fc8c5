import { cue, type Intent } from '../intent.ts';
import { planCard } from '../whole-answer.ts';

export const showPlan: Intent = {
  id: 'show-plan',
  subject: 'may',
  isOfEverything: true,
  about: ['role', 'assignment'],
  weights: { role: 1, assignment: 0.9, indicator: 0.6 },
  mayBeOfNothing: true,
  answer: (inquiry, { subjects }) => planCard(inquiry, subjects),
  examples: {
    sv: [
      'visa planen',
      'vilka uppdrag finns?',
      'vilka indikatorer har vi?',
      'vad handlar planen om?',
      'lista alla mått',
      'vilka mål har vi',
      'vilka roller finns',
      'vad följer ni upp',
      'vad innehåller styrplanen',
      'hur många uppdrag har vi',
      'vilka mått följer äldreomsorgen',
    ],
    en: [
      'show the plan',
      'which assignments are there?',
      'list all indicators',
      'what is in the plan',
      'which goals do we have',
      'how many assignments are there',
      'what do you follow up',
      'show all measures',
    ],
  },
  cues: [
    cue(
      0.95,
      /^(visa|se|oppna|lista|show|open|view|see|display|list)( me| mig)?( hela| the| our| whole| var| entire| alla| all| oss)*( (gallande|current|nuvarande))? ((styr)?plan(en)?|uppdrag(en)?|indikatorer(na)?|matt(en)?|nyckeltal(en)?|mal(en)?|roller(na)?|assignments?|indicators?|measures?|goals?|roles?|targets?)( i planen| in the plan| vi har)?$/u,
    ),
    cue(
      0.92,
      /\b(vilka|vad for|hur manga|which|what|how many|lista|list|samtliga|alla)\b.{0,20}\b(uppdrag|indikatorer|matt|nyckeltal|mal|roller|perioder|milstolpar|assignments|indicators|measures|goals|roles|targets|key figures)\b.{0,30}\b(finns|har|ingar|ar med|galler|foljer|foljs|i planen|there|have|has|in the plan|exist|do we|are|kommunen)\b/u,
      {
        unless:
          /\b(inte|efter|avvik\w*|ligger|risk|behind|hjalp|stod|help|missar|ej|not|svarat|answered|saknas|ar mina|mine|my)\b/u,
      },
    ),
    cue(
      0.92,
      /\b(vad|what)\b.{0,15}\b(star|finns|innehaller|handlar|ingar|galler|is|does|ligger|are)\b.{0,12}\b(i |in |the |var |om )*\b(styr)?plan(en|ens)?\b/u,
      { unless: /\b(ae?ndra\w*|ae?ndring\w*|nytt|new|changed?)\b/u },
    ),
    cue(
      0.9,
      /^(planen|styrplanen|plan|the plan|uppdrag|uppdragen|alla uppdrag|indikatorer|alla indikatorer|indikatorerna|all (assignments|indicators)|assignments|indicators|matten|malen|mal och matt)$/u,
    ),
    cue(
      0.88,
      /\bvad i planen\b|\bwhat in the plan\b|\b(vad|vilka saker) (foljer|mater) (ni|vi|kommunen|du) (upp)?\b|\bwhat (do|does) (we|you|the municipality) (measure|follow up|track)\b/u,
    ),
  ],
};
