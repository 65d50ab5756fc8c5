import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { People } from '../../src/people/away.ts';
import { type PersonRecord, persons } from '../../src/people/person.ts';
import { indexPlan } from '../../src/plan/plan-index.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { type Ask, asks } from '../../src/rounds/ask.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { pushesFor, pushesOfEach } from '../../src/rounds/push-plan.ts';
import { rounds } from '../../src/rounds/round.ts';
import { calendarOf } from '../../src/rounds/round-calendar.ts';
import { leaseMilliseconds } from '../../src/storage/claim.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import {
  movedClock,
  openingMorning,
  personIdOfNumber,
  planOfMany,
  portsOn,
} from '../support/sending-world.ts';

const tenantId = '00000000-0000-4000-8000-00000000de30';
const count = 250;
const plan = indexPlan(planOfMany(count), 1);
const round = { opens: '2026-09-01', due: '2026-09-18' };

let stores: DocumentStore[];
beforeEach(() => {
  stores = [];
});
afterEach(() => Promise.all(stores.map((store) => store.close())));

/** A plan in force whose round is due; some people have chosen an hour, a weekday, or are away. */
async function dueRound() {
  const store = openSqliteStore(':memory:');
  stores.push(store);
  const clock = movedClock(openingMorning);
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock });
  await importPlan({ store, now: openingMorning, tenantId, content: plan.content, by: 'test' });
  await scheduleRounds(ports, tenantId, plan);
  for (const record of people().values()) await persons(store).create(record!);
  return { ports, clock };
}

function people(): People {
  const wishes = (number: number): Partial<PersonRecord> => {
    if (number % 5 === 1) return { preference: { hour: '13:30' } };
    if (number % 5 === 2) return { preference: { hour: '13:30', weekday: 4 } };
    if (number % 5 === 3) return { away: awayUntil('2026-09-07', number + 1) };
    return number % 5 === 4
      ? { away: awayUntil('2026-08-03', number + 1), preference: { hour: '10:15', weekday: 3 } }
      : {};
  };
  const numbers = Array.from({ length: count / 2 }, (_, index) => index + 1);
  return new Map(
    numbers.map((number) => {
      const id = personIdOfNumber(number);
      return [id, { tenantId, kind: 'person', schema: 1, id, ...wishes(number) }] as const;
    }),
  );
}

function awayUntil(returns: string, deputy: number) {
  return { deputyId: personIdOfNumber(deputy), since: '2026-08-01T06:00:00.000Z', returns };
}

async function asksOf({ store }: { store: DocumentStore }): Promise<Ask[]> {
  const all = await Array.fromAsync(asks(store).all(tenantId));
  return all.map(({ etag: _, ...ask }) => ask);
}

test('whoever shares the wishes of somebody else is written to when they would be if asked alone', () => {
  const subject = { round, calendar: calendarOf(plan), people: people() };
  const pushesOf = pushesOfEach(subject);
  const differing = new Set<string>();
  for (let number = 1; number <= count; number++) {
    const holder = personIdOfNumber(number);
    expect(pushesOf(holder)).toEqual(pushesFor({ ...subject, holder }));
    differing.add(JSON.stringify(pushesOf(holder).map(({ at }) => at)));
  }
  // No wish, an hour, with a weekday, a deputy's at first, hour and weekday after an absence: else nothing is compared.
  expect(differing.size).toBe(5);
});

test('a round is opened with what each person has chosen', async () => {
  const { ports } = await dueRound();
  await openDueRounds(ports, tenantId);
  const found = await asksOf(ports);
  expect(found).toHaveLength(count);
  const calendar = calendarOf(plan);
  for (const { personId, pushes, nextAt } of found) {
    expect(pushes).toEqual(pushesFor({ round, calendar, holder: personId, people: people() }));
    expect(nextAt).toBe(pushes[0]!.at);
  }
});

test.each([0, 1, 99, 200, 249])(
  'an opening that breaks off after %i asks is finished as if it had not',
  async (max) => {
    const whole = await dueRound();
    await openDueRounds(whole.ports, tenantId);

    const { ports, clock } = await dueRound();
    await expect(
      openDueRounds({ ...ports, store: breakingAfter(ports.store, max) }, tenantId),
    ).rejects.toThrow('cut');
    expect((await asksOf(ports)).length).toBeLessThan(count);
    expect((await rounds(ports.store).get(tenantId, '2026-D')).state).toBe('planned');
    expect(await openDueRounds(ports, tenantId)).toEqual([]);
    clock.moveTo(openingMorning.add({ milliseconds: leaseMilliseconds }));
    await openDueRounds(ports, tenantId);
    expect(await asksOf(ports)).toEqual(await asksOf(whole.ports));
    expect((await rounds(ports.store).get(tenantId, '2026-D')).state).toBe('open');
  },
);

test('of two instances that open a round at once one does, and everybody is asked once', async () => {
  const { ports } = await dueRound();
  const events = await Promise.all([
    openDueRounds(ports, tenantId),
    openDueRounds({ ...ports, instance: 'other' }, tenantId),
  ]);
  expect(events.flat()).toEqual([{ what: 'opened', roundId: '2026-D', asks: count }]);
  expect(await asksOf(ports)).toHaveLength(count);
});

/** Takes so many asks, and no more. */
function breakingAfter(store: DocumentStore, max: number): DocumentStore {
  let taken = 0;
  return {
    ...store,
    async create(document) {
      if (document.kind === 'ask' && ++taken > max) throw new Error('cut');
      return store.create(document);
    },
  };
}
