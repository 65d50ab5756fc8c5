import { beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { AtCard } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import { type CosmosPlaces, startCosmosPlaces } from '../support/cosmos-world.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { Turn } from '../support/fake-teams.ts';
import type { Mischief, ProxyFault } from '../support/fault-proxy.ts';
import { moveClock } from '../support/running-service.ts';
import { seeded } from '../support/seeded.ts';

let cosmos: CosmosPlaces;
let world: DemoWorld;
let chief: AtCard;

beforeAll(async () => {
  cosmos = await startCosmosPlaces();
  world = await startDemoWorld({ env: cosmos.env });
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  chief = new AtCard(world, world.people.socialchef);
  await chief.press('Svara');
});

const words = { status: 'on_track', ownWords: 'Orden som inte får försvinna.' };
const status = async (path: string) => (await fetch(`${world.service.url}${path}`)).status;
/** The store is looked at in the background. */
const readyzBecomes = async (code: number) => {
  while ((await status('/readyz')) !== code) await new Promise((resolve) => setTimeout(resolve, 100));
};
const draftsNow = () => Array.fromAsync(drafts(cosmos.truth).all(demoTenant));
const reportsNow = () => Array.fromAsync(reports(cosmos.truth).all(demoTenant));
const report = async () => (await reportsNow()).find(({ id }) => id === '2026-D:gu2');

describe('while storage is away', () => {
  let before: { typed: unknown; sentIn: unknown };
  let pressed: Turn;
  let asked: Turn;
  let askedInEnglish: Turn;

  beforeAll(async () => {
    before = { typed: await draftsNow(), sentIn: await reportsNow() };
    cosmos.proxy.misbehave(() => ({ drop: true }));
    const visitor = world.teams.person({
      tenantId: demoTenant,
      aadObjectId: '00000000-0000-4000-8000-00000000ffff',
      locale: 'en-GB',
      installed: true,
    });
    // At the same time, since each is told only when Roder has tried for some seconds.
    [pressed, asked, askedInEnglish] = await Promise.all([
      chief.press('Nästa', words),
      world.people.kommundirektor.says('hur går det med äldreomsorgen?'),
      visitor.says('how is elderly care going?'),
    ]);
  });

  test('who presses is told so, and the card with what they typed stays as it is', () => {
    expect(pressed.status).toBe(200);
    expect(pressed.notice).toBe(
      'Jag kan inte spara just nu. Det du skrev är kvar på kortet: försök igen om en stund.',
    );
    expect(pressed.card).toBeUndefined();
  });

  test('who asks is told so, in the language of their Teams', () => {
    expect(textOf(asked.card!)).toContain('Just nu kommer jag inte åt mina uppgifter');
    expect(textOf(askedInEnglish.card!)).toContain('I cannot reach my records right now');
  });

  test('readyz is red and healthz is green', async () => {
    await readyzBecomes(503);
    expect(await status('/healthz')).toBe(200);
  });

  test('when it is back, the same press keeps what was typed, and nothing else has changed', async () => {
    cosmos.proxy.misbehave();
    await readyzBecomes(200);
    expect({ typed: await draftsNow(), sentIn: await reportsNow() }).toEqual(before);
    await chief.press('Nästa', words);
    expect(chief.text).not.toContain('Just nu');
    expect(JSON.stringify(await draftsNow())).toContain(words.ownWords);
  });
});

test('whoever writes while storage is slow sees that Roder is at it, until it answers', async () => {
  const chat = world.people.kommundirektor;
  const thread = `${world.leadership.conversation.id};messageid=1`;
  const signs = () => [chat.conversation.id, thread].map((id) => world.teams.typingIn(id));
  await chat.says('hjälp');
  const [before] = signs();
  cosmos.proxy.misbehave(() => ({ held: new Promise((resolve) => setTimeout(resolve, 900)) }));
  const inChannel = world.leadership.mention(chat, 'hjälp', thread);
  const answered = world.teams.sentTo(chat.conversation.id).length + 1;
  const asked = chat.says('hjälp');
  await world.teams.until(() => world.teams.sentTo(chat.conversation.id).length === answered);
  const shown = signs();
  expect(shown[0]).toBeGreaterThan(before!);
  await Promise.all([asked, inChannel]);
  cosmos.proxy.misbehave();
  // What is kept after the answer takes some seconds here, and nobody waits for it.
  expect(signs()).toEqual([shown[0], 0]);
});

test('a write that took effect while its answer was lost is made once, when pressed again', async () => {
  await chief.press('Nästa', { status: 'completed', ownWords: 'Klart.' });
  expect(chief.text).toContain('Så här ser det ut för ledningsgruppen');

  // Every write is taken, no answer to one comes back.
  cosmos.proxy.misbehave((request) => (isWrite(request) ? { drop: true, taken: true } : undefined));
  const { notice } = await chief.press('Skicka in');
  expect(notice).toContain('Jag kan inte spara just nu');
  cosmos.proxy.misbehave();
  await chief.press('Skicka in');
  expect(chief.text).toContain('Ditt svar är inskickat');
  expect((await report())?.revisions.map(({ answers }) => answers.judgement?.ownWords)).toEqual([
    words.ownWords,
  ]);
});

test('through a storage that fails one time in three nothing is noticed, and every answer is kept once', async () => {
  const random = seeded(11);
  const faults: readonly ProxyFault[] = [
    { status: 429, headers: { 'x-ms-retry-after-ms': '30' } },
    { status: 449 },
    { status: 503 },
    { status: 408, taken: true },
    { status: 500, taken: true },
    { drop: true },
    { drop: true, taken: true },
  ];
  cosmos.proxy.misbehave(() => (random() < 1 / 3 ? faults[Math.floor(random() * faults.length)] : undefined));
  const spoken = ['Första ändringen.', 'Andra ändringen.'];
  for (const ownWords of spoken) {
    await chief.press('Ändra: Äldreomsorg');
    await chief.press('Nästa', { status: 'on_track', ownWords });
    await chief.press('Skicka in');
    expect(chief.text).toContain('Ditt svar är inskickat');
  }
  cosmos.proxy.misbehave();
  const kept = (await report())?.revisions.map(({ answers }) => answers.judgement?.ownWords);
  expect(kept).toEqual([words.ownWords, ...spoken]);
});

const isWrite: (request: Parameters<Mischief>[0]) => boolean = ({ method, path, headers }) =>
  path.includes('/docs') && method !== 'GET' && headers['x-ms-documentdb-isquery'] === undefined;
