import { cue, type Intent } from '../intent.ts';

export const unknown: Intent = {
  id: 'unknown',
  subject: 'may',
  examples: {
    sv: [
      'hur blir vädret?',
      'boka ett möte',
      'recept på köttbullar',
      'var parkerar man?',
      'vem vinner matchen',
      'vad är klockan',
      'översätt texten',
      'beställ vikarier',
      'skriv ett mejl',
      'vilka öppettider har biblioteket',
      'vad blir det till lunch',
      'var är närmaste toalett',
      'hur mycket är 2 plus 2',
    ],
    en: [
      "what's the weather like?",
      'book a meeting',
      'a recipe',
      'where do I park?',
      'who won the match',
      'what time is it',
      'translate this',
      'write an email',
      'opening hours',
      'what is for lunch',
      'order a taxi',
      'stock price',
    ],
  },
  cues: [
    cue(
      0.96,
      /\b(vader|vadret|vaderprognos\w*|regnar|snoar det|weather|rain(ing)?|forecast for tomorrow|temperatur\w*)\b/u,
      { unless: /\b(budget|vinter)\b/u },
    ),
    cue(
      0.96,
      /\b(boka|bokar|bokning|beställ|bestall\w*|book|reserve|order|kop|kopa|hyr|ordna|fixa|schemalagg|schedule|skaffa|buy|rent)\b.{0,30}\b(mote\w*|tid|rum|lokal|konferensrum|resa|taxi|vikarie\w*|sommarvikarie\w*|bil|lunch|ny|nytt|en|ett|kaffe|mat|meeting|appointment|room|trip|taxi|call|a|kontorsmaterial|dator|flyg|hotell|tag|biljett\w*)\b/u,
      { unless: /\b(uppfoljning|omgang|hjalp|paminn\w*|stod)\b/u },
    ),
    cue(
      0.95,
      /\b(recept pa|recept|recipe|horoskop|lotto|fotbollsmatch\w*|matchen|spelar|aktie\w*|borsen|bitcoin|stock price|lottery|football match|soccer|hockey(n|matchen)?|melodifestivalen|tv ikvall|film|musik|netflix|spotify)\b/u,
    ),
    cue(
      0.94,
      /\b(oppettid\w*|opening hours|parkera\w*|where (do|can) (i|one) park|vad ar klockan|hur mycket ar klockan|what time is it|what is the time|vilken dag ar det|what day is it|dagens (lunch|ratt|datum)|vad blir det (till|for) (lunch|mat)|what is for (lunch|dinner)|tidrapport\w*|lonespecifikation|lonebesked|semesteransok\w*|reserakning\w*|intranat\w*|losenord\w*|password|wifi|skrivaren|printer|adress(en)? till|vagbeskrivning|hitta till|bussen gar|toalett\w*|toilet)\b/u,
    ),
    cue(
      0.93,
      /\b(skriv|skriva|formulera|forfatta|dikta|compose|draft|write)\b.{0,15}\b(ett|en|mejl\w*|mail\w*|brev|tal|pressmeddelande\w*|protokoll\w*|tjansteskrivelse\w*|an?|email|letter|speech|press release|essay|dikt|poem)\b/u,
      { unless: /\b(till mig|to me|english|swedish|svenska|engelska)\b/u },
    ),
    cue(
      0.93,
      /\b(oversatt\w*|translate|translation|rakna ut|hur mycket ar \d|calculate|googla|google|sok pa (natet|internet|google)|search (the )?(web|internet)|ring (upp )?(\w+chef\w*|\w+direktor\w*|mig|polisen|kommunen)|^ring\b|^call the\b|mejla|maila|smsa|e posta)\b/u,
      { unless: /\b(vem|vilka|who|kan (jag|man))\b/u },
    ),
    cue(
      0.93,
      /\b(valet|vinner|election|sverigedemokraterna|socialdemokraterna|moderaterna|partiet|partier|politik(en)? i|statsminister\w*|president|kungen|prime minister|huvudstad|capital of|kriget|nato)\b/u,
    ),
    cue(
      0.9,
      /\b(texter\w*|formuleringar\w*|texts?)\b.{0,30}\b(snallare|vanligare|gladare|kinder|nicer|kortare|friendlier)\b|\b(gor om|ae?ndra) (texterna|dina texter|hur du (later|pratar|skriver))\b/u,
    ),
  ],
};
