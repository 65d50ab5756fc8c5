/**
 * Whether the words before a day tell of what has been done by then: "signs went up on the", "invigdes den". Only then is
 * the 18th the latest one.
 */
export function isToldDone(before: string): boolean {
  const words = before.trim().split(' ').slice(-8);
  const clause = words.findLastIndex((word, place) => joins.has(word) && begins.has(words[place + 1]!));
  const near = words.slice(clause + 1).join(' ');
  if (upTo.test(near)) return false;
  const after = [...near.matchAll(did)].at(-1);
  if (after) return !toCome.test(near.slice(after.index));
  return done.test(near) && !toCome.test(near) && !yetToBe.test(near);
}

/** "Jag jobbade i helgen så jag är ledig" tells of two times. */
const joins = new Set(['sa', 'och', 'men', 'but', 'so', 'and']);
const begins = new Set('jag vi i we ar am are is ska kommer blir will'.split(' '));

/** What nobody would say of what is to come. */
const did = new RegExp(
  `(?<!\\S)(?:${[
    'said|sent|wrote|did|was|were|had|told|gave|came|went|met|made|took|began|got|held|left|ran|paid|built|sold|bought|found|lost|chose|saw|spoke|(?:i|we|you|they|he|she|it|who) \\p{L}{2,20}ed',
    'var|gick|blev|kom(?! (?:ihag|tillbaka|igen))|fick|hade|hande|holl|skrev|sade|tog|gjorde|satte|lade|stod|drog|gav|sag (?:det|vi|jag)|jag sa',
    '\\p{L}{2,20}(?:ade|ades|des|tes)|(?:skrev|tog|gav|drog|beslut|holl)s',
  ].join('|')})(?!\\S)`,
  'gu',
);
/** What may be as well. */
const done = /(?<!\S)(?:done|\p{L}{1,20}[^\We]ed|klar|klart|klara|fardigt?|fardiga)(?!\S)/u;
const toCome = new RegExp(
  `(?<!\\S)(?:${[
    'will|shall|should|would|could|can|may|might|must|going|hopes?|hoping|expect\\p{L}*|plan(?:s|ned|ning)?|scheduled|supposed|due|needs?|needed|if|when|not|to',
    'ska|skall|skulle|kommer|blir|bli|bor|kan|maste|beraknas?|beraknades?|planer\\p{L}*|forvanta\\p{L}*|hoppas|tror|raknar|siktar|vill|om|nar|inte|ej|att|forst|tidigast|senast',
    'moved|postponed|delayed|skjut\\p{L}*|flytta\\p{L}*|senarelag\\p{L}*|forsena\\p{L}*',
  ].join('|')})(?!\\S)`,
  'u',
);
const yetToBe =
  /(?<!\S)(?:is|are|am|be|ar|vara) (?:\S{1,9} )?(?:\p{L}+ed|done|klart?|klara|fardigt?|fardiga)(?!\S)/u;
const upTo =
  /(?<!\S)(?:till|tills|infor|forran|fore|innan|fran|senast|to|until|by|before|for|from)(?: den| the)?$/u;
