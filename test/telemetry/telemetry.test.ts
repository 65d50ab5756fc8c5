import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { instruments } from '../../src/telemetry/instruments.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { FakeCollector } from '../support/fake-collector.ts';
import { FakeEntra } from '../support/fake-entra.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

const hook = pathToFileURL(join(import.meta.dirname, '../support/watch-telemetry.mjs')).href;
const NODE_OPTIONS = `--import=${hook}`;
const clientId = '33333333-3333-4333-8333-333333333333';
const words = 'Bemanningen på Tallbacken';

/** A day of Sjövik: the round opens, somebody presses a button that exists, and asks; then Roder is stopped. */
async function liveADay({ service, teams, people }: DemoWorld): Promise<void> {
  await moveClock(service, '2026-09-01T08:00:00+02:00');
  const cards = teams.cardsIn(people.socialchef.conversationId);
  const opening = cards.find((one: Card) => textOf(one).includes('Nu börjar'))!;
  await people.socialchef.fill(opening).press('Svara');
  await people.socialchef.presses('answer/destroy', {}, opening);
  await people.socialchef.says(words);
}

async function untilOn({ output, url }: RunningService): Promise<void> {
  while (!output().includes('telemetry-on')) await fetch(`${url}/healthz`).then(() => wait(50));
}

async function stopped({ service }: DemoWorld): Promise<string> {
  expect((await service.stop()).code).toBe(0);
  return service.output();
}

afterAll(endAll);

describe('metrics and traces', () => {
  let collector: FakeCollector;
  let azure: FakeCollector;
  let entra: FakeEntra;
  let world: DemoWorld;
  let output: string;

  beforeAll(async () => {
    [collector, azure, entra] = await Promise.all([
      FakeCollector.start(),
      FakeCollector.start(),
      FakeEntra.start(),
    ]);
    world = await startDemoWorld({
      ownProcess: true,
      env: {
        NODE_OPTIONS,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        APPLICATIONINSIGHTS_CONNECTION_STRING:
          'InstrumentationKey=11111111-1111-4111-8111-111111111111;IngestionEndpoint=https://monitor.test/',
        TEST_AZURE_MONITOR: azure.url,
        AZURE_CLIENT_ID: clientId,
        ...entra.identityEnvironment,
      },
    });
    await untilOn(world.service);
    await liveADay(world);
    output = await stopped(world);
  });

  test('are loaded once Roder is up, not before', () => {
    expect(output.indexOf('loads @opentelemetry')).toBeGreaterThan(output.indexOf('"listening"'));
  });

  test('tell of turns, buttons, sendings, the store, ticks, queues, rounds and the heartbeat', () => {
    const metrics = collector.metrics();
    const cosmosOnly = ['roder.store.request_charge', 'roder.store.attempts'];
    // The first look comes before the round opens and anything is sent; the next in a minute.
    const later = ['roder.backup.age_days', 'roder.heartbeat.reminder_age_h', 'roder.round.coverage'];
    const expected = Object.keys(instruments).filter((name) => ![...cosmosOnly, ...later].includes(name));
    expect([...metrics.keys()].filter((name) => !later.includes(name)).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(metrics.get('roder.turn.duration_ms')).toContainEqual({ type: 'message', status: 200 });
    expect(metrics.get('roder.card_action.duration_ms')).toEqual([{ verb: 'answer/open' }]);
    expect(metrics.get('roder.send.duration_ms')).toContainEqual({ operation: 'person', outcome: 'sent' });
    expect(metrics.get('roder.store.duration_ms')).toContainEqual({ operation: 'replace', kind: 'ask' });
    expect(metrics.get('roder.queue.age_s')).toContainEqual({ kind: 'ask' });
  });

  test('show each turn with what it was made of', () => {
    const spans = collector.spans();
    const pathOf = (id: string | undefined): string => {
      const span = spans.find(({ spanId }) => spanId === id);
      return span ? `${pathOf(span.parentSpanId)}/${span.name}` : '';
    };
    const paths = new Set(spans.map(({ spanId }) => pathOf(spanId)));
    for (const path of [
      '/roder.turn',
      '/roder.turn/roder.card_action',
      // What a press needs is read before it is known what to do.
      '/roder.turn/roder.store',
    ])
      expect([path, paths.has(path)]).toEqual([path, true]);
    expect([...paths].filter((path) => path.startsWith('/roder.store'))).toEqual([]);
  });

  test('say nothing of who did it and what was written', () => {
    const ids = Object.values(world.people).flatMap(({ member, conversationId }) => [
      ...[member.aadObjectId, member.id, conversationId],
    ]);
    for (const said of [collector.everything, azure.everything]) {
      expect(said.length).toBeGreaterThan(1000);
      for (const secret of [...ids, 'Tallbacken', world.service.store])
        expect([secret, said.includes(secret)]).toEqual([secret, false]);
    }
  });

  test('go to Azure Monitor as well, where it is configured', () => {
    expect(azure.received.every(({ path }) => path === '/v2.1/track')).toBe(true);
    // By the managed identity: the key in the connection string opens nothing where local sign-in is off.
    expect(new Set(azure.received.map((one) => one.authorization))).toEqual(
      new Set([`Bearer ${entra.botToken}`]),
    );
    const [asked] = entra.requests.map(({ url }) => url.searchParams);
    expect([asked?.get('client_id'), asked?.get('resource')]).toEqual([
      clientId,
      'https://monitor.azure.com',
    ]);
    for (const name of ['roder.turn.duration_ms', 'roder.queue.age_s', 'roder.card_action'])
      expect(azure.everything).toContain(name);
    expect(output).not.toContain('11111111-1111-4111');
  });
});

describe('without an address to send to', () => {
  test('nothing of it is loaded, and readyz still tells whether work is done', async () => {
    const service = await startService({ ownProcess: true, env: { NODE_OPTIONS } });
    const ready = async () => (await (await fetch(`${service.url}/readyz`)).json()) as { work: string };
    while ((await ready()).work === 'not-yet-known');
    expect(await ready()).toMatchObject({ status: 'ready', work: 'on-time' });
    expect((await service.stop()).code).toBe(0);
    expect(service.output()).toContain('"listening"');
    expect(service.output()).not.toContain('loads ');
  });
});

describe('where what is sent to does not answer', () => {
  test('Roder works, says so in the log, and stops', async () => {
    const collector = await FakeCollector.start();
    collector.isAway = true;
    const service = await startService({
      ownProcess: true,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    });
    await untilOn(service);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    expect((await service.stop()).code).toBe(0);
    expect(service.output()).toContain('"telemetry-lost"');
  });
});
