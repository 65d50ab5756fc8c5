import { drafts } from '../../src/reports/draft.ts';
import { type Bench, below, type Figure, ratioAtLeast } from '../figure.ts';
import { Child } from '../tools/children.ts';
import { closedLoop, type NextActivity, openLoop } from '../tools/load.ts';
import { markOpeningSent, municipalityPlan, openMunicipality, tenantId } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { judgementPresses, messages } from '../tools/presses.ts';
import { startMeasured } from '../tools/service.ts';
import { cosmosPlace, type Place, sqlitePlace } from '../tools/stores.ts';

const people = 200;
const connections = 20;
const perSecond = 50;

/** One answer on a card: the invoke arrives, the input is on disk, the next card is returned. */
export const cardOnSqlite = cardAnswered('card', 'SQLite', sqlitePlace);
export const cardOnCosmos = cardAnswered('card-cosmos', 'Cosmos server', cosmosPlace);

function cardAnswered(name: string, store: string, open: () => Promise<Place>): Figure {
  return {
    name,
    lines: {
      turns: {
        title: `Card answered, ${store}`,
        unit: '/s',
        reference: 'echo turn',
        goal: ratioAtLeast(0.5),
      },
      invokes: {
        title: '  beside an invoke that is only answered',
        unit: '/s',
        reference: 'echo invoke',
        goal: 'none',
      },
      p99: {
        title: `  99 of 100, at ${perSecond} a second`,
        unit: 'ms',
        reference: 'echo turn',
        goal: below(50),
      },
    },
    async run(bench) {
      bench.step('a round is opened');
      const place = await open();
      const connector = await PlainConnector.start();
      const { serviceUrl } = connector;
      await openMunicipality(place.store, municipalityPlan(people), { people, serviceUrl });
      await markOpeningSent(place.store);
      const service = await startMeasured({ env: place.env });
      const echo = (await Child.start<never, string>('bench/tools/echo-process.ts', {})).first;
      const presses = judgementPresses(people, serviceUrl);
      const spoken = messages(people, serviceUrl, (count) => `hej ${count}`);
      const sides = { ours: to(service.url, presses), turn: to(echo, spoken), invoke: to(echo, presses) };
      const pressed = await throughput(bench, sides);
      await latency(bench, sides);
      await checkStored(place, pressed);
    },
  };
}

interface Target {
  readonly url: string;
  readonly next: NextActivity;
}

type Sides = Readonly<Record<'ours' | 'turn' | 'invoke', Target>>;

function to(url: string, next: NextActivity): Target {
  return { url, next };
}

/** Returns the number of presses answered on our side. */
async function throughput(bench: Bench, sides: Sides): Promise<number> {
  let pressed = 0;
  const run = async (side: keyof Sides, seconds: number) => {
    const load = await closedLoop(sides[side].url, { connections, seconds, next: sides[side].next });
    if (side === 'ours') pressed += load.count;
    return load.perSecond;
  };
  bench.step('warming up');
  for (const side of ['ours', 'turn', 'invoke'] as const) await run(side, 2);
  const order = ['ours', 'turn', 'invoke'] as const;
  for (let round = 0; round < 5; round++) {
    bench.step(`as fast as it goes, round ${round + 1} of 5`);
    const found: Partial<Record<keyof Sides, number>> = {};
    for (let place = 0; place < 3; place++) {
      const side = order[(place + round) % 3]!;
      found[side] = await run(side, 2.5);
    }
    for (const line of ['turns', 'invokes']) bench.measured(line, 'ours', found.ours!);
    bench.measured('turns', 'reference', found.turn!);
    bench.measured('invokes', 'reference', found.invoke!);
  }
  return pressed;
}

async function latency(bench: Bench, { ours, turn }: Sides): Promise<void> {
  const p99 = async ({ url, next }: Target) => (await openLoop(url, { perSecond, seconds: 5, next })).p99;
  await bench.interleave('p99', 3, { ours: () => p99(ours), reference: () => p99(turn) });
}

/** Every answered press must be in the store; otherwise the figure would count answers that were lost. */
async function checkStored({ store }: Place, pressed: number): Promise<void> {
  const kept = await Array.fromAsync(drafts(store).all(tenantId));
  const versions = kept.reduce((sum, { version }) => sum + version, 0);
  if (versions < pressed) throw new Error(`${pressed} presses were answered, ${versions} are in the store.`);
}
