import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Ports } from '../../src/base/ports.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { checkWork } from '../../src/schedule/look-at-work.ts';
import { lookForDue } from '../../src/schedule/look-for-due.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { AtCard } from './answering.ts';
import { endAll } from './at-end.ts';
import { startCosmosPlaces } from './cosmos-world.ts';
import { startDemoWorld } from './demo-world.ts';
import { RecordingMessenger } from './recording-messenger.ts';
import { moveClock } from './running-service.ts';
import {
  movedClock,
  openingMorning,
  openRoundOf,
  personIdOfNumber,
  planOfMany,
  portsOn,
} from './sending-world.ts';
import { type StoreCall, watchedStore } from './watched-store.ts';

/** What a round asks of the store, step by step: the figures that `docs/cost.md` reckons with. */
export interface Step {
  readonly step: string;
  readonly reads: number;
  readonly queries: number;
  readonly writes: number;
  /** Request units by the figures of `ruOf`. */
  readonly ru: number;
}

/** Strong consistency reads two replicas. */
const strong = 2;
const kilobytes = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

function isQuery(operation: StoreCall['operation']): boolean {
  return ['getMany', 'list', 'due', 'isAnyDue'].includes(operation);
}

/**
 * Request units of one call, by Microsoft's figures for 1 KB: a point read 1, a write about 5, a query at least 2.5;
 * each further KB about as much again, for a query half a unit for each that it gives back.
 */
export function ruOf({ operation, bytes }: Pick<StoreCall, 'operation' | 'bytes'>): number {
  if (operation === 'get') return strong * kilobytes(bytes);
  if (isQuery(operation)) return strong * (2.5 + 0.5 * (kilobytes(bytes) - 1));
  const write = 5 * kilobytes(bytes);
  return operation === 'upsert' ? strong * kilobytes(bytes) + write : write;
}

export async function measureRound(people: number): Promise<Step[]> {
  const store = openSqliteStore(':memory:');
  const calls: StoreCall[] = [];
  const steps: Step[] = [];
  const taken = (step: string) => steps.push(summed(step, calls.splice(0)));
  const clock = movedClock(openingMorning);
  const watched = watchedStore(store, (call) => calls.push(call));
  const ports = portsOn(watched, { messenger: new RecordingMessenger(), clock });
  const tenantId = 'tenant';
  await openRoundOf(ports, tenantId, { ...planOfMany(people), channels: demoPlan().channels });
  taken('plan imported and round opened');
  await runDueWork(ports, tenantId);
  taken('first message to each');
  const look = lookForDue(ports, { minMs: 5000, maxMs: 60_000 });
  await look.find([tenantId], true);
  await runDueWork(ports, tenantId);
  taken('a pass with nothing to do');
  await look.wait([tenantId], []);
  taken('after it, asking when something is next due');
  clock.moveTo(clock.now().add({ minutes: 1 }));
  await look.find([tenantId], false);
  taken('a look that finds nothing due');
  await checkWork(ports, [tenantId], { withRounds: false });
  taken('a look at whether work is on time');
  await checkWork(ports, [tenantId], { withRounds: true });
  taken('the same with how much is answered');
  for (let number = 1; number <= people; number++) await report(ports, tenantId, number);
  taken('answers sent in');
  clock.moveTo(Temporal.Instant.from('2026-09-02T10:00:00+02:00'));
  await runDueWork(ports, tenantId);
  taken("leadership's card brought up to date once");
  await store.close();
  return steps;
}

async function report(ports: Ports, tenantId: string, number: number): Promise<void> {
  const same = { kind: 'unchanged' } as const;
  await recordReport(ports, {
    tenantId,
    roundId: '2026-D',
    assignmentId: `a${number}`,
    contributionId: toTimestamp(ports.clock.now()),
    by: { personId: personIdOfNumber(number), roleId: `role-${number}` },
    answers: {
      judgement: {
        status: 'on_track',
        ownWords: 'Vi följer planen och har det vi behöver för hösten. '.repeat(4),
      },
      readings: {},
      aspects: { economic: same, ecological: same, social: same },
    },
  });
}

function summed(step: string, calls: readonly StoreCall[]): Step {
  const count = (...operations: readonly StoreCall['operation'][]) =>
    calls.filter(({ operation }) => operations.includes(operation)).length;
  return {
    step,
    reads: count('get'),
    queries: count('getMany', 'list', 'due', 'isAnyDue'),
    writes: count('create', 'replace', 'upsert', 'delete', 'writeAll'),
    ru: Math.round(calls.reduce((sum, call) => sum + ruOf(call), 0)),
  };
}

/** One manager's way through a card with two assignments, press by press, through the whole service on Cosmos DB. */
async function measureTurns(): Promise<Record<string, string>> {
  const { env, proxy } = await startCosmosPlaces();
  const world = await startDemoWorld({ ownProcess: true, env });
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  const turns: Record<string, string> = {};
  const counted = async (name: string, act: () => Promise<unknown>) => {
    const from = proxy.requests.length;
    await act();
    const asked = proxy.requests.slice(from).filter(({ path }) => path.includes('/docs'));
    const queries = asked.filter(({ headers }) => headers['x-ms-documentdb-isquery'] !== undefined).length;
    const reads = asked.filter(({ method }) => method === 'GET').length;
    turns[name] = `${reads} reads, ${queries} queries, ${asked.length - reads - queries} writes`;
  };
  const chief = new AtCard(world, world.people.socialchef);
  await counted('six presses to the preview of two assignments', () => chief.answerEverything());
  await counted('"send in", with the card of leadership made new', () => chief.press('Skicka in'));
  await counted('a question', () => world.people.hrChef.says('hur går det med äldreomsorgen?'));
  return turns;
}

if (import.meta.main) {
  for (const people of process.argv.slice(2).map(Number)) {
    console.log(`${people} managers`);
    console.table(await measureRound(people));
  }
  console.table(await measureTurns());
  await endAll();
}
