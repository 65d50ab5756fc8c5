import { once } from 'node:events';
import { afterAll, describe, expect, test } from '@jest/globals';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { type RestoreChoice, type RestoreHold, restoreHold } from '../../src/messages/restore-hold.ts';
import { leaseMilliseconds } from '../../src/storage/claim.ts';
import type { ProofPlace } from './send-proof-tests.ts';
import { type PersonOutcome, SendRace } from './send-race.ts';
import { openingMorning } from './sending-world.ts';

const people = 12;
/** The store was brought back while the messages of the opening morning were on their way. */
const backupAt = toTimestamp(openingMorning.subtract({ minutes: 5 }));
const restoredAt = toTimestamp(openingMorning.add({ seconds: 30 }));
const fellDue: RestoreHold['fellDue'] = [
  { at: toTimestamp(openingMorning), push: 'opening', roundIds: ['2026-D'], count: people },
];
const overLease = leaseMilliseconds / 1000 + 1;
/** Past the first reminder. */
const twoWeeks = 14 * 24 * 3600;

const results = ({ entries }: PersonOutcome) => entries.map(({ outcome, reason }) => reason ?? outcome);
const isOther = (wanted: readonly string[], copies: number) => (one: PersonOutcome) =>
  one.copies !== copies || results(one).join() !== wanted.join();

/** The release after a restore as it must hold on any store, by processes that know nothing of each other. */
export function releaseProofTests(name: string, open: () => Promise<ProofPlace>): void {
  describe(`what may have been sent before a restore, on ${name},`, () => {
    const places: ProofPlace[] = [];
    afterAll(() => Promise.all(places.map((place) => place.close())));

    async function held(choice: RestoreChoice) {
      const place = await open();
      places.push(place);
      const race = await SendRace.prepare({ ...place, people });
      await race.holdAfterRestore({ backupAt, restoredAt, choice, fellDue });
      race.advance(overLease);
      const start = (diesAtWrite?: number) => race.start(undefined, { everything: true, diesAtWrite });
      const hold = () => restoreHold(place.store, place.tenantId);
      /** An instance begins, and ends as by `kill -9` at its write of that number. */
      const kill = async (write: number) => {
        const instance = await start(write);
        const ended = once(instance, 'exit');
        await race.runOne(instance);
        await ended;
        expect(await hold()).toMatchObject({ state: 'held', fellDue });
        race.advance(overLease);
      };
      return { race, start, hold, kill };
    }

    test('is left whole by two instances at once where another was killed: none sent, each listed once, and reminded of once when that is due', async () => {
      const { race, start, hold, kill } = await held('leave');
      // Most are claimed by then, few are listed.
      await kill(18);
      await Promise.all([start(), start()]);
      await race.run();
      expect((await race.outcomes()).filter(isOther(['before-restore'], 0))).toEqual([]);
      expect(await hold()).toMatchObject({ state: 'released', choice: 'leave', fellDue });
      race.advance(twoWeeks);
      await race.run();
      expect((await race.outcomes()).filter(isOther(['before-restore', 'sent'], 1))).toEqual([]);
      race.end();
    }, 120_000);

    test('is sent to each once by two instances at once where another was killed before the first', async () => {
      const { race, start, hold, kill } = await held('send');
      await kill(2);
      await Promise.all([start(), start()]);
      await race.run();
      expect((await race.outcomes()).filter(isOther(['sent'], 1))).toEqual([]);
      expect(await hold()).toMatchObject({ state: 'released', choice: 'send', fellDue });
      race.end();
    }, 120_000);
  });
}
