import { Temporal } from 'temporal-polyfill';
import type { Localised } from '../language/language.ts';
import { parseNumber } from '../language/numbers.ts';
import { fold, wordsOf } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import type { Subject } from '../questions/subject.ts';
import { periodIn } from '../reports/indicator-series.ts';
import type { Status } from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { type Found, searchSubjects, type Wanted } from './find-subjects.ts';
import { meansNothing } from './message-words.ts';
import { findPeriods, type SaidPeriod } from './periods.ts';
import type { Day } from './spans.ts';
import { withFigures } from './spoken-numbers.ts';

/** What is told of one assignment, by the ids of its card's inputs, as it was written. */
export interface ToldOf {
  readonly assignmentId: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Help is wanted, whether or not it is said with what. */
  readonly wantsHelp: boolean;
}

/** What a message tells, to be filled in and confirmed. */
export interface Told {
  readonly of: readonly ToldOf[];
  /** Told of what the person is not asked now: an assignment's state, or a measure's value. */
  readonly notAsked: readonly Subject[];
  /** Told, and no input found for it. */
  readonly left: readonly string[];
  /** Told of another time than the value is asked for. */
  readonly otherTime: readonly { readonly indicatorId: string; readonly words: string }[];
}

export interface Telling {
  readonly plan: Plan;
  /** What the person is asked now. */
  readonly asked: readonly (Pick<AskPart, 'assignmentId' | 'as' | 'indicatorIds'> & {
    readonly roundId: string;
  })[];
  /** What the message as a whole is about. */
  readonly meant: readonly Subject[];
  readonly today: Day;
}

/** "Äldreomsorgen går enligt plan, väntetiden är 74 dagar", as the inputs of the cards it is told of. */
export function readTold(text: string, telling: Telling): Told {
  const of = new Map<string, { inputs: Record<string, string>; wantsHelp: boolean }>();
  const [notAsked, left] = [new Map<string, Subject>(), [] as string[]];
  const [numbers, otherTime] = [new Map<string, ToldValue[]>(), new Map<string, string>()];
  let last: Place | undefined;
  const fill = (assignmentId: string, inputs: Record<string, string>, wantsHelp = false) => {
    const known = of.get(assignmentId) ?? { inputs: {}, wantsHelp: false };
    of.set(assignmentId, {
      inputs: { ...known.inputs, ...inputs },
      wantsHelp: known.wantsHelp || wantsHelp,
    });
  };
  for (const clause of clausesIn(withFigures(text))) {
    const values = valuesIn(clause);
    const state = stateIn(clause);
    const help = helpIn(clause, telling.plan);
    for (const value of values) {
      const beside = besides.test(value.before) ? last : undefined;
      const place = measureOf(value, clause, telling, last) ?? beside;
      if (!place) left.push(clause);
      else if (!place.assignmentId) notAsked.set(place.subject.id, place.subject);
      else {
        const { id } = place.subject;
        if (isOfOtherTime(value, id, telling)) otherTime.set(id, clause);
        else {
          const { byGender: isSplit, name } = telling.plan.indicator(id)!;
          const key = `${isSplit && value.who ? value.who : 'reading'}-${id}`;
          const { assignmentId } = place;
          const one = {
            ...value,
            assignmentId,
            indicatorId: id,
            isOfSome: !isSplit && Boolean(value.who) && !whoIn(name.sv).who,
          };
          numbers.set(key, [...(numbers.get(key) ?? []), one]);
        }
      }
      last = place ?? last;
    }
    if (state || help) {
      const place = workOf(clause, telling, last);
      if (!place) left.push(clause);
      else if (!place.assignmentId) notAsked.set(place.subject.id, place.subject);
      else fill(place.assignmentId, { ...(state ? { status: state } : {}), ...help }, Boolean(help));
      last = place ?? last;
    }
  }
  for (const [key, values] of numbers) {
    const { assignmentId, indicatorId } = values[0]!;
    fill(assignmentId, { [key]: typedOf(values, telling.plan.indicator(indicatorId)?.unit) });
    otherTime.delete(indicatorId);
  }
  for (const [id] of otherTime) {
    const { assignmentId } = placeOf({ type: 'indicator', id }, telling);
    if (assignmentId) fill(assignmentId, {});
  }
  return {
    of: [...of].map(([assignmentId, one]) => ({ assignmentId, ...one })),
    notAsked: [...notAsked.values()],
    left: [...new Set(left)],
    otherTime: [...otherTime].map(([indicatorId, words]) => ({ indicatorId, words })),
  };
}

