import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { OutgoingMessage } from '../../src/base/messenger.ts';
import type { Ports } from '../../src/base/ports.ts';
import { makePaper } from '../../src/exports/make-paper.ts';
import { formats } from '../../src/exports/paper.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { startTicker } from '../../src/schedule/ticker.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { startCosmosPlaces } from '../support/cosmos-world.ts';
import { demoPeople } from '../support/demo-people.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import {
  type MovedClock,
  movedClock,
  openingMorning,
  openRoundOf,
  planOfMany,
  portsOn,
} from '../support/sending-world.ts';
import { type StoreCall, watchedStore } from '../support/watched-store.ts';

const tenants = ['44444444-4444-4444-8444-444444444444', '55555555-5555-4555-8555-555555555555'] as const;
/** A word that is in all one of them plans and says, and in nothing of the other's. Ids are the same in both. */
const marks = { [tenants[0]]: 'Sjövikska', [tenants[1]]: 'Norrvikska' } as Record<string, string>;
const otherMark = (tenantId: string) => marks[tenants.find((one) => one !== tenantId)!]!;

const calls: StoreCall[] = [];
let clock: MovedClock;
let ports: Ports;
let messenger: RecordingMessenger;

beforeAll(async () => {
  const { truth } = await startCosmosPlaces();
  messenger = new RecordingMessenger();
  clock = movedClock(openingMorning);
  const store = watchedStore(truth, (call) => calls.push(call));
  ports = portsOn(store, { messenger, clock });
  for (const tenantId of tenants) await openRoundOf(ports, tenantId, markedPlan(marks[tenantId]!));
  await Promise.all(tenants.map((tenantId) => runDueWork(ports, tenantId)));
  clock.moveTo(Temporal.Instant.from('2026-09-03T09:00:00+02:00'));
  await Promise.all(tenants.map(reportEverything));
  clock.moveTo(Temporal.Instant.from('2026-09-03T09:30:00+02:00'));
  await Promise.all(tenants.map((tenantId) => runDueWork(ports, tenantId)));
});
afterAll(endAll);

function markedPlan(mark: string): PlanContent {
  const demo = demoPlan();
  const checked = checkPlan({
    ...demo,
    assignments: demo.assignments.map((one) => ({
      ...one,
      title: { sv: `${one.title.sv} ${mark}`, en: `${one.title.en} ${mark}` },
    })),
  });
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

async function reportEverything(tenantId: string): Promise<void> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const same = { kind: 'unchanged' } as const;
  const aspects = { economic: same, ecological: same, social: same };
  for (const assignment of plan.assignments) {
    const judgement = {
      status: 'on_track',
      ownWords: `${marks[tenantId]} ord om ${assignment.id}.`,
    } as const;
    const recorded = await recordReport(ports, {
      tenantId,
      roundId: '2026-D',
      assignmentId: assignment.id,
      contributionId: 'first',
      by: {
        personId: plan.ownersOf(assignment)[0] ?? demoPeople.socialchef,
        roleId: String(assignment.owner),
      },
      answers: { judgement, readings: {}, aspects },
    });
    expect(recorded.outcome).toBe('recorded');
  }
}

describe.each([...tenants])('what %s gets to see is its own:', (tenantId) => {
  const isOwn = (text: string) => {
    expect(text).toContain(marks[tenantId]);
    expect(text).not.toContain(otherMark(tenantId));
  };

  test('every message to a person and to a channel', () => {
    const sent = messenger.sent.filter(({ to }) => to.tenantId === tenantId);
    const cards = sent.map(({ message }: { message: OutgoingMessage }) => JSON.stringify(message));
    expect(sent.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['person', 'channel']));
    isOwn(cards.join('\n'));
  });

  test.each([
    'hur går det med äldreomsorgen?',
    'vem ansvarar för äldreomsorgen?',
    'vad är nytt?',
    'vad är nästa för mig?',
    'hur går det med hamnen?',
  ])('the answer to "%s"', async (question) => {
    const actor = { tenantId, personId: demoPeople.socialchef };
    const asker = { actor, where: { kind: 'personal' }, language: 'sv' } as const;
    isOwn(JSON.stringify(await answerQuestion(ports, asker, question)));
  });

  test.each(formats.filter((format) => format === 'json' || format === 'csv'))(
    'the export as %s',
    async (format) => {
      const file = await makePaper(ports, { tenantId, roundId: '2026-D', format, language: 'sv' } as never);
      isOwn(file!.body.toString());
    },
  );
});

test('no operation of all this gave one tenant a document of the other', () => {
  expect(calls.length).toBeGreaterThan(200);
  for (const operation of ['get', 'list', 'due', 'create', 'replace'] as const)
    expect(calls.map((call) => call.operation)).toContain(operation);
  const strangers = calls.filter(({ tenantId, documents }) =>
    documents.some((one) => {
      const text = JSON.stringify(one);
      const { tenantId: owner = tenantId } = one as { tenantId?: string };
      return owner !== tenantId || text.includes(otherMark(tenantId));
    }),
  );
  expect(strangers).toEqual([]);
});

test('a small tenant does not wait for the large sending of another', async () => {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  const [large, small] = tenants;
  const order: string[] = [];
  const slow = new RecordingMessenger();
  const paced = Object.assign(Object.create(slow) as RecordingMessenger, {
    async sendToPerson(...[to, message]: Parameters<RecordingMessenger['sendToPerson']>) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(to.tenantId);
      return slow.sendToPerson(to, message);
    },
  });
  const both = portsOn(store, { messenger: paced, clock: movedClock(openingMorning) });
  await openRoundOf(both, large, planOfMany(400));
  await openRoundOf(both, small, planOfMany(10));
  const ticker = startTicker(both, [large, small], 60_000);
  while (order.length < 410) await new Promise((resolve) => setTimeout(resolve, 20));
  await ticker.stop();
  expect(order.filter((one) => one === small)).toHaveLength(10);
  // One after the other, the small tenant's last would be the 410th.
  expect(order.lastIndexOf(small)).toBeLessThan(200);
});
