import { cue, type Intent } from '../intent.ts';

export const help: Intent = {
  id: 'help',
  subject: 'none',
  menu: { say: { sv: 'hjälp', en: 'help' }, teams: ['personal', 'shared'] },
  examples: {
    sv: [
      'hjälp',
      'hjälp mig',
      'hur funkar det här?',
      'jag förstår inte',
      'hur gör man?',
      'jag har kört fast',
      'kan du visa hur man gör',
      'jag vet inte vad jag ska göra',
      'finns det någon instruktion',
      'hur skickar jag in',
      'hur svarar jag',
      'hur sparar jag',
      'knappen funkar inte',
      'var trycker jag',
      'hur lång tid tar det att svara',
    ],
    en: [
      'help',
      'help me',
      'how does this work?',
      "I don't understand",
      'how do I do this?',
      'I am stuck',
      'is there a guide',
      'how do I answer',
      'how do I submit',
      'the button does not work',
      'where do I click',
      'I am lost',
    ],
  },
  cues: [
    cue(
      0.96,
      /^(hjalp|help|sos|hjalp mig|help me|hjalp oss|hjalp tack|help please|behover hjalp|jag behover hjalp|need help|i need help|kan du hjalpa mig|can you help me|hjalpa mig|support me|mayday|assist|faq|info|manual|guide|instruktion\w*|hjalp hjalp|lite hjalp|jag behover lite hjalp|i need (some )?(help|assistance)|hjalpavsnitt\w*)$/u,
    ),
    cue(
      0.92,
      /\bhur (gor|anvander|funkar|fungerar|anvands|skickar|svarar|sparar|fyller|lagger|borjar|kommer|hittar|laddar|trycker|skriver|loggar|oppnar|rapporterar|lamnar)\b.{0,12}\b(man|jag|du|det( har)?|detta|den( har)?|roder|systemet|boten|vi)\b(?! (med|for|i) )/u,
      {
        unless:
          /\b(hur (gar|ligger) |planen|omgang\w*|person|rektor|indikator|uppdrag|roller?|ta bort mitt|konto)\b/u,
      },
    ),
    cue(
      0.91,
      /\b(forstar|fattar|begriper|hittar|hanger|vet) (inte|ingenting|inget|ej|noll)\b(?!.*\b(du|ni)\b.{0,4}\bju\b)|\b(kor|kort|kora|sitter|har) fast\b|\b(vilse|lost|stuck|confused|forvirrad|snurrig)\b|\b(do|did) not (understand|get it|know (how|what))\b|\bno idea\b|\bkommer inte (in|vidare|at)\b/u,
      { unless: /\bdu (fattar|forstar|begriper)|\byou\b|\b(vem|vilka) du inte|ringa\b/u },
    ),
    cue(
      0.93,
      /\b(visa|beratta|forklara|lar|show|tell|teach|explain) ?(mig|me)?\b.{0,6}\b(hur|how)\b.{0,10}\b(man|jag|det|detta|i|to|this|it|you|du)\b/u,
      { unless: /\b(hur det gar|how (it is|things are) going)\b/u },
    ),
    cue(
      0.92,
      /\b(instruktion\w*|manual\w*|anvandarhandledning\w*|handledning\w*|lathund\w*|guide\w*|vagledning\w*|tutorial|user guide|instructions|faq|utbildning i roder|intro(duktion)?)\b/u,
    ),
    cue(
      0.9,
      /\bhow (do|does|can|should|to)\b.{0,8}\b(i|this|it|you|one|we|use|roder)\b.{0,12}\b(work|works|use|do( this| it)?|answer|submit|send|save|start|begin|fill|log|find|click|get started|report|this)\b/u,
      { unless: /\b(complain|delete|remove|change the plan|how are)\b/u },
    ),
    cue(
      0.9,
      /\b(knapp\w*|kortet|lanken|button|the card|the link|sidan)\b.{0,25}\b(funkar|fungerar|gar|syns|laddar|hander|work\w*|load\w*|open\w*|show\w*|respond\w*)\b.{0,8}\b(inte|not|ej|ingenting|nothing)?\b|\b(does not|will not|not) (work|load|open|send)\b|\bfelmeddelande\b|\berror\b/u,
    ),
  ],
};
