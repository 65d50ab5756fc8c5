import { slips, wordsOf } from '../language/words.ts';

/** What one can ask. */
export type Kind =
  | 'status'
  | 'indicator'
  | 'help'
  | 'responsible'
  | 'meaning'
  | 'next'
  | 'sent'
  | 'round'
  | 'decision'
  | 'changes'
  | 'no-ranking'
  | 'several'
  | 'unknown';

/** Two stand for `first.*second`, which would look for the second anew from each place where the first is. */
type Said = RegExp | readonly [first: RegExp, second: RegExp];

/** A way of asking: the words that show it, and those that say nothing more once it is known. */
export interface Asking {
  readonly kind: Kind;
  /** One of them is found in the folded words, joined by single spaces; of two, the second after the first. */
  readonly said: readonly Said[];
  /** Not if this is said as well. */
  readonly unless?: RegExp;
  /** Words of the asking itself, not of its subject. */
  readonly cues: RegExp;
}

const answered =
  /\b(svara(t|de)|svaren|lamnat|rapporterat|inkommit|answered|responded|replied|reported|submitted)\b/u;
const me =
  /\b(jag|mig|mina|mitt|min|me|my|(do|did|have|must|should|am) i|i (have|must|should|need|did|sent))\b/u;
const sending =
  /\b(skicka\w*|inskicka\w*|lamnat|lamnade|svarade|svarat|rapportera(t|de)|sent|submit\w*|answered|reported|tidigare svar|svar fran|answers)\b/u;
const coming =
  /\b(nasta|harnast|ska|bor|maste|kvar|vantar|att gora|att svara|next|have to|to do|anything|due|paminnelse\w*|reminder|waiting|left)\b/u;

/** The first that fits is taken; what is more particular comes before what is more general. */
const ways: readonly Asking[] = [
  {
    kind: 'no-ranking',
    said: [
      [
        /\b(vem|vilka|vilken|vilket|who|which)\b/u,
        /\b(samst\w?|bast\w?|sist|langsammast\w?|snabbast\w?|latast|duktigast\w?|worst|best|slowest|fastest|last)\b/u,
      ],
    ],
    cues: /^$/u,
  },
  {
    kind: 'meaning',
    said: [
      /\b(betyd\w*|innebar\w*|innebord|menas|menar (ni|du)|definition\w*|definiera\w*|forklara\w*|skillnad\w*|mean|means|meaning|define|definition|explain|difference)\b/u,
      /^hur (raknas|mats|beraknas)\b/u,
      [/^how is /u, / (measured|calculated|defined)/u],
    ],
    cues: /^(betyd\w*|innebar\w*|innebord|menas|menar|definition\w*|definiera\w*|forklara\w*|skillnad\w*|mean\w*|define\w*|explain|difference|raknas|mats|beraknas|measured|calculated|ord|ordet|word|egentligen|between|mellan)$/u,
  },
  {
    kind: 'round',
    said: [
      [/\b(hur manga|hur stor del|alla|vilka|vem|nagon|how many|who|everyone|everybody|all)\b/u, answered],
      /\bsvaren vara inne\b/u,
    ],
    unless: me,
    cues: /^$/u,
  },
  {
    kind: 'responsible',
    said: [
      /\b(ansvar\w*|responsible|owns?|owner|in charge|agare|ager)\b/u,
      /\bvem (haller|har hand|leder|driver|skoter|jobbar)\b/u,
      [/\b(vem|vilka)\b/u, /\b(prata|fraga|fragor|kontakta|vanda|rapporterar|ringa)\b/u],
      [/\bwho\b/u, /\b(talk|ask|contact|leads|runs|reports|handles)\b/u],
      /\bvilken (forvaltning|roll|chef)\b/u,
      /\bwhich (department|role)\b/u,
      /\bvad har \w+chefen\b/u,
    ],
    cues: /^(ansvar\w*|responsible|owns?|owner|charge|agare|ager|haller|hand|leder|driver|skoter|jobbar|prata|fraga|fragor|kontakta|vanda|rapporterar|ringa|svara|talk|ask|contact|leads|runs|reports|handles|forvaltning\w*|roll\w*|department|role|uppdrag\w*|assignment\w*)$/u,
  },
  {
    kind: 'next',
    said: [
      [me, coming],
      [coming, me],
    ],
    unless: /\b(har|have) (jag|i) (skickat|lamnat|svarat|sent|submitted|answered)\b/u,
    cues: /^$/u,
  },
  {
    kind: 'sent',
    said: [
      [me, sending],
      [sending, me],
    ],
    cues: /^(skicka\w*|inskicka\w*|lamna\w*|svar\w*|rapport\w*|sent|send|submit\w*|answer\w*|report\w*|mina|mitt|min|my|senast|forra|last|time|tidigare|before|gangen)$/u,
  },
  {
    kind: 'help',
    said: [
      /\b(hjalp\w*|stod|stodet|stodbegar\w*|behover|help|support|avvik\w*|problem\w*|svarigheter|knackigt|deviat\w*|trouble|struggl\w*)\b|\binte (enligt|som) (plan\w*|tankt)|\bnot (on track|going to plan|as planned)|\boff track\b/u,
    ],
    cues: /^(hjalp\w*|stod\w*|behov\w*|help|needs?|support|avvik\w*|problem\w*|svarigheter|deviat\w*|trouble|struggl\w*|onskas|onskar|vill|want\w*|finns|some|any|nagra|nagon|enligt|plan\w*|track|uppdrag\w*|assignment\w*)$/u,
  },
  {
    kind: 'decision',
    said: [/\b(beslut\w*|beslot|bestam\w*|decid\w*|decision\w*)\b/u],
    cues: /^(beslut\w*|beslot|bestam\w*|decid\w*|decision\w*|fullmaktige|council|ligger|bakom|behind|sager|says?|togs|tagits|uppdrag\w*|assignment)$/u,
  },
  {
    kind: 'changes',
    said: [
      /\b(andra(t|ts|des|de|r|s)|forandra\w*|andring\w*|chang\w*)\b|\bnytt i (styr)?planen\b|\bnew in the plan\b/u,
    ],
    unless: /\b(over tid|over time|senaste \w*\s?aren|sedan \d{4}|utveckl\w+)\b/u,
    cues: /^(andra\w*|forandra\w*|andring\w*|chang\w*|plan\w*|styrplan\w*|nytt|new|last|senast\w*|sedan|since|gjorts|made|uppdrag\w*|assignment\w*)$/u,
  },
  {
    kind: 'round',
    said: [
      /\b(omgang\w*|uppfoljning\w*|rounds?|follow up|overlag|overgripande|helhet\w*|sammanfatt\w*|lagesbild\w*|overall|in general|summary|overview|oversikt\w*|sista dag\w*|deadline|stanger|sluttid)\b|\bnar (ar|oppnar|borjar|slutar) (delar|helar|tertial)\w*|^(hur (ar laget|gar det( for oss)?)|laget|how (is it going|are we doing|are things))( nu| just nu| now)?$/u,
    ],
    cues: /^$/u,
  },
];

