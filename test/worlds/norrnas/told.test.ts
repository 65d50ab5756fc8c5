import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card, PersonAddress } from '../../../src/base/messenger.ts';
import type { Ports } from '../../../src/base/ports.ts';
import { asTable } from '../../../src/cli/rehearse-command.ts';
import { demoTenant as tenantId } from '../../../src/config.ts';
import { currentPlan, importPlan } from '../../../src/plan/plan-store.ts';
import { readPreview } from '../../../src/plan-changes/preview.ts';
import { rehearse } from '../../../src/rehearsal/rehearse.ts';
import { goAway } from '../../../src/reminders/away.ts';
import { explainAsk } from '../../../src/reminders/explain-ask.ts';
import { unansweredMessage } from '../../../src/reminders/unanswered-card.ts';
import { askId, asks } from '../../../src/rounds/ask.ts';
import { rounds } from '../../../src/rounds/round.ts';
import { readUnanswered } from '../../../src/rounds/unanswered.ts';
import { readUpcoming, upcomingNote } from '../../../src/rounds/upcoming-round.ts';
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
  expect(told.join('\n')).toMatch(
    /Ekonomichef berättar hur det går. Du lämnar värden för Outhyrda lägenheter/u,
  );
  expect(told.join('\n')).not.toContain('Behöver inget svar längre');
});

test('a date that a free time or a weekend has moved says so, in the preview of the round, the plan, the rehearsal and ”Varför?”', async () => {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const august = (await rounds(ports.store).get(tenantId, '2026-08'))!;
  const moved = 'Sista svarsdag är måndag 14 september i stället för torsdag 10 september (Älgjakt).';
  const upcoming = await readUpcoming(ports, plan, august);
  expect(upcomingNote(upcoming, { plan, language: 'sv' }).paragraphs).toContain(moved);
  const [from, to] = ['2026-08-24', '2026-09-30'];
  const days = [from, to].map((day) => Temporal.Instant.from(`${day}T00:00:00Z`)) as [
    Temporal.Instant,
    Temporal.Instant,
  ];
  const order = { tenantId, of: { plan: content }, from: days[0], until: days[1] };
  expect(asTable(await rehearse(order), plan, 'sv')).toContain(`Augusti 2026: ${moved}`);
  const hunting = { from: '2026-10-05', to: '2026-10-16', why: { sv: 'Bärplockning', en: 'Berries' } };
  const next = { ...content, freeTimes: [...content.freeTimes!, hunting] };
  const preview = await readPreview(ports, { tenantId, plan, content: next, language: 'sv' });
  expect(preview.moved).toContainEqual(
    expect.stringMatching(/^September 2026: Sista svarsdag är måndag 19 oktober .*\(Bärplockning\)\.$/u),
  );
  expect(preview.moved.join()).not.toContain('Älgjakt');
  await workAt('2026-09-01T07:30:00+02:00');
  const request = { actor: { tenantId, personId: vd }, askId: askId('2026-08', vd), language: 'sv' } as const;
  expect(textOf((await explainAsk(ports, request)) as Card)).toContain(moved);
});

test('the preview of a round about some assignments says which', async () => {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const extra = (await rounds(ports.store).get(tenantId, '2026-EL'))!;
  const { paragraphs } = upcomingNote(await readUpcoming(ports, plan, extra), { plan, language: 'sv' });
  expect(paragraphs).toContain(
    'Omgången frågar bara om Allmänna vattentjänster, Gator, vägar och belysning, Ny simhall i centralorten och Bostäder för inflyttning i hela kommunen.',
  );
});

test('”Varför?” on a card of several rounds speaks of each of them', async () => {
  await workAt('2026-09-01T07:30:00+02:00');
  const request = { actor: { tenantId, personId: vd }, askId: askId('2026-D', vd), language: 'sv' } as const;
  const text = textOf((await explainAsk(ports, request)) as Card);
  expect(text).toContain('Därför får du frågorna i Delårsbokslut per augusti 2026 och Augusti 2026');
  expect(text).toContain('Varför nu: Delårsbokslut per augusti 2026');
  expect(text).toContain('Varför nu: Augusti 2026');
});

test('the list of those who have not answered names every holder of a shared role', async () => {
  await workAt('2026-09-01T07:30:00+02:00');
  for (const day of ['15', '16', '18']) await workAt(`2026-09-${day}T07:30:00+02:00`);
  const plan = (await currentPlan(ports.store, tenantId))!;
  const round = (await rounds(ports.store).get(tenantId, '2026-D'))!;
  const { card } = unansweredMessage(await readUnanswered(ports, plan, round), { plan, language: 'sv' });
  expect(textOf(card)).toContain('Rektor, förskola (forskola.byn@norrnas.example)');
  expect(textOf(card)).toContain('Rektor, förskola (forskola.kusten@norrnas.example)');
  expect(textOf(card)).not.toContain('ekonomichef@');
});
