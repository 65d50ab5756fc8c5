import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { PersonAddress } from '../../../src/base/messenger.ts';
import type { Ports } from '../../../src/base/ports.ts';
import { demoTenant as tenantId } from '../../../src/config.ts';
import { currentPlan, importPlan } from '../../../src/plan/plan-store.ts';
import { readPreview } from '../../../src/plan-changes/preview.ts';
import { goAway } from '../../../src/reminders/away.ts';
import { askId, asks } from '../../../src/rounds/ask.ts';
import { runDueWork } from '../../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../../support/at-end.ts';
import { textOf } from '../../support/card-form.ts';
import { RecordingMessenger } from '../../support/recording-messenger.ts';
import { type MovedClock, movedClock, portsOn } from '../../support/sending-world.ts';
import { norrnas } from './half-year.ts';

afterAll(endAll);

const content = norrnas();
const idOf = (name: string) => content.persons.find(({ upn }) => upn?.startsWith(`${name}@`))!.id!;
const vd = idOf('vd');
let clock: MovedClock;
let messenger: RecordingMessenger;
let ports: Ports;

beforeEach(async () => {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  clock = movedClock(Temporal.Instant.from('2026-08-24T09:00:00+02:00'));
  messenger = new RecordingMessenger();
  ports = portsOn(store, { messenger, clock });
  await importPlan({ store, now: clock.now(), tenantId, content, by: 'test' });
  await workAt('2026-08-24T09:00:00+02:00');
});

async function workAt(at: string): Promise<void> {
  clock.moveTo(Temporal.Instant.from(at));
  await runDueWork(ports, tenantId);
}

const cardsTo = (personId: string) =>
  messenger.sent.flatMap(({ to, message }) =>
    (to as PersonAddress).personId === personId ? [textOf(message.card)] : [],
  );

async function awayUntil(returns: string): Promise<void> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const actor = { tenantId, personId: vd };
  expect(await goAway(ports, { actor, plan, deputy: 'ekonomichef', returns })).toMatchObject({
    outcome: 'away',
  });
}

test('who comes back on the day they said is told what waits', async () => {
  await workAt('2026-08-31T09:00:00+02:00');
  await awayUntil('2026-09-03');
  await workAt('2026-09-01T07:30:00+02:00');
  await workAt('2026-09-02T16:00:00+02:00');
  expect(cardsTo(vd)).toEqual([]);
  await workAt('2026-09-03T07:30:00+02:00');
  const [card, ...more] = cardsTo(vd);
  expect(card).toContain('Välkommen tillbaka');
  expect(card).toMatch(/Delårsbokslut per augusti 2026.*bostäder/isu);
  expect(more).toEqual([]);
});

test('who comes back to nothing, or is away longer, is not written to', async () => {
  await workAt('2026-08-31T09:00:00+02:00');
  await awayUntil('2026-09-03');
  await workAt('2026-09-01T07:30:00+02:00');
  await awayUntil('2026-09-04');
  await workAt('2026-09-03T07:30:00+02:00');
  for (const round of ['2026-08', '2026-D'])
    await asks(ports.store).change(tenantId, askId(round, vd), (one) => ({
      ...one,
      state: 'answered',
      parts: one.parts.map((part) => ({ ...part, answeredAt: '2026-09-03T09:00:00.000Z' })),
    }));
  await workAt('2026-09-04T07:30:00+02:00');
  expect(cardsTo(vd)).toEqual([]);
});

test('who goes from responsible to contributing by a new plan is told that, and by whom it is answered', async () => {
  await workAt('2026-09-01T07:30:00+02:00');
  const next = {
    ...content,
    assignments: content.assignments.map((one) =>
      one.id === 'u16' ? { ...one, owner: 'ekonomichef', contributors: ['vd-bostader'] } : one,
    ),
  };
  const plan = (await currentPlan(ports.store, tenantId))!;
  const preview = await readPreview(ports, { tenantId, plan, content: next, language: 'sv' });
  expect(preview.rounds.flatMap(({ people }) => people)).toContainEqual(
    expect.objectContaining({
      roles: 'VD, Norrnäs Bostäder AB',
      withdrawn: [],
      contributes: [expect.any(String)],
    }),
  );
  clock.moveTo(Temporal.Instant.from('2026-09-01T10:00:00+02:00'));
  await importPlan({ store: ports.store, now: clock.now(), tenantId, content: next, by: 'test' });
  await workAt('2026-09-01T10:01:00+02:00');
  const told = cardsTo(vd).slice(1);
  expect(told.join('\n')).toContain('Du är nu medverkande i stället för ansvarig');
  expect(told.join('\n')).toMatch(/Ekonomichef svarar för hur det går. Du svarar för Outhyrda lägenheter/u);
  expect(told.join('\n')).not.toContain('Behöver inget svar längre');
});
