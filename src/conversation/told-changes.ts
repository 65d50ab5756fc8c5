import { Temporal } from 'temporal-polyfill';
import { parseNumber } from '../language/numbers.ts';
import { fold } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type ChangeKind, hasTarget, type TypedChange } from '../plan-changes/single-changes.ts';
import type { Subject } from '../questions/subject.ts';
import { searchSubjects } from './find-subjects.ts';
import type { SaidPeriod } from './periods.ts';
import { saysNextRound } from './rounds-said.ts';

/** What a message says of a change, in the inputs of the form where it is looked at and confirmed. */

/** What is understood of the message. */
export interface ToldChange {
  readonly text: string;
  readonly plan: Plan;
  readonly subjects: readonly Subject[];
}

export interface PlanChangeTold {
  readonly kind: ChangeKind;
  readonly typed: TypedChange;
}

/** "Byt ansvarig för äldreomsorgen till HR-chefen", "nytt målvärde för matsvinn: 40"; undefined where it says no more than that something is to change. */
export function toldPlanChange({ text, plan, subjects }: ToldChange): PlanChangeTold | undefined {
  const words = fold(text);
  const thing = subjects.find(({ type }) => type === 'assignment' || type === 'indicator');
  const role = subjects.find(({ type }) => type === 'role');
  const indicator = thing?.type === 'indicator' ? plan.indicator(thing.id) : undefined;
  if (/\b(?:kallas|called|known as)\b/u.test(words)) return toldNames(text, plan, thing ?? role);
  if (/\b(?:malvarde\w*|mal|malet|riktvarde\w*|targets?|goal)\b/u.test(words)) {
    if (!indicator || !hasTarget(indicator)) return { kind: 'target', typed: {} };
    return { kind: 'target', typed: { subject: indicator.id, ...targetIn(text, indicator.direction) } };
  }
  if (/\b(?:konsuppdel\w*|(?:pa|per|efter) kon|kvinnor|by gender|by sex|women)\b/u.test(words)) {
    const isStopped = /\b(?:inte|ej|sluta|utan|ta bort|not|without|stop|remove|no longer)\b/u.test(words);
    const typed = indicator && { subject: indicator.id, byGender: isStopped ? 'no' : 'yes' };
    return { kind: 'gender', typed: typed ?? {} };
  }
  if (/\b(?:ersattare\w*|stallforetradare\w*|deputy|deputies)\b/u.test(words)) return toldDeputy(text, plan);
  if (thing && /\b(?:ansvarig\w*|ansvaret|agare\w*|owners?|responsible)\b/u.test(words)) {
    const owner = roleIn(plan, after(text, /^(?:till|to|with|med)$/u));
    return { kind: 'owner', typed: { subject: `${thing.type}:${thing.id}`, ...(owner && { owner }) } };
  }
  if (
    /\b(?:nytt|nya|new|add|lagg(?:a|er)? till|skapa|create)\b.{0,15}\b(?:uppdrag|assignment)\b/u.test(words)
  ) {
    const title = text.split(':').slice(1).join(':').trim();
    return { kind: 'assignment', typed: title ? { title } : {} };
  }
  if (
    role &&
    /\b(?:slutat|slutar|borjar|ny|nya|person\w*|tilltrad\w*|has left|leaves|quit|new|starts|replaced|ersatts)\b/u.test(
      words,
    )
  )
    return { kind: 'holder', typed: { subject: role.id } };
  return undefined;
}

function toldNames(text: string, plan: Plan, of: Subject | undefined): PlanChangeTold {
  const said = after(text, /^(?:kallas|called|as)$/u).replace(/^(?:också|även|för|also|now) /iu, '');
  if (!of || of.type === 'term') return { kind: 'called', typed: {} };
  const known = (
    of.type === 'assignment'
      ? plan.assignment(of.id)
      : of.type === 'role'
        ? plan.role(of.id)
        : plan.indicator(of.id)
  )?.alsoCalled;
  const names = [...(known ?? []), said].filter(Boolean).join(', ');
  return { kind: 'called', typed: { subject: `${of.type}:${of.id}`, names } };
}

function targetIn(text: string, direction: string): TypedChange {
  const numbers = text
    .replaceAll(/(?<=\d)\s*%/gu, '')
    .split(/[\s:]+/u)
    .filter((one) => 'value' in parseNumber(one) && !/^20\d\d$/u.test(one));
  if (direction !== 'band') return numbers.length > 0 ? { value: numbers.at(-1) } : {};
  return numbers.length > 1 ? { min: numbers.at(-2), max: numbers.at(-1) } : {};
}

function toldDeputy(text: string, plan: Plan): PlanChangeTold {
  const [before = '', ...rest] = text.split(/ (?:för|for|of|to) /iu);
  const subject = roleIn(plan, rest.join(' '));
  const [who = ''] = before.split(/ (?:som|as) /iu);
  const first = roleIn(plan, who.replace(/^(?:sätt|gör|utse|välj|make|set|appoint) /iu, ''));
  return { kind: 'deputy', typed: { ...(subject && { subject }), ...(subject && first && { first }) } };
}

