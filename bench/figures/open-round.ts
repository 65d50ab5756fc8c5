import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import { movedClock, openingMorning, personIdOfNumber, portsOn } from '../../test/support/sending-world.ts';
import { type Figure, ratioAtMost } from '../figure.ts';
import { municipalityPlan, roundId, tenantId } from '../tools/municipality.ts';
import { sqlitePlace } from '../tools/stores.ts';

const people = 5000;

/**
 * Opening a round for 5,000 people, compared with writing as many documents of the same size at the store's full speed.
 */
export const openRound: Figure = {
  name: 'open-round',
  lines: {
    open: {
      title: 'Round of 5,000 people opened',
      unit: 'ms',
      reference: '5,000 documents written',
      goal: ratioAtMost(2),
    },
  },
  async run(bench) {
    const content = municipalityPlan(people, 0);
    const opened = async () => {
      const { store } = await sqlitePlace();
      const ports = portsOn(store, {
        messenger: new RecordingMessenger(),
        clock: movedClock(openingMorning),
      });
      await importPlan({ store, now: openingMorning, tenantId, content, by: 'bench' });
      await scheduleRounds(ports, tenantId, (await currentPlan(store, tenantId))!);
      const began = performance.now();
      const [event] = await openDueRounds(ports, tenantId);
      const ms = performance.now() - began;
      if (event?.asks !== people) throw new Error(`${event?.asks} people were asked.`);
      return { ms, ask: await asks(store).get(tenantId, askId(roundId, personIdOfNumber(1))) };
    };
    bench.step('a first one');
    const { ask } = await opened();
    const written = async () => {
      const { store } = await sqlitePlace();
      const began = performance.now();
      const all = Array.from({ length: people }, (_, index) => personIdOfNumber(index + 1));
      await Promise.all(
        all.map((id) => asks(store).create({ ...ask, id: askId(roundId, id), personId: id })),
      );
      return performance.now() - began;
    };
    await bench.interleave('open', 5, { ours: async () => (await opened()).ms, reference: written });
  },
};
