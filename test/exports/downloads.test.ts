import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mammoth from 'mammoth';
import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

describe('a paper from the chat', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await startDemoWorld();
    await moveClock(world.service, '2026-09-21T08:00:00+02:00');
  });
  afterAll(endAll);

  /** A file that is made in no time. */
  async function ownDataLink(): Promise<string> {
    const { kommundirektor } = world.people;
    const shown = (await kommundirektor.says('mina uppgifter')).card!;
    return linkOf((await kommundirektor.fill(shown).press('Hämta allt som fil')).card!);
  }

  test('comes by a link that works again until its time is out', async () => {
    const card = (await world.people.kommundirektor.says('exportera delår 2026 som word')).card!;
    expect(textOf(card)).toContain('Delår 2026 (januari–augusti) som Word');
    const first = await fetch(linkOf(card));
    expect(first.status).toBe(200);
    expect(first.headers.get('content-disposition')).toBe(
      `attachment; filename="Lagesbild Delar 2026.docx"; filename*=UTF-8''L%C3%A4gesbild%20Del%C3%A5r%202026.docx`,
    );
    expect(first.headers.get('cache-control')).toBe('no-store');
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await first.arrayBuffer()) });
    expect(value).toContain('6 av 8 uppdrag är besvarade');
    expect((await fetch(linkOf(card))).status).toBe(200);
  });

  test.each(['before it is made', 'in the middle'])(
    'whose download was cut %s can be fetched again, whole, and is no error',
    async (moment) => {
      const link = await ownDataLink();
      for (let cuts = 0; cuts < 3; cuts++) {
        const bytes = await cutDownload(link, moment === 'in the middle');
        expect(bytes > 0).toBe(moment === 'in the middle');
      }
      const again = await fetch(link);
      const body = Buffer.from(await again.arrayBuffer());
      expect(body.length).toBe(Number(again.headers.get('content-length')));
      expect(JSON.parse(body.toString())).toBeDefined();
      expect(world.service.output()).not.toContain('"level":"error"');
    },
  );

  test('is given whole to who asks for the rest of it, since it is made anew', async () => {
    const link = linkOf((await world.people.kommundirektor.says('exportera delår 2026 som json')).card!);
    const rest = await fetch(link, { headers: { Range: 'bytes=100-' } });
    expect([rest.status, rest.headers.get('accept-ranges')]).toEqual([200, 'none']);
    expect(await rest.json()).toBeDefined();
  });

  test('is given ten times at most, also to those who ask at the same moment', async () => {
    const link = await ownDataLink();
    const answers = await Promise.all(Array.from({ length: 14 }, () => fetch(link)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const after = await fetch(link);
    expect(after.status).toBe(410);
    expect(await after.text()).toContain('Länken gäller inte längre');
  });

  test('is not given for a link that was changed, cut, made up, or is too old', async () => {
    const card = (await world.people.kommundirektor.says('export interim 2026 as csv')).card!;
    const link = linkOf(card);
    const [base, token = ''] = link.split('/downloads/');
    const [named = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ t: 'other', e: 'x' })).toString('base64url');
    const flipped = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    for (const bad of [
      `${named}.${flipped}`,
      named,
      `${other}.${signature}`,
      'x',
      `${named}.`,
      '%00',
      'a'.repeat(5000),
    ]) {
      const { status } = await fetch(`${base}/downloads/${bad}`);
      expect([bad.slice(0, 20), [400, 404, 414].includes(status)]).toEqual([bad.slice(0, 20), true]);
    }
    await moveClock(world.service, '2026-09-21T08:16:00+02:00');
    expect((await fetch(link)).status).toBe(410);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(410);
  });

  test('is bound to its file and its asker, and is not spent by guesses, by looks, or by the wrong link', async () => {
    const { kommundirektor, utredare } = world.people;
    const word = linkOf((await kommundirektor.says('exportera delår 2026 som word')).card!);
    const json = linkOf((await kommundirektor.says('exportera delår 2026 som json')).card!);
    const others = linkOf((await utredare.says('exportera delår 2026 som word')).card!);
    const [base] = word.split('/downloads/');
    const partsOf = (link: string) => {
      const [named = '', signed = ''] = link.split('/downloads/')[1]!.split('.');
      return { named, signed };
    };
    const [a, b, c] = [partsOf(word), partsOf(json), partsOf(others)];
    const guesses = Array.from({ length: 50 }, () => `${a.named}.${randomBytes(32).toString('base64url')}`);
    for (const token of [
      `${a.named}.${b.signed}`,
      `${b.named}.${a.signed}`,
      `${a.named}.${c.signed}`,
      `${c.named}.${a.signed}`,
      ...guesses,
    ])
      expect((await fetch(`${base}/downloads/${token}`)).status).toBe(404);
    for (const link of [word, json, others]) {
      for (let looks = 0; looks < 12; looks++)
        expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
      expect((await fetch(`${link}x`, { method: 'HEAD' })).status).toBe(404);
      expect((await fetch(link)).status).toBe(200);
    }
  });

  test('is offered on the summary and by buttons, to the one who asks', async () => {
    const { people, teams, leadership } = world;
    const summary = teams.cardsIn(leadership.conversationId).at(-1)!;
    const choice = (await people.kommundirektor.fill(summary).press('Exportera')).card!;
    expect(textOf(choice)).toContain('Välj format');
    const ready = (await people.kommundirektor.fill(choice).press('Excel')).card!;
    const file = await fetch(linkOf(ready));
    expect([file.status, file.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('spreadsheetml'),
    ]);
    expect(teams.cardsIn(leadership.conversationId).map(textOf).join()).not.toContain('/downloads/');
  });

  test('of an assignment is for those who answer for it, and of the round for leadership', async () => {
    const own = (await world.people.socialchef.says('exportera äldreomsorgen som word')).card!;
    expect(textOf(own)).toContain('Äldreomsorg, Delår 2026');
    const all = (await world.people.socialchef.says('exportera delår 2026 som word')).card!;
    expect(textOf(all)).toContain('Bara ledningen, processledaren');
    const others = (await world.people.socialchef.says('exportera hamnområdet som word')).card!;
    expect(JSON.stringify(others)).not.toContain('/downloads/');
  });

  test('is not left in a channel', async () => {
    const turn = await world.leadership.mention(world.people.kommundirektor, 'exportera delår 2026 som word');
    expect(JSON.stringify(turn.card)).not.toContain('/downloads/');
  });

  test('is noted with role, time and whether it was fetched, for the administrator to read', async () => {
    const text = textOf((await world.people.utredare.says('vem har exporterat?')).card!);
    expect(text).toContain('21 september 2026 08:00: Kommundirektör');
    expect(text).toContain('Delår 2026 (januari–augusti) som Word');
    expect(text).toContain('Äldreomsorg, Delår 2026 (januari–augusti) som Word (inte hämtad)');
    const others = textOf((await world.people.socialchef.says('vem har exporterat?')).card!);
    expect(others).not.toContain('Kommundirektör, Biträdande');
  });

  test('is no longer given to one whose right was taken back after the link was', async () => {
    const { kommundirektor, utredare } = world.people;
    const taken = linkOf((await kommundirektor.says('exportera delår 2026 som json')).card!);
    const kept = linkOf((await utredare.says('exportera delår 2026 som json')).card!);
    await inStore(world, takeAwayLeadership);
    const refused = await fetch(taken);
    expect(refused.status).toBe(410);
    expect(await refused.text()).not.toContain('assignment');
    expect((await fetch(kept)).status).toBe(200);
  });
});

/** The same plan, in which leadership only reads. */
async function takeAwayLeadership(store: DocumentStore): Promise<void> {
  const content = structuredClone((await currentPlan(store, demoTenant))!.content) as PlanContent;
  const roles = content.roles.map((role) =>
    role.access === 'leadership' ? { ...role, access: 'reader' as const } : role,
  );
  const now = Temporal.Instant.from('2026-09-21T06:20:00Z');
  const by = 'test';
  const imported = await importPlan({ store, now, tenantId: demoTenant, content: { ...content, roles }, by });
  expect(imported.outcome).toBe('imported');
}

/** Hangs up as soon as the first of it has come, or before anything can have. How many bytes came. */
async function cutDownload(link: string, hasBegun: boolean): Promise<number> {
  const { hostname, port, pathname, host } = new URL(link);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  const bytes = hasBegun ? ((await once(socket, 'data')) as [Buffer])[0].length : 0;
  socket.destroy();
  return bytes;
}

function linkOf(card: Card): string {
  return /"(http[^"]+\/downloads\/[^"]+)"/u.exec(JSON.stringify(card))![1]!;
}
