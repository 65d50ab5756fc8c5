import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { fromTimestamp } from '../../src/calendar/instants.ts';
import type { Config } from '../../src/config.ts';
import { type RestoreHold, restoreHolds } from '../../src/messages/restore-hold.ts';
import { type SendLogEntry, searchSendLog } from '../../src/messages/send-log.ts';
import { asks } from '../../src/rounds/ask.ts';
import { atEnd } from './at-end.ts';
import type { FakePerson } from './fake-person.ts';
import { FakeTeams } from './fake-teams.ts';
import type { RaceInstanceOptions, RaceOrder } from './race-instance.ts';
import { RecordingMessenger } from './recording-messenger.ts';
import {
  movedClock,
  openingMorning,
  openRoundOf,
  personIdOfNumber,
  planOfMany,
  portsOn,
} from './sending-world.ts';

export interface RaceOptions {
  /** What every instance opens by itself. */
  readonly place: Config['store'];
  /** The same, opened here. */
  readonly store: DocumentStore;
  readonly tenantId: string;
  readonly people: number;
  /** How long Teams may take to answer; absent: longer than it ever does on a machine that is busy. */
  readonly timeoutMs?: number;
}

/** What a person got, as Teams and as the log have it. */
export interface PersonOutcome {
  readonly person: FakePerson;
  /** Messages that Teams has taken for them. */
  readonly copies: number;
  /** The log's entries for them. */
  readonly entries: readonly SendLogEntry[];
}

/** Instances as processes on one store, a Teams around them, and a clock that all of them share. */
export class SendRace {
  readonly teams: FakeTeams;
  readonly people: readonly FakePerson[];
  readonly #options: RaceOptions;
  readonly #instances = new Set<ChildProcess>();
  #started = 0;
  #now = openingMorning;

  private constructor(teams: FakeTeams, people: readonly FakePerson[], options: RaceOptions) {
    this.teams = teams;
    this.people = people;
    this.#options = options;
  }

  /** Everybody's ask is due; nothing is sent yet. */
  static async prepare(options: RaceOptions): Promise<SendRace> {
    const teams = await FakeTeams.start();
    const { store, tenantId } = options;
    const people = Array.from({ length: options.people }, (_, index) =>
      teams.person({ tenantId, aadObjectId: personIdOfNumber(index + 1), installed: true }),
    );
    const ports = portsOn(store, { messenger: new RecordingMessenger(), clock: movedClock(openingMorning) });
    await openRoundOf(ports, tenantId, planOfMany(options.people));
    return new SendRace(teams, people, options);
  }

  /** The store is one brought back: all that has fallen due waits for what was chosen. */
  async holdAfterRestore(held: Pick<RestoreHold, 'backupAt' | 'restoredAt' | 'choice' | 'fellDue'>) {
    const { store, tenantId } = this.#options;
    await restoreHolds(store).upsert({ ...held, tenantId, id: 'hold', state: 'held' });
  }

  /** `aheadMinutes`: by how much its own clock is ahead of the rest. */
  async start(aheadMinutes?: number, rest: Partial<RaceInstanceOptions> = {}): Promise<ChildProcess> {
    this.#started += 1;
    const { place, tenantId } = this.#options;
    const options: RaceInstanceOptions = {
      name: `instance-${this.#started}`,
      store: place,
      tenantId,
      serviceUrl: this.teams.serviceUrl,
      timeoutMs: this.#options.timeoutMs ?? 60_000,
      ...(aheadMinutes === undefined ? {} : { aheadMinutes }),
      ...rest,
    };
    const child = await instanceOf(options);
    this.#instances.add(child);
    child.once('exit', () => this.#instances.delete(child));
    return child;
  }

  /** Whoever lives can be another race's instance from now on. */
  end(): void {
    idle.push(...this.#instances);
    this.#instances.clear();
  }

  /** Until every instance that lives has nothing more to do at this moment. */
  async run(): Promise<void> {
    await Promise.all([...this.#instances].map((child) => this.runOne(child)));
  }

  async runOne(child: ChildProcess): Promise<void> {
    const over = new AbortController();
    const done = ['message', 'exit'].map((event) => once(child, event, over));
    order(child, { run: this.#now.toString() });
    await Promise.race(done);
    over.abort();
  }

  /** As time passes for all of them at once. */
  advance(seconds: number): void {
    this.#now = this.#now.add({ seconds });
  }

  /** Moves the clock on, minutes at a time, for as long as anything of the opening is left to do. */
  async runToEnd(): Promise<void> {
    const end = openingMorning.add({ hours: 8 });
    for (;;) {
      await this.run();
      const next = await this.#nextDue();
      if (!next || Temporal.Instant.compare(next, end) > 0) return;
      if (Temporal.Instant.compare(next, this.#now) > 0) this.#now = next.add({ minutes: 5 });
    }
  }

  async #nextDue(): Promise<Temporal.Instant | undefined> {
    const { store, tenantId } = this.#options;
    const query = { tenantId, before: '9999-12-31T00:00:00.000Z', limit: 1 };
    const [first] = await asks(store).due(query);
    return first?.nextAt ? fromTimestamp(first.nextAt) : undefined;
  }

  /** Whose asks that instance has claimed and not given back. */
  async heldBy(instance: string): Promise<Set<string>> {
    const { store, tenantId } = this.#options;
    const held = new Set<string>();
    for await (const { lease, personId } of asks(store).all(tenantId)) {
      if (lease?.owner === instance && !lease.released) held.add(personId);
    }
    return held;
  }

  async stop(child: ChildProcess): Promise<number | null> {
    const ended = once(child, 'exit');
    order(child, { stop: true });
    return (await ended)[0] as number | null;
  }

  /** What Teams has and what the log says, for each. */
  async outcomes(): Promise<PersonOutcome[]> {
    const { store, tenantId } = this.#options;
    const entries = Map.groupBy(
      await Array.fromAsync(searchSendLog(store, tenantId, {})),
      (entry) => entry.personId,
    );
    const copies = Map.groupBy(this.teams.conversations.log(), (sent) => sent.conversationId);
    return this.people.map((person) => ({
      person,
      copies: copies.get(person.conversationId)?.length ?? 0,
      entries: entries.get(person.member.aadObjectId) ?? [],
    }));
  }
}

/** Processes whose race has ended. */
const idle: ChildProcess[] = [];

async function instanceOf(options: RaceInstanceOptions): Promise<ChildProcess> {
  for (let child = idle.pop(); child; child = idle.pop()) {
    // Killed with the file before, perhaps, though nobody has been told yet that it has ended.
    if (child.killed || !child.connected) continue;
    order(child, { open: options });
    await once(child, 'message');
    return child;
  }
  const script = fileURLToPath(new URL('./race-instance.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  atEnd(() => child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

function order(child: ChildProcess, one: RaceOrder): void {
  if (child.connected) child.send(one);
}
