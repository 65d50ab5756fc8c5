import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoCloud } from '../../src/bot/cloud.ts';
import { createSendPace, realStopwatch } from '../../src/bot/send-pace.ts';
import { TeamsAdapter } from '../../src/bot/teams-adapter.ts';
import { createTeamsMessenger } from '../../src/bot/teams-messenger.ts';
import type { Config } from '../../src/config.ts';
import { createSendingTurn } from '../../src/messages/sending-lease.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { createStoreClock, type TimeListener } from '../../src/storage/store-clock.ts';
import { movedClock, openingMorning, portsOn } from './sending-world.ts';

/**
 * One instance as a process of its own: Roder's own store, messenger and sending, with a clock that its parent
 * moves. `send-race.ts` starts several on one store.
 */
export interface RaceInstanceOptions {
  readonly name: string;
  readonly store: Config['store'];
  readonly tenantId: string;
  readonly serviceUrl: string;
  /** How long Teams may take to answer. */
  readonly timeoutMs: number;
  /** At Teams' own pace, as in production; absent: as fast as it goes. */
  readonly paced?: true;
  /** One of them sends at a time, as in production; absent: all of them, which only claims keep apart. */
  readonly inTurn?: true;
  /** How far its own clock is ahead of the others', in minutes; then it goes by the store's, as in production. */
  readonly aheadMinutes?: number;
  /** Does all that is due, as after a restore; absent: sends reminders only. */
  readonly everything?: true | undefined;
  /** Ends as by `kill -9` at its write of this number, before the store has it. */
  readonly diesAtWrite?: number | undefined;
}

/** `open`: leaves what it had and is another instance from now on: to start a process takes seconds. */
export type RaceOrder =
  | { readonly run: string }
  | { readonly open: RaceInstanceOptions }
  | { readonly stop: true };

const stopping = new AbortController();

interface Instance {
  run(now: string): Promise<void>;
  close(): Promise<void>;
}

async function openInstance(options: RaceInstanceOptions): Promise<Instance> {
  const shared = movedClock(openingMorning);
  const time = createStoreClock(
    () => shared.now().add({ minutes: options.aheadMinutes ?? 0 }).epochMilliseconds,
  );
  // The store's time is the machine's; here that is the moment which the parent says.
  const toldShared: TimeListener = {
    own: time.own,
    heard: (told) => time.heard({ ...told, said: told.said - Date.now() + shared.now().epochMilliseconds }),
  };
  const whole = await openStore(options.store, toldShared);
  const store = dying(whole, options.diesAtWrite);
  const work = options.everything ? runDueWork : sendDueReminders;
  const clock = options.aheadMinutes === undefined ? shared : time;
  const pace = createSendPace({ stopwatch: realStopwatch, stopping: stopping.signal });
  const messenger = createTeamsMessenger({
    adapter: new TeamsAdapter(undefined, demoCloud),
    pace: options.paced ? pace : { ...pace, turn: async () => undefined },
    serviceUrl: () => options.serviceUrl,
    timeoutMs: options.timeoutMs,
  });
  const { name: instance, inTurn } = options;
  const sendingTurn = inTurn && createSendingTurn({ store, clock, instance });
  const ports = portsOn(store, { messenger, clock, instance, sendingTurn, stopping: stopping.signal });
  return {
    async run(now) {
      shared.moveTo(Temporal.Instant.from(now));
      await store.check();
      for (;;) {
        const events = await work(ports, options.tenantId);
        if (events.every(({ what }) => what === 'waiting')) break;
      }
    },
    close: () => whole.close(),
  };
}

async function openStore(place: Config['store'], time: TimeListener): Promise<DocumentStore> {
  if (place.kind === 'sqlite') return openSqliteStore(place.path, time);
  const { openCosmosStore } = await import('../../src/storage/cosmos-store.ts');
  // The npm server goes through all there is for each query, one after another: with hundreds waiting it is slow.
  return openCosmosStore(place, { patience: { total: 60_000, attempt: 30_000 }, time });
}

function dying(whole: DocumentStore, atWrite = Number.POSITIVE_INFINITY): DocumentStore {
  let left = atWrite;
  const counted = <A extends unknown[], R>(write: (...given: A) => R) => {
    return (...given: A): R => {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return write(...given);
    };
  };
  const { create, replace, upsert, delete: remove } = whole;
  return Object.assign(Object.create(whole) as DocumentStore, {
    create: counted(create.bind(whole)),
    replace: counted(replace.bind(whole)),
    upsert: counted(upsert.bind(whole)),
    delete: counted(remove.bind(whole)),
  });
}

let instance = await openInstance(JSON.parse(process.argv[2]!));

async function carryOut(order: RaceOrder): Promise<void> {
  if ('run' in order) {
    await instance.run(order.run);
    process.send?.('idle');
    return;
  }
  await instance.close();
  if ('stop' in order) process.exit(0);
  instance = await openInstance(order.open);
  process.send?.('ready');
}

let running = Promise.resolve();
process.on('message', (order: RaceOrder) => {
  if ('stop' in order) stopping.abort();
  running = running.then(() => carryOut(order));
});
process.send?.('ready');
