import { type Figure, ratioAtLeast } from '../figure.ts';
import { closedLoop } from '../tools/load.ts';
import { markOpeningSent, municipalityPlan, openMunicipality } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { judgementPresses } from '../tools/presses.ts';
import { startMeasured } from '../tools/service.ts';
import { cosmosPlace } from '../tools/stores.ts';

const people = 40;
const delayMs = 10;
const count = 4;
/** Few, so that each instance waits for the store rather than for this machine's two cores. */
const connections = 2;
const seconds = 4;

/** Answers on four equal instances, compared with four times the rate of one. */
export const instances: Figure = {
  name: 'instances',
  lines: {
    turns: {
      title: `${count} instances, Cosmos server ${delayMs} ms away`,
      unit: '/s',
      reference: `${count} times one`,
      goal: ratioAtLeast(0.8),
    },
  },
  async run(bench) {
    bench.step('a round is opened');
    const place = await cosmosPlace(delayMs);
    const { serviceUrl } = await PlainConnector.start();
    await openMunicipality(place.store, municipalityPlan(people), { people, serviceUrl });
    await markOpeningSent(place.store);
    const services = await Promise.all(
      Array.from({ length: count }, () => startMeasured({ env: place.env })),
    );
    const next = judgementPresses(people, serviceUrl);
    const rate = async (urls: readonly string[]) => {
      const loads = await Promise.all(urls.map((url) => closedLoop(url, { connections, seconds, next })));
      return loads.reduce((sum, { perSecond }) => sum + perSecond, 0);
    };
    const urls = services.map(({ url }) => url);
    bench.step('warming up');
    await rate(urls);
    let round = 0;
    await bench.interleave('turns', 4, {
      ours: () => rate(urls),
      reference: async () => count * (await rate([urls[round++ % count]!])),
    });
  },
};
