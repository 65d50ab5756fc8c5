import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { Turn } from '../support/fake-teams.ts';
import { moveClock } from '../support/running-service.ts';

const ask = '2026-D:00000000-0000-4000-8000-000000000000';

/** What people typed or sent in: nothing of this may change by what is refused. */
async function kept({ service }: DemoWorld): Promise<unknown> {
  const store = openSqliteStore(service.store);
  const typed = await Array.fromAsync(drafts(store).all(demoTenant));
  const sentIn = await Array.fromAsync(reports(store).all(demoTenant));
  await store.close();
  return { typed, sentIn };
}

describe('what is refused, with a sentence', () => {
  let world: DemoWorld;
  let opening: Card;

  beforeAll(async () => {
    world = await startDemoWorld();
    await moveClock(world.service, '2026-09-01T08:00:00+02:00');
    const { teams, people } = world;
    opening = teams
      .cardsIn(people.socialchef.conversationId)
      .find((one) => textOf(one).includes('Nu börjar'))!;
    await people.socialchef.fill(opening).press('Svara');
  });
  afterAll(endAll);

  /** Nothing is stored by it, and the service goes on. */
  async function refused(act: () => Promise<Turn>) {
    const before = await kept(world);
    const turn = await act();
    expect(turn.status).toBe(200);
    expect(await kept(world)).toEqual(before);
    expect((await fetch(`${world.service.url}/healthz`)).status).toBe(200);
    return turn.card ? textOf(turn.card) : (turn.notice ?? '');
  }

  test('something that is neither a command nor about an assignment', async () => {
    const said = await refused(() => world.people.socialchef.says('xyzzy plugh'));
    expect(said).toContain('Jag hittar inget om det');
  });

  test("somebody else's question: who acts is whom Teams says", async () => {
    const { utredare } = world.people;
    expect(await refused(() => utredare.presses('answer/open', { ask }, opening))).toContain(
      'ställd till någon annan',
    );
    const data = { ask, assignment: 'gu2', step: 'judgement', status: 'on_track', ownWords: 'Inte mitt.' };
    expect(await refused(() => utredare.presses('answer/next', data, opening))).toContain(
      'ställd till någon annan',
    );
    expect(await refused(() => utredare.presses('answer/submit', { ask }, opening))).toContain(
      'ställd till någon annan',
    );
  });

  test('a question that does not exist', async () => {
    const gone = { ask: '2019-T1:00000000-0000-4000-8000-000000000000' };
    expect(await refused(() => world.people.socialchef.presses('answer/open', gone, opening))).toContain(
      'finns inte längre',
    );
  });

  test('a button that no longer exists, or a card that has been tampered with', async () => {
    const { socialchef } = world.people;
    expect(await refused(() => socialchef.presses('answer/destroy', { ask }, opening))).not.toBe('');
    expect(await refused(() => socialchef.presses('__proto__', {}, opening))).not.toBe('');
    expect(await refused(() => socialchef.presses('answer/open', { ask: { $ne: 1 } }, opening))).not.toBe('');
    const step = { ask, assignment: 'gu2', step: 'everything' };
    expect(await refused(() => socialchef.presses('answer/next', step, opening))).not.toBe('');
  });

  test.each([
    ['no JSON', 'hello', 'application/json'],
    ['no activity', '{"a":1}', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['a form', 'type=message', 'application/x-www-form-urlencoded'],
    ['a message without a sender', '{"type":"message","channelId":"msteams"}', 'application/json'],
  ])('a body that is %s is refused with 4xx', async (_what, body, type) => {
    const before = await kept(world);
    const response = await fetch(`${world.service.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await kept(world)).toEqual(before);
  });

  test('a body larger than any activity', async () => {
    const response = await fetch(`${world.service.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'message', text: 'å'.repeat(300_000) }),
    });
    expect(response.status).toBe(413);
    expect((await fetch(`${world.service.url}/healthz`)).status).toBe(200);
  });

  test('a card from a round that has closed', async () => {
    await moveClock(world.service, '2026-11-02T09:00:00+01:00');
    const said = await refused(() => world.people.socialchef.presses('answer/submit', { ask }, opening));
    expect(said).toContain('stängd');
  });
});
