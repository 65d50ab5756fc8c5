import { addApi } from '../../src/api/add-api.ts';
import { demoTokens } from '../../src/api/caller.ts';
import { readModel } from '../../src/api/read-model.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { openLargeWorld } from '../../test/support/large-world.ts';
import { serveDoors } from '../../test/support/serve-doors.ts';
import { type Figure, ratioAtMost } from '../figure.ts';

const times = 10;
const values = 1000;

/** A program reads every value there is, as rows for a table: asked for over HTTP and received. */
export const apiValues: Figure = {
  name: 'api-values',
  lines: {
    read: {
      title: 'API read of 1,000 values and more',
      unit: 'ms',
      reference: 'its read model alone',
      goal: ratioAtMost(2),
    },
  },
  async run(bench) {
    bench.step('420 assignments are reported on');
    const { ports, tenantId } = await openLargeWorld(420);
    const api = { ports, verify: demoTokens(tenantId), maxPerMinute: 1_000_000 };
    const url = `${await serveDoors(ports, { add: (server) => addApi(server, api) })}/api/v1/values.csv`;
    const ours = () =>
      timeOf(async () => {
        const answer = await fetch(url, { headers: { Authorization: 'Bearer application' } });
        const rows = (await answer.text()).trim().split('\n').length - 1;
        if (answer.status !== 200 || rows < values)
          throw new Error(`The read was answered with ${answer.status} and ${rows} values.`);
      });
    const reference = () =>
      timeOf(async () => {
        const plan = (await currentPlan(ports.store, tenantId))!;
        const caller = { kind: 'application', tenantId, mayRead: true, mayWrite: false } as const;
        const model = readModel(ports, plan, { ...caller, clientId: 'bench' });
        for (const indicator of model.indicators) await model.view(indicator);
      });
    await ours();
    await reference();
    await bench.interleave('read', 7, { ours, reference });
  },
};

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < times; time++) await work();
  return (performance.now() - began) / times;
}
