import { beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import type { Plan } from '../../src/plan/plan-index.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { remindOfSupport } from '../../src/support-requests/support-later.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { textOf } from '../support/card-form.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

const helper = 'samhallsbyggnadschef';
const [first, second] = ['En extra bil.', 'En ny grind.'];
let world: Sjovik;
let plan: Plan;

beforeEach(async () => {
  world = await openSjovik();
  await moveTo('2026-09-01T08:00:00+02:00');
  plan = (await currentPlan(world.ports.store, world.tenantId))!;
});

const moveTo = (instant: string) => world.time.moveTo(Temporal.Instant.from(instant));
const work = (ports = world.ports) => runDueWork(ports, world.tenantId);

async function want(assignmentId: 'gu2' | 'pu4', what: string): Promise<void> {
  const by = { personId: world.actor('socialchef').personId, roleId: 'socialchef' };
  const judgement = { status: 'deviation', ownWords: 'Det dröjer.', help: { what, from: helper } } as const;
  const about = { tenantId: world.tenantId, roundId: '2026-D', assignmentId, by };
  await recordReport(world.ports, { ...about, contributionId: what, answers: { judgement } });
}

/** Each message about wanted support, as those of the two that it holds. */
function messages(): string[] {
  const { personId } = world.actor(helper);
  return world.messenger.sent
    .filter(({ to, operation }) => operation === 'person' && 'personId' in to && to.personId === personId)
    .map(({ message }) => textOf(message.card))
    .map((text) => [first, second].filter((what) => text.includes(what)).join(' + '))
    .filter((held) => held !== '');
}

const timesAsked = async (assignmentId: string) =>
  (await supportRequests(world.ports.store).get(world.tenantId, `2026-D:${assignmentId}`)).wishes[0]!.asked
    .length;

describe('several requests for support to one person', () => {
  test('are one message when they are wanted at the same time, whichever instance gets to it', async () => {
    await want('gu2', first);
    await want('pu4', second);
    await Promise.all([work(), work({ ...world.ports, instance: 'other' })]);
    await work();
    expect(messages()).toEqual([`${first} + ${second}`]);
    const log = await Array.fromAsync(
      searchSendLog(world.ports.store, world.tenantId, { roundId: '2026-D' }),
    );
    expect(log.filter(({ notice }) => notice === 'support')).toMatchObject([{ outcome: 'sent' }]);
  });

  test('come up again in one message, and each three times at most', async () => {
    await want('gu2', first);
    await work();
    await moveTo('2026-09-02T10:00:00+02:00');
    await want('pu4', second);
    await work();
    expect(messages()).toEqual([first, second]);
    await moveTo('2026-09-04T08:00:00+02:00');
    expect(messages().slice(2)).toEqual([`${first} + ${second}`]);
    await moveTo('2026-10-30T12:00:00+01:00');
    expect(messages().slice(2)).toEqual([`${first} + ${second}`, `${first} + ${second}`]);
    expect([await timesAsked('gu2'), await timesAsked('pu4')]).toEqual([3, 3]);
  });

  test('what would come up the day after comes along with one that is new', async () => {
    await want('gu2', first);
    await work();
    await moveTo('2026-09-03T10:00:00+02:00');
    await want('pu4', second);
    await work();
    await moveTo('2026-09-04T08:00:00+02:00');
    expect(messages()).toEqual([first, `${first} + ${second}`]);
  });

  test('one with a day of its own waits for that day', async () => {
    await want('gu2', first);
    await want('pu4', second);
    await work();
    const move = { actor: world.actor(helper), plan, requestId: '2026-D:pu4' };
    await remindOfSupport(world.ports, move, { choice: 'day', day: '2026-09-07' });
    await moveTo('2026-09-04T08:00:00+02:00');
    expect(messages().slice(1)).toEqual([first]);
    await moveTo('2026-09-07T08:00:00+02:00');
    expect(messages().slice(2)).toEqual([second]);
  });

  test('that Teams does not take at first are still one message', async () => {
    await want('gu2', first);
    await want('pu4', second);
    let tries = 0;
    world.messenger.answer = ({ operation }) =>
      operation === 'person' && ++tries === 1 ? { kind: 'retry', reason: '503' } : undefined;
    await work();
    await moveTo('2026-09-01T08:10:00+02:00');
    expect(messages()).toEqual([`${first} + ${second}`, `${first} + ${second}`]);
    expect(tries).toBe(2);
  });
});
