import { join } from 'node:path';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { backUpSqlite } from '../../src/storage/sqlite-backup.ts';
import { AtCard, openInterim } from '../support/answering.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, leadershipChannel } from '../support/demo-world.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

/** The backup is of the morning the round opened; what the chief of social services then sends in is lost. */
const backupAt = Temporal.Instant.from('2026-09-01T06:30:00Z');
const restoredAt = Temporal.Instant.from('2026-09-01T09:00:00Z');

let world: DemoWorld;
let service: RunningService;
let answered: AtCard;

beforeEach(async () => {
  world = await openInterim();
  const folder = await temporaryFolder();
  const [file, restored] = [join(folder, 'backup.db'), join(folder, 'restored.db')];
  await backUpSqlite(world.service.store, file, toTimestamp(backupAt));
  answered = new AtCard(world, world.people.socialchef);
  await answered.answerEverything();
  await answered.press('Skicka in');
  await moveClock(world.service, '2026-09-01T10:00:00+02:00');
  expect([inChat(), inChannel()]).toEqual([
    expect.stringContaining('Ditt svar är inskickat'),
    expect.stringContaining('2 av 8 uppdrag är besvarade'),
  ]);
  await world.service.stop();
  jest.spyOn(Temporal.Now, 'instant').mockReturnValue(restoredAt);
  const environment = { RODER_STORE: `sqlite:${restored}`, LANG: 'sv_SE.UTF-8' };
  const print = () => {};
  for (const words of [
    ['restore', file],
    ['release', '--leave'],
  ])
    await runCommandLine(words, { environment, print, progress: print });
  jest.restoreAllMocks();
  service = await startService({ store: restored, clock: '2026-09-01T11:01:00+02:00' });
  world.teams.connectTo(service.url);
  await moveClock(service, '2026-09-01T11:02:00+02:00');
}, 120_000);

const last = (conversationId: string) => textOf(world.teams.cardsIn(conversationId).at(-1)!);
const inChat = () => last(world.people.socialchef.conversationId);
const inChannel = () => last(leadershipChannel);

test('cards no longer show what is gone, and nothing new is sent for that', async () => {
  expect(inChat()).toContain('Jag har frågor till dig om 2 uppdrag');
  expect(inChannel()).toContain('Inget av 8 uppdrag är besvarat än.');
  const { conversationId } = world.people.socialchef;
  expect(world.teams.cardsIn(conversationId)).toHaveLength(2);
  await moveClock(service, '2026-09-15T08:00:00+02:00');
  expect(world.teams.cardsIn(conversationId)).toHaveLength(3);
});

test('a receipt of what is gone leads to the questions, and thanks for nothing', async () => {
  const { socialchef } = world.people;
  const { card } = await socialchef.fill(answered.card).press('Visa hela svaret');
  expect(textOf(card!)).toContain('uppdrag 1 av 2');
});
