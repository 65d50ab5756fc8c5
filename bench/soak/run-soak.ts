import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import {
  type ConnectorRequest,
  type Fault,
  type Misbehaviour,
  randomFaults,
} from '../../test/support/connector-faults.ts';
import { seeded } from '../../test/support/seeded.ts';
import { quantile } from '../report/statistics.ts';
import { checkInvariants } from './invariants.ts';
import { Ledger } from './ledger.ts';
import { pick, Resident } from './residents.ts';
import { Town } from './town.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Maximum number of turns; absent: as many as time allows. */
  readonly turns?: number;
  readonly people: number;
  readonly say?: (text: string) => void;
}

export interface SoakResult {
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Simulated days. */
  readonly days: number;
  /** Megabytes, in order of measurement. */
  readonly memory: readonly number[];
}

/** When Teams accepted a message (real time), and whether its response was lost. */
export type Arrivals = ReadonlyMap<string, { readonly at: number; readonly unanswered: boolean }>;

/**
 * Simulates a municipality on the whole service: managers answer, ask, wait and leave, time passes, and the service is
 * stopped, killed, and cut off from its store and from Teams. The seed decides everything except how concurrent events
 * interleave.
 */
export async function soak({
  seed,
  minutes,
  turns = Infinity,
  people,
  say = () => {},
}: SoakOptions): Promise<SoakResult> {
  const [random, ledger] = [seeded(seed), new Ledger()];
  const town = await Town.build(people, ledger);
  const watch = watchArrivals(town);
  // Each has its own random numbers, so that the order of concurrent acts does not change anybody's decisions.
  const residents = town.people.map(
    (_, number) => new Resident(town, number, { ledger, random: seeded(seed * 1000 + number) }),
  );
  const began = town.now;
  const until = Date.now() + minutes * 60_000;
  for (let turn = 1; turn <= turns && Date.now() < until && ledger.violations.length === 0; turn++) {
    town.teams.misbehave(
      watch.note,
      ...(random() < 0.6 ? [watch.faults(`${seed} ${turn}`, random() * 0.3)] : []),
    );
    await oneTurn(town, residents, { random, ledger });
    await town.measure();
    if (turn % 4 === 0) await settleAndCheck(town, { ledger, watch });
    say(`turn ${turn}, ${town.now.toString().slice(0, 16)}, ${JSON.stringify(ledger.counts)}`);
  }
  await settleAndCheck(town, { ledger, watch });
  await town.end();
  checkMemory(ledger);
  const days = Math.round(town.now.since(began).total('hours') / 24);
  return { violations: ledger.violations, counts: ledger.counts, days, memory: ledger.memory };
}

interface Chance {
  readonly random: () => number;
  readonly ledger: Ledger;
}

/** A few people act while time passes; sometimes the service is disturbed meanwhile. */
async function oneTurn(
  town: Town,
  residents: readonly Resident[],
  { random, ledger }: Chance,
): Promise<void> {
  const active = Array.from({ length: 2 + Math.floor(random() * 8) }, () => pick(random, residents));
  const hours = random() < 0.5 ? random() * 3 : random() * 60;
  const blow = random();
  const delay = Math.round(random() * 600);
  const held = random() < 0.2 ? 3300 : Math.round(random() * 500);
  const under = [...active.map((one) => one.act()), town.pass(hours)];
  await wait(delay);
  if (blow < 0.15) {
    ledger.count('kills');
    await town.restart('kill');
  } else if (blow < 0.25) {
    ledger.count('restarts');
    await town.restart('stop');
  } else if (blow < 0.4) {
    ledger.count('store held');
    await town.holdStore(held);
  }
  await Promise.all(under);
}

/** Teams works, the service is left alone and some hours pass, until nothing is due; then checks the invariants. */
async function settleAndCheck(
  town: Town,
  { ledger, watch }: { ledger: Ledger; watch: ReturnType<typeof watchArrivals> },
): Promise<void> {
  town.teams.misbehave(watch.note);
  for (let time = 0; time < 3; time++) await town.pass(0.5);
  const store = openSqliteStore(town.path);
  try {
    await checkInvariants(store, { town, ledger, arrivals: watch.arrivals() });
    ledger.count('checks');
  } finally {
    await store.close();
  }
}

/** Records when Teams accepted each message, keyed by the request body, and whether Roder got the response. */
function watchArrivals(town: Town) {
  const byBody = new WeakMap<object, { readonly at: number; unanswered: boolean }>();
  const remember = ({ body }: ConnectorRequest, unanswered: boolean) => {
    const known = byBody.get(body) ?? { at: Date.now(), unanswered };
    known.unanswered ||= unanswered;
    byBody.set(body, known);
  };
  const note: Misbehaviour = (request) => {
    remember(request, false);
    return undefined;
  };
  const faults = (seed: string, rate: number): Misbehaviour => {
    const chance = randomFaults(seed, rate);
    return (request) => {
      const fault = chance(request);
      if (fault && isTaken(fault)) remember(request, true);
      return fault;
    };
  };
  const arrivals = (): Arrivals =>
    new Map(
      town.teams.conversations.log().flatMap((sent) => {
        const known = byBody.get(sent.activity);
        return known ? [[sent.id, known] as const] : [];
      }),
    );
  return { note, faults, arrivals };
}

function isTaken(fault: Fault): boolean {
  return ('drop' in fault && fault.drop === 'after') || ('delivered' in fault && fault.delivered === true);
}

const maxMb = 700;

/** Caches may grow, but memory must not grow with time: late measurements must be close to early ones. */
function checkMemory({ memory, violated }: Ledger): void {
  if (memory.some((mb) => mb > maxMb)) violated(`The service held ${Math.max(...memory).toFixed(0)} MB.`);
  if (memory.length < 30) return;
  const third = Math.floor(memory.length / 3);
  const [early, late] = [memory.slice(0, third), memory.slice(-third)].map((part) =>
    quantile(
      part.toSorted((a, b) => a - b),
      0.5,
    ),
  );
  if (late! > early! * 1.3) violated(`Memory grew from ${early!.toFixed(0)} to ${late!.toFixed(0)} MB.`);
}
