import type { Ports } from '../../src/base/ports.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import { movedClock, openingMorning, personIdOfNumber, portsOn } from '../../test/support/sending-world.ts';
import { type Figure, ratioAtMost } from '../figure.ts';
import {
  inBatches,
  markOpeningSent,
  municipalityPlan,
  openMunicipality,
  tenantId,
} from '../tools/municipality.ts';
import { sqlitePlace } from '../tools/stores.ts';

const ticks = 400;

/** A tick with nothing to do while nearly all asks wait for another day. */
export const idleTick: Figure = {
  name: 'idle-tick',
  lines: {
    tick: {
      title: 'Idle tick at 100,000 asks',
      unit: 'ms',
      reference: 'at 1,000',
      goal: ratioAtMost(1.5),
    },
  },
  async run(bench) {
    bench.step('1,000 asks are made');
    const few = await worldOf({ people: 1000, roundsMore: 0 });
    bench.step('100,000 asks are made');
    const many = await worldOf({ people: 10_000, roundsMore: 9 });
    await Promise.all([tickTime(few), tickTime(many)]);
    await bench.interleave('tick', 7, { ours: () => tickTime(many), reference: () => tickTime(few) });
  },
};

/** Each further round adds as many asks again, due on days spread over the coming year. */
async function worldOf({ people, roundsMore }: { people: number; roundsMore: number }): Promise<Ports> {
  const { store } = await sqlitePlace();
  await openMunicipality(store, municipalityPlan(people, 0), { people, serviceUrl: 'http://127.0.0.1/' });
  await markOpeningSent(store);
  const [known] = await Array.fromAsync(asks(store).all(tenantId));
  await inBatches(people * roundsMore, (number) => {
    const [roundId, personId] = [`more-${number % roundsMore}`, personIdOfNumber(number)];
    const nextAt = toTimestamp(openingMorning.add({ hours: 24 + (number % 8760) }));
    return asks(store).create({ ...known!, id: askId(roundId, personId), roundId, personId, nextAt });
  });
  return portsOn(store, { messenger: new RecordingMessenger(), clock: movedClock(openingMorning) });
}

/** Milliseconds per tick, averaged over many. */
async function tickTime(ports: Ports): Promise<number> {
  const began = performance.now();
  for (let tick = 0; tick < ticks; tick++) {
    const events = await runDueWork(ports, tenantId);
    if (events.length > 0) throw new Error(`The tick was not idle: ${JSON.stringify(events[0])}`);
  }
  return (performance.now() - began) / ticks;
}
