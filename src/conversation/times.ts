import { Temporal } from 'temporal-polyfill';
import { findIntent } from './catalog.ts';
import type { Meant, Read, Reading, Spoken } from './meaning.ts';
import { type FoundPeriod, findPeriod, type SaidPeriod } from './periods.ts';
import { roundBeside, saysNextRound } from './rounds-said.ts';
import { subjectIndex } from './subject-index.ts';

/** The first time that is said, and what is left without any. */
export function timeOf(
  whole: string,
  { plan, today }: Reading,
): { period: SaidPeriod | undefined; left: string } {
  return { period: findPeriod(whole, today, plan)?.period, left: timesAs(' ', whole, { plan, today }) };
}

/** The text with the same in place of each time that is said. */
export function timesAs(sign: string, text: string, { plan, today }: Reading): string {
  let left = text;
  for (let found = findPeriod(left, today, plan), times = 0; found && times < maxTimes; times++) {
    left = left.replace(found.said, sign).replaceAll(/\s+/gu, ' ').trim();
    found = findPeriod(left, today, plan);
  }
  return left;
}

const maxTimes = 3;

/** "Månaden innan", "året därpå", "samma period i fjol": a time told from the one last spoken of. */
export function timeAfter({ message, plan }: Read, { period }: Spoken): SaidPeriod | undefined {
  const round = period && roundFromAnother.exec(message.whole);
  if (round) return roundBeside(plan, period, round[1] ? 'after' : 'before')?.covers;
  const found = period && fromAnother.exec(message.whole);
  if (!found) return undefined;
  const [, unit, isAfter] = found;
  const size = unit ? lengths.find(([said]) => unit.startsWith(said))![1] : { years: 1 };
  const move = Temporal.Duration.from(size);
  const way = isAfter ? move : move.negated();
  // The end of a month is moved to the end of another.
  const [from, after] = [
    Temporal.PlainDate.from(period.from).add(way),
    Temporal.PlainDate.from(period.to).add({ days: 1 }).add(way),
  ];
  return { from: from.toString(), to: after.subtract({ days: 1 }).toString() };
}

const lengths: readonly (readonly [string, Temporal.DurationLike])[] = [
  ['manad', { months: 1 }],
  ['month', { months: 1 }],
  ['kvartal', { months: 3 }],
  ['quarter', { months: 3 }],
  ['tertial', { months: 4 }],
  ['halvar', { months: 6 }],
  ['veck', { weeks: 1 }],
  ['week', { weeks: 1 }],
  ['ar', { years: 1 }],
  ['year', { years: 1 }],
];
const roundFromAnother =
  /(?<![\p{L}\p{N}])(?:omgangen?|rundan|round) (?:innan|fore|dessforinnan|before|(efter|darpa|darefter|after))(?![\p{L}\p{N}])/u;
const fromAnother =
  /(?<![\p{L}\p{N}])(?:(manad|kvartal|tertial|halvar|vecka|ar|month|quarter|week|year)(?:en|et|n)? (?:innan|fore|dessforinnan|tidigare|before|earlier|(efter|darpa|darefter|after|later))|sam(?:ma|e) (?:manad|kvartal|tertial|period|tid|month|quarter|time)(?:en)? (?:i fjol|forra aret|aret innan|last year|the year before))(?![\p{L}\p{N}])/u;

/** What is to come, where what is wanted is to come; today is no time where how things are is asked. */
export function periodFor(intent: string, read: Read): SaidPeriod | undefined {
  const { message, plan, today } = read;
  const time = findIntent(intent)?.time;
  if (time === 'ahead' || time === 'lasting') return comingIn(message.whole, intent, { plan, today });
  const way = time === 'past' ? 'behind' : undefined;
  const isOfToday = (one: FoundPeriod | undefined) =>
    one?.period.from === today.toString() && one.period.to === one.period.from;
  const said = findPeriod(message.whole, today, plan, { way });
  // "Jag har dålig koll idag, vad ändrades i förrgår?"
  const found =
    (way &&
      said &&
      isOfToday(said) &&
      findPeriod(message.whole.replace(said.said, ' '), today, plan, { way })) ||
    said;
  const isToday = isOfToday(found);
  if (!found || (isToday && time === 'now')) return undefined;
  // When the next round opens is asked of it, and no answer as of then.
  if (intent === 'round' && saysNextRound(found.said)) return undefined;
  const { period } = found;
  if (!way || !isSince(message.whole, found) || period.from > today.toString()) return period;
  // What has a name of its own is over when one counts from it.
  const from = /delar|tertial|kvartal|quarter|interim|omgang|rund|round/u.test(found.said)
    ? period.to
    : period.from;
  return { from, to: today.toString() };
}

