import { Temporal } from 'temporal-polyfill';
import type { Card, UnreachableReason } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatDate, formatDay } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { type Fact, type Note, noteCard } from '../messages/note-card.ts';
import { reasonWords, roundNameOf, shortMoment, whoOf } from '../messages/send-log-words.ts';
import { everybody } from '../people/away.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment, Period } from '../plan/plan-schema.ts';
import { addresseeOf } from './addressee.ts';
import type { AskPart, Push } from './ask.ts';
import { partsTogether } from './asked-together.ts';
import { countQuestions, estimateMinutes } from './burden.ts';
import { movedIn, movedLines } from './moved-dates.ts';
import { planAsks } from './plan-asks.ts';
import { pushesOfEach } from './push-plan.ts';
import { allRounds, type Round } from './round.ts';
import { calendarOf } from './round-calendar.ts';
import {
  deliveredIn,
  deliveredText,
  type HeldRounds,
  type WhatIsAsked,
  whatIsAsked,
} from './what-is-asked.ts';

/** A round before it opens: what it will ask of whom. */
export interface UpcomingRound {
  readonly round: Round;
  /** Those to see to first: who cannot be reached, then the heaviest load. */
  readonly people: readonly UpcomingPerson[];
  /** What the round does not ask about, and why: it begins later, or is over. */
  readonly leftOut: readonly LeftOut[];
  /** It asks for values alone, of nobody how it goes. */
  readonly valuesOnly: boolean;
}

export interface LeftOut {
  readonly assignment: Assignment;
  readonly asked: Extract<WhatIsAsked, { readonly day: string }>;
}

export interface UpcomingPerson {
  readonly personId: string;
  readonly parts: readonly AskPart[];
  readonly questions: number;
  readonly minutes: number;
  readonly isOverCap: boolean;
  readonly pushes: readonly Push[];
  /** Who gets the first message: the person, or who answers for them that day. */
  readonly goesTo: string;
  /** `unknown`: they have never met Roder, so it is not known before it is tried. */
  readonly reach: 'ok' | 'unknown' | UnreachableReason;
}

type ReadPorts = Pick<Ports, 'store'>;

/** The one that opens next. Undefined: none is planned. */
export async function nextRound({ store }: ReadPorts, tenantId: string): Promise<Round | undefined> {
  const planned = (await allRounds(store, tenantId)).filter(({ state }) => state === 'planned');
  return planned.toSorted((a, b) => a.opens.localeCompare(b.opens))[0];
}

/** By the very functions that open a round and plan its messages, so that it says what will be. */
export async function readUpcoming(ports: ReadPorts, plan: Plan, round: Round): Promise<UpcomingRound> {
  const period = plan.period(round.id);
  const held = await allRounds(ports.store, round.tenantId);
  const asked = period ? [...planAsks(plan, period, held)] : [];
  const people = await everybody(ports.store, plan, round.tenantId);
  const pushesOf = pushesOfEach({ round, calendar: calendarOf(plan), people });
  const opens = Temporal.PlainDate.from(round.opens);
  const upcoming = asked.map(([personId, parts]) => {
    const goesTo = addresseeOf({ personId }, people, opens);
    const burden = { questions: countQuestions(parts), minutes: estimateMinutes(parts) };
    return {
      personId,
      parts,
      pushes: pushesOf(personId),
      goesTo,
      ...burden,
      isOverCap: burden.minutes > plan.content.burdenCapMinutes,
      reach: reachOf(people.get(goesTo)),
    };
  });
  return {
    round,
    people: upcoming.toSorted(firstThings),
    leftOut: period ? leftOutIn(plan, period, held) : [],
    valuesOnly: asked.length > 0 && asked.every(([, parts]) => parts.every(({ as }) => as !== 'owner')),
  };
}

function leftOutIn(plan: Plan, period: Period, held: HeldRounds): LeftOut[] {
  return plan.assignments.flatMap((assignment) => {
    const asked = whatIsAsked(plan, period, assignment, held);
    return asked.asks === 'nothing' && 'day' in asked ? [{ assignment, asked }] : [];
  });
}

function reachOf(record: PersonRecord | undefined): UpcomingPerson['reach'] {
  return record?.unreachable?.reason ?? (record?.conversationId ? 'ok' : 'unknown');
}

function firstThings(a: UpcomingPerson, b: UpcomingPerson): number {
  return urgency(a) - urgency(b) || b.minutes - a.minutes || b.questions - a.questions;
}

function urgency({ reach }: UpcomingPerson): number {
  return reach === 'ok' ? 2 : reach === 'unknown' ? 1 : 0;
}

export interface UpcomingView {
  readonly plan: Plan;
  readonly language: Language;
  /** How many people are passed over. */
  readonly from?: number;
}

/** As many as are read at once; the rest are a press away. */
const shownAtOnce = 8;

/** "Visa nästa omgång": who gets what and when, what it asks of each, and whom it will not reach. */
export function upcomingCard(upcoming: UpcomingRound, view: UpcomingView): Card {
  return noteCard(upcomingNote(upcoming, view), view.language);
}

