import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkChannels } from '../../src/cli/doctor/checks.ts';
import { demoTenant } from '../../src/config.ts';
import { inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, leadershipChannel, startDemoWorld } from '../support/demo-world.ts';
import { teamsRefusals } from '../support/fake-teams.ts';
import { moveClock } from '../support/running-service.ts';
import type { SentActivity } from '../support/teams-conversations.ts';

let world: DemoWorld;
afterAll(endAll);

/** On the morning before the round's first answer, with the summary in the channel. */
async function startPosted(): Promise<void> {
  world = await startDemoWorld();
  await at('09-01T08:00');
  await at('09-10T08:00');
  expect(posted()).toHaveLength(1);
}

const at = (time: string) => moveClock(world.service, `2026-${time}:00+02:00`);
const says = async (words: string) => textOf((await world.people.utredare.says(words)).card!);
const isSummary = ({ card }: SentActivity) => card !== undefined && textOf(card).includes('Lägesbild ·');
const sent = () => world.teams.sentTo(leadershipChannel).filter(isSummary);
const posted = () => sent().filter(({ operation }) => operation === 'send');
/** Every try to post or update there, whatever came of it. */
const attempts = () =>
  world.teams.requests.filter(
    ({ target, operation }) =>
      target.startsWith(leadershipChannel) && ['create', 'update'].includes(operation),
  );
/** What the process lead has been told of the channel. */
const told = () =>
  world.teams
    .cardsIn(world.people.utredare.conversationId)
    .map(textOf)
    .filter((text) => text.includes('Lägesbilden når inte Ledningsgruppen'));
const doctor = () => inStore(world, (store) => checkChannels(store, demoTenant, 'sv'));

describe("leadership's card that is gone from its channel", () => {
  beforeAll(startPosted);

  const asDocumented = () => undefined;
  const asItHasAnswered = ({ operation }: { operation: string }) =>
    operation === 'update' ? teamsRefusals.serviceErrorUnknown() : undefined;

  test.each([
    ['404 as Teams documents', asDocumented, '09-10T09:45', '09-15T14:10', 2],
    ['403 as Teams has answered', asItHasAnswered, '09-15T14:20', '09-16T10:35', 3],
  ])('is posted anew, once, and that one is kept up to date (%s)', async (_, fault, gone, later, posts) => {
    world.leadership.deleteMessages();
    world.teams.misbehave(fault);
    await at(gone);
    expect(posted()).toHaveLength(posts);
    world.teams.misbehave();
    const before = attempts().length;
    await at(later);
    expect(posted()).toHaveLength(posts);
    expect(sent().at(-1)!.operation).toBe('update');
    expect(sent().at(-1)!.id).toBe(posted().at(-1)!.id);
    const since = attempts().slice(before);
    expect(since.map(({ answered }) => answered)).toEqual(since.map(() => 200));
  });

  test('is in the send log as a post of its own, found by the channel’s name; nobody needs to be told', async () => {
    const text = await says('visa utskick ledningsgr');
    expect(text).toContain('· Ledningsgruppen\nLägesbild i kanalen (omgångens lägesbild) · skickat');
    const anew = 'Lägesbild i kanalen (på nytt: det förra inlägget finns inte kvar) · skickat';
    expect(text.split(anew)).toHaveLength(3);
    expect(told()).toEqual([]);
    expect((await doctor())?.key).toBe('channelsGood');
  });
});

