import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { DocumentKind } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { disposeOfRun, dryRun, printLog, showLog, showRetention } from '../../src/cli/retention-command.ts';
import { keepRecord } from '../../src/exports/export-record.ts';
import { notices } from '../../src/messages/notice.ts';
import { sendLog } from '../../src/messages/send-log.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { countUnknownWords } from '../../src/plan/unknown-words.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { disposals, disposeAgain, type LoggedDisposal } from '../../src/retention/dispose.ts';
import { rounds } from '../../src/rounds/round.ts';
import { endAll } from '../support/at-end.ts';
import { leftOpen, openPlannedWorld, type PlannedWorld } from '../support/planned-store.ts';

const decision = 'Kommunstyrelsen 2026-05-04 § 51 (påhittat)';
const withDecision = [['retention', 'decision'], decision] as const;
const day = '2026-12-01T09:00:00+01:00';

let world: PlannedWorld;
const { tenantId } = { tenantId: '00000000-0000-4000-8000-0000000000aa' };
afterAll(endAll);

/** What a command printed, and how it ended; the store stays open for the test. */
async function run(command: typeof dryRun, at = day): Promise<{ status: number; text: string }> {
  const lines: string[] = [];
  const store = leftOpen(world.store);
  const status = await command(tenantId, {
    openStore: () => Promise.resolve(store),
    now: () => Temporal.Instant.from(at),
    print: (line) => lines.push(line),
    language: 'sv',
  });
  return { status, text: lines.join('\n') };
}

const disposeOf = (id: string) => (tenant: string, ports: Parameters<typeof dryRun>[1]) =>
  disposeOfRun({ tenant, run: id }, ports);
const idIn = (text: string) => /--run (\w+)/u.exec(text)![1]!;

async function ids(kind: DocumentKind): Promise<string[]> {
  return (await world.store.list({ tenantId, kind, limit: 1000 })).map(({ id }) => id);
}

/** Records as old as their names say, in a spring that has closed and an autumn that is open. */
async function fill(): Promise<void> {
  const { store } = world;
  const months = (count: number) =>
    toTimestamp(
      Temporal.ZonedDateTime.from(`${day}[Europe/Stockholm]`).subtract({ months: count }).toInstant(),
    );
  const logged = { tenantId, personId: 'p', askIds: [], push: 'opening', outcome: 'sent' } as const;
  for (const age of [5, 7, 30])
    await sendLog(store).upsert({ ...logged, id: `log-${age}`, at: months(age), dueAt: months(age) });
  const notice = { tenantId, personId: 'p', about: { type: 'deputy', for: 'q' } } as const;
  await notices(store).upsert({ ...notice, id: 'old-told', state: 'sent', settledAt: months(8) });
  await notices(store).upsert({ ...notice, id: 'old-waiting', state: 'waiting', nextAt: months(8) });
  const dates = { opens: '2025-05-01', due: '2025-05-15', closes: '2025-05-31', planVersion: 1 };
  await rounds(store).upsert({
    tenantId,
    id: '2025-T1',
    state: 'closed',
    closedAt: months(18),
    openedAt: months(19),
    ...dates,
  });
  await rounds(store).upsert({ tenantId, id: '2026-D', state: 'open', openedAt: months(3), ...dates });
  for (const round of ['2025-T1', '2026-D'])
    await drafts(store).upsert({ tenantId, id: `${round}:p`, nonce: 'n', version: 1, parts: {} });
  const revision = {
    id: 'r',
    number: 1,
    at: months(18),
    by: { personId: 'p', roleId: 'socialchef' },
    answers: {},
  };
  await reports(store).upsert({
    tenantId,
    id: '2025-T1:gu1',
    roundId: '2025-T1',
    assignmentId: 'gu1',
    revisions: [revision],
  });
  await keepRecord(store, {
    tenantId,
    by: 'p',
    roundId: '2025-T1',
    format: 'word',
    language: 'sv',
    at: months(18),
    expiresAt: months(18),
  });
}

async function everything(): Promise<string[]> {
  const kinds = ['sendLog', 'notice', 'draft', 'round', 'report', 'export', 'planVersion', 'ask'] as const;
  return (await Promise.all(kinds.map(ids))).flat();
}

