import { cue, type Intent } from '../intent.ts';

export const planChanges: Intent = {
  id: 'plan-changes',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.1, indicator: 1 },
  mayBeOfNothing: true,
  time: 'past',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  need: { deed: 'plan/read', by: 'whole' },
  answer: 'changes',
  menu: {
    group: 'ask',
    say: { sv: 'vad ändrades i planen?', en: 'what changed in the plan?' },
    teams: ['shared'],
  },
  examples: {
    sv: [
      'vad ändrades i planen?',
      'vad ändrades?',
      'planens versioner',
      'ändringar i styrplanen',
      'vad skiljer versionerna',
      'har planen uppdaterats',
    ],
    en: [
      'what changed in the plan?',
      'what changed?',
      'has anything in the plan changed',
      'plan history',
      'plan versions',
    ],
  },
  cues: [
    // Nothing is named: then it is the plan that changes.
    cue(
      0.92,
      /^(?:vad|nagot|what|anything)? ?(?:har|has|s)? ?(?:nagot|anything)? ?(?:ae?ndra(?:ts|des|t)|forandra(?:ts|des|t)|changed)(?: (?:nyligen|senast|sist|recently|lately|last))?\??$/u,
    ),
    cue(
      0.93,
      /\b(ae?ndra(t|ts|des|de|s)|ae?ndring\w*|forandrats|forandring\w*|reviderats|reviderades|reviderad|uppdaterats|uppdaterades|justerats|justerades|nytt|skiljer|skillnad\w*|tillkommit|lagts till|tagits bort)\b.{0,45}\b(styr)?(plan(en|ens)?|version\w*|malen|uppdraget|uppdragen|indikatorn|indikatorerna|mattet|matten)\b|\b(styr)?(planen|planens|versionen|versionerna|uppdragen|malen)\b.{0,30}\b(ae?ndra(ts|des|t)|ae?ndring\w*|reviderats|uppdaterats|reviderad|justerats|nytt|skiljer|historik)\b/u,
      { unless: /\b(byt|satt|lagg) /u },
    ),
    cue(
      0.92,
      /\b(planens|plan|styrplanens) ?(versioner\w*|historik\w*|ae?ndringar\w*|logg\w*)\b|\bversion(er|erna|shistorik\w*|slista)\b|\bandringslogg\w*\b|\b(tidigare|forra|aldre|gamla) (versioner\w*|planen)\b/u,
      { unless: /\b(ga tillbaka|aterga|aterstall)\b/u },
    ),
    cue(
      0.93,
      /\b(changed?|changes|revised|updated|amended|new|different|differ\w*)\b.{0,35}\bplan\b|\bplan\b.{0,35}\b(changed|changes|revised|updated|amended|history|versions?)\b|\bchange ?log\b/u,
      { unless: /\b(i want to|how (do|can) i|change the plan|put|upload|new plan)\b/u },
    ),
  ],
};