/** What a clause is about; without an assignment the person is not asked it. */
interface Place {
  readonly subject: Subject;
  readonly assignmentId?: string | undefined;
}

/** Parted where something else begins to be told; a decimal comma parts nothing. */
function clausesIn(text: string): string[] {
  const rough = text.split(/[;\n]|[,.!?](?=\s|$)/u).flatMap((one) => one.trim() || []);
  return rough.flatMap((clause) => {
    const parts = clause.split(/ (?:och|and|men|but|samt) /u);
    return parts.length > 1 && parts.every(tells) ? parts.map((one) => one.trim()) : [clause];
  });
}

function tells(clause: string): boolean {
  return valuesIn(clause).length > 0 || stateIn(clause) !== undefined || wantsHelp.test(fold(clause));
}

interface Value {
  /** The number and what it is a number of, as written. */
  readonly number: string;
  readonly after: readonly string[];
  readonly before: string;
  /** All that is said until the next number. */
  readonly tail: string;
  readonly who: 'women' | 'men' | undefined;
  readonly whoSaid: string | undefined;
}

interface ToldValue extends Value {
  readonly assignmentId: string;
  readonly indicatorId: string;
  /** Of women or men alone, where the plan has one value for all. */
  readonly isOfSome: boolean;
}

/** A number that is none of a thing: a year of school, a week, a round. */
const labels =
  /^(?:ak|arskurs\w*|klass\w*|etapp\w*|kl|v|vecka|week|year|grade|tertial|kvartal|quarter|delar|helar|den|kapitel|§)$/u;
/** After these nothing more is said of what a number is a number of. */
const fillers =
  /^(?:i|pa|for|nu|idag|just|under|denna|detta|den|det|hittills|sedan|jamfort|mot|an|efter|fran|till|och|som|per|vid|in|on|at|for|now|today|this|so|since|compared|than|from|to|and|as|per|the|of|av|bland|among|ska|skall|var|ar|blev|blir|should|is|was|it|inte|ej|not)$/u;
const maxAfter = 4;

function valuesIn(clause: string): Value[] {
  const tokens = clause.split(/\s+/u);
  const found: Value[] = [];
  let from = 0;
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!;
    if (!/\d/u.test(token) || labels.test(fold(tokens[place - 1] ?? '')) || isDay(tokens, place)) continue;
    const size = thousands(tokens, place);
    const isMinus = /^minus$/iu.test(tokens[place - 1] ?? '');
    const start = isMinus ? place - 1 : place;
    const rest = tokens.slice(place + size);
    const end = rest.findIndex((one) => fillers.test(fold(one)) || /\d/u.test(one));
    const after = rest.slice(0, end < 0 ? maxAfter : Math.min(end, maxAfter));
    const before = tokens.slice(from, start).join(' ');
    const next = rest.findIndex((one, at) => /\d/u.test(one) && !isDay(rest, at));
    const tail = rest.slice(0, next < 0 ? undefined : next).join(' ');
    const whoAfter = ofWhom.exec(tail)?.[0];
    const number = tokens.slice(start, place + size).join(' ');
    found.push({ number, after, before, tail, ...whoIn(whoAfter ?? before) });
    from = place + size + (whoAfter?.split(' ').length ?? 0);
    place += size - 1;
  }
  return found;
}

/** A year, a date, or the day of a month: "2026", "2026-08-31", "31 augusti", "per 31/8". */
function isDay(tokens: readonly string[], place: number): boolean {
  const [before = '', token, after = ''] = [tokens[place - 1], tokens[place]!, tokens[place + 1]];
  if (/^20\d\d$/u.test(token)) return !/^(?:ar|var|blev|is|was|=)$|:$/u.test(fold(before));
  if (/^\d{4}-(?:\d\d(?:-\d\d)?|[dhqtk]\d?)$/iu.test(token)) return true;
  if (/^\d{1,2}\/\d{1,2}$/u.test(token)) return !/\d/u.test(before);
  return /^(?:[12]?\d|3[01])(?:[:.]?[ae]|st|nd|rd|th)?$/u.test(token) && month.test(fold(after));
}

const month =
  /^(?:jan|feb|mars$|mar$|march|apr|maj$|may$|juni?$|june$|juli?$|july$|aug|sep|okt|oct|nov|dec)/u;
const women = 'kvinnor\\p{L}*|women|flickor\\p{L}*|girls';
const men = 'män|männen|pojkar\\p{L}*|boys';
/** "74 dagar för kvinnor": said after the number. */
const ofWhom = new RegExp(
  `^(?:\\S+ ){0,3}?(?:för|bland|hos|among|for) (?:${women}|${men}|men)(?!\\p{L})`,
  'iu',
);

