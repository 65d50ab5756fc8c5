import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { leaseMilliseconds } from '../../src/storage/claim.ts';
import { type Fault, type Misbehaviour, randomFaults, teamsRefusals } from './connector-faults.ts';
import type { PersonOutcome, RaceOptions } from './send-race.ts';
import { SendRace } from './send-race.ts';

/** The proofs of sending, on whatever store is given; short in `npm test`, long in `test/long`. */

/** So many instances on one store reach for the same asks. */
export async function raceInstances(options: RaceOptions, instances: number): Promise<PersonOutcome[]> {
  const race = await SendRace.prepare(options);
  await Promise.all(Array.from({ length: instances }, () => race.start()));
  await race.runToEnd();
  race.end();
  return race.outcomes();
}

/** The same, by instances whose own clocks are so many minutes apart from the true time. */
export async function raceWithClocks(
  options: RaceOptions,
  aheadMinutes: readonly number[],
): Promise<PersonOutcome[]> {
  const race = await SendRace.prepare(options);
  // Cosmos DB tells whole seconds, and here time stands still: just before the hour it would stay.
  race.advance(60);
  await Promise.all(aheadMinutes.map((minutes) => race.start(minutes)));
  await race.runToEnd();
  race.end();
  return race.outcomes();
}

/** One instance after another is killed (`kill -9`) at a moment by chance while it sends; the last one ends the work. */
export async function killWhileSending(
  options: RaceOptions,
  { kills, random }: { kills: number; random: () => number },
): Promise<PersonOutcome[]> {
  const race = await SendRace.prepare(options);
  const apart = Math.floor(options.people / (kills + 1));
  for (let kill = 0; kill < kills; kill++) {
    const instance = await race.start();
    const ended = once(instance, 'exit');
    killAfter(race, instance, { requests: 1 + Math.floor(random() * apart), random });
    await race.run();
    instance.kill('SIGKILL');
    await ended;
    race.advance(Math.floor(random() * 90));
  }
  race.teams.misbehave();
  await race.start();
  await race.runToEnd();
  race.end();
  return race.outcomes();
}

/** After so many more requests: before Teams takes the last of them, or up to some milliseconds after. */
function killAfter(
  race: SendRace,
  instance: ChildProcess,
  { requests, random }: { requests: number; random: () => number },
): void {
  const at = race.teams.requests.length + requests;
  race.teams.misbehave((request) => {
    if (request.number !== at) return undefined;
    const later = Math.floor(random() * 12) - 2;
    if (later <= 0) instance.kill('SIGKILL');
    else setTimeout(() => instance.kill('SIGKILL'), later);
    return undefined;
  });
}

export interface Takeover {
  /** Those whom the dead one had claimed and not recorded. */
  readonly held: ReadonlySet<string>;
  /** Just before the claims end: another instance has looked for work, and the dead one's is not to be had. */
  readonly before: readonly PersonOutcome[];
  readonly after: readonly PersonOutcome[];
}

/** Two at work, one killed (`kill -9`) while it holds claims: the other takes them over, once they have ended. */
export async function killWhileHolding(options: RaceOptions): Promise<Takeover> {
  const race = await SendRace.prepare(options);
  const [dying, other] = await Promise.all([race.start(), race.start()]);
  let rest: Promise<void> | undefined;
  race.teams.misbehave(({ number }) => {
    // The other joins in when the first one has claims, so that it surely has some when it dies.
    if (number === 1) rest = race.runOne(other);
    if (number === Math.ceil(options.people / 4)) dying.kill('SIGKILL');
    return undefined;
  });
  await race.runOne(dying);
  await rest;
  race.advance(leaseMilliseconds / 1000 - 1);
  await race.run();
  const held = await race.heldBy('instance-1');
  const before = await race.outcomes();
  race.advance(1);
  await race.runToEnd();
  race.end();
  return { held, before, after: await race.outcomes() };
}