const other: Asking = {
  kind: 'status',
  said: [/^/u],
  cues: /^$/u,
};

/** The words that ways of asking hang on; a slip in one of them is set right before anything is read. */
const known = wordsOf(`
  vilka vilken vilket många svar svara svarar svarat svaren hjälp behöver ansvar ansvarar ansvarig betyder innebär skicka
  skickar skickat beslut beslutet beslutades beslutat ändrat ändras ändrades ändrats avvikelse avvikelser avviker
  nästa omgång omgången status which responsible support answer answers answered decided
`);

/** A word of asking for one that is written almost like it; other words as they are. */
export function setRight(word: string): string {
  if (word.length < 4 || known.includes(word)) return word;
  return known.find((one) => one.length > 4 && one[0] === word[0] && slips(word, one, 1) === 1) ?? word;
}

/** How the question is asked, by its folded words. */
export function wayOfAsking(words: readonly string[]): Asking {
  const text = words.join(' ');
  return (
    ways.find(({ said, unless }) => said.some((one) => isSaid(text, one)) && !unless?.test(text)) ?? other
  );
}

function isSaid(text: string, said: Said): boolean {
  if (said instanceof RegExp) return said.test(text);
  const [first, second] = said;
  const found = first.exec(text);
  return found !== null && second.test(text.slice(found.index + found[0].length));
}

/** Words that speak of a number rather than of the work. */
export function asksForNumber(words: readonly string[]): boolean {
  return /\b(utvecklat\w*|utvecklingen|trend\w*|over tid|over time|\w* ?aren|ar for ar|mal|malet|malen|malvarde\w*|nar vi|jamfor\w*|andel\w*|antal\w*|hur (hog|hoga|stor|stora|lang|lange|mycket|manga|lagt?|nojda?)|procent|last \w*\s?years|developed|target|compared?|percent\w*|share|how (much|many|long|high|large)|kost\w*|cost\w*|varde\w*|niva\w*|minskar|okar|sjunker|stiger|decreas\w*|increas\w*)\b/u.test(
    words.join(' '),
  );
}
