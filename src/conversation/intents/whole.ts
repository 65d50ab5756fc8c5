import { cue, type Intent } from '../intent.ts';
import { wholeCard } from '../whole-answer.ts';

const us =
  '(?:kommunen|hela kommunen|oss|vi|alla|allt|allting|allihop|verksamheten|organisationen|hos oss|har|helheten|det hela|var kommun|i stort|pa det hela taget|overlag|generellt)';
const ours =
  '(?:the municipality|us|we|everything|all|overall|in general|the whole|as a whole|things|it|generally|altogether)';

export const whole: Intent = {
  id: 'whole',
  subject: 'none',
  isOfEverything: true,
  time: 'now',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: wholeCard,
  menu: { group: 'ask', say: { sv: 'hur går det?', en: 'how is it going?' }, teams: ['personal', 'shared'] },
  examples: {
    sv: [
      'sammanfatta läget',
      'hur går det för kommunen?',
      'läget',
      'lägesbild',
      'allt på en minut',
      'en samlad bild av läget',
      'hur mår kommunen',
      'ge mig en översikt',
      'helheten',
      'läget i korthet',
      'går något bra?',
      'vad går bra?',
      'vad fungerar bra',
      'hur är läget i kommunen',
      'kort om allt',
    ],
    en: [
      'summarise the status',
      'how is the municipality doing?',
      'overview',
      'the big picture',
      'how are we doing',
      'status of everything',
      'what is going well',
      'give me the summary',
      'the short version',
    ],
  },
  cues: [
    cue(
      0.9,
      /\b(sammanfatt\w*|summera|summering|lagesbild\w*|lagesrapport\w*|helhet\w*|overblick\w*|oversikt\w*|samlad bild|stora bilden|helikopterperspektiv\w*|totalbild\w*|summar\w+|overview|big picture|overall (status|picture|situation)|sum up|state of (things|play|the municipality))\b/u,
    ),
    cue(
      0.86,
      /\b(i korthet|kortfattat|pa en minut|i stora drag|i fem meningar|i kort(het)?|in short|in brief|in a nutshell|briefly|short version)\b/u,
    ),
    cue(
      0.9,
      new RegExp(
        `\\bhur (?:gar|gick|star|ligger|ser|ar|mar|skoter|klarar|har)(?: det| vi| laget| allt\\w*| sig| kommunen)*(?: gatt| till| ut| laget)?(?: med| for| i| hos| pa)*(?: ${us})*(?: till| ut| nu| idag| sig)*$`,
        'u',
      ),
    ),
    cue(
      0.9,
      new RegExp(
        `\\bhow (?:is|are|s|was|do|does|did)(?: it| things| we| the municipality| everything| all)*(?: going| doing| looking| standing| stand| go| look)*(?: for| with| in| at)*(?: ${ours})*(?: doing| going| looking)?(?: now| overall| today| right now| in general)*$`,
        'u',
      ),
    ),
    cue(
      0.9,
      /^(kommunen )?(laget|lage|status|kort|dagslaget|nulaget|statusen|kommunen)( (just )?nu| idag| i kommunen| for kommunen| totalt| kort| kommunen)*$/u,
    ),
    cue(
      0.86,
      /\b(gar|fungerar|funkar|ar) (det )?(nagot|nagonting|det) bra\b|\bvad (gar|fungerar|funkar|ar) bra\b|\b(what|anything|something)\b.*\b(going well|good news|works? well)\b/u,
    ),
    cue(
      0.86,
      /\b(status|state|progress) (of|on|for) (everything|all|the municipality|all assignments)\b|\b(status|laget) (for|i|pa|over) (allt|alla|hela kommunen|kommunen|samtliga)\b/u,
    ),
    cue(
      0.8,
      /\b(ar|blir|star) (vi|kommunen) (pa (ratt vag|god vag)|i fas|i mal)\b|\bnar (vi|kommunen) (malen|vara mal|sina mal)\b|\bare we (on track|doing well|doing ok)\b|\bon the right track\b|\bhur (mar|star det till i) (kommunen|verksamheten)\b/u,
    ),
  ],
};