describe('a channel that Roder is no longer in', () => {
  beforeAll(async () => {
    await startPosted();
    // Nobody tells: Roder finds out by what Teams answers.
    world.leadership.conversation.presence = 'uninstalled';
    await at('09-10T09:45');
  });

  test('is told to the process lead once, shown by the doctor, the send log and "vem når du inte?"', async () => {
    expect(attempts().at(-1)!.answered).toBe(403);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Roder är inte med i teamet');
    expect(told()[0]).toContain('lägg till appen Roder i teamet');
    const finding = await doctor();
    expect(finding).toMatchObject({ state: 'wrong', key: 'channelsUnreached' });
    expect(finding!.values).toMatchObject({ channels: 'Ledningsgruppen (Roder är inte med i teamet)' });
    expect(await says('visa utskick Ledningsgruppen')).toContain(
      'Lägesbilden i kanalen, uppdaterad · kan inte nås: Roder är inte med i teamet',
    );
    expect(await says('vem når du inte?')).toContain(
      'En kanal för ledningen når jag inte\n• Ledningsgruppen: Roder är inte med i teamet (sedan 10 september 2026)',
    );
  });

  test('is tried again at growing intervals, told of no more', async () => {
    const before = attempts().length;
    await at('09-10T10:45');
    const inAnHour = attempts().length - before;
    expect(inAnHour).toBeGreaterThanOrEqual(3);
    expect(inAnHour).toBeLessThanOrEqual(5);
    await at('09-14T10:45');
    expect(attempts().length - before - inAnHour).toBeLessThanOrEqual(9);
    expect(told()).toHaveLength(1);
    expect((await says('visa utskick Ledningsgruppen')).match(/kan inte nås/gu)).toHaveLength(1);
  });

  test('gets its summary at once when Roder is in the team again', async () => {
    const before = sent().length;
    await world.leadership.install(world.people.kommundirektor);
    await world.teams.until(() => sent().length > before);
    expect(sent().at(-1)!.operation).toBe('update');
    expect(posted()).toHaveLength(1);
    await at('09-14T10:46');
    expect((await doctor())?.key).toBe('channelsGood');
    expect(await says('vem når du inte?')).not.toContain('Ledningsgruppen');
    expect(told()).toHaveLength(1);
  });
});

describe('a channel that is deleted', () => {
  beforeAll(startPosted);

  test('is known by what Teams tells, before anything is to be posted there', async () => {
    await world.leadership.happens('channelRenamed', world.people.kommundirektor);
    expect((await doctor())?.key).toBe('channelsGood');
    const before = attempts().length;
    await world.leadership.happens('channelDeleted', world.people.kommundirektor);
    expect((await doctor())?.key).toBe('channelsUnreached');
    await world.teams.until(() => told().length === 1);
    expect(told()[0]).toContain('kanalen finns inte längre');
    expect(attempts()).toHaveLength(before);
  });

  test('is well again when Teams tells that it is restored', async () => {
    await world.leadership.happens('channelRestored', world.people.kommundirektor);
    expect((await doctor())?.key).toBe('channelsGood');
    expect(await says('vem når du inte?')).not.toContain('Ledningsgruppen');
  });

  test.each(['teamDeleted', 'uninstall'] as const)('is known by its team too: %s', async (event) => {
    if (event === 'uninstall') await world.leadership.uninstall(world.people.kommundirektor);
    else await world.leadership.happens(event, world.people.kommundirektor);
    expect((await doctor())?.key).toBe('channelsUnreached');
    await world.leadership.happens('teamRestored', world.people.kommundirektor);
    expect((await doctor())?.key).toBe('channelsGood');
  });

  test('gets the post that ends the round, and nothing beside it, when somebody mentions Roder there', async () => {
    world.leadership.conversation.presence = 'deleted';
    await at('10-06T08:00');
    expect(posted()).toHaveLength(1);
    world.leadership.conversation.presence = 'installed';
    world.leadership.deleteMessages();
    await world.leadership.mention(world.people.kommundirektor, 'hej');
    await world.teams.until(() => posted().length === 2);
    await at('10-06T10:00');
    expect(posted()).toHaveLength(2);
    expect(textOf(posted()[1]!.card!)).toContain('Omgången avslutades');
    expect(await says('visa utskick Ledningsgruppen')).toContain(
      '(på nytt: det förra inlägget finns inte kvar) · skickat',
    );
  });
});
