import { join } from 'node:path';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { backUpSqlite } from '../../src/storage/sqlite-backup.ts';
import { AtCard } from '../support/answering.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, leadershipChannel, startDemoWorld } from '../support/demo-world.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

/**
 * The backup is of the day before the interim round opens; the store is lost when everybody has been asked, and brought
 * back an hour later.
 */
const backupAt = Temporal.Instant.from('2026-08-31T10:00:00Z');
const restoredAt = Temporal.Instant.from('2026-09-01T07:00:00Z');

let world: DemoWorld;
let service: RunningService;
let restored: string;

beforeEach(async () => {
  world = await startDemoWorld();
  const folder = await temporaryFolder();
  const file = join(folder, 'yesterday.db');
  await backUpSqlite(world.service.store, file, toTimestamp(backupAt));
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  expect(asked()).toBe(1);
  await world.service.stop();
  restored = join(folder, 'restored.db');
  await roder(['restore', file]);
  service = await startService({ store: restored, clock: '2026-09-01T09:01:00+02:00' });
  world.teams.connectTo(service.url);
}, 120_000);

async function roder(words: readonly string[]): Promise<string> {
  jest.spyOn(Temporal.Now, 'instant').mockReturnValue(restoredAt);
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const environment = { RODER_STORE: `sqlite:${restored}`, LANG: 'sv_SE.UTF-8' };
  await runCommandLine(words, { environment, print, progress: print });
  jest.restoreAllMocks();
  return lines.join('\n');
}

/** How often the chief of social services has been asked to begin. */
const asked = () =>
  world.teams
    .cardsIn(world.people.socialchef.conversationId)
    .filter((card) => textOf(card).includes('Nu börjar uppföljningen')).length;
const questions = () =>
  world.teams
    .cardsIn(world.people.utredare.conversationId)
    .filter((card) => textOf(card).includes('återläst från en säkerhetskopia'));

test('the process lead is asked once, with what may have been sent, and nothing else is sent', async () => {
  const [question] = questions();
  expect(textOf(question!)).toContain('Första frågan: Delår 2026 (januari–augusti) · till 4 personer');
  expect(textOf(question!)).toContain('Lägesbild i kanalen · i en kanal');
  expect(actionsIn(question!).map(({ title }) => title)).toEqual([
    'Räkna det som skickat',
    'Skicka det, kanske en gång till',
  ]);
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(questions()).toHaveLength(1);
  expect(asked()).toBe(1);
});

test('what is counted as sent is not sent again, and what comes after is', async () => {
  const { utredare, socialchef } = world.people;
  const turn = await utredare.fill(questions()[0]!).press('Räkna det som skickat');
  expect(textOf(turn.card!)).toContain('Nu skickar jag igen');
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(asked()).toBe(1);
  expect(textOf((await utredare.says('visa utskick socialchef')).card!)).toContain(
    'kan ha skickats före återläsningen',
  );
  await moveClock(service, '2026-09-15T08:00:00+02:00');
  const cards = world.teams.cardsIn(socialchef.conversationId);
  expect(textOf(cards.at(-1)!)).toContain('2 uppdrag');
  expect(cards.filter((card) => textOf(card).includes('Delår 2026'))).toHaveLength(2);
});

test('the channel whose card was counted as sent has one that follows the answers, from the next of them on', async () => {
  const { utredare, socialchef } = world.people;
  const overviews = () =>
    world.teams.cardsIn(leadershipChannel).filter((card) => textOf(card).startsWith('Lägesbild'));
  expect(overviews()).toHaveLength(1);
  await utredare.fill(questions()[0]!).press('Räkna det som skickat');
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(overviews()).toHaveLength(1);
  const at = new AtCard(world, socialchef);
  await at.answerEverything();
  await at.press('Skicka in');
  await moveClock(service, '2026-09-01T10:05:00+02:00');
  expect(overviews()).toHaveLength(2);
  expect(textOf(overviews()[1]!)).toContain('2 av 8 uppdrag är besvarade');
});

test('where that is chosen it is sent again, and the card that asked says so wherever it is open', async () => {
  const { utredare } = world.people;
  await utredare.fill(questions()[0]!).press('Skicka det, kanske en gång till');
  await world.teams.until(() => asked() === 2);
  expect(questions()).toEqual([]);
  expect(textOf(world.teams.cardsIn(utredare.conversationId).at(-1)!)).toContain('Nu skickar jag igen');
});

test('the first choice holds, whoever else presses and whatever the operator runs', async () => {
  const { utredare, socialchef } = world.people;
  const question = questions()[0]!;
  const data = { ...actionsIn(question)[0]!.data };
  const refused = await socialchef.presses('restore/send', data);
  expect(textOf(refused.card!)).toContain('Bara processledaren');
  await utredare.presses('restore/leave', data);
  expect(textOf((await utredare.presses('restore/send', data)).card!)).toContain('Det var redan bestämt.');
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(await roder(['release', '--send'])).toContain('redan som vanligt');
  await moveClock(service, '2026-09-01T11:00:00+02:00');
  expect(asked()).toBe(1);
});

test('a card of an earlier restore decides nothing of this one', async () => {
  const { utredare } = world.people;
  const turn = await utredare.presses('restore/send', { restored: '2026-01-01T00:00:00.000Z' });
  expect(textOf(turn.card!)).toContain('Inget väntar på dig');
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(asked()).toBe(1);
});

test('what the operator has decided is not asked any more', async () => {
  await roder(['release', '--leave']);
  const { utredare } = world.people;
  const { data } = actionsIn(questions()[0]!)[0]!;
  expect(textOf((await utredare.presses('restore/send', { ...data })).card!)).toContain('redan bestämt');
  await moveClock(service, '2026-09-01T10:00:00+02:00');
  expect(asked()).toBe(1);
});