/** Two that send in turn, one killed (`kill -9`) while it sends: when the other begins, in seconds after. */
export async function killWhileItsTurn(
  options: RaceOptions,
): Promise<{ readonly seconds: number; readonly outcomes: readonly PersonOutcome[] }> {
  const race = await SendRace.prepare(options);
  const [dying, other] = await Promise.all([
    race.start(undefined, { inTurn: true }),
    race.start(undefined, { inTurn: true }),
  ]);
  // Early: some are not yet claimed by the one that dies, so that they wait for nothing but their turn.
  const early = Math.ceil(options.people / 10);
  race.teams.misbehave(({ number }) => {
    if (number === early) dying.kill('SIGKILL');
    return undefined;
  });
  await race.runOne(dying);
  const taken = race.teams.requests.length;
  let seconds = 0;
  for (; race.teams.requests.length === taken; seconds++) {
    race.advance(1);
    await race.runOne(other);
  }
  await race.runToEnd();
  race.end();
  return { seconds, outcomes: await race.outcomes() };
}

/** What Teams has not taken, whatever the caller is told. */
export const notTaken: readonly Fault[] = [
  teamsRefusals.throttled(1),
  teamsRefusals.throttled(),
  teamsRefusals.preconditionFailed(),
  teamsRefusals.serviceError(502),
  teamsRefusals.serviceError(503),
  teamsRefusals.serviceError(504),
  { drop: 'before' },
  { hang: true },
];

/** What Teams has taken though the answer says otherwise, or never comes. */
export const takenUnanswered: readonly Fault[] = [
  { drop: 'after' },
  { hang: true, delivered: true },
  { ...teamsRefusals.serviceError(502), delivered: true },
  { ...teamsRefusals.serviceError(504), delivered: true },
];

const refusals = [
  teamsRefusals.notInstalled,
  teamsRefusals.notInRoster,
  teamsRefusals.blockedByUser,
  teamsRefusals.writesBlocked,
  teamsRefusals.disabledByAdmin,
  teamsRefusals.conversationNotFound,
];

export interface FaultProof {
  readonly outcomes: readonly PersonOutcome[];
  /** By conversation: how often Teams took a message and the answer was lost. */
  readonly takenUnanswered: ReadonlyMap<string, number>;
  /** Whom Teams refuses for good (403 and 404). */
  readonly unreachable: ReadonlySet<string>;
  /** Those that came, of the faults that were asked for. */
  readonly met: ReadonlySet<Fault>;
}

/** Everything that Teams can answer, at a rate; every tenth person cannot be reached at all. */
export async function sendThroughFaults(
  options: RaceOptions,
  { rate, faults, instances }: { rate: number; faults: readonly Fault[]; instances: number },
): Promise<FaultProof> {
  // Short, since what hangs is waited for; long enough that an answer on its way is not taken for none.
  const race = await SendRace.prepare({ ...options, timeoutMs: 8000 });
  const refused = new Map(
    race.people
      .filter((_, index) => index % 10 === 9)
      .map(({ conversationId }, index) => [conversationId, refusals[index % refusals.length]!]),
  );
  const taken = new Map<string, number>();
  const met = new Set<Fault>();
  const refuse: Misbehaviour = ({ operation, target }) =>
    operation === 'send' ? refused.get(target)?.() : undefined;
  // A seed by which forty people meet what hangs only at first, so that it is waited for once.
  const chance = randomFaults('faults 20566', rate, faults);
  race.teams.misbehave(refuse, (request) => {
    const fault = chance(request);
    if (fault) met.add(fault);
    const isTaken =
      fault && (('drop' in fault && fault.drop === 'after') || ('delivered' in fault && fault.delivered));
    if (isTaken && request.operation === 'send')
      taken.set(request.target, (taken.get(request.target) ?? 0) + 1);
    return fault;
  });
  await Promise.all(Array.from({ length: instances }, () => race.start()));
  await race.runToEnd();
  race.end();
  const unreachable = new Set(refused.keys());
  return { outcomes: await race.outcomes(), takenUnanswered: taken, unreachable, met };
}