/** "Sedan mötet i onsdags", "since like September": from then on. */
function isSince(whole: string, { said }: FoundPeriod): boolean {
  const words = whole.slice(0, whole.indexOf(said)).trim().split(' ').slice(-6);
  return words.some((word) => /^(?:sedan|sen|since|efter|after|alltsedan)$/u.test(word));
}

/** "Hinner inte idag, ta det på fredag": the day that is asked for is not the one that it cannot be. */
function comingIn(whole: string, intent: string, { plan, today }: Reading): SaidPeriod | undefined {
  const how = { way: 'ahead', lasts: findIntent(intent)?.time === 'lasting' } as const;
  const first = findPeriod(whole, today, plan, how);
  if (!first) return undefined;
  const at = whole.indexOf(first.said);
  const after = whole.slice(at + first.said.length).trim();
  if (intent === 'away') {
    // "Från den 18:e, tillbaka den 4 januari": which of two times is found first says nothing of which comes first.
    const start = findPeriod(whole.slice(0, at), today, plan, how);
    if (start && start.period.from <= first.period.from)
      return { from: start.period.from, to: first.period.to };
    // "Den 14 december är jag i Hamburg, till den 18:e."
    const until = untilWhen.exec(after)?.[1];
    const last = until === undefined ? undefined : findPeriod(until, today, plan, how);
    if (last && until!.startsWith(last.said.split(' ')[0]!) && last.period.to >= first.period.from)
      return { from: first.period.from, to: last.period.to };
    const isBack = /(?:^| )(?:tillbaka|ater|frisk|back)(?: \S+){0,2}$/u.test(whole.slice(0, at).trim());
    if (isBack) return { from: today.toString(), to: first.period.to };
    return first.period;
  }
  // "Det får vänta till torsdag" is on Thursday.
  if (first.period.from === today.toString() && first.period.to > first.period.from && upTo.test(first.said))
    return { from: first.period.to, to: first.period.to };
  if (intent !== 'remind-later' || first.period.to !== today.toString()) return first.period;
  const rest = whole.replace(first.said, ' ').replaceAll(/\s+/gu, ' ').trim();
  return (findPeriod(rest, today, plan, how) ?? first).period;
}

const untilWhen =
  /^(?:\S+ ){0,7}?(?:till|tills|until|til|to|tom|through|och med|forran|back|tillbaka|ater|hem|home|returning)(?: (?:on|den|pa|the|i|igen))? (.*)$/u;
const upTo = /^(?:till|tom|fram till|until|till och med) /u;

/**
 * Asks which time is meant where words say one that Roder does not know, in place of an answer that would be today's.
 * What the plan itself is called by is no time.
 */
export function askedWhen(meant: Meant, { plan, today }: Reading, whole: string): Meant {
  if (meant.outcome === 'declined' || !findIntent(meant.intent)?.ofATime) return meant;
  const said = strangeTime(timesAs(' ', whole, { plan, today }));
  if (said === undefined || said.split(' ').every((word) => subjectIndex(plan).lexicon.has(word)))
    return meant;
  const { intent, subjects, choices } = meant;
  const about = subjects.map((subject) => ({ intent, subject }));
  return {
    ...meant,
    subjects: [],
    period: undefined,
    confidence: Math.min(meant.confidence, 0.59),
    outcome: 'asked-back',
    choices: about.length > 0 ? about : choices,
    strangeTime: said,
  };
}

const which =
  '(?:forsta|andra|tredje|fjarde|femte|forra|forrforra|sista|first|second|third|fourth|fifth|last|previous)';
const stretch =
  '(?:kvartal(?:et)?|tertial(?:et)?|halvar(?:et)?|manad(?:en)?|veckan?|ar(?:et)?|lasar(?:et)?|termin(?:en)?|period(?:en)?|omgang(?:en)?|mandatperiod(?:en)?|var(?:en)?|host(?:en)?|sommar(?:en)?|vinter(?:n)?|quarter|month|week|year|term|semester|period|round|spring|summer|autumn|fall|winter)';
const strange = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:q|kv|k|t|h|m|vt|ht|v)\\d{1,4}(?: 20\\d\\d)?',
    '(?:vecka|week|kvartal|quarter|tertial|halvar) \\d{1,2}',
    '20[4-9]\\d|20\\d{4,6}',
    '(?:pa )?(?:\\d{1,4} ?tal(?:et)?|\\d{2}s)',
    `${which} ${stretch}`,
    '(?:lasaret|terminen|varterminen|hostterminen|mandatperioden|sommaren|vintern|seklet|decenniet|artiondet)(?: \\d{2,4})?',
    '(?:pask(?:en|as)?|midsommar(?:en)?|julas|julen|jultid|pingsten?|valborg|lucia|nyar|arsskiftet|sportlovet|hostlovet|sommarlovet|jullovet|pandemin|corona(?:n|tiden)?|valet|forr|forut|easter|christmas|midsummer|pandemic|covid)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

function strangeTime(left: string): string | undefined {
  return strange.exec(left)?.[0];
}
