import type { Card } from '../../base/messenger.ts';
import { askInstead, factsCard } from '../../messages/facts-card.ts';
import type { Inquiry } from '../../questions/inquiry.ts';
import { cue, type Intent } from '../intent.ts';

const best =
  '(?:samst\\w?|bast\\w?|langsammast\\w?|snabbast\\w?|latast\\w?|duktigast\\w?|slarvigast\\w?|flitigast\\w?|varst\\w?|dummast\\w?|effektivast\\w?|svagast\\w?|starkast\\w?|ineffektivast\\w?|hogst|lagst|worst|best|slowest|fastest|laziest|weakest|strongest|lowest|highest|poorest|smartest)';

function noRankingCard(inquiry: Inquiry): Card {
  const { t } = inquiry;
  return factsCard(inquiry, {
    title: t('question.noRanking'),
    intro: t('question.noRankingText'),
    note: t('talk.refusedMore'),
    actions: askInstead(t),
  });
}

export const refused: Intent = {
  id: 'refused',
  subject: 'may',
  about: ['assignment', 'indicator', 'role'],
  weights: { role: 1, indicator: 0.9, assignment: 0.8 },
  mayBeOfNothing: true,
  answer: noRankingCard,
  examples: {
    sv: [
      'vem är sämst?',
      'rangordna cheferna',
      'visa utkasten',
      'radera mina testsvar',
      'vilken förvaltning är bäst',
      'gör en topplista',
      'vem svarar aldrig i tid',
      'vad har skolchefen skrivit i sitt utkast',
      'ta bort rapporten',
      'jämför cheferna',
      'vem är latast',
      'läs andras utkast',
    ],
    en: [
      'who is the worst manager?',
      'rank the departments',
      'show me the drafts',
      'delete the answer that was sent in',
      'which manager is best',
      'make a league table',
      'who never answers on time',
      'compare the managers',
      'top three managers',
      "read someone else's draft",
    ],
  },
  cues: [
    cue(
      0.95,
      new RegExp(`\\b(?:vem|vems|vilka|vilken|vilket|who|whos|whose|which|what)\\b.{0,45}\\b${best}\\b`, 'u'),
      { unless: /\b(mest akut|best way|basta sattet)\b/u },
    ),
    cue(
      0.95,
      /\b(rank\w*|rangord\w*|topplist\w*|topp ?(tre|tio|fem|\d+)\b.*|bottenlist\w*|tio i topp|ligatabell\w*|leder ligan|ligan|league( table)?|resultattavla|scoreboard|leaderboard|betygsatt\w*|poangsatt\w*|top (three|ten|five|\d+) (managers?|departments?|units?|heads?)|score the|tavling|vinner|vinnare|forlorare|winner|loser)\b/u,
      { unless: /\bvalet|election\b/u },
    ),
    cue(
      0.92,
      /\b(jamfor|stall|compare)\b.{0,20}\b(chefer\w*|forvaltningar\w*|enheter\w*|personer\w*|medarbetar\w*|rektorer\w*|skolor\w*|avdelningar\w*|managers?|departments?|units?|people|employees|heads|each other|med varandra|mot varandra)\b/u,
      { unless: /\bliknande|similar\b/u },
    ),
    cue(
      0.93,
      /\b(vem|vilka|vilken (chef|forvaltning|enhet)|who|which (manager|department|unit))\b.{0,30}\b(aldrig|alltid|oftast|mest|minst|flest|sist|slarvar|maskar|fuskar|latar|skoter sig|missskoter|never|always|most|least|last|cheats?|slack\w*)\b/u,
      { unless: /\b(viktig\w*|behover|hjalp|stod|important|help|support)\b/u },
    ),
    cue(0.95, /\b(utkast\w*|drafts?)\b/u, {
      unless: /\b(mitt|mina|min|my|vad (ar|betyder)|what is|planutkast)\b/u,
    }),
    cue(
      0.94,
      /\b(radera\w*|ta bort|tar bort|slang|rensa|plocka bort|sudda|makulera|delete|erase|remove|throw away|wipe|purge|clear)\b.{0,35}\b(svar\w*|testsvar\w*|rapport\w*|inskick\w*|svaren|vardet|inskickat|skickat in|skickade in|lagesrapport\w*|answers?|reports?|submissions?|responses?|was (sent|submitted)|sent in)\b/u,
    ),
    cue(
      0.9,
      /\b(skriv om|redigera|ae?ndra i|omformulera|rewrite|edit|polish)\b.{0,30}(s text\b|s svar\b|s rapport\b|chefens|rektorns|direktorens|text\b|\bandras\b|someone else)/u,
      { unless: /\b(mitt|min|mina|my)\b/u },
    ),
    cue(
      0.9,
      /\b(ae?ndras|nagon annans|kollegornas|kollegans|other peoples?|others|someone elses|somebody elses)\b.{0,15}\b(svar|utkast|drafts?|text|rapporter|opublicerade|unsent|data|uppgifter|personal)\b/u,
    ),
  ],
};
