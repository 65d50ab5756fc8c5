import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { createWebhookSender } from '../../src/http/webhook-sender.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import { createSendingTurn } from '../../src/messages/sending-lease.ts';
import { addWebhook, removeWebhook, rotateSecret, webhookMessages } from '../../src/messages/webhook.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import type { Help } from '../../src/reports/report.ts';
import { leaveUnsent } from '../../src/schedule/pass-time.ts';
import { replyToSupport } from '../../src/support-requests/reply-to-support.ts';
import { sendDueWebhooks } from '../../src/webhooks/send-due-webhooks.ts';
import { openReceiver, type Receiver } from '../api/api-world.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

const now = () => Date.now() / 1000;
const sender = createWebhookSender({ now, mayBeHere: true, timeoutMs: 500 });

interface Event {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const eventsOf = ({ got }: Receiver) => got.map(({ body }) => JSON.parse(body) as Event);

async function openWorld() {
  const world = await openSjovik({ webhooks: sender });
  const receiver = await openReceiver();
  const { tenantId } = world;
  const { webhook, secret } = await addWebhook(world.ports, {
    tenantId,
    url: receiver.url,
    events: undefined,
  });
  const moveTo = (time: string) => world.time.moveTo(Temporal.Instant.from(`${time}+02:00`));
  return { ...world, receiver, webhook, secret, moveTo };
}

async function report(world: Sjovik, contributionId: string, ownWords: string, help?: Help): Promise<void> {
  await recordReport(world.ports, {
    tenantId: world.tenantId,
    roundId: '2026-D',
    assignmentId: 'gu2',
    contributionId,
    by: { personId: world.actor('socialchef').personId, roleId: 'socialchef' },
    answers: { judgement: { status: 'deviation', ownWords, help } },
  });
}

describe('what happens in a round', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  beforeAll(async () => {
    world = await openWorld();
    await world.moveTo('2026-09-01T08:01:00');
    await report(world, 'first', 'Kön växer.', { what: 'En extra bil.', from: 'samhallsbyggnadschef' });
    await world.moveTo('2026-09-01T08:02:00');
    await report(world, 'second', 'Kön växer fort.', { what: 'En extra bil.', from: 'samhallsbyggnadschef' });
    await world.moveTo('2026-09-01T08:03:00');
    const plan = (await currentPlan(world.ports.store, world.tenantId))!;
    const actor = world.actor('samhallsbyggnadschef');
    await replyToSupport(world.ports, {
      actor,
      plan,
      requestId: '2026-D:gu2',
      words: 'Ni får den på måndag.',
    });
    await world.moveTo('2026-10-06T12:00:00');
  });
  afterAll(endAll);

  test('is told to a receiver, each thing once, in ids and roles', () => {
    const told = eventsOf(world.receiver);
    const of = (type: string) => told.filter((one) => one.type === type).map(({ data }) => data);
    expect(of('round.opened')).toContainEqual({
      round: '2026-D',
      state: 'open',
      opens: '2026-09-01',
      due: '2026-09-18',
      closes: '2026-10-02',
    });
    const elderly = { round: '2026-D', assignment: 'gu2' };
    expect(of('report.submitted')).toContainEqual({
      ...elderly,
      revision: 1,
      role: 'socialchef',
      status: 'deviation',
    });
    expect(of('report.changed')).toContainEqual({
      ...elderly,
      revision: 2,
      role: 'socialchef',
      status: 'deviation',
    });
    expect(of('support.wanted').filter(({ assignment }) => assignment === 'gu2')).toEqual([
      { ...elderly, wish: 1, role: 'socialchef', of: 'samhallsbyggnadschef' },
    ]);
    expect(of('support.answered').filter(({ assignment }) => assignment === 'gu2')).toEqual([
      { ...elderly, wish: 1, role: 'samhallsbyggnadschef' },
    ]);
    expect(of('round.closed')).toContainEqual(expect.objectContaining({ round: '2026-D', state: 'closed' }));
    expect(of('summary.updated').length).toBeGreaterThan(0);
    const ids = world.receiver.got.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says nothing of a person: no id, no name, no words of theirs', () => {
    const all = world.receiver.got.map(({ body }) => body).join('\n');
    expect(all).not.toMatch(/00000000-0000|personId|Kön växer|extra bil|måndag|@sjovik/u);
  });

  test('is signed as another maker’s verifier of Standard Webhooks reads it, and not by another secret', () => {
    const { headers, body } = world.receiver.got[0]!;
    expect(new Verifier(world.secret).verify(body, headers)).toEqual(JSON.parse(body));
    const other = new Verifier('whsec_c29tZXRoaW5nIGVsc2UgdGhhdCBpcyBsb25n');
    expect(() => other.verify(body, headers)).toThrow('No matching signature');
    expect(() => new Verifier(world.secret).verify(body.replace('2026-D', '2026-T1'), headers)).toThrow();
  });

  test('stands in the log of what was sent', async () => {
    const log = await Array.fromAsync(
      searchSendLog(world.ports.store, world.tenantId, { recipients: [world.webhook.id] }),
    );
    expect(log.map(({ about, outcome }) => `${about} ${outcome}`)).toContain('round.opened 2026-D sent');
  });
});