/** `1 234` is one number. */
function thousands(tokens: readonly string[], place: number): number {
  if (!/^[-−–]?\d{1,3}$/u.test(tokens[place]!)) return 1;
  let size = 1;
  while (/^\d{3}(?:[.,]\d+)?%?$/u.test(tokens[place + size] ?? '')) size += 1;
  return size;
}

/** "Men" alone is mostly a Swedish "but". */
function whoIn(text: string): Pick<Value, 'who' | 'whoSaid'> {
  const [ofWomen, ofMen] = [saysWomen.exec(text)?.[0], saysMen.exec(text)?.[0]];
  return { who: ofWomen ? 'women' : ofMen ? 'men' : undefined, whoSaid: ofWomen ?? ofMen };
}

const saysWomen = new RegExp(`(?<!\\p{L})(?:${women})(?!\\p{L})`, 'iu');
const saysMen = new RegExp(`(?<!\\p{L})(?:${men}|(?:for|among) men)(?!\\p{L})|^(?:and )?men(?!\\p{L})`, 'iu');

/**
 * One value in its unit. Where several are told of one measure, those that are held against it are none ("mot 81 i
 * våras", "målet är 60", "3 boenden"). What cannot be read, or is still several, stands as it was written, for the card to say so.
 */
function typedOf(values: readonly ToldValue[], unit: Localised | undefined): string {
  const fits = (some: readonly ToldValue[], isIt: (one: ToldValue) => boolean) => {
    const those = some.filter(isIt);
    return those.length > 0 ? those : some;
  };
  const told = fits(values, (one) => !isNone(one));
  const own = fits(told, ({ before }) => !besides.test(before));
  const inUnit = fits(own, (one) => one.after.length === 0 || inItsUnit(one, unit).isRead);
  const [one, ...others] = inUnit;
  if (others.every(({ number }) => number === one!.number) && !isNone(one!))
    return inItsUnit(one!, unit).typed;
  return inUnit.map(asWritten).join(', ').slice(0, maxTyped);
}

function inItsUnit({ number, after }: Value, unit: Localised | undefined) {
  for (let count = after.length; count > 0; count--) {
    const typed = [number, ...after.slice(0, count)].join(' ');
    if ('value' in parseNumber(typed, unit)) return { typed, isRead: true };
  }
  return { typed: [number, ...after].join(' ').slice(0, maxTyped), isRead: false };
}

/** "Inte 80 dagar", "ökade med 7", "7 dagar kortare", "71 för män": what it is not, how it has moved, or a part of it. */
function isNone({ before, after, isOfSome }: ToldValue): boolean {
  return isOfSome || denied.test(before) || changed.test(before) || after.some((one) => compared.test(one));
}

function asWritten(one: ToldValue): string {
  const isSaidBefore = denied.test(one.before) || changed.test(one.before);
  return [
    ...(isSaidBefore ? one.before.split(' ').slice(-1) : []),
    one.number,
    ...one.after,
    ...(one.isOfSome ? [one.whoSaid] : []),
  ].join(' ');
}

const denied = /(?:^|\s)(?:inte|ej|not|isn[’']?t|wasn[’']?t)$/iu;
const changed =
  /(?:^|\s)(?:(?:öka|minska|sjunk|sjönk|stig|steg|förbättra|försämra|increas|decreas|fell|fallen|rose|risen|dropp)\S*|(?:(?:gått|gick|gone|went) )?(?:upp|ner|ned|up|down))(?: (?:\S+ ){0,2}(?:med|by))?$/iu;
const compared =
  /^(?:kortare|längre|fler|färre|mer|mindre|högre|lägre|bättre|sämre|more|fewer|less|shorter|longer|higher|lower|better|worse)$/iu;
const besides =
  /(?:^|\s)(?:(?:jämfört med|jmf|än|mot|från|istället för|i stället för|compared (?:to|with)|than|versus|vs|from|instead of)|(?:mål|målet|målvärdet|målvärde|target|goal)(?: \S+){0,2})$/iu;

const maxTyped = 40;

/** A time is the one that is asked for where it holds that one's last day; this day or week is now. */
function isOfOtherTime({ before, tail }: Value, id: string, { plan, asked, today }: Telling): boolean {
  const indicator = plan.indicator(id)!;
  const lastDays = asked
    .filter(({ indicatorIds }) => indicatorIds.includes(id))
    .map(({ roundId }) => lastDayAsked(indicator, roundId, plan));
  const [said] = [tail, before].flatMap((text) => timesSaid(text, plan, today));
  if (!said || lastDays.includes(undefined)) return false;
  const holds = (day: string) => said.from <= day && day <= said.to;
  const isShort = Temporal.PlainDate.from(said.from).until(said.to).days < 7;
  return !lastDays.some((day) => holds(day!)) && !(isShort && holds(today.toString()));
}

