import { Temporal } from 'temporal-polyfill';
import type { Plan } from '../plan/plan-index.ts';
import { findIntent } from './catalog.ts';
import { feastAtEnd } from './feasts.ts';
import { namesAThing } from './find-subjects.ts';
import type { Meant, Read, Reading, Spoken } from './meaning.ts';
import { type FoundPeriod, findPeriods, type SaidPeriod } from './periods.ts';
import { roundBeside, saysNextRound } from './rounds-said.ts';
import type { Way } from './spans.ts';
import { stem } from './stem.ts';
import { subjectIndex } from './subject-index.ts';
import { toWord, weekdayWord } from './time-words.ts';
import { isToldDone } from './told-done.ts';

/** The first time that is said, and what is left without any. */
export function timeOf(
  whole: string,
  { plan, today }: Reading,
): { period: SaidPeriod | undefined; left: string } {
  const all = findPeriods(whole, today, plan);
  return { period: all[0]?.period, left: withInPlace(' ', whole, all) };
}

/** The text with the same in place of each time that is said. */
export function timesAs(sign: string, text: string, { plan, today }: Reading, way?: Way): string {
  return withInPlace(sign, text, findPeriods(text, today, plan, { way }));
}

function withInPlace(sign: string, text: string, times: readonly FoundPeriod[]): string {
  let left = text;
  for (const { at, said } of times.toSorted((one, other) => other.at - one.at))
    left = left.slice(0, at) + sign + left.slice(at + said.length);
  return times.length > 0 ? left.replaceAll(/\s+/gu, ' ').trim() : text;
}

/** "Månaden innan", "året därpå", "samma period i fjol": a time told from the one last spoken of. */
export function timeAfter({ message, plan }: Read, { period }: Spoken): SaidPeriod | undefined {
  const round = period && roundFromAnother.exec(message.whole);
  if (round) return roundBeside(plan, period, round[1] ? 'after' : 'before')?.covers;
  const weekday =
    period && onlyWeekday.test(message.whole) ? dayWithin(period, message.whole, plan) : undefined;
  if (weekday) return weekday;
  const found = period && (fromAnother.exec(message.whole) ?? besideAnother.exec(message.whole));
  if (!found) return undefined;
  const { unit, same, after: isAfter } = found.groups!;
  // The day after a week is one, and no week.
  if (/^da/u.test(unit ?? '')) return dayBeside(period, isAfter !== undefined);
  const size = unit && lengths.find(([said]) => unit.startsWith(said))![1];
  const move = Temporal.Duration.from(size || (same ? { years: 1 } : extentOf(period)));
  const way = isAfter ? move : move.negated();
  // The end of a month is moved to the end of another.
  const [from, after] = [
    Temporal.PlainDate.from(period.from).add(way),
    Temporal.PlainDate.from(period.to).add({ days: 1 }).add(way),
  ];
  return { from: from.toString(), to: after.subtract({ days: 1 }).toString() };
}

function dayBeside({ from, to }: SaidPeriod, isAfter: boolean): SaidPeriod {
  const day = Temporal.PlainDate.from(isAfter ? to : from).add({ days: isAfter ? 1 : -1 });
  return { from: day.toString(), to: day.toString() };
}

/** As long as it is: whole months, where it is some. */
function extentOf({ from, to }: SaidPeriod): Temporal.DurationLike {
  const [first, after] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to).add({ days: 1 })];
  const { months, days } = first.until(after, { largestUnit: 'months' });
  return days === 0 ? { months } : { days: first.until(after).days };
}

/** "Onsdagen", after a week that was spoken of: the one in that week. */
function dayWithin({ from, to }: SaidPeriod, whole: string, plan: Plan): SaidPeriod | undefined {
  const first = Temporal.PlainDate.from(from);
  if (first.until(to).days !== 6) return undefined;
  const said = findPeriods(whole, first, plan, { way: 'ahead' })[0]?.period;
  return said && said.from >= from && said.to <= to ? said : undefined;
}

