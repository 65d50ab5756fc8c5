import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { openAnswer, takeCard } from '../../../src/answers/answer.ts';
import { submitAnswer } from '../../../src/answers/submit-answer.ts';
import type { Card, PersonAddress } from '../../../src/base/messenger.ts';
import type { Ports } from '../../../src/base/ports.ts';
import { demoTenant } from '../../../src/config.ts';
import { say } from '../../../src/language/language.ts';
import { type SendLogEntry, searchSendLog } from '../../../src/messages/send-log.ts';
import { sendWords } from '../../../src/messages/send-log-words.ts';
import { checkPlan } from '../../../src/plan/check-plan.ts';
import { indexPlan, type Plan } from '../../../src/plan/plan-index.ts';
import type { PlanContent } from '../../../src/plan/plan-schema.ts';
import { importPlan } from '../../../src/plan/plan-store.ts';
import { type Ask, asks } from '../../../src/rounds/ask.ts';
import { earliestDue } from '../../../src/schedule/do-due-work.ts';
import { runDueWork } from '../../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../../src/storage/sqlite-store.ts';
import { actionsIn, inputsIn, textOf } from '../../support/card-form.ts';
import { RecordingMessenger } from '../../support/recording-messenger.ts';
import { type MovedClock, movedClock, personIdOfNumber, portsOn } from '../../support/sending-world.ts';

/** The day the plan comes into force, and the day the half year is looked back at. */
const [start, end] = ['2026-08-24T07:00:00+02:00', '2027-02-26T17:00:00+01:00'];