function lastDayAsked(indicator: Indicator, roundId: string, plan: Plan): string | undefined {
  const covered = plan.period(roundId)?.covers.to;
  const { to } = periodIn({ id: roundId }, indicator, plan);
  return covered && covered < to ? covered : to || undefined;
}

/** None that something is counted from or held against: "sedan i våras". */
function timesSaid(text: string, plan: Plan, today: Day): readonly SaidPeriod[] {
  const words = wordsOf(text).join(' ');
  return findPeriods(words, today, plan, { way: 'behind' })
    .filter(
      ({ at }) => !/(?:^| )(?:sedan|sen|since|an|than|mot|med|with|fran|from) $/u.test(words.slice(0, at)),
    )
    .map(({ period }) => period);
}

/** Enough of what was said to be what is meant. */
const fitsFrom = 0.45;
/** What the person is asked goes before what fits a little better and is somebody else's. */
const nearly = 0.85;

function found(text: string, { plan, asked }: Telling, wanted: Wanted): Found | undefined {
  const ranked = searchSubjects(plan, text, wanted);
  const [best] = ranked;
  if (!best || (best.coverage < fitsFrom && best.share < 0.95)) return undefined;
  const isAsked = ({ subject: { type, id } }: Found) =>
    asked.some((one) =>
      type === 'indicator' ? one.indicatorIds.includes(id) : one.assignmentId === id && one.as === 'owner',
    );
  return ranked.find((one) => one.score >= best.score * nearly && isAsked(one)) ?? best;
}

function placeOf(subject: Subject, { asked }: Telling): Place {
  const part = asked.find((one) =>
    subject.type === 'indicator'
      ? one.indicatorIds.includes(subject.id)
      : one.assignmentId === subject.id && one.as === 'owner',
  );
  return { subject, assignmentId: part?.assignmentId };
}

function measureOf(value: Value, clause: string, telling: Telling, last: Place | undefined) {
  const wanted = { indicator: 1 };
  const meant = telling.meant.filter(({ type }) => type === 'indicator');
  const [spokenOf, ...others] = meant;
  // What a number is a number of may look like another thing: "48 gram" is of no "yrkesprogram".
  const isItsUnit =
    spokenOf && others.length === 0 && inItsUnit(value, telling.plan.indicator(spokenOf.id)?.unit).isRead;
  const named =
    found(value.before, telling, wanted) ??
    (isItsUnit ? undefined : found(withoutNumbers(clause), telling, wanted));
  if (named) return placeOf(named.subject, telling);
  const speaks = speaking(value.before).length > 0 && value.who === undefined;
  if (spokenOf && others.length === 0 && !(speaks && last)) return placeOf(spokenOf, telling);
  return last?.subject.type === 'indicator' && value.who ? last : undefined;
}

function withoutNumbers(clause: string): string {
  return clause
    .split(/\s+/u)
    .filter((one) => !/\d/u.test(one))
    .join(' ');
}

/** The assignment whose state is told: the one that is named, else the one spoken of, else the only one there is. */
function workOf(clause: string, telling: Telling, last: Place | undefined): Place | undefined {
  const { plan, asked, meant } = telling;
  const rest = states.reduce((text, { said }) => text.replace(said, ' '), fold(clause)).split(wantsHelp)[0]!;
  const named = found(withoutNumbers(rest), telling, { assignment: 1.2, indicator: 1 });
  const home = (place: Place): Place => {
    const id =
      place.subject.type === 'indicator' ? plan.indicator(place.subject.id)?.assignments[0] : undefined;
    const about = place.assignmentId ?? id;
    return about ? placeOf({ type: 'assignment', id: about }, telling) : place;
  };
  if (named) return home(placeOf(named.subject, telling));
  if (speaking(rest).length > 0) {
    const [one, ...others] = meant;
    return one && others.length === 0 && one.type !== 'role' ? home(placeOf(one, telling)) : undefined;
  }
  if (last) return home(last);
  const [one] = meant.filter(({ type }) => type === 'assignment' || type === 'indicator');
  if (one) return home(placeOf(one, telling));
  const owned = asked.filter(({ as }) => as === 'owner');
  return owned.length === 1
    ? placeOf({ type: 'assignment', id: owned[0]!.assignmentId }, telling)
    : undefined;
}

