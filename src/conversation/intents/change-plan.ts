import { cue, type Intent } from '../intent.ts';

const things =
  '(?:uppdrag\\w*|indikator\\w*|matt(?:et)?|nyckeltal\\w*|malvard\\w*|malet|mal|riktvarde\\w*|ansvarig\\w*|roll\\w*|rollen|person\\w*|ersattare\\w*|stallforetradare|milstolp\\w*|forvaltning\\w*|kanal\\w*|medverkande|agare|namnet|definition\\w*|aspekt\\w*|enheten|perioden?|planen|styrplanen|svarsroll\\w*)';
const englishThings =
  '(?:assignments?|indicators?|measures?|targets?|owners?|responsible|roles?|persons?|deput\\w+|milestones?|departments?|channels?|contributors?|names?|definitions?|the plan|plan|key figures?|manager|goals?)';

export const changePlan: Intent = {
  id: 'change-plan',
  subject: 'may',
  about: ['assignment', 'indicator', 'role'],
  weights: { assignment: 1, indicator: 1.05, role: 1 },
  asksWhich: true,
  besideRole: true,
  time: 'ahead',
  leadsOn: true,
  isFor: 'day',
  goesOn: true,
  need: { deed: 'plan/change', by: 'whole' },
  menu: { group: 'lead', say: { sv: 'ändra planen', en: 'change the plan' } },
  examples: {
    sv: [
      'ändra planen',
      'byt ansvarig för äldreomsorgen',
      'lägg till en indikator',
      'ta bort uppdraget ur planen',
      'nytt målvärde för matsvinn: 40',
      'matsvinn kallas också svinn',
      'gå tillbaka till förra planen',
      'hr-chefen har slutat',
      'ny rektor från måndag',
      'sätt socialchefen som ersättare',
      'flytta indikatorn till ett annat uppdrag',
      'koppla personen till rollen',
    ],
    en: [
      'change the plan',
      'replace the owner of elderly care',
      'add an indicator',
      'remove the assignment from the plan',
      'new target for food waste: 40',
      'food waste is also called leftovers',
      'go back to the previous plan',
      'the HR manager has left',
      'set a deputy',
      'assign a new owner',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(aendra|byt|byta|uppdatera|redigera|justera|revidera|gora om|skriva om|change|edit|update|modify|amend|revise)\b.{0,10}\b(i )?(the |var |hela )?(styr)?plan(en)?\b/u,
      { unless: /\b(mot en ny|ny fil|fil|upload|file|vad|what|har|has)\b/u },
    ),
    cue(
      0.94,
      new RegExp(
        `\\b(?:lagg(?:a|er)? (?:till|in|upp)|ta bort|tar bort|stryk|plocka bort|aendra|aendrar|byt|byta|byter|satt|satta|satter|hoj|hoja|sank|sanka|flytta|registrera|koppla|knyt|gor|utse|skapa|dop om|byt namn|avsluta|lagger in|ersatt)\\b.{0,45}\\b${things}\\b`,
        'u',
      ),
      {
        unless:
          /\b(mig|mina (person)?uppgifter|mitt konto|mitt svar|mina svar|sista (svars)?dag\w*|omgang\w*|deadline|bevakning\w*|testsvar\w*|testa|tidpunkt|hela planen mot|inte (jag|min|mitt)|varfor)\b/u,
      },
    ),
    cue(
      0.94,
      new RegExp(
        `\\b(?:add|remove|delete|change|replace|set|raise|lower|move|assign|appoint|create|rename|make|swap|put|link|connect|increase|decrease|drop|retire)\\b.{0,45}\\b${englishThings}\\b`,
        'u',
      ),
      { unless: /\b(me|my|round|deadline|reminders?|language|time|answers?|upload|import)\b/u },
    ),
    // "Could the target for partnerships go up to eight?"
    cue(
      1,
      /^(?:can|could|should|kan|kunde|borde|skulle) (?:the |our |vart |detta )?(?:target|goal|mal(?:et|vardet)?)\b.{2,60}\b(?:go|come|be|hojas|sankas|aendras|sattas|justeras) (?:up |down |raised |lowered |changed |set |upp |ner )?(?:to|till) \S/u,
    ),
    cue(1, /\b(?:dela|delar|delas) (?:upp|in)\b/u, {
      followedBy: /\b(?:pa|per|efter) kon\b/u,
      told: true,
      unless: /\b(?:hur|visa|how|show)\b/u,
    }),
    cue(
      0.94,
      /\b(nytt|ny|nya|hogre|lagre|new|higher|lower) (malvarde\w*|mal|riktvarde|ansvarig\w*|agare|ersattare|indikator\w*|uppdrag|milstolpe\w*|roll|target\w*|owner|deputy|indicator|assignment|milestone|role)\b/u,
      { unless: /\b(finns|har det|ar det|vilka|nagra|are there|any|which)\b/u },
    ),
    cue(
      0.95,
      /\b(kallas|heter|benamns|sager vi|brukar kallas|is|are) (ocksa|aven|numera|egentligen|for|also|now|commonly)? ?(called|known as|kallad)?\b(?=.)/u,
      {
        unless:
          /^(vad|what|hur|vem|who|how|why|is|are|var|when|where)\b|\b(heter (du|det)|is (it|this|that|going|the|a|not|my|in|on|off)|are (you|we|they|going|in|on))\b|^(?!.*\b(kallas|heter|benamns|sager vi|called|known as)\b)/u,
      },
    ),
    cue(
      0.92,
      /\b(ny|nya|new) (rektor\w*|chef\w*|\w+chef\w*|processledare\w*|enhetschef\w*|direktor\w*|manager|principal|head|director)\b|\b\w*(chef|rektor|direktor|ingenjor|manager|principal|director)\w*\b.{0,15}\b(har slutat|slutar|ar ny|ar anstalld|borjar|gar i pension|has left|leaves|has quit|is new|starts|has resigned|ersatts|is replaced)\b/u,
    ),
    cue(
      0.9,
      /\b(ga tillbaka|aterga|aterstall\w*|backa|go back|revert|roll back|restore)\b.{0,20}\b(plan\w*|version\w*)\b/u,
    ),
    cue(
      0.9,
      /\b(ar avslutad|ar klar|is finished|is closed|ar genomford)\b.{0,15}\b(ta bort|stryk|remove|avsluta)\b|\bur planen\b|\bfrom the plan\b|\b(till|i|in|into|to) (styr)?planen\b.{0,10}$|\b(som|as) (a )?(ersattare|stallforetradare|deputy|ansvarig|owner) (for|to|of)\b/u,
      { unless: /\b(vad|vilka|what|which|show|visa|andring\w*|nytt|change[sd]|ny plan)\b/u },
    ),
  ],
};
