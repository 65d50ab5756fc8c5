import { afterAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { notices } from '../../src/messages/notice.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { adoptPlan } from '../../src/plan-changes/adopt-plan.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { cancelRound, postponeRound, restoreRound } from '../../src/rounds/change-round.ts';
import { scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { rounds } from '../../src/rounds/round.ts';
import { firstSummaryAt } from '../../src/rounds/round-calendar.ts';
import { summaries, summaryId } from '../../src/rounds/summary.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

afterAll(endAll);

const roundId = '2026-D';
const at = (time: string) => Temporal.Instant.from(time);

async function openedSjovik(now = '2026-09-01T08:00:00+02:00'): Promise<Sjovik> {
  const world = await openSjovik();
  await world.time.moveTo(at(now));
  return world;
}

async function put({ ports, tenantId }: Sjovik, ...changes: (readonly [place: Place, value: unknown])[]) {
  const checked = checkPlan(demoInputWith(...changes));
  if (!('plan' in checked)) throw new TypeError(JSON.stringify(checked.faults));
  const [now, content] = [ports.clock.now(), checked.plan];
  await importPlan({ store: ports.store, now, tenantId, content, by: 'test', decision: 'KF § 200' });
}

const planOf = async ({ ports, tenantId }: Sjovik) => (await currentPlan(ports.store, tenantId))!;
const roundOf = ({ ports, tenantId }: Sjovik, id = roundId) => rounds(ports.store).get(tenantId, id);
const askOf = ({ ports, tenantId, actor }: Sjovik, who: 'socialchef' | 'hrChef') =>
  asks(ports.store).get(tenantId, askId(roundId, actor(who).personId));
const sentTo = ({ messenger }: Sjovik, personId: string) =>
  messenger.sent
    .filter(({ to }) => 'personId' in to && to.personId === personId)
    .map(({ message }) => message);
const noticesOf = async ({ ports, tenantId }: Sjovik) => Array.fromAsync(notices(ports.store).all(tenantId));

/** A second look at the same store, as another instance has it: nothing is remembered. */
const asAnotherInstance = (store: DocumentStore): DocumentStore => Object.create(store) as DocumentStore;

const withoutPeriod = (id: string): [Place, unknown] => {
  const { periods } = demoInputWith() as { periods: { id: string }[] };
  return [['periods'], periods.filter((one) => one.id !== id)];
};

describe('a round that was postponed', () => {
  const postpone = async (world: Sjovik, day: string, id = roundId) =>
    postponeRound(world.ports, {
      actor: world.actor('utredare'),
      plan: await planOf(world),
      roundId: id,
      day,
    });

  test('stays where it was put when the plan is scheduled again, until the plan says other days', async () => {
    const world = await openedSjovik();
    await postpone(world, '2027-01-18', '2026-H');
    await scheduleRounds(world.ports, world.tenantId, await planOf(world));
    expect(await roundOf(world, '2026-H')).toMatchObject({ opens: '2027-01-18', due: '2027-02-09' });
    await put(world, [['periods', '2026-H', 'due'], '2027-02-05']);
    await adoptPlan(world.ports, world.tenantId);
    expect(await roundOf(world, '2026-H')).toMatchObject({ opens: '2027-01-07', due: '2027-02-05' });
    expect((await roundOf(world, '2026-H')).moved).toBeUndefined();
  });

  test('is open until its new last day, and then closes', async () => {
    const world = await openedSjovik();
    await postpone(world, '2026-09-30');
    await world.time.moveTo(at('2026-10-14T23:59:00+02:00'));
    expect(await roundOf(world)).toMatchObject({ state: 'open', closes: '2026-10-14' });
    await world.time.moveTo(at('2026-10-15T00:00:00+02:00'));
    expect((await roundOf(world)).state).toBe('closed');
  });

  test('goes back to the plan’s days while they are ahead, and not when they are over', async () => {
    const world = await openedSjovik();
    await postpone(world, '2026-09-30');
    await postpone(world, '2026-10-02');
    const request = { actor: world.actor('utredare'), plan: await planOf(world), roundId };
    expect(await restoreRound(world.ports, request)).toMatchObject({ outcome: 'restored', told: 4 });
    expect(await restoreRound(world.ports, request)).toMatchObject({ outcome: 'restored' });
    expect(await roundOf(world)).toMatchObject({ due: '2026-09-18', closes: '2026-10-02' });
    await postpone(world, '2026-09-30');
    await world.time.moveTo(at('2026-09-19T08:00:00+02:00'));
    expect(await restoreRound(world.ports, request)).toEqual({ fault: 'gone' });
  });

  test('takes leadership’s first summary to its new days, and called off gets none', async () => {
    const world = await openSjovik();
    await put(world, [['summaryFirst'], 'after-due']);
    await world.time.moveTo(at('2026-09-01T08:00:00+02:00'));
    const unposted = async () =>
      (await summaries(world.ports.store).get(world.tenantId, summaryId(roundId, leadershipChannel))).nextAt;
    const firstAt = async () => toTimestamp(firstSummaryAt(await planOf(world), await roundOf(world)));
    const before = await unposted();
    expect(before).toBe(await firstAt());
    await postpone(world, '2026-09-30');
    expect(await unposted()).toBe(await firstAt());
    expect(await unposted()).not.toBe(before);
    const change = { actor: world.actor('utredare'), plan: await planOf(world), roundId };
    expect(await cancelRound(world.ports, change)).toMatchObject({ outcome: 'cancelled', told: 4 });
    expect(await unposted()).toBeUndefined();
    expect((await askOf(world, 'hrChef')).state).toBe('closed');
  });

  test('never makes more than three messages of a round', async () => {
    const world = await openedSjovik('2026-09-16T08:00:00+02:00');
    await postpone(world, '2026-09-30');
    await world.time.moveTo(at('2026-10-15T08:00:00+02:00'));
    const { pushes } = await askOf(world, 'socialchef');
    expect(pushes.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'opening sent',
      'reminder sent',
      'due-morning sent',
    ]);
    expect(pushes[2]!.at).toBe('2026-09-30T06:00:00.000Z');
  });
});

describe('a plan that changes while a round is open', () => {
  const newcomer = '00000000-0000-4000-8000-0000000000ff';
  const withNewcomer: [Place, unknown][] = [
    [['roles', 'avd'], { id: 'avd', name: 'Avdelningschef', access: 'manager' }],
    [['persons', 5], { id: newcomer, roles: ['avd'] }],
    [['assignments', 'pu4', 'owner'], 'avd'],
  ];

  test('asks somebody who is new in the round from today, and says that it is for the plan', async () => {
    const world = await openedSjovik('2026-09-08T10:00:00+02:00');
    await put(world, ...withNewcomer);
    await runDueWork(world.ports, world.tenantId);
    const [opening] = sentTo(world, newcomer);
    expect(textOf(opening!.card)).toContain('Utred fria arbetsskor');
    const ask = await asks(world.ports.store).get(world.tenantId, askId(roundId, newcomer));
    expect(ask.pushes.map(({ kind, rule }) => [kind, rule])).toEqual([
      ['opening', 'plan-changed'],
      ['reminder', 'three-working-days-before-due'],
      ['due-morning', 'due-day'],
    ]);
  });

  test('tells somebody who is new after the last day for answers, since no reminder will', async () => {
    const world = await openedSjovik('2026-09-21T10:00:00+02:00');
    await put(world, ...withNewcomer);
    await runDueWork(world.ports, world.tenantId);
    expect(sentTo(world, newcomer).map(({ summary }) => summary)).toEqual([
      'Dina frågor i Delår 2026 (januari–augusti) har ändrats',
    ]);
  });

  test('is adopted once by two instances at the same time, and told once', async () => {
    const world = await openedSjovik();
    await put(world, [['assignments', 'pu4', 'owner'], 'hr-chef']);
    const other = { ...world.ports, store: asAnotherInstance(world.ports.store) };
    await Promise.all([adoptPlan(world.ports, world.tenantId), adoptPlan(other, world.tenantId)]);
    const told = (await noticesOf(world)).filter(({ about }) => about.type === 'plan-changed');
    expect(told.map(({ personId }) => personId).toSorted()).toEqual(
      [world.actor('socialchef').personId, world.actor('hrChef').personId].toSorted(),
    );
    expect((await askOf(world, 'socialchef')).parts.map(({ assignmentId }) => assignmentId)).toEqual(['gu2']);
    expect((await roundOf(world)).planVersion).toBe(2);
  });

  test.each([1, 2, 3, 4, 5, 6])('is adopted whole after an end at its write number %i', async (ends) => {
    const world = await openedSjovik();
    await put(world, [['assignments', 'pu4', 'owner'], 'hr-chef']);
    const dying = { ...world.ports, store: endingAfter(world.ports.store, ends) };
    await adoptPlan(dying, world.tenantId).catch(() => undefined);
    await runDueWork(world.ports, world.tenantId);
    const [from, to] = [await askOf(world, 'socialchef'), await askOf(world, 'hrChef')];
    expect(from.parts.map(({ assignmentId }) => assignmentId)).not.toContain('pu4');
    expect(to.parts.map(({ assignmentId }) => assignmentId)).toContain('pu4');
    const told = world.messenger.sent.filter(({ message }) => message.summary.includes('har ändrats'));
    expect(told).toHaveLength(2);
  });

  test('opens again what was answered, when it gets a further question, without making up for old reminders', async () => {
    const world = await openedSjovik();
    const { ports, tenantId } = world;
    const own = await askOf(world, 'socialchef');
    const answeredAt = '2026-09-02T08:00:00.000Z';
    await asks(ports.store).change(tenantId, own.id, (ask) => ({
      ...ask,
      parts: ask.parts.map((part) => ({ ...part, answeredAt })),
      state: 'answered',
      nextAt: undefined,
    }));
    await world.time.moveTo(at('2026-09-16T10:00:00+02:00'));
    const before = sentTo(world, own.personId).length;
    await put(world, [
      ['indicators', 'i06', 'askedIn'],
      ['interim', 'annual'],
    ]);
    await runDueWork(ports, tenantId);
    const ask = await askOf(world, 'socialchef');
    expect(ask.state).toBe('open');
    const sent = sentTo(world, own.personId).slice(before);
    expect(sent.map(({ summary }) => summary)).toEqual([
      'Dina frågor i Delår 2026 (januari–augusti) har ändrats',
    ]);
    expect(textOf(sent[0]!.card)).toMatch(/Nytt att svara på\nÄldreomsorg: /u);
    await world.time.moveTo(at('2026-09-18T08:00:00+02:00'));
    expect(sentTo(world, own.personId).at(-1)!.summary).toContain('I dag är sista svarsdagen');
  });

  test('without the period calls an open round off and tells those asked; a planned one is dropped, and may come back', async () => {
    const world = await openedSjovik();
    await put(world, withoutPeriod(roundId));
    await runDueWork(world.ports, world.tenantId);
    expect(await roundOf(world)).toMatchObject({ state: 'cancelled', cancelledBy: 'plan', planVersion: 1 });
    expect((await askOf(world, 'socialchef')).state).toBe('closed');
    const told = sentTo(world, world.actor('socialchef').personId).at(-1)!;
    expect(textOf(told.card)).toContain('Dina frågor i Delår 2026 (januari–augusti) har ändrats');
    expect(textOf(told.card)).toContain('inget mer att svara på');
    await put(world, withoutPeriod('2026-H'));
    await runDueWork(world.ports, world.tenantId);
    expect(await roundOf(world, '2026-H')).toMatchObject({ state: 'cancelled', cancelledBy: 'plan' });
    await put(world);
    await runDueWork(world.ports, world.tenantId);
    expect((await roundOf(world, '2026-H')).state).toBe('planned');
    expect((await roundOf(world)).state).toBe('cancelled');
  });
});

/** Every write after so many fails, as when the process has ended. */
function endingAfter(store: DocumentStore, writes: number): DocumentStore {
  let left = writes;
  const dying = Object.create(store) as DocumentStore;
  for (const name of ['create', 'replace', 'upsert'] as const) {
    const write = store[name].bind(store) as (...given: unknown[]) => Promise<never>;
    Object.assign(dying, {
      [name]: (...given: unknown[]) =>
        left-- > 0 ? write(...given) : Promise.reject(new TypeError('ended')),
    });
  }
  return dying;
}