/** Words that name something. */
function speaking(text: string): string[] {
  return (fold(text).match(/\p{L}+/gu) ?? []).filter((word) => !meansNothing(word) && !plain.test(word));
}

const plain =
  /^(?:vi|we|jag|i|it|things|vara|vart|our|my|men|but|just|nu|now|svara|rapportera|report|answer|ligger|gar|ar|is|are|going|helt|allt|everything|laget|still|fortfarande|lite|something|med|on)$/u;

interface StateSign {
  readonly state: Status;
  readonly said: RegExp;
  /** What it is where it is denied; absent: nothing that is known. */
  readonly denied?: Status;
}

const states: readonly StateSign[] = [
  {
    state: 'not_started',
    said: /\b(?:(?:inte|ej|annu inte) (?:pa)?borjat?\b|(?:inte|ej) (?:startat|igang)|not (?:yet )?(?:started|begun))\b/u,
  },
  {
    state: 'deviation',
    said: /\b(?:(?:med )?(?:en )?avvik\w*|(?:ligger|halkat|halkar|kommit) (?:vi )?efter|forsena\w*|gar (?:det )?(?:daligt|trogt|inte bra)|(?:is |are |running )?behind|delayed|off track|deviat\w*|(?:going|goes) badly)\b/u,
    denied: 'on_track',
  },
  {
    state: 'on_track',
    said: /\b(?:(?:(?:gar|ar|pagar) )?(?:enligt|efter) plan\w*|som (?:planerat|det ska|tankt|vi tankt)|pa (?:banan|ratt vag|plan)|i fas|gar (?:det )?(?:helt |riktigt )?(?:bra|fint|val)|on (?:track|schedule|plan)|according to plan|going to plan|as planned|(?:going|goes) well)\b/u,
    denied: 'deviation',
  },
  { state: 'paused', said: /\b(?:pausa\w*|pa paus|vilande|paused|on hold)\b/u },
  { state: 'cancelled', said: /\b(?:avbrut\w*|nedlag(?:d|t|da)|cancell?ed|abandoned)\b/u },
  {
    state: 'completed',
    said: /\b(?:klar|klara|klart|avslutad\w*|avslutat|slutford\w*|genomford\w*|genomfort|fardig\w*|completed?|finished)\b/u,
  },
];

const denies = /\b(?:inte|ej|ingen|inga|inget|utan|not|no|without|isnt|arent)\b/u;

/** How something goes, told by its colour. */
export const ofState = /\b(?:gron|gront|grona|gul|gult|gula|rod|rott|roda|green|yellow|amber|red)\b/u;

/** The words that tell a state, "går enligt plan"; undefined where none is told. */
export function stateSaid(text: string): string | undefined {
  const words = fold(text);
  return states.map(({ said }) => said.exec(words)?.[0]).find((one) => one !== undefined);
}

function stateIn(clause: string): Status | undefined {
  const words = fold(clause);
  const sign = states.find(({ said }) => said.test(words));
  if (!sign) return undefined;
  return sign.state !== 'not_started' && denies.test(words) ? sign.denied : sign.state;
}

const wantsHelp =
  /\b(?:behover|vill ha|onskar|need|needs|want|would like)\b(?: (?:vi|jag|mer|lite|ocksa|some|more|a bit of))* (?:hjalp|stod|help|support)\b/u;

/** What help is wanted, of whom; a role by its name, and anybody else in words. */
function helpIn(clause: string, plan: Plan): Record<string, string> | undefined {
  if (!wantsHelp.test(fold(clause))) return undefined;
  const tokens = clause.split(/\s+/u);
  const begins = tokens.findIndex((one) => /^(?:hjalp|stod|help|support)$/u.test(fold(one)));
  const rest = tokens.slice(begins + 1);
  const isOf = (one: string | undefined) => /^(?:av|fran|from|of)$/u.test(fold(one ?? ''));
  const withAt = rest.findIndex((one) => /^(?:med|with|att|to)$/u.test(fold(one)));
  const who = isOf(rest[0]) ? rest.slice(1, withAt < 0 ? undefined : withAt).join(' ') : '';
  const what = withAt < 0 ? '' : rest.slice(withAt + 1).join(' ');
  const [role] = who ? searchSubjects(plan, who, { role: 1 }) : [];
  const isRole = role && role.coverage >= fitsFrom;
  return {
    ...(what ? { helpWhat: what } : {}),
    ...(who ? (isRole ? { helpFrom: role.subject.id } : { helpWho: who }) : {}),
  };
}
