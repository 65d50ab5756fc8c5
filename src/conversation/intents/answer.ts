import { cue, type Intent } from '../intent.ts';

export const answer: Intent = {
  id: 'answer',
  subject: 'may',
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.05, indicator: 1.1 },
  asksWhich: true,
  leadsOn: true,
  goesOn: true,
  menu: { group: 'answer', say: { sv: 'svara', en: 'answer' }, isFirst: true, teams: ['personal'] },
  examples: {
    sv: [
      'svara',
      'jag vill ändra mitt svar',
      'inget nytt sedan sist',
      'samma som förra gången',
      'jag skrev fel siffra',
      'det går enligt plan',
      'rapportera',
      'fyll i',
      'öppna kortet',
      'jag vill svara nu',
      'ge mig frågorna',
      'inga förändringar',
      'oförändrat',
      'jag behöver hjälp av socialchefen med bemanningen',
    ],
    en: [
      'answer',
      'I want to change my answer',
      'nothing new',
      'same as last time',
      'I wrote the wrong number',
      'it is on track',
      'report',
      'let me answer',
      'no changes',
      'unchanged',
      'fix my number',
      'everything is going to plan',
    ],
  },
  cues: [
    cue(
      0.96,
      /^(svara|besvara|rapportera|fyll i|answer|report|reply|fyll i (svaret|rapporten)|answer now|svara nu|mina fragor|my questions|(jag )?(vill|ska|kan|maste) (nu )?(svara|rapportera)( nu| pa (fragorna|kortet|den))?|(oppna|visa|ge mig|ta fram|skicka) (kortet|fragorna|formularet|enkaten)( igen)?|(i want to|let me|can i|i would like to) (answer|report)( now)?|(open|show me|give me) the (card|questions|form)( again)?)$/u,
    ),
    cue(
      0.94,
      /\b(ae?ndra|ratta|korrigera|komplettera|justera|redigera|angra|gora om|rattar|ae?ndrar|change|correct|edit|revise|fix|update|amend|redo)\b.{0,25}\b(mitt|mina|min|svar\w*|siffran?|siffror|rapport\w*|vardet|det jag (skrev|skickade)|my|answers?|the (number|figure|value)|report|what i (wrote|sent))\b/u,
      { unless: /\b(s text|chefens|malvarde|planen|nasta omgang)\b/u },
    ),
    cue(
      0.93,
      /\b(skrev|skrivit|rapporterade|angav|fyllde i|skickade|lamnade|blev|wrote|entered|reported|submitted|typed|put)\b.{0,20}\b(fel|wrong|incorrect|mistake)\b|\bfel (siffra|varde|tal)\b|\b(wrong (number|figure|value)|made a mistake)\b/u,
    ),
    cue(
      0.92,
      /\b(inget|ingenting|inga|ingen) (nytt|nyheter|nya|har hant|hant|forandring\w*|ae?ndring\w*|att rapportera|sarskilt)\b|\b(samma|likadant|lika|ofor\w+) ?(svar )?(som|sedan) (sist|forra\w*|senast|tidigare)\b|^(oforandrat|samma som sist|som forut|som sist|ingen skillnad)\b|\b(nothing (new|has changed|to report|changed)|no (change|changes|news)|same as (last|before|previous)|same answer|unchanged)\b/u,
    ),
    cue(
      0.88,
      /^(?!.*\b(hur|vad|vilka|varfor|vem|nar|what|how|why|which|who|is|are|does|ar|gar det)\b).*\b(gar|ar|pagar|loper|rullar|flyter|ligger|fungerar|funkar|going|goes|runs?|is|are)\b.{0,14}\b((helt )?(enligt|efter) plan\w*|som (planerat|det ska|de ska|vanligt|tankt|vi tankt)|pa banan|i fas|bra|fint|val|daligt|trogt|forsenat|forsenad|klart?|pausat|pausad|med avvikelse|avslutat|igang|according to plan|as planned|on track|on schedule|well|badly|delayed|paused|finished|completed)\b/u,
      { told: true },
    ),
    cue(0.9, /^\w[\w ]{2,40} (enligt plan|med avvikelse|pa plan|on track|pausad\w*|avslutad\w*)\b/u, {
      told: true,
      unless: /\b(hur|vad|vilka|vem|vilket|uppdrag|what|which|is|are|allt|alla)\b/u,
    }),
    cue(
      0.9,
      /\b(vi|jag|i|we)? ?(behover|vill ha|onskar|need|want|would like) (mer |lite |some )?(hjalp|stod|help|support)\b.{0,15}\b(av|fran|med|from|with|of)\b/u,
      {
        unless:
          /\b(vem|vilka|nagon|hur|who|anyone|which)\b|\bhjalp med (hur|att (forsta|komma|hitta|svara))\b/u,
      },
    ),
    cue(
      1,
      /\b(?:hur|how)(?: do i| can i| does one)? (?:aendrar|rattar|korrigerar|change|edit|correct)(?: man| jag| vi)? (?:ett|mitt|sitt|a|an|my|our|vart) (?:\S{1,12} )?(?:svar|answer|report)\b/u,
    ),
  ],
};