export function upcomingNote(upcoming: UpcomingRound, view: UpcomingView): Note {
  const { round, people } = upcoming;
  const { plan, language, from = 0 } = view;
  const t = translator(language);
  const shown = people.slice(from, from + shownAtOnce);
  const next = from + shownAtOnce;
  // Who has chosen no hour or weekday gets them as everybody else does: said once.
  const moments = [...new Set(people.map((person) => messagesText(person, view)))];
  const more = {
    verb: 'rounds/coming',
    title: t('coming.more'),
    data: { round: round.id, from: String(next) },
  };
  const postpone = { verb: 'rounds/postpone', title: t('coming.postpone') };
  return {
    title: t('coming.title', { round: roundNameOf(round.id, view), day: dayOf(round.opens, language) }),
    paragraphs: from > 0 ? [] : introOf(upcoming, view, moments),
    facts: shown.map((person) => factOf(person, view, moments.length === 1)),
    note: t('coming.note', { cap: plan.content.burdenCapMinutes }),
    actions: [...(people.length > next ? [more] : []), postpone],
  };
}

function introOf(upcoming: UpcomingRound, view: UpcomingView, moments: readonly string[]): string[] {
  const { round, people, valuesOnly } = upcoming;
  const { plan, language } = view;
  const t = translator(language);
  const [due, closes] = [round.due, round.closes].map((day) => dayOf(day, language));
  const count = (isSuch: (one: UpcomingPerson) => boolean) => people.filter(isSuch).length;
  const unreachable = count(({ reach }) => reach !== 'ok' && reach !== 'unknown');
  const unknown = count(({ reach }) => reach === 'unknown');
  const heavy = count(({ isOverCap }) => isOverCap);
  // What several share is asked once.
  const questions = countQuestions(partsTogether(people));
  const delivered = deliveredText(deliveredIn(plan, plan.period(round.id)), language);
  return [
    t('coming.days', { due, closes }),
    ...movedLines(movedIn(plan, [round]), language),
    t('coming.load', {
      people: t('coming.people', { count: people.length }),
      questions: t('coming.questions', { count: questions }),
    }),
    ...(moments.length === 1 ? moments : []),
    ...(delivered ? [delivered] : []),
    ...(heavy > 0 ? [t('coming.heavy', { count: heavy, cap: plan.content.burdenCapMinutes })] : []),
    ...(unreachable > 0 ? [t('coming.unreachable', { count: unreachable })] : []),
    ...(unknown > 0 ? [t('coming.unknown', { count: unknown })] : []),
    ...aboutLines(plan, round.id, language),
    ...(valuesOnly ? [t('asked.valuesOnly')] : []),
    ...leftOutLines(upcoming, view),
  ];
}

/** Of a round that the plan says is about some assignments only. */
function aboutLines(plan: Plan, roundId: string, language: Language): string[] {
  const titles = plan.period(roundId)?.assignments?.flatMap((id) => plan.assignment(id)?.title ?? []);
  if (!titles) return [];
  const named = titles.map((title) => say(title, language));
  return [translator(language)('asked.only', { titles: joinWords(named, language) })];
}

function leftOutLines({ leftOut }: UpcomingRound, view: UpcomingView): string[] {
  const { language } = view;
  return leftOut.map(({ assignment, asked }) =>
    translator(language)(`asked.leftOut.${asked.why}`, {
      title: say(assignment.title, language),
      day: formatDate(Temporal.PlainDate.from(asked.day), language),
      round: asked.why === 'reported' ? roundNameOf(asked.roundId, view) : '',
    }),
  );
}

function factOf(person: UpcomingPerson, view: UpcomingView, isAlike: boolean): Fact {
  const { plan, language } = view;
  const t = translator(language);
  const { personId, parts, questions, minutes, isOverCap, goesTo, reach } = person;
  const titles = parts.flatMap(({ assignmentId }) => plan.assignment(assignmentId)?.title[language] ?? []);
  const load = {
    questions: t('coming.questions', { count: questions }),
    minutes: t('reminder.minutes', { count: minutes }),
    cap: plan.content.burdenCapMinutes,
  };
  return {
    label: rolesIn(person, view) || whoOf(personId, view),
    lines: [
      t(isOverCap ? 'coming.loadOver' : 'coming.loadOf', load),
      joinWords(titles, language),
      ...(isAlike ? [] : [messagesText(person, view)]),
      ...(goesTo === personId ? [] : [t('coming.deputy', { role: whoOf(goesTo, view) })]),
      ...(reach === 'ok' ? [] : [reachText(reach, language)]),
    ],
  };
}

/** When the first message comes, and the reminders after it. */
function messagesText({ pushes }: UpcomingPerson, { plan, language }: UpcomingView): string {
  const [first, ...later] = pushes.map(({ at }) => shortMoment(fromTimestamp(at), plan, language));
  const key = later.length > 0 ? 'coming.messages' : 'coming.message';
  return first ? translator(language)(key, { first, later: joinWords(later, language) }) : '';
}

/** Only the roles that are asked: a person may have many. */
function rolesIn({ parts }: UpcomingPerson, { plan, language }: UpcomingView): string {
  const names = parts.map(({ roleId }) => plan.role(roleId)?.name).filter((name) => name !== undefined);
  return joinWords([...new Set(names.map((name) => say(name, language)))], language);
}

function reachText(reach: Exclude<UpcomingPerson['reach'], 'ok'>, language: Language): string {
  const t = translator(language);
  if (reach === 'unknown') return t('coming.notMet');
  return t('coming.notReached', {
    reason: reasonWords(reach, language),
    remedy: t(`coming.remedy.${reach}`),
  });
}

function dayOf(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  return formatDay(day, language, day);
}