const onlyWeekday = new RegExp(
  `^(?:och |da |pa |on |the |ta |take )*${weekdayWord}(?:en)?(?: da| then)?$`,
  'u',
);
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
  /(?<![\p{L}\p{N}])(?:(?<unit>dag|dan|day|manad|kvartal|tertial|halvar|vecka|ar|month|quarter|week|year)(?:en|et|n)? (?:innan|fore|dessforinnan|tidigare|before|earlier|(?<after>efter|darpa|darefter|after|later))|(?<same>sam(?:ma|e)) (?:manad|kvartal|tertial|period|tid|month|quarter|time)(?:en)? (?:i fjol|forra aret|aret innan|last year|the year before))(?![\p{L}\p{N}])/u;
/** "And the one before that?", "och dessförinnan?": of a time of the same length. */
const besideAnother =
  /^(?:(?:och|and|men|but|ok|okej) )*(?:(?:den|the) )?(?:(?:one|period(?:en)?) )?(?:(?:just )?(?:innan|fore|dessforinnan|before|prior)|(?<after>efter|darefter|darpa|after))(?: (?:det|dess|den|that|it))?$/u;

/** What is to come, where what is wanted is to come; today is no time where how things are is asked. */
export function periodFor(intent: string, read: Read): SaidPeriod | undefined {
  const { message, plan, today } = read;
  const time = findIntent(intent)?.time;
  if (time === 'ahead' || time === 'lasting') return comingIn(message.whole, intent, { plan, today });
  const way = time === 'past' ? 'behind' : undefined;
  const all = findPeriods(message.whole, today, plan, { way });
  const fitting = all.filter(({ period }) => !time || isTold(period, today));
  // "Jag har dålig koll idag, vad ändrades i förrgår?", "bättre än i våras".
  const aside = (one: FoundPeriod) => isDay(one, today) || than.test(message.whole.slice(0, one.at));
  const found = fitting.find((one) => !aside(one)) ?? fitting[0];
  if (!found || (time === 'now' && isDay(found, today))) return undefined;
  const before = message.whole.slice(0, found.at);
  if (
    (!time && deadline.test(before)) ||
    (time !== 'past' &&
      comes.test(before) &&
      !hasBeen.test(before) &&
      during.test(`${partBefore.exec(before)?.[0] ?? ''}${found.said}`))
  )
    return dueAt(found, today);
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

/** A day or week to come has nothing to tell yet: it is why somebody asks, "revisorn kommer på måndag". */
function isTold({ from, to }: SaidPeriod, today: Temporal.PlainDate): boolean {
  return from <= today.toString() || Temporal.PlainDate.from(from).until(to).days > 6;
}

function isDay({ period: { from, to } }: FoundPeriod, day: Temporal.PlainDate): boolean {
  return from === day.toString() && to === from;
}

/** "Försenad till mars", "not before February", "will it be ready in May": the next one. */
function dueAt({ period, said }: FoundPeriod, today: Temporal.PlainDate): SaidPeriod {
  if (period.to >= today.toString() || /20\d\d|fjol|forra|last/u.test(said)) return period;
  const [from, to] = [period.from, period.to].map((day) =>
    Temporal.PlainDate.from(day).add({ years: 1 }).toString(),
  );
  return { from: from!, to: to! };
}

/** "Klart till", "by the end of". */
const part =
  '(?:(?:i )?(?:slutet|borjan|mitten) (?:av |pa )|(?:the )?(?:end|beginning|start|middle) of |early |late |mid )?';
const deadline = new RegExp(`(?<!\\S)(?:till|forran|innan|fore|until|before|by|to) ${part}$`, 'u');
/** "Hinner vi klart", "ska planen antas", "still on course to open": what is to be, and no figure that somebody wants shown. */
const comes =
  /(?<!\S)(?:hinner|hinna|blir (?:(?:det|den|de|vi) )?(?:klar\w*|fardig\w*)|kommer (?:\S{1,20} ){0,4}att|ska (?:\S{1,20} ){0,4}(?:vara|bli|oppna|antas?|starta|borja|invigas?|sta)|(?:klar\w*|fardig\w*) (?:forst|tidigast|senast)|(?:raknar|siktar|satsar) (?:\S{1,9} )?(?:pa|med)|beraknas|planeras|vantas|forvantas|hoppas|aim(?:s|ing)? (?:for|to)|hope to|should be|(?:on course|on track|set|going|likely|expected|planned) to|will(?! (?:you|i|we) ))(?!\S)/u;
/** "Hur kommer det sig att den ökade i maj?" asks of what has been. */
const hasBeen =
  /(?<!\S)(?:gick|var|blev|okade|minskade|hande|was|were|went|rose|fell|happened|kommer det sig|kommer \S{1,9} ihag)(?!\S)/u;
const during = /^(?:i|in|under|during|at|early|late|mid) /u;
const partBefore = new RegExp(`(?<!\\S)(?:i |in |at )?${part.slice(0, -1)}$`, 'u');
const than = /(?<!\S)(?:an|than|mot|jamfort med|compared (?:to|with)) $/u;

/** "Sedan mötet i onsdags", "since like September": from then on. */
function isSince(whole: string, { said, at }: FoundPeriod): boolean {
  const words = [...whole.slice(0, at).trim().split(' ').slice(-6), said.split(' ')[0]!];
  return words.some((word) => /^(?:sedan|sen|since|efter|after|alltsedan)$/u.test(word));
}

/** "Hinner inte idag, ta det på fredag": the day that is asked for is not the one that it cannot be. */
function comingIn(whole: string, intent: string, { plan, today }: Reading): SaidPeriod | undefined {
  const lasts = findIntent(intent)?.time === 'lasting';
  const all = findPeriods(whole, today, plan, { way: 'ahead', lasts });
  const lastEnd = (at: number) =>
    Math.max(0, ...all.map((one) => one.at + one.said.length).filter((end) => end <= at));
  const from = all.filter(({ at }) => !/(?<!\S)since (?:\S+ ){0,2}$/u.test(whole.slice(lastEnd(at), at)));
  const coming = from.filter(({ period }) => period.to >= today.toString());
  // "Jag jobbade hela helgen och är ledig måndag".
  const yet = coming.filter(({ at }) => !lasts || !isToldDone(whole.slice(0, at)));
  const times = [yet, coming, from].find((some) => some.length > 0) ?? [];
  if (lasts && intent !== 'remind-later') return lastingTime(whole, times, today);
  const later = times.filter((one) => intent !== 'remind-later' || one.period.to !== today.toString());
  const but = whole.search(/ (?:men|but) /u);
  const [first] = later.length > 0 ? later : times;
  const after = later.find(({ at }) => but >= 0 && at > but);
  const closer = later.find(({ period }) => first && isWithin(period, first.period));
  return (lasts ? (after ?? closer ?? first) : first)?.period;
}

/** "I helgen, på söndag kväll": on Sunday. */
function isWithin(one: SaidPeriod, other: SaidPeriod): boolean {
  return one.from >= other.from && one.to <= other.to && (one.from > other.from || one.to < other.to);
}

/** From the first day that is said until the last; until a day, from today. */
function lastingTime(
  whole: string,
  times: readonly FoundPeriod[],
  today: Temporal.PlainDate,
): SaidPeriod | undefined {
  const [best] = times;
  if (!best) return undefined;
  const inOrder = times.toSorted((one, other) => one.at - other.at);
  const begins = (one: FoundPeriod) => `${whole.slice(0, one.at)}${upTo.exec(one.said)?.[0] ?? ''}`;
  const [first, ...others] = inOrder;
  const last = others.find(
    (one) =>
      (one === best || home.test(begins(one)) || until.test(begins(one))) &&
      one.period.to >= first!.period.from,
  );
  if (last) return { from: first!.period.from, to: last.period.to };
  return until.test(begins(best)) && !hasEnds.test(best.said)
    ? { from: today.toString(), to: best.period.to }
    : best.period;
}

/** "Back home in Cork Dec 21 through Jan 4" is no return on either. */
const hasEnds = new RegExp(`\\S (?:${toWord}) \\S`, 'u');
const upTo = /^(?:till|until|innan|fore|before|by) /u;
const beforeDay = '(?: (?:on|den|pa|the|i|in|igen|again|till|forran|och|med)){0,3} $';
/** "Tillbaka på jobbet den", "till och med"; "från och med" is no end. */
const until = new RegExp(
  `(?:^| )(?:till|tills|until|til|tom|through|(?<!(?:fran|from|fr) och )med|forran|fore|innan|before|by)${beforeDay}|(?:^| )(?:back|tillbaka|ater|frisk)(?: (?!(?:away|off|borta|ledig[^ ]{0,2}|sjuk[^ ]{0,9}) )[^ ]{1,20}){0,3} $`,
  'u',
);
const home = new RegExp(`(?:^| )(?:to|hem|hemma|home|returning)${beforeDay}`, 'u');

/**
 * Asks which time is meant where words say one that Roder does not know, in place of an answer that would be today's.
 * What the plan itself is called by is no time.
 */
export function askedWhen(meant: Meant, { plan, today }: Reading, whole: string): Meant {
  const intent = findIntent(meant.intent);
  if (meant.outcome === 'declined' || !intent?.ofATime) return meant;
  const said =
    strangeTime(timesAs(' ', whole, { plan, today }, intent.time === 'past' ? 'behind' : undefined)) ??
    (meant.period ? undefined : untold(whole, { plan, today }));
  const names = subjectIndex(plan);
  if (said === undefined || said.split(' ').every((word) => namesAThing(names, stem(word)))) return meant;
  const { subjects, choices } = meant;
  const about = subjects.map((subject) => ({ intent: meant.intent, subject }));
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

/** "Hur gick det på valborg?": of the next one there is nothing to tell, and nothing says that the latest is meant. */
function untold(whole: string, { plan, today }: Reading): string | undefined {
  const isUntold = ({ said, period }: FoundPeriod) =>
    onFeast.test(said) && feastAtEnd.test(said) && !isTold(period, today);
  return feastAtEnd.exec(findPeriods(whole, today, plan).find(isUntold)?.said ?? '')?.[0];
}

/** Not "god första advent!", "inför lucia", "klart till jul". */
const onFeast = /^(?:pa|i|vid|over|under|efter|at|on|after) /u;

const which =
  '(?:forsta|andra|tredje|fjarde|femte|forra|forrforra|sista|first|second|third|fourth|fifth|last|previous)';
const stretch =
  '(?:kvartal(?:et)?|tertial(?:et)?|halvar(?:et)?|manad(?:en)?|veckan?|ar(?:et)?|lasar(?:et)?|termin(?:en)?|period(?:en)?|omgang(?:en)?|mandatperiod(?:en)?|var(?:en)?|host(?:en)?|sommar(?:en)?|vinter(?:n)?|quarter|month|week|year|term|semester|period|round|spring|summer|autumn|fall|winter)';
const strange = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:q|kv|k|t|h|m|vt|ht|v)\\d{1,4}(?: 20\\d\\d)?',
    '(?:vecka|week|kvartal|quarter|tertial|halvar) \\d{1,2}',
    '20[4-9]\\d|20\\d{4,6}',
    '1[89]\\d\\d',
    '(?:pa )?(?:\\d{1,4} ?tal(?:et)?|\\d{2}s)',
    `${which} ${stretch}`,
    '(?:lasaret|terminen|varterminen|hostterminen|mandatperioden|sommaren|vintern|seklet|decenniet|artiondet)(?: \\d{2,4})?',
    '(?:pask(?:en|as)?|midsommar(?:en)?|julas|julen|jultid|pingsten?|valborg|lucia|nyar|arsskiftet|sportlovet|hostlovet|sommarlovet|jullovet|pandemin|corona(?:n|tiden)?|valet|forr|forut|easter|christmas|midsummer|pandemic|covid)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

function strangeTime(left: string): string | undefined {
  const found = strange.exec(left);
  if (!found) return undefined;
  const before = left.slice(0, found.index);
  // "Lika mycket som förut", "vad skickade jag förut" asks of no time; what ends "vid årsskiftet" is told as of now.
  if (/^forr/u.test(found[0]) || found[0] === 'forut') return howItWas.test(before) ? found[0] : undefined;
  return deadline.test(before) || ends.test(before) ? undefined : found[0];
}

const howItWas = /(?<!\S)(?:hur|vad|how|what) (?:var|sag|gick|lag|lat)(?!\S)(?!.* (?:som|an) $)/u;
const ends = /(?<!\S)(?:ut|slut|over|klara?|klart|fardigt?) vid $|(?<!\S)infor $/u;
