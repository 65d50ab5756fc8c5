import { afterAll, describe, expect, test } from '@jest/globals';
import { sendingLeaseMilliseconds } from '../../src/messages/sending-lease.ts';
import { seeded } from './seeded.ts';
import {
  type FaultProof,
  killWhileHolding,
  killWhileItsTurn,
  killWhileSending,
  notTaken,
  raceInstances,
  raceWithClocks,
  sendThroughFaults,
  takenUnanswered,
} from './send-proofs.ts';
import type { PersonOutcome, RaceOptions } from './send-race.ts';
import { openingMorning } from './sending-world.ts';

export interface ProofCounts {
  readonly people: number;
  /** How many, by chance, one after another; 0: that proof is left out. */
  readonly kills: number;
  /** How many go through a Teams that answers badly, and how often it does. */
  readonly peopleInFaults: number;
  readonly faultRates: readonly number[];
}

export interface ProofPlace extends Pick<RaceOptions, 'place' | 'store'> {
  /** Another for each test where the store is shared. */
  readonly tenantId: string;
  close(): Promise<unknown>;
}

const minutesFromOpening = (at: string) => Math.abs(openingMorning.until(at).total('minutes'));
const results = ({ entries }: PersonOutcome) => entries.map(({ outcome }) => outcome);
const timesSent = (one: PersonOutcome) => results(one).filter((outcome) => outcome === 'sent').length;

/** Sending as it must hold on any store: `open` gives one and says how another process opens it. */
export function sendProofTests(name: string, counts: ProofCounts, open: () => Promise<ProofPlace>): void {
  describe(`sending on ${name}`, () => {
    const places: ProofPlace[] = [];
    const here = async (people = counts.people): Promise<RaceOptions> => {
      const opened = await open();
      places.push(opened);
      return { ...opened, people };
    };
    afterAll(() => Promise.all(places.map((place) => place.close())));

    test('four instances reach for the same asks, and each is sent once', async () => {
      const outcomes = await raceInstances(await here(), 4);
      expect(outcomes).toHaveLength(counts.people);
      expect(outcomes.filter(({ copies }) => copies !== 1)).toEqual([]);
      expect(outcomes.filter((one) => results(one).join() !== 'sent')).toEqual([]);
    });

    test('clocks up to nine minutes wrong: each is sent once, and the log has the true time', async () => {
      const outcomes = await raceWithClocks(await here(60), [-9, 0, 9]);
      expect(outcomes.filter(({ copies }) => copies !== 1)).toEqual([]);
      expect(outcomes.filter((each) => results(each).join() !== 'sent')).toEqual([]);
      const wrong = outcomes.flatMap(({ entries }) => entries).filter(({ at }) => minutesFromOpening(at) > 2);
      expect(wrong).toEqual([]);
    });

    test('one of two killed while it holds claims: the other takes over after the lease, and not before', async () => {
      const { held, before, after } = await killWhileHolding(await here());
      const isHeld = ({ person }: PersonOutcome) => held.has(person.member.aadObjectId);
      expect(held.size).toBeGreaterThan(0);
      expect(before.filter(isHeld).filter(({ entries }) => entries.length > 0)).toEqual([]);
      expect(before.filter((one) => !isHeld(one) && results(one).join() !== 'sent')).toEqual([]);
      expect(after.filter((one) => results(one).join() !== 'sent' || one.copies === 0)).toEqual([]);
      expect(after.filter((one) => isHeld(one) && !one.entries[0]!.perhapsSecondCopy)).toEqual([]);
    });

    test('one sends at a time, and when it is killed the other goes on within the lease', async () => {
      const { seconds, outcomes } = await killWhileItsTurn(await here(150));
      expect(seconds * 1000).toBeGreaterThan(1000);
      expect(seconds * 1000).toBeLessThanOrEqual(sendingLeaseMilliseconds);
      expect(outcomes.filter((one) => timesSent(one) !== 1)).toEqual([]);
    });

    if (counts.kills > 0) killedByChance(here, counts);
    for (const rate of counts.faultRates) throughFaults(here, { people: counts.peopleInFaults, rate });
  });
}

type Here = (people?: number) => Promise<RaceOptions>;

function killedByChance(here: Here, counts: ProofCounts): void {
  test(`killed ${counts.kills} times while sending, nothing is lost and nothing recorded is sent again`, async () => {
    const outcomes = await killWhileSending(await here(), { kills: counts.kills, random: seeded(7) });
    expect(outcomes.filter(({ copies }) => copies === 0)).toEqual([]);
    expect(outcomes.filter((one) => timesSent(one) !== 1)).toEqual([]);
    const again = outcomes.filter(({ copies }) => copies > 1);
    expect(again.filter(({ entries }) => !entries.at(-1)!.perhapsSecondCopy)).toEqual([]);
    // Only what was under way at a kill can come again.
    const copies = again.reduce((sum, one) => sum + one.copies - 1, 0);
    process.stdout.write(`${counts.kills} kills: ${copies} second copies of ${counts.people} messages\n`);
  });
}

function throughFaults(here: Here, { people, rate }: { people: number; rate: number }): void {
  test(`at a rate of ${rate} Teams answers everything it can`, async () => {
    const faults = [...notTaken, ...takenUnanswered];
    const proof = await sendThroughFaults(await here(people), {
      rate,
      faults,
      instances: 2,
    });
    const [unreachable, reachable] = parted(proof);
    expect(proof.met.size).toBe(faults.length);

    expect(reachable.filter((one) => timesSent(one) !== 1)).toEqual([]);
    // Once, and once more for each time that Teams took it and the answer was lost: nobody can know that.
    const lost = ({ person }: PersonOutcome) => proof.takenUnanswered.get(person.conversationId) ?? 0;
    expect(reachable.filter((one) => one.copies !== 1 + lost(one))).toEqual([]);
    const again = reachable.filter(({ copies }) => copies > 1);
    expect(again.length).toBeGreaterThan(0);
    expect(again.filter(({ entries }) => !entries.at(-1)!.perhapsSecondCopy)).toEqual([]);

    expect(unreachable.filter(({ copies }) => copies !== 0)).toEqual([]);
    expect(unreachable.filter((one) => results(one).at(-1) !== 'unreachable')).toEqual([]);
    expect(unreachable.filter(({ entries }) => !entries.at(-1)!.reason)).toEqual([]);
  });
}

function parted({ outcomes, unreachable }: FaultProof): [PersonOutcome[], PersonOutcome[]] {
  const isRefused = ({ person }: PersonOutcome) => unreachable.has(person.conversationId);
  return [outcomes.filter(isRefused), outcomes.filter((one) => !isRefused(one))];
}
