import { limitRate } from '../../test/support/connector-faults.ts';
import type { RaceOrder } from '../../test/support/race-instance.ts';
import { type Bench, exactly, type Figure, ratioAtLeast } from '../figure.ts';
import { Child } from '../tools/children.ts';
import { municipalityPlan, openMunicipality, tenantId } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { conversationOf, dueOf, spreadOpenings } from '../tools/sending.ts';
import { sqlitePlace } from '../tools/stores.ts';

const allowed = 50;
const people = 2000;

/** Reminders at Teams' rate limit, to a connector that answers 429 beyond 50 requests a second. */
export const rateLimit: Figure = {
  name: 'rate-limit',
  lines: {
    one: {
      title: 'Reminders, 50 a second allowed',
      unit: '/s',
      reference: 'allowed',
      goal: ratioAtLeast(0.95),
    },
    two: {
      title: '  two instances',
      unit: '/s',
      reference: 'allowed',
      goal: ratioAtLeast(0.95),
    },
    refused: { title: '  429 answered meanwhile, both together', unit: '', goal: 'none' },
    wrong: { title: '  lost or doubled', unit: '', goal: exactly(0) },
  },
  async run(bench) {
    const { store, path } = await sqlitePlace();
    const connector = await PlainConnector.start();
    const { serviceUrl } = connector;
    connector.misbehave = limitRate({ perSecond: allowed });
    await openMunicipality(store, municipalityPlan(people, 0), { people, serviceUrl });
    await spreadOpenings(store, { people, parts: 2 });
    const start = (name: string) =>
      Child.start<RaceOrder, string>('test/support/race-instance.ts', {
        name,
        store: { kind: 'sqlite', path },
        tenantId,
        serviceUrl,
        timeoutMs: 15_000,
        paced: true,
        inTurn: true,
      });
    const instances = [await start('first')];
    await measure(bench, 'one', { connector, instances, part: 0 });
    instances.push(await start('second'));
    await measure(bench, 'two', { connector, instances, part: 1 });
    bench.measured('refused', 'ours', connector.refused);
    const copies = Array.from({ length: people }, (_, index) =>
      connector.taken.get(conversationOf(index + 1)),
    );
    bench.measured('wrong', 'ours', copies.filter((one) => one !== 1).length);
  },
};

interface Sending {
  readonly connector: PlainConnector;
  readonly instances: readonly Child<RaceOrder, string>[];
  readonly part: number;
}

/**
 * Measures from the first message accepted to the last. Roder's clock advances too, so refused messages are retried.
 */
async function measure(bench: Bench, line: string, { connector, instances, part }: Sending): Promise<void> {
  const before = connector.times.length;
  const [began, due] = [performance.now(), dueOf(part)];
  while (connector.times.length < before + people / 2) {
    bench.step(
      `${line}: ${connector.refused} refused, ${connector.times.length - before} of ${people / 2} taken`,
    );
    const now = due.add({ milliseconds: Math.round(performance.now() - began) }).toString();
    await Promise.all(instances.map((one) => one.ask({ run: now })));
  }
  const times = connector.times.slice(before);
  bench.measured(line, 'ours', ((times.length - 1) / (times.at(-1)! - times[0]!)) * 1000);
  bench.measured(line, 'reference', allowed);
}
