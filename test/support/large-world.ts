import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { Assignment, PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { reportId, reports, statuses } from '../../src/reports/report.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { atEnd, temporaryFolder } from './at-end.ts';
import { RecordingMessenger } from './recording-messenger.ts';

export interface LargeWorld {
  readonly ports: Ports;
  readonly messenger: RecordingMessenger;
  readonly tenantId: string;
  readonly content: PlanContent;
}

/** As long as a person may write, and with letters that take two bytes. */
export const longWords = 'Så här går det på grund av förändrade förutsättningar, ä, ö. '
  .repeat(17)
  .slice(0, 1000);

/** A round with this many assignments, each with long words, deviations, wanted help and values. */
export async function openLargeWorld(assignments: number): Promise<LargeWorld> {
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const messenger = new RecordingMessenger();
  const clock = { now: () => Temporal.Instant.from('2026-09-07T10:00:00+02:00') };
  const ports: Ports = { store, messenger, clock, log: silent, instance: 'test' };
  const content = largePlan(assignments);
  await importPlan({ store, now: clock.now(), tenantId: demoTenant, content, by: 'test' });
  await scheduleRounds(ports, demoTenant, (await currentPlan(store, demoTenant))!);
  await openDueRounds(ports, demoTenant);
  for (const [index, one] of content.assignments.entries()) {
    if (index % 5 !== 4) await reports(store).upsert(reportOn(one, index, content));
  }
  return { ports, messenger, tenantId: demoTenant, content };
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

function largePlan(count: number): PlanContent {
  const demo = demoPlan();
  const copies = Array.from({ length: count }, (_, index) => index);
  const assignments = copies.map((index) => {
    const one = demo.assignments[index % demo.assignments.length]!;
    const title = { sv: `${one.title.sv}, område ${index + 1}`, en: `${one.title.en}, area ${index + 1}` };
    return { ...one, id: `a${index + 1}`, title };
  });
  const indicators = copies.flatMap((index) =>
    demo.indicators.slice(index % 20, (index % 20) + 3).map((one) => ({
      ...one,
      id: `${one.id}-${index + 1}`,
      name: { sv: `${one.name.sv}, område ${index + 1}`, en: `${one.name.en}, area ${index + 1}` },
      assignments: [`a${index + 1}`],
      aspects: ['economic' as const, 'ecological' as const, 'social' as const],
      kolada: undefined,
      source: 'local' as const,
    })),
  );
  const checked = checkPlan({ ...demo, assignments, indicators });
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

function reportOn(one: Assignment, index: number, { indicators }: PlanContent) {
  const status = index % 2 === 0 ? 'deviation' : statuses[index % statuses.length]!;
  const own = indicators.filter(({ assignments }) => assignments[0] === one.id);
  const words = { kind: 'words', words: longWords } as const;
  const from = index % 4 === 0 ? 'kommundirektor' : 'samhallsbyggnadschef';
  const help = status === 'deviation' ? { what: longWords, from } : undefined;
  const first = {
    judgement: { status, ownWords: longWords, help },
    aspects: { economic: words, ecological: words, social: words },
    readings: Object.fromEntries(own.map(({ id }, place) => [id, { value: 40 + place }])),
  };
  const corrected = { readings: Object.fromEntries(own.map(({ id }, place) => [id, { value: 45 + place }])) };
  const by = { personId: '00000000-0000-4000-8000-000000000000', roleId: String(one.owner) };
  const roundId = '2026-D';
  return {
    tenantId: demoTenant,
    id: reportId(roundId, one.id),
    roundId,
    assignmentId: one.id,
    revisions: [
      { id: 'a', number: 1, at: '2026-09-02T08:00:00.000Z', by, answers: first },
      { id: 'b', number: 2, at: '2026-09-08T08:00:00.000Z', by, answers: corrected },
    ],
  };
}
