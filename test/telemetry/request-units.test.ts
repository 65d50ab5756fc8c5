import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { endAll } from '../support/at-end.ts';
import { startCosmosPlaces } from '../support/cosmos-world.ts';
import { demoPeople } from '../support/demo-people.ts';
import { FakeCollector } from '../support/fake-collector.ts';
import { FakeTeams } from '../support/fake-teams.ts';
import { startService } from '../support/running-service.ts';

afterAll(endAll);

test('what an operation on Cosmos DB cost reaches the collector: as a figure, and on the turn that it was part of', async () => {
  const [cosmos, collector, teams] = await Promise.all([
    startCosmosPlaces(),
    FakeCollector.start(),
    FakeTeams.start(),
  ]);
  const service = await startService({
    ownProcess: true,
    env: { ...cosmos.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  teams.connectTo(service.url);
  while (!service.output().includes('telemetry-on'))
    await fetch(`${service.url}/healthz`).then(() => wait(50));
  await teams
    .person({ tenantId: demoTenant, aadObjectId: demoPeople.socialchef, installed: true })
    .says('vad betyder riktvärde?');
  expect((await service.stop()).code).toBe(0);

  const metrics = collector.metrics();
  for (const name of ['roder.store.request_charge', 'roder.store.attempts', 'roder.store.duration_ms'])
    expect(metrics.get(name)).toContainEqual({ operation: 'get', status: 200 });
  const spans = collector.spans();
  const turn = spans.find(({ name }) => name === 'roder.turn')!;
  const charges = spans
    .filter(({ name, parentSpanId }) => name === 'roder.store' && parentSpanId === turn.spanId)
    .map(({ attributes }) => attributes['roder.store.request_charge']);
  // The server asks one unit a request, and an upsert is two.
  expect(charges.length).toBeGreaterThan(1);
  expect(charges.every((charge) => charge === 1 || charge === 2)).toBe(true);
});