/** What stands after the last word of a kind. */
function after(text: string, word: RegExp): string {
  const tokens = text.split(/\s+/u);
  const place = tokens.findLastIndex((one) => word.test(fold(one)));
  return place < 0 ? '' : tokens.slice(place + 1).join(' ');
}

/** The role that words name, where they name one. */
export function roleIn(plan: Plan, text: string): string | undefined {
  const [best, next] = searchSubjects(plan, text, { role: 1 });
  if (!best || best.coverage < 0.45 || (next && next.score >= best.score * 0.98)) return undefined;
  return best.subject.id;
}

/** Who answers meanwhile: `undefined` where nobody is named, '' where somebody is whom the plan does not know. */
export function toldDeputyOf(text: string, plan: Plan): string | undefined {
  const clause = text
    .split(/[,;.]| (?:och|and) /u)
    .find((one) =>
      /\b(?:svarar|ersatter|vikarierar|ersattare|answers|covers|deputy|stands in)\b/u.test(fold(one)),
    );
  return clause === undefined ? undefined : (roleIn(plan, clause) ?? '');
}

export interface RoundDaysTold {
  readonly id: string;
  readonly state: string;
  /** Local dates. */
  readonly opens: string;
  readonly due: string;
}

/** Which round, and to which day, as far as it is said. */
export function toldRoundChange(
  { text, plan }: Pick<ToldChange, 'text' | 'plan'>,
  rounds: readonly RoundDaysTold[],
  { period, today }: { readonly period: SaidPeriod | undefined; readonly today: string },
): { readonly round?: string; readonly day?: string } {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const named = rounds.filter(({ id }) => isNamed(plan.period(id)?.name, words));
  const next = saysNextRound(words.join(' ')) ? rounds.find(({ state }) => state === 'planned') : undefined;
  const round = named.length === 1 ? named[0] : next;
  const moved = round ?? rounds[0];
  const day = moved && (laterBy(words, moved) ?? dayOf(period, today));
  return { ...(round && { round: round.id }), ...(day && { day }) };
}

/** "Helåret": what the round is called begins a word that is said, and no number is said that it has not. */
function isNamed(name: { sv: string; en: string } | undefined, words: readonly string[]): boolean {
  return [name?.sv, name?.en].some((one) => {
    const [kind, ...own] = fold(one ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
    const said = kind ? words.findIndex((word) => word.startsWith(kind)) : -1;
    if (said < 0) return false;
    const number = words[said + 1];
    return !number || !/^\d$/u.test(number) || own.includes(number);
  });
}

const counts: Readonly<Record<string, number>> = {
  en: 1,
  ett: 1,
  a: 1,
  one: 1,
  tva: 2,
  two: 2,
  tre: 3,
  three: 3,
};

/** "En vecka" later than it is now. */
function laterBy(words: readonly string[], { state, opens, due }: RoundDaysTold): string | undefined {
  const place = words.findIndex((word) => /^(?:vecka|veckor|weeks?|dag|dagar|days?)$/u.test(word));
  const said = words[place - 1] ?? '';
  const count = counts[said] ?? (/^\d{1,2}$/u.test(said) ? Number(said) : 0);
  if (place < 1 || count === 0) return undefined;
  const days = /^(?:v|w)/u.test(words[place]!) ? count * 7 : count;
  return Temporal.PlainDate.from(state === 'open' ? due : opens)
    .add({ days })
    .toString();
}

/** "Till torsdag" is that day, and "till vecka 45" the first of it. */
function dayOf(period: SaidPeriod | undefined, today: string): string | undefined {
  if (!period || period.to < today) return undefined;
  return period.from > today && period.from !== period.to ? period.from : period.to;
}

const weekdays = [
  'mandag|monday',
  'tisdag|tuesday',
  'onsdag|wednesday',
  'torsdag|thursday',
  'fredag|friday',
].map((one) => new RegExp(`\\b(?:${one})`, 'u'));

/** The hour, the weekday and the language that somebody wants, as far as they say. */
export function toldSettings(text: string): { hour?: string; weekday?: number; language?: 'sv' | 'en' } {
  const words = fold(text);
  const hour = /\b(?:kl|klockan|at)\.? ?(\d{1,2}(?:[.:]\d\d)?)(?!\d)/u.exec(words)?.[1];
  const weekday = weekdays.findIndex((one) => one.test(words)) + 1;
  const language = /\b(?:engelska|english)\b/u.test(words)
    ? 'en'
    : /\b(?:svenska|swedish)\b/u.test(words)
      ? 'sv'
      : undefined;
  return {
    ...(hour && { hour }),
    ...(weekday > 0 && { weekday }),
    ...(language && { language }),
  };
}
