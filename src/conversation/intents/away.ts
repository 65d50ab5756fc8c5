import { cue, type Intent } from '../intent.ts';

export const away: Intent = {
  id: 'away',
  subject: 'none',
  time: 'lasting',
  leadsOn: 'time',
  isFor: 'stretch',
  menu: { group: 'mine', say: { sv: 'jag är borta', en: 'I am away' }, teams: ['personal'] },
  examples: {
    sv: [
      'jag är borta nästa vecka',
      'jag är sjuk idag',
      'semester vecka 43',
      'vab',
      'jag är tillbaka',
      'jag är på semester',
      'föräldraledig',
      'tjänstledig från november',
      'jag är ledig på fredag',
      'på kurs hela veckan',
      'jag är hemma med sjukt barn',
      'åter i tjänst',
    ],
    en: [
      "I'm away next week",
      "I'm off sick today",
      'on leave until Monday',
      "I'm back",
      'out of office',
      'on holiday in July',
      'on parental leave',
      'working from Monday again',
      'I am on vacation',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(jag|man|vi|ar|blir|gar|gatt|ska|kommer att vara|i am|am|be|being|going|off|on|going on|i will be)\b.{0,22}\b(borta|ledig|sjuk|sjukskriven|foraldraledig\w*|foraldraled\w*|pappaledig|mammaledig|tjanstledig\w*|franvarande|bortrest|(pa|min) semester\w*|semester|pa (kurs|konferens|tjansteresa|resa|utbildning)|vabbar|vab|hemma med|away|sick|ill|off (sick|work|next|on|today|tomorrow|until)|out of (the )?office|on (sick |annual |parental |maternity |paternity |study )?(leave|holiday|vacation)|on (a )?(course|trip)|travelling|unwell)\b/u,
      {
        unless:
          /\b(hur manga|hur mycket|how many|how much|vem|vilka|who|sjukfranvaro\w*|sick leave (rate|at|in|among|last|is|was|show|for)|nar (jag|man|nagon)|if i|om (jag|nagon)|vad hander|hander (det )?nar|barnen|skol\w*|eleverna)\b/u,
      },
    ),
    cue(
      0.94,
      /^(sjuk|sjukskriven|vab|vabbar|vabbar|borta|ledig|semester|foraldraledig|tjanstledig|away|sick(?! leave)|ill|ooo|out of office|on (holiday|vacation|leave)|vacation|holiday|franvarande|sjukanmalan|sjukanmaler mig|off sick|sick today|har semester|kompledig)\b(?!.{0,30}\b(franvaro|hur|per|i kommunen)\b)/u,
    ),
    cue(
      0.93,
      /\b(jag ar|ar) (nu )?(tillbaka|ater|pa plats|frisk)( igen| nu| pa jobbet| i tjanst)*$|\btillbaka (igen|pa jobbet|i tjanst|fran (semester\w*|ledighet\w*))\b|\bater (i tjanst|pa jobbet)\b|^(tillbaka|i am back|back|back (again|at work|in the office|from \w+))\b|\bi am back\b|\bfeeling better\b/u,
    ),
    cue(
      0.9,
      /\b(anmal|registrera|lagg in|satt|report|register|set)\b.{0,15}\b(franvaro|semester|ledighet|mig (som )?(borta|sjuk)|absence|me (as )?(away|absent|out))\b|\b(my|min) (deputy|ersattare|vikarie) (answers|svarar|will|tar)\b|\bsvarar (at|for|i stallet for) mig\b|\bcover(s|ing)? for me\b/u,
    ),
    cue(
      1,
      /\b(?:svarar inte|inte nabar|inte antraffbar|not (?:be )?reachable|(?:wont|will not) (?:be )?answer(?:ing)?) (?:da|under tiden|then)\b/u,
      { unless: /\b(?:vem|vilka|vilken|varfor|om|who|which|why|if)\b/u, told: true },
    ),
  ],
};
