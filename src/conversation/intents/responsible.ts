import { cue, type Intent } from '../intent.ts';

export const responsible: Intent = {
  id: 'responsible',
  subject: 'may',
  about: ['assignment', 'indicator', 'role'],
  weights: { assignment: 1.15, indicator: 0.95, role: 1.2 },
  asksWhich: true,
  ofOne: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  answer: 'responsible',
  examples: {
    sv: [
      'vem ansvarar för äldreomsorgen?',
      'vad ansvarar socialchefen för?',
      'vem frågar jag om hamnen?',
      'vem sköter snöröjningen',
      'vad ansvarar jag för?',
      'vem har hand om maten',
      'vem är ansvarig',
    ],
    en: [
      "who's responsible for the harbour?",
      'who runs preschool',
      'what is the HR manager responsible for',
      'who do I ask about food',
      'who is in charge',
    ],
  },
  cues: [
    cue(0.92, /\b(ansvar\w*|ansvarig\w*|responsib\w+|accountable|in charge|owner|owns?|agare|ager)\b/u, {
      unless:
        /\b(inte|ej|aldrig) (mitt|mina|min)\b|\b(ae?ndra|byt\w*|byter|ny|satt|change|replace|new|set) .{0,25}(ansvarig\w*|responsib\w*|owner)|inte (jag )?(som )?ansvar|\bnot (my|mine)\b/u,
    }),
    cue(
      0.9,
      /\b(vem|vilka|vilken (roll|chef|forvaltning|person)|vems)\b.{0,20}\b(skoter|haller|har hand|leder|driver|jobbar med|svarar for|basar|bestammer|styr|har koll|rapporterar|fyller i|lamnar|star for|svarade|svarat|har svarat|skrev|har skrivit|skrivit|bord|jobb)\b/u,
      {
        unless:
          /\b(har|vilka) (inte|alla|redan)\b|\binte svarat\b|\bbestammer over dig\b|\bhar bestamt\b|\bsvarade? (pa|i) (omgang|delar)/u,
      },
    ),
    cue(
      0.88,
      /\b(vem|vilka)\b.{0,20}\b(fragar|kontaktar|pratar|prata|fraga|kontakta|vander|vanda|ringer|ringa|mejla|mejlar|snackar)\b.{0,25}\b(om|for|angaende|kring|rorande|i fragan?)\b/u,
    ),
    cue(
      0.9,
      /\bwho\b.{0,20}\b(runs?|leads?|manages?|handles?|heads?|looks after|takes care|answers?|answered|reports?|reported|works? (on|with)|deals with|is behind|do i (ask|contact|talk|call|speak)|can i (ask|contact|talk|call|speak)|should i (ask|contact|talk))\b/u,
      { unless: /\b(not|has|have) (yet )?(answered|reported)|how many\b/u },
    ),
    cue(0.84, /\bvem ar\b|\b\w+ vem ar det$|\bwho is (the |our )?/u, {
      unless: /\b(du|you|samst|bast|worst|best)\b/u,
    }),
    cue(
      0.84,
      /\b(vad|what)\b.{0,15}\b(gor|har|does|do)\b.{0,25}\b\w*(chef|direktor|rektor|manager|head|principal)\w*\b(?!.*\b(skrivit|svarat|rapporterat|sagt|utkast|written|reported|said|draft)\b)/u,
    ),
    cue(
      0.84,
      /\b(vilka|vad ar) (uppdrag|jag med i)\b.{0,20}\b(mina|jag|min)\b|\bvad ar jag med i\b|\b(my|which) (assignments?|responsibilit\w+)\b.{0,15}\b(mine|my|i)\b|\bmina uppdrag\b|\bmy assignments\b/u,
    ),
    // Whoever does something with a thing, and not what is done with it.
    cue(
      1,
      /^(?:vem|vilka|who) (?:(?:ar|is|are) (?:det|it) (?:nu )?(?:som|who|that) )?(?:ser till|skoter|haller i|ar med i|jobbar med|arbetar med|tar hand om|looks? after|takes? care of|works? (?:on|with))(?! att)\b(?! (?:dig|er|oss|det|den|detta|dem|you|us|it|that|this|them)\b)/u,
      { unless: /\b(?:sitt|svarat|svarar|answered|better|battre|bast|samst)\b/u },
    ),
  ],
};
