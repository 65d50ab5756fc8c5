import { currentPlan } from '../../src/plan/plan-store.ts';
import { openRounds } from '../../src/rounds/round.ts';
import { readRoundView } from '../../src/summaries/round-view.ts';
import { beginSession } from '../../src/web/sessions.ts';
import { openLargeWorld } from '../../test/support/large-world.ts';
import { serveDoors } from '../../test/support/serve-doors.ts';
import { type Figure, ratioAtMost } from '../figure.ts';

const times = 15;

/** The page of the whole, of 300 assignments with long words: asked for over HTTP, compressed and received. */
export const overview: Figure = {
  name: 'overview',
  lines: {
    page: {
      title: 'Overview page of 300 assignments',
      unit: 'ms',
      reference: 'its read model alone',
      goal: ratioAtMost(2),
    },
  },
  async run(bench) {
    bench.step('300 assignments are reported on');
    const { ports, tenantId, content } = await openLargeWorld(300);
    const personId = content.persons[0]!.id!;
    const cookie = `roder=${await beginSession(ports, { actor: { tenantId, personId } })}`;
    const web = { allows: () => true, workIsDue: () => {} };
    const url = `${await serveDoors(ports, { tenants: [tenantId], web })}/app/`;
    const [round] = await openRounds(ports.store, tenantId);
    const ours = () =>
      timeOf(async () => {
        const answer = await fetch(url, { headers: { cookie } });
        if (answer.status !== 200) throw new Error(`The page was answered with ${answer.status}.`);
        await answer.text();
      });
    const reference = () =>
      timeOf(async () => {
        const plan = (await currentPlan(ports.store, tenantId))!;
        await readRoundView(ports.store, { tenantId, plan, round: round! });
      });
    await ours();
    await reference();
    await bench.interleave('page', 7, { ours, reference });
  },
};

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < times; time++) await work();
  return (performance.now() - began) / times;
}
