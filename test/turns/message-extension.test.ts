import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { cardFaults } from '../support/adaptive-card-schema.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';
import { invokeActivity } from '../support/teams-activities.ts';

let world: DemoWorld;
let stranger: FakePerson;
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-21T08:00:00+02:00');
  stranger = world.teams.person({
    tenantId: demoTenant,
    aadObjectId: '00000000-0000-4000-8000-0000000000ff',
  });
});
afterAll(endAll);

interface Answer {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: {
    readonly content: Card & { title?: string; text?: string };
    readonly preview: { content: { title: string; text: string; tap?: { value: unknown } } };
  }[];
}

/** From the compose box of a chat with somebody else, which Teams calls personal too. */
async function compose(what: 'query' | 'selectItem', value: unknown, by = world.people.kommundirektor) {
  const envelope = by.envelope(by.conversation, '19:two-people@unq.gbl.spaces');
  const { status, body } = await world.teams.post(
    invokeActivity(envelope, `composeExtension/${what}`, value),
  );
  expect(status).toBe(200);
  return (body as { composeExtension: Answer }).composeExtension;
}

const typed = (value: unknown) => ({ commandId: 'assignments', parameters: [{ name: 'query', value }] });
const titles = ({ attachments = [] }: Answer) => attachments.map(({ preview }) => preview.content.title);

describe('the compose box', () => {
  test('before anything is typed shows one’s own assignments first, each with status, role and date', async () => {
    const start = { commandId: 'assignments', parameters: [{ name: 'initialRun', value: 'true' }] };
    const answer = await compose('query', start, world.people.samhallsbyggnadschef);
    expect(titles(answer).slice(0, 3)).toEqual([
      'Gator, parker och lokaler',
      'Fossiloberoende fordon senast 2030',
      'Utveckla hamnområdet',
    ]);
    expect(titles(answer)).toHaveLength(8);
    expect(answer.attachments![2]!.preview.content.text).toMatch(
      /Pågår enligt plan · Samhällsbyggnadschef.*16 september 2026/u,
    );
  });

  test.each([
    ['hamn', 'Utveckla hamnområdet'],
    ['äld', 'Äldreomsorg'],
    ['aldreomsrog', 'Äldreomsorg'],
    ['elderly', 'Äldreomsorg'],
    ['fossilfria bilar', 'Fossiloberoende fordon senast 2030'],
  ])('finds by %j', async (text, title) => {
    expect(titles(await compose('query', typed(text)))[0]).toBe(title);
  });

  test('says when nothing fits', async () => {
    const answer = await compose('query', typed('simhallen'));
    expect(answer).toEqual({ type: 'message', text: 'Inget uppdrag passar in på det du skrev.' });
  });

  test('shares the card of the chosen one, with status, source and date, as a reader sees it', async () => {
    const [found] = (await compose('query', typed('fossilfria fordon'))).attachments!;
    const answer = await compose('selectItem', found!.preview.content.tap!.value);
    const card = answer.attachments![0]!.content;
    expect(cardFaults(card)).toEqual([]);
    const text = textOf(card);
    expect(text).toContain('Fossiloberoende fordon senast 2030');
    expect(text).toContain('Källa: lägesrapport Delår 2026');
    expect(text).toContain('18 september 2026');
    expect(text).not.toContain('tillfällig laddning');
    expect(card.actions ?? []).toEqual([]);
  });

  test('shows nothing to somebody without a role in the plan', async () => {
    expect((await compose('query', typed('hamn'), stranger)).text).toContain('Det kan jag inte visa för dig');
    const chosen = await compose('selectItem', { assignment: 'pu2' }, stranger);
    expect(chosen.text).toContain('Det kan jag inte visa för dig');
  });

  test.each([
    undefined,
    null,
    'text',
    [],
    { parameters: 'x' },
    { parameters: [{ name: 7 }] },
    { queryOptions: { skip: -1 } },
    typed({ deep: [] }),
    typed('x'.repeat(300)),
    typed('((((.*)*)*)*'),
  ])('answers %j with a list or a sentence', async (value) => {
    expect(['message', 'result']).toContain((await compose('query', value)).type);
  });

  test.each([undefined, {}, { assignment: '' }, { assignment: 'gone' }, { assignment: { $ne: '' } }])(
    'answers the choice of %j with a sentence',
    async (value) => {
      expect((await compose('selectItem', value)).text).toContain('finns inte längre');
    },
  );

  test('never takes the chat it was opened in for the person’s own', async () => {
    await world.people.hrChef.says('hej');
    await compose('query', typed('hamn'), world.people.hrChef);
    await moveClock(world.service, '2027-01-07T09:00:00+01:00');
    const { teams, people } = world;
    expect(teams.requests.filter(({ path }) => path.includes('two-people'))).toEqual([]);
    expect(teams.cardsIn(people.hrChef.conversationId).map(textOf).join()).toContain(
      'Nu börjar uppföljningen Helår 2026',
    );
  });
});