/** Norrnäs as its file says, but everybody with an object id, as Teams names them. */
export function norrnas(change: (plan: NorrnasInput) => unknown = (plan) => plan): PlanContent {
  const input = parse(readFileSync(join(import.meta.dirname, 'plan.yaml'), 'utf8')) as NorrnasInput;
  const persons = input.persons.map((one, index) => ({ ...one, id: personIdOfNumber(index + 1) }));
  const checked = checkPlan(change({ ...input, persons }));
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

export interface NorrnasInput {
  readonly persons: readonly {
    readonly upn: string;
    readonly id?: string;
    readonly roles: readonly string[];
  }[];
  readonly roles: readonly { readonly id: string }[];
  readonly assignments: readonly { readonly id: string; readonly owner: unknown }[];
  readonly periods: readonly { readonly id: string }[];
}

/** These never answer, and the rest do at their first or second message. */
const silent = ['kultur.naringsliv', 'forskola.kusten', 'hemtjanst.sodra'];

export interface Tally {
  messages: number;
  /** How it goes, and values, that the messages asked for; what one form asks for is asked once. */
  questions: number;
  forms: number;
  presses: number;
  filled: number;
}

export interface HalfYear {
  readonly plan: Plan;
  /** Who got what and why, by time: one a line. */
  readonly lines: readonly string[];
  readonly log: readonly SendLogEntry[];
  readonly asks: readonly Ask[];
  /** By the first part of a person's address. */
  readonly tally: ReadonlyMap<string, Tally>;
  /** How every message read when it came, by person. */
  readonly cards: ReadonlyMap<string, readonly string[]>;
  /** Cards that were changed in place: whose chat, and how they read then. */
  readonly updates: readonly { readonly to: string; readonly text: string }[];
  personId(name: string): string;
}

export interface Living {
  readonly ports: Ports;
  readonly messenger: RecordingMessenger;
  readonly clock: MovedClock;
  readonly names: ReadonlyMap<string, string>;
  readonly tally: Map<string, Tally>;
  readonly cards: Map<string, string[]>;
  /** How many of the messages have been read. */
  read: number;
}

/** Half a year in Norrnäs: all that is due is done, and in the afternoon people answer what has come. */
export async function liveHalfYear(content: PlanContent): Promise<HalfYear> {
  const living = await liveUntil(content, end);
  const lived = await lookBack(content, living);
  await living.ports.store.close();
  return lived;
}

/** The same until a moment, with the store still open. */
export async function liveUntil(content: PlanContent, until: string): Promise<Living> {
  const store = openSqliteStore(':memory:');
  const messenger = new RecordingMessenger();
  const clock = movedClock(Temporal.Instant.from(start));
  const ports = portsOn(store, { messenger, clock });
  await importPlan({ store, now: clock.now(), tenantId: demoTenant, content, by: 'test' });
  const names = new Map(content.persons.map(({ id, upn }) => [id!, upn!.split('@')[0]!]));
  const none = () => ({ messages: 0, questions: 0, forms: 0, presses: 0, filled: 0 });
  const tally = new Map([...names.values()].map((name) => [name, none()]));
  const living: Living = { ports, messenger, clock, names, tally, cards: new Map(), read: 0 };
  for (const day of weekdays(until.slice(0, 10))) {
    await workUntil(living, Temporal.Instant.from(`${day}T15:00:00Z`));
    await readAndAnswer(living);
  }
  await workUntil(living, Temporal.Instant.from(until));
  return living;
}

/** Stops at each moment when something is due, as the clock of the demo does. */
async function workUntil({ ports, clock }: Living, until: Temporal.Instant): Promise<void> {
  await runDueWork(ports, demoTenant);
  for (;;) {
    const next = await earliestDue(ports.store, demoTenant);
    if (!next || Temporal.Instant.compare(next, until) > 0) break;
    clock.moveTo(next);
    await runDueWork(ports, demoTenant);
  }
  clock.moveTo(until);
}

/** Up to the day before. */
function* weekdays(until: string): Generator<string> {
  const last = Temporal.PlainDate.from(until);
  for (
    let day = Temporal.PlainDate.from('2026-08-24');
    Temporal.PlainDate.compare(day, last) < 0;
    day = day.add({ days: 1 })
  )
    if (day.dayOfWeek < 6) yield day.toString();
}

/** What has come since: a reminder is answered, the whole of it, and sent in. */
async function readAndAnswer(living: Living): Promise<void> {
  const { messenger, names, cards } = living;
  const came = messenger.sent.slice(living.read);
  living.read = messenger.sent.length;
  for (const { to, operation, message } of came) {
    if (operation !== 'person') continue;
    const { personId } = to as PersonAddress;
    const name = names.get(personId)!;
    cards.set(name, [...(cards.get(name) ?? []), textOf(message.card)]);
    if (silent.includes(name)) continue;
    for (const { verb, data } of actionsIn(message.card))
      if (verb === 'answer/open') await answer(living, { personId, askId: String(data!.ask) });
  }
}

async function answer(
  living: Living,
  { personId, askId }: { personId: string; askId: string },
): Promise<void> {
  const { ports, tally: all, names } = living;
  const tally = all.get(names.get(personId)!)!;
  const move = { actor: { tenantId: demoTenant, personId }, askId, language: 'sv' } as const;
  let view = await openAnswer(ports, move);
  tally.presses += 1;
  if (view.view === 'questions' || view.view === 'preview') tally.forms += 1;
  for (let step = 0; step < 40; step++) {
    const card = 'card' in view ? view.card : undefined;
    const next = card && nextPress(card);
    if (!next) return;
    const inputs = {
      ...Object.fromEntries(inputsIn(card).map(({ id, value }) => [id, value])),
      ...valuesFor(card),
    };
    tally.presses += 1;
    tally.filled += Object.keys(valuesFor(card)).length;
    const { data = {} } = actionsIn(card).find(({ verb }) => verb === next)!;
    view =
      next === 'answer/submit'
        ? await submitAnswer(ports, move)
        : await takeCard(ports, {
            ...move,
            askId: String(data.ask),
            assignmentId: String(data.assignment),
            seen: String(data.seen),
            inputs,
            go: 'next',
          });
  }
  throw new Error('The answer came to no end.');
}

function nextPress(card: Card): string | undefined {
  const verbs = actionsIn(card).map(({ verb }) => verb);
  return ['answer/submit', 'answer/next'].find((verb) => verbs.includes(verb));
}

function valuesFor(card: Card): Record<string, string> {
  const found = inputsIn(card).flatMap(({ id, value }): [string, string][] => {
    if (id === 'status') return [[id, 'on_track']];
    return id.startsWith('reading-') && value === '' ? [[id, '50']] : [];
  });
  return Object.fromEntries(found);
}

async function lookBack(content: PlanContent, living: Living): Promise<HalfYear> {
  const { store } = living.ports;
  const plan = indexPlan(content, 1);
  const log = await Array.fromAsync(searchSendLog(store, demoTenant, {}));
  const all = await Array.fromAsync(asks(store).all(demoTenant));
  const { names } = living;
  const byTime = log.toSorted((a, b) => a.at.localeCompare(b.at));
  for (const { personId, outcome } of byTime) {
    const one = living.tally.get(names.get(personId ?? '') ?? '');
    if (one && outcome === 'sent') one.messages += 1;
  }
  for (const entry of byTime.filter(({ push, outcome }) => push === 'opening' && outcome === 'sent'))
    living.tally.get(names.get(entry.personId!)!)!.questions += questionsIn(all, entry);
  const lines = byTime.map((entry) => {
    const { when, what, why, outcome } = sendWords(entry, { plan, language: 'sv' });
    const who = names.get(entry.personId ?? '') ?? entry.channelId ?? '';
    const about = entry.askIds.map((id) => titlesOf(all, id, plan)).filter(Boolean);
    return [when, who, what, why, outcome, about.join(' | ')].join('  ');
  });
  const idOf = new Map([...names].map(([id, name]) => [name, id]));
  return {
    plan,
    lines,
    log: byTime,
    asks: all,
    tally: living.tally,
    cards: living.cards,
    updates: living.messenger.sent
      .filter(({ operation }) => operation === 'update')
      .map(({ to, message }) => ({
        to: String((to as { conversationId?: string }).conversationId).replace('chat-', ''),
        text: textOf(message.card),
      })),
    personId: (name) => idOf.get(name)!,
  };
}

/** Rounds that are open together ask the same thing once. */
function questionsIn(all: readonly Ask[], { askIds }: SendLogEntry): number {
  const parts = all.filter(({ id }) => askIds.includes(id)).flatMap((one) => one.parts);
  const asked = parts.flatMap(({ as, assignmentId, indicatorIds }) => [
    ...(as === 'owner' ? [assignmentId] : []),
    ...indicatorIds,
  ]);
  return new Set(asked).size;
}

function titlesOf(all: readonly Ask[], askId: string, plan: Plan): string {
  const ask = all.find(({ id }) => id === askId);
  const titles = ask?.parts.map(({ assignmentId, as, indicatorIds }) => {
    const title = say(plan.assignment(assignmentId)!.title, 'sv').slice(0, 24);
    return `${assignmentId} ${title}${as === 'owner' ? ' läge' : ''}${indicatorIds.length ? ` ${indicatorIds.join('+')}` : ''}`;
  });
  return titles?.join('; ') ?? '';
}