describe('while the plan names no disposal decision', () => {
  beforeEach(async () => {
    world = await openPlannedWorld();
    await fill();
  });

  test('nothing can be disposed of, and it says so', async () => {
    const before = await everything();
    expect(await run(dryRun)).toEqual({ status: 1, text: expect.stringContaining('Gallring är avstängd') });
    expect((await run(disposeOf('20261201T080000000Z'))).status).toBe(1);
    expect(await everything()).toEqual(before);
    const { text } = await run(showRetention);
    expect(text).toContain('Allt bevaras');
    expect(text).toContain('Lägesrapporter: bevaras');
    expect(text).toContain('Utskickslogg: gallras efter 6 månader');
  });
});

describe('with a decision in the plan', () => {
  beforeEach(async () => {
    world = await openPlannedWorld(withDecision);
    await fill();
  });

  test('a dry run says what, how much and from when, and deletes nothing', async () => {
    const before = await everything();
    const { status, text } = await run(dryRun);
    expect(status).toBe(0);
    expect(text).toContain(`Gallringsbeslut: ${decision}`);
    expect(text).toContain('Utskickslogg: 2, från 1 juni 2024 till 1 maj 2026 (gallras efter 6 månader)');
    expect(text).toContain('Meddelanden om ändringar: en, från 1 april 2026');
    expect(text).toContain('Utkast: en, från');
    expect(text).toContain('Exportlogg: inga (gallras efter 24 månader)');
    expect(text).not.toContain('Lägesrapporter');
    expect(text).toContain('inget har gallrats');
    expect(await everything()).toEqual(before);
    expect((await run(showLog)).text).toBe('Inget har gallrats.');
  });

  test('what the dry run found is disposed of and nothing else; the log says so for ever', async () => {
    const before = await everything();
    const id = idIn((await run(dryRun)).text);
    const { status, text } = await run(disposeOf(id), '2026-12-02T09:00:00+01:00');
    expect(status).toBe(0);
    expect(text).toContain(`Gallring ${id} klar 2 december 2026 09:00 enligt ${decision}`);
    expect(text).toContain('Utskickslogg: 2 gallrade');
    expect(await ids('sendLog')).toEqual(['log-5']);
    expect(await ids('notice')).toEqual(['old-waiting']);
    expect(await ids('draft')).toEqual(['2026-D:p']);
    for (const kind of ['report', 'round', 'planVersion', 'export'] as const)
      expect((await ids(kind)).length).toBe(
        before.length ? { report: 1, round: 2, planVersion: 1, export: 1 }[kind] : 0,
      );
    expect((await run(showLog)).text).toContain(`Gallring ${id} klar`);
    expect((await run(disposeOf(id), '2026-12-03T09:00:00+01:00')).text).toContain('redan gallrat');
  });

  test('what has been of use since the dry run stays', async () => {
    const id = idIn((await run(dryRun)).text);
    const old = await sendLog(world.store).get(tenantId, 'log-7');
    await sendLog(world.store).replace({ ...old, at: '2026-12-01T10:00:00.000Z' });
    await run(disposeOf(id));
    expect(await ids('sendLog')).toEqual(['log-5', 'log-7']);
  });

  test('an old dry run, or one from before another decision or period, is not acted on', async () => {
    const id = idIn((await run(dryRun)).text);
    expect((await run(disposeOf(id), '2027-02-01T09:00:00+01:00')).text).toContain('äldre än 30 dagar');
    await world.adopt([['retention', 'decision'], 'Kommunstyrelsen 2026-12-07 § 9 (påhittat)']);
    expect((await run(disposeOf(id))).text).toContain('ett annat gallringsbeslut');
    await world.adopt(withDecision, [['retention', 'records', 4, 'months'], 12]);
    expect((await run(disposeOf(id))).text).toContain('andra tider');
    expect((await run(disposeOf('nothing'))).text).toContain('Gör en först');
    expect(await ids('sendLog')).toHaveLength(3);
  });

  test('after an interruption it goes on, and counts what was disposed of', async () => {
    const id = idIn((await run(dryRun)).text);
    const planned = await disposals(world.store).get(tenantId, id);
    await disposals(world.store).replace({ ...planned, state: 'begun' });
    expect((await run(showLog)).text).toContain('påbörjad');
    expect((await run(disposeOf(id))).text).toContain('Utskickslogg: 2 gallrade');
  });
});

