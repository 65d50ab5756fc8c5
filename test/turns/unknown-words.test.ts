import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let utredare: FakePerson;
let socialchef: FakePerson;
let card: Card;
afterAll(endAll);

beforeAll(async () => {
  world = await startDemoWorld();
  ({ utredare, socialchef } = world.people);
  await moveClock(world.service, '2026-09-02T09:00:00+02:00');
});

async function say(text: string): Promise<string> {
  ({ card } = (await utredare.says(text)) as { card: Card });
  return textOf(card);
}

async function press(title: string, values: Record<string, string> = {}): Promise<string> {
  ({ card } = (await utredare.fill(card, values).press(title)) as { card: Card });
  return textOf(card);
}

/** Everything that is kept of the kind, as it lies in the store. */
function kept() {
  return inStore(world, (store: DocumentStore) =>
    store.list({ tenantId: demoTenant, kind: 'unknownWords', limit: 100 }),
  );
}

async function decide(keepWords: 'yes' | 'no') {
  await say('ändra planen');
  await press('Ord som jag inte känner igen');
  await press('Visa vad som ändras', { keepWords, decision: 'KS § 7' });
  expect(textOf(card)).toContain('Spara ord som Roder inte känner igen');
  expect(await press('Inför planen')).toContain('Planen gäller nu som version');
}

const asks = 'vilka ord känner du inte igen?';

describe('words that questions failed for', () => {
  test('are kept nowhere until the plan says so, which the process lead is told', async () => {
    await socialchef.says('hur går det med simhallen?');
    expect(await kept()).toEqual([]);
    expect(await say(asks)).toContain('Jag sparar inte vilka ord jag inte känner igen');
    expect(await press('Spara orden eller inte')).toContain('aldrig meningen och aldrig vem som skrev');
  });

  test('are kept from then on, alone: no sentence, no person, no time but the month', async () => {
    await decide('yes');
    await socialchef.says('hur går det med simhallen för Lisa?');
    const { hrChef } = world.people;
    await hrChef.says('Simhallen, då?');
    await hrChef.says('hur går det med drönarna?');
    await world.leadership.mention(hrChef, 'hur går det med simhallen?');
    const [document, ...others] = await kept();
    expect(others).toEqual([]);
    expect(document).toEqual({
      tenantId: demoTenant,
      kind: 'unknownWords',
      schema: 1,
      id: '2026-09',
      etag: expect.any(String),
      monthEnds: '2026-09-30T22:00:00.000Z',
      words: [
        { word: 'simhallen', count: 3 },
        { word: 'drönarna', count: 1 },
      ],
    });
  });

  test('are shown to the process lead, but for what stood in one message only', async () => {
    const text = await say(asks);
    expect(text).toContain('simhallen, 3 meddelanden');
    expect(text).not.toContain('drönarna');
  });

  test('are shown to nobody else, and nowhere else', async () => {
    for (const person of [socialchef, world.people.kommundirektor]) {
      const { card: refused } = await person.says(asks);
      expect(textOf(refused!)).toContain('Bara processledaren kan ändra planen');
    }
    const { replies } = await world.leadership.mention(utredare, asks);
    expect(JSON.stringify(replies)).toContain('egen chatt');
    expect(JSON.stringify(replies)).not.toContain('simhallen');
  });

  test('are added where they belong, filled in, and then found', async () => {
    expect(await press('Lägg till ”simhallen”')).toContain('Vad något också kallas');
    await press('Vidare', { subject: 'assignment:gu1' });
    await press('Visa vad som ändras');
    expect(await press('Inför planen')).toContain('Planen gäller nu som version');
    const plan = await inStore(world, (store) => currentPlan(store, demoTenant));
    expect(plan?.assignment('gu1')?.alsoCalled).toContain('simhallen');
    expect(await say('hur går det med simhallen?')).toContain(plan!.assignment('gu1')!.title.sv);
    expect(await say(asks)).not.toContain('simhallen');
  });

  test('are gone when the plan no longer keeps them', async () => {
    await decide('no');
    expect(await kept()).toEqual([]);
    await socialchef.says('hur går det med drönarna?');
    expect(await kept()).toEqual([]);
    expect(actionsIn((await utredare.says(asks)).card!).map(({ title }) => title)).toEqual([
      'Spara orden eller inte',
    ]);
  });
});
