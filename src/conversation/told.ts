import { parseNumber } from '../language/numbers.ts';
import { fold } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import type { Status } from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { type Found, searchSubjects, type Wanted } from './find-subjects.ts';
import { meansNothing } from './message-words.ts';
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
}

export interface Telling {
  readonly plan: Plan;
  /** What the person is asked now. */
  readonly asked: readonly Pick<AskPart, 'assignmentId' | 'as' | 'indicatorIds'>[];
  /** What the message as a whole is about. */
  readonly meant: readonly Subject[];
}

/** "Äldreomsorgen går enligt plan, väntetiden är 74 dagar", as the inputs of the cards it is told of. */
export function readTold(text: string, telling: Telling): Told {
  const of = new Map<string, { inputs: Record<string, string>; wantsHelp: boolean }>();
  const [notAsked, left] = [new Map<string, Subject>(), [] as string[]];
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
      const place = measureOf(value, clause, telling, last);
      if (!place) left.push(clause);
      else if (!place.assignmentId) notAsked.set(place.subject.id, place.subject);
      else {
        const { id } = place.subject;
        const input = value.who && telling.plan.indicator(id)?.byGender ? value.who : 'reading';
        fill(place.assignmentId, { [`${input}-${id}`]: inItsUnit(value, id, telling.plan) });
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
  return {
    of: [...of].map(([assignmentId, one]) => ({ assignmentId, ...one })),
    notAsked: [...notAsked.values()],
    left: [...new Set(left)],
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
  readonly who?: 'women' | 'men' | undefined;
}

/** A number that is none of a thing: a year of school, a week, a round. */
const labels =
  /^(?:ak|arskurs\w*|klass\w*|etapp\w*|kl|v|vecka|week|year|grade|tertial|kvartal|quarter|delar|helar|den|kapitel|§)$/u;
/** After these nothing more is said of what a number is a number of. */
const fillers =
  /^(?:i|pa|for|nu|idag|just|under|denna|detta|den|det|hittills|sedan|jamfort|mot|an|efter|fran|till|och|som|per|vid|in|on|at|for|now|today|this|so|since|compared|than|from|to|and|as|per|the|of|av|bland|among|ska|skall|var|ar|blev|blir|should|is|was|it)$/u;
const maxAfter = 4;

function valuesIn(clause: string): Value[] {
  const tokens = clause.split(/\s+/u);
  const found: Value[] = [];
  let from = 0;
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!;
    if (!/\d/u.test(token) || labels.test(fold(tokens[place - 1] ?? ''))) continue;
    if (/^20\d\d$/u.test(token)) continue;
    const size = thousands(tokens, place);
    const isMinus = /^minus$/iu.test(tokens[place - 1] ?? '');
    const start = isMinus ? place - 1 : place;
    const rest = tokens.slice(place + size);
    const end = rest.findIndex((one) => fillers.test(fold(one)) || /\d/u.test(one));
    const after = rest.slice(0, end < 0 ? maxAfter : Math.min(end, maxAfter));
    const before = tokens.slice(from, start).join(' ');
    found.push({
      number: tokens.slice(start, place + size).join(' '),
      after,
      before,
      who: whoIn(before),
    });
    from = place + size;
    place += size - 1;
  }
  return found;
}

/** `1 234` is one number. */
function thousands(tokens: readonly string[], place: number): number {
  if (!/^[-−–]?\d{1,3}$/u.test(tokens[place]!)) return 1;
  let size = 1;
  while (/^\d{3}(?:[.,]\d+)?%?$/u.test(tokens[place + size] ?? '')) size += 1;
  return size;
}

function whoIn(before: string): Value['who'] {
  const words = fold(before);
  if (/\b(?:kvinnor\w*|women|flickor\w*|girls)\b/u.test(words)) return 'women';
  return /\b(?:man|mannen|men|pojkar\w*|boys)\b/u.test(words) ? 'men' : undefined;
}

/** With its unit where that follows; what cannot be read stands as it was written, for the card to say so. */
function inItsUnit({ number, after }: Value, id: string, plan: Plan): string {
  const unit = plan.indicator(id)?.unit;
  for (let count = after.length; count > 0; count--) {
    const typed = [number, ...after.slice(0, count)].join(' ');
    if ('value' in parseNumber(typed, unit)) return typed;
  }
  return [number, ...after].join(' ').slice(0, maxTyped);
}

const maxTyped = 40;

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
  const named = found(value.before, telling, wanted) ?? found(withoutNumbers(clause), telling, wanted);
  if (named) return placeOf(named.subject, telling);
  const meant = telling.meant.filter(({ type }) => type === 'indicator');
  const speaks = speaking(value.before).length > 0 && value.who === undefined;
  if (meant.length === 1 && !(speaks && last)) return placeOf(meant[0]!, telling);
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