test('words that questions failed for are disposed of by the month', async () => {
  const all = [{ record: 'unknownWords', class: 'dispose', months: 3 }];
  world = await openPlannedWorld(withDecision, [['retention', 'records'], all]);
  const plan = (await currentPlan(world.store, tenantId))!;
  const count = (at: string) => {
    const clock = { now: () => Temporal.Instant.from(at) };
    return countUnknownWords({ store: world.store, clock }, tenantId, plan, ['drönarna']);
  };
  // Months of the organisation's own: in Sjövik September begins two hours before it does in Greenwich.
  await count('2026-08-31T21:59:59Z');
  await count('2026-08-31T22:00:00Z');
  await count('2026-11-30T22:00:00Z');
  const { text } = await run(dryRun, '2026-12-02T09:00:00+01:00');
  expect(text).toContain('Ord som Roder inte känner igen: en');
  await run(disposeOf(idIn(text)), '2026-12-02T09:00:00+01:00');
  expect(await ids('unknownWords')).toEqual(['2026-09', '2026-11']);
});

test('a round is kept while anything of it is, and the plan in force always', async () => {
  const all = [
    { record: 'round', class: 'dispose', months: 1 },
    { record: 'planVersion', class: 'dispose', months: 1 },
    { record: 'report', class: 'dispose', months: 12 },
  ];
  world = await openPlannedWorld(withDecision, [['retention', 'records'], all]);
  await fill();
  await drafts(world.store).delete(await drafts(world.store).get(tenantId, '2025-T1:p'));
  await run(disposeOf(idIn((await run(dryRun)).text)));
  expect([await ids('report'), await ids('round')]).toEqual([[], ['2025-T1', '2026-D']]);
  await run(
    disposeOf(idIn((await run(dryRun, '2026-12-02T09:00:00+01:00')).text)),
    '2026-12-02T09:00:00+01:00',
  );
  expect(await ids('round')).toEqual(['2026-D']);
  expect(await ids('planVersion')).toEqual(['v000001']);
});

describe('after a restore from before a disposal', () => {
  beforeEach(async () => {
    world = await openPlannedWorld(withDecision);
    await fill();
  });

  /** What the operator kept of a disposal, and the store as it was before it. */
  async function disposedAndRestored(): Promise<{ logged: LoggedDisposal; gone: string[] }> {
    const before = await everything();
    await run(disposeOf(idIn((await run(dryRun)).text)));
    const after = new Set(await everything());
    const gone = before.filter((id) => !after.has(id));
    const logged = JSON.parse((await run(printLog)).text) as LoggedDisposal;
    world = await openPlannedWorld(withDecision);
    await fill();
    return { logged, gone };
  }
  const again = (logged: LoggedDisposal) =>
    disposeAgain({ store: world.store, clock: { now: () => Temporal.Instant.from(day) } }, logged);

  test('exactly what the operator’s log says is disposed of again, and stands in the log; a second time nothing is', async () => {
    const { logged, gone } = await disposedAndRestored();
    const before = await everything();
    expect((await again(logged)).left).toEqual([]);
    expect(before.filter((id) => !gone.includes(id))).toEqual(await everything());
    expect((await run(showLog)).text).toContain('Utskickslogg: 2');
    const now = await everything();
    expect(await again(logged)).toEqual({ left: [] });
    expect(await everything()).toEqual(now);
  });

  test('a kind of which more would go than went then is left whole, and told', async () => {
    const { logged } = await disposedAndRestored();
    const fewer = logged.lines.map((line) => (line.record === 'sendLog' ? { ...line, disposed: 1 } : line));
    const { left } = await again({ ...logged, lines: fewer });
    expect(left).toMatchObject([{ record: 'sendLog', disposed: 1, now: 2 }]);
    expect(await ids('sendLog')).toHaveLength(3);
    expect(await ids('notice')).not.toContain('old-told');
  });
});