describe('a receiver', () => {
  afterEach(endAll);

  test('that chose some events gets those alone', async () => {
    const world = await openWorld();
    const chosen = await openReceiver();
    await addWebhook(world.ports, { tenantId: world.tenantId, url: chosen.url, events: ['report.changed'] });
    await world.moveTo('2026-09-01T08:01:00');
    await report(world, 'first', 'Kön växer.');
    await report(world, 'second', 'Kön växer fort.');
    await world.moveTo('2026-09-01T08:02:00');
    expect(eventsOf(chosen).map(({ type }) => type)).toEqual(['report.changed']);
  });

  test('that answers 500 is tried again, with the same id, until it takes it', async () => {
    const world = await openWorld();
    world.receiver.answer = { status: 500 };
    await world.moveTo('2026-09-01T08:00:10');
    expect(world.receiver.got.length).toBeGreaterThan(0);
    world.receiver.answer = { status: 200 };
    await world.moveTo('2026-09-01T08:20:00');
    const ids = world.receiver.got
      .filter(({ body }) => body.includes('round.opened'))
      .map(({ headers }) => headers['webhook-id']);
    expect(ids.length).toBeGreaterThan(1);
    const messages = await Array.fromAsync(webhookMessages(world.ports.store).all(world.tenantId));
    expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(['sent']));
  });

  test('that hangs is left in time, and holds nothing else up', async () => {
    const world = await openWorld();
    world.receiver.answer = 'hang';
    const quick = await openReceiver();
    await addWebhook(world.ports, { tenantId: world.tenantId, url: quick.url, events: ['round.opened'] });
    await world.moveTo('2026-09-01T08:00:10');
    expect(eventsOf(quick).map(({ type }) => type)).toContain('round.opened');
    const log = await Array.fromAsync(
      searchSendLog(world.ports.store, world.tenantId, { recipients: [world.webhook.id] }),
    );
    expect(log[0]).toMatchObject({ outcome: 'unknown' });
  });

  test('that hangs is not tried with each of what waits for it, one after the other', async () => {
    const world = await openWorld();
    const events = ['report.submitted', 'report.changed'] as const;
    const hanging = await openReceiver();
    hanging.answer = 'hang';
    await addWebhook(world.ports, { tenantId: world.tenantId, url: hanging.url, events });
    await world.moveTo('2026-09-01T08:01:00');
    for (let number = 1; number <= 12; number++) await report(world, `${number}`, `Kön växer ${number}.`);
    await world.moveTo('2026-09-01T08:01:06');
    expect(hanging.got.length).toBeGreaterThan(0);
    expect(hanging.got.length).toBeLessThan(7);
    hanging.answer = { status: 200 };
    await world.moveTo('2026-09-01T08:10:00');
    expect(new Set(hanging.got.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
  });

  test('that sends on to another address is not followed', async () => {
    const world = await openWorld();
    const inside = await openReceiver();
    world.receiver.answer = { status: 307, headers: { Location: inside.url } };
    await world.moveTo('2026-09-01T08:00:10');
    expect(inside.got).toEqual([]);
    const log = await Array.fromAsync(
      searchSendLog(world.ports.store, world.tenantId, { recipients: [world.webhook.id] }),
    );
    expect(log[0]).toMatchObject({ outcome: 'failed', reason: 'redirect' });
  });

  test('whose secret is changed is signed to by both for a day, and then by the new one', async () => {
    const world = await openWorld();
    const { tenantId, webhook } = world;
    await world.moveTo('2026-08-31T20:00:00');
    const { secret } = (await rotateSecret(world.ports, { tenantId, id: webhook.id }))!;
    await world.moveTo('2026-09-01T08:01:00');
    const during = world.receiver.got.at(-1)!;
    for (const one of [world.secret, secret]) new Verifier(one).verify(during.body, during.headers);
    await world.moveTo('2026-09-01T20:30:00');
    await report(world, 'first', 'Kön växer.');
    await world.moveTo('2026-09-01T20:31:00');
    const after = world.receiver.got.at(-1)!;
    new Verifier(secret).verify(after.body, after.headers);
    expect(() => new Verifier(world.secret).verify(after.body, after.headers)).toThrow(
      'No matching signature',
    );
  });

  test('waits for nobody who sends in Teams, and nobody for it', async () => {
    const world = await openWorld();
    const later = { now: () => world.ports.clock.now().add({ minutes: 1 }) };
    const ports = { ...world.ports, instance: 'another', clock: later };
    await world.moveTo('2026-09-01T20:30:00');
    await report(world, 'first', 'Kön växer.');
    const before = world.receiver.got.length;
    await createSendingTurn({ ...ports, instance: 'who sends' }).hold(world.tenantId);
    const sendingTurn = createSendingTurn(ports);
    const sent = await sendDueWebhooks({ ...ports, sendingTurn }, world.tenantId);
    expect(sent.map(({ what }) => what)).toContain('sent');
    expect(world.receiver.got.length).toBeGreaterThan(before);
    expect(await sendingTurn.hold(world.tenantId)).toBe(false);
  });

  test('that is removed gets nothing more, nor what waits for it', async () => {
    const world = await openWorld();
    await world.moveTo('2026-09-01T08:00:00');
    const before = world.receiver.got.length;
    await removeWebhook(world.ports, { tenantId: world.tenantId, id: world.webhook.id });
    await report(world, 'first', 'Kön växer.');
    await world.moveTo('2026-09-01T08:01:00');
    expect(world.receiver.got.length).toBe(before);
    expect(eventsOf(world.receiver).map(({ type }) => type)).not.toContain('round.opened');
  });

  test('is told nothing of what the operator left unsent after a restore, and the rest goes on', async () => {
    const world = await openWorld();
    await world.moveTo('2026-09-01T08:00:00');
    const start = world.ports.clock.now();
    const { tenantId, ports } = world;
    await leaveUnsent(ports.store, { tenantId, start, until: start.add({ hours: 1 }) });
    const states = await Array.fromAsync(webhookMessages(ports.store).all(tenantId));
    expect(states.map(({ state, reason }) => `${state} ${reason}`)).toContain('dropped before-restore');
    await world.moveTo('2026-09-01T10:00:00');
    expect(eventsOf(world.receiver).map(({ type }) => type)).not.toContain('round.opened');
  });

  test('is told nothing of what was announced and never happened', async () => {
    const world = await openWorld();
    await world.moveTo('2026-09-01T08:01:00');
    const before = world.receiver.got.length;
    const broken = {
      ...world.ports.store,
      ...Object.fromEntries(
        (['get', 'create', 'list', 'due', 'upsert'] as const).map((name) => [
          name,
          (given: never) =>
            name === 'create' && (given as { kind: string }).kind === 'report'
              ? Promise.reject(new TypeError('the machine stops'))
              : (world.ports.store[name] as (one: never) => unknown)(given),
        ]),
      ),
    } as typeof world.ports.store;
    await expect(
      report({ ...world, ports: { ...world.ports, store: broken } }, 'first', 'Kön växer.'),
    ).rejects.toThrow('the machine stops');
    await world.moveTo('2026-09-01T08:05:00');
    expect(world.receiver.got.length).toBe(before);
  });
});

describe('where events may go', () => {
  afterAll(endAll);
  const outside = createWebhookSender({ now, mayBeHere: false, timeoutMs: 2000 });
  const post = (url: string, by = outside) =>
    by.post({ tenantId: 't', webhookId: 'w', url, messageId: 'msg_1', body: '{}', keys: ['a2V5'] });

  test.each([
    'https://127.0.0.1/',
    'https://10.1.2.3/hook',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/metadata/instance',
    'https://168.63.129.16/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://localhost/',
    'http://example.com/',
  ])('never to %s', async (url) => {
    expect(await post(url)).toEqual({ kind: 'refused', reason: 'private-address' });
  });

  test('in the demo to this machine, and to no other network inside', async () => {
    const receiver = await openReceiver();
    expect(await post(receiver.url, sender)).toMatchObject({ kind: 'sent' });
    expect(await post(receiver.url.replace('127.0.0.1', 'localhost'), sender)).toMatchObject({
      kind: 'sent',
    });
    expect(await post('http://10.1.2.3/', sender)).toEqual({ kind: 'refused', reason: 'private-address' });
  });
});

describe('roder webhook', () => {
  afterAll(endAll);

  test('takes up a receiver, shows its secret once, changes it, and removes it', async () => {
    const folder = await temporaryFolder();
    const tenantId = '00000000-0000-4000-8000-0000000000aa';
    const environment = {
      RODER_STORE: `sqlite:${folder}/roder.db`,
      RODER_TENANTS: tenantId,
      LANG: 'sv_SE.UTF-8',
    };
    await runCommandLine(['plan', 'import', 'demo/sjovik.yaml', '--decision', 'KF § 1'], {
      environment,
      print: () => undefined,
      progress: () => undefined,
    });
    const run = async (...words: string[]) => {
      const lines: string[] = [];
      const print = (line: string) => lines.push(line);
      const status = await runCommandLine(words, { environment, print, progress: print });
      return { status, text: lines.join('\n') };
    };
    const url = 'https://example.com/hook';
    const added = await run('webhook', 'add', url, '--events', 'round.opened, round.closed');
    const id = /wh-[\da-f]{12}/u.exec(added.text)![0];
    expect(added.text).toMatch(/Hemligheten, som bara visas nu: whsec_[\w+/]{43}=/u);
    const listed = await run('webhook', 'list');
    expect(listed.text).toBe(`${id}  ${url}  round.opened, round.closed`);
    expect(await run('log', '--who', id)).toEqual({ status: 0, text: 'Inget att visa för de dagarna.' });
    expect((await run('webhook', 'rotate', id)).text).toMatch(
      /gäller i 24 timmar till\.\nHemligheten.*whsec_/u,
    );
    expect((await run('webhook', 'add', 'https://anna:x@example.com/')).status).toBe(1);
    expect((await run('webhook', 'add', 'ftp://example.com/')).text).toContain(
      'Ange en adress som börjar med https://',
    );
    expect((await run('webhook', 'add', url, '--events', 'round.moved')).text).toContain(
      'Välj bland round.opened,',
    );
    expect((await run('webhook', 'remove', 'wh-0')).text).toContain('Det finns ingen mottagare wh-0.');
    expect(await run('webhook', 'remove', id)).toEqual({ status: 0, text: `${id} får inga händelser mer.` });
    expect((await run('webhook', 'list')).text).toBe('Inga mottagare.');
  });
});
