import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoCloud } from '../../src/bot/cloud.ts';
import { createSendPace, realStopwatch } from '../../src/bot/send-pace.ts';
import { TeamsAdapter } from '../../src/bot/teams-adapter.ts';
import { createTeamsMessenger } from '../../src/bot/teams-messenger.ts';
import type { Config } from '../../src/config.ts';
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
  /** How far its own clock is ahead of the others', in minutes; then it goes by the store's, as in production. */
  readonly aheadMinutes?: number;
  /** Does all that is due, as after a restore; absent: sends reminders only. */
  readonly everything?: true | undefined;
  /** Ends as by `kill -9` at its write of this number, before the store has it. */
  readonly diesAtWrite?: number | undefined;
}

export type RaceOrder = { readonly run: string } | { readonly stop: true };

const options = JSON.parse(process.argv[2]!) as RaceInstanceOptions;
const shared = movedClock(openingMorning);
const time = createStoreClock(
  () => shared.now().add({ minutes: options.aheadMinutes ?? 0 }).epochMilliseconds,
);
const store = dying(await openStore(options.store));
const clock = options.aheadMinutes === undefined ? shared : time;
const stopping = new AbortController();
const pace = createSendPace({ stopwatch: realStopwatch, stopping: stopping.signal });
const messenger = createTeamsMessenger({
  adapter: new TeamsAdapter(undefined, demoCloud),
  pace: options.paced ? pace : { ...pace, turn: async () => undefined },
  serviceUrl: () => options.serviceUrl,
  timeoutMs: options.timeoutMs,
});
const ports = portsOn(store, { messenger, clock, instance: options.name, stopping: stopping.signal });

async function run(now: string): Promise<void> {
  shared.moveTo(Temporal.Instant.from(now));
  await store.check();
  for (;;) {
    const work = options.everything ? runDueWork : sendDueReminders;
    const events = await work(ports, options.tenantId);
    if (events.every(({ what }) => what === 'waiting')) break;
  }
  process.send?.('idle');
}

let running = Promise.resolve();
process.on('message', (order: RaceOrder) => {
  if ('run' in order) {
    running = running.then(() => run(order.run));
    return;
  }
  stopping.abort();
  void running.then(async () => {
    await store.close();
    process.exit(0);
  });
});
process.send?.('ready');

function dying(whole: DocumentStore): DocumentStore {
  let left = options.diesAtWrite ?? Number.POSITIVE_INFINITY;
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

async function openStore(place: Config['store']): Promise<DocumentStore> {
  // The store's time is the machine's; here that is the moment which the parent says.
  const toldShared: TimeListener = {
    own: time.own,
    heard: (told) => time.heard({ ...told, said: told.said - Date.now() + shared.now().epochMilliseconds }),
  };
  if (place.kind === 'sqlite') return openSqliteStore(place.path, toldShared);
  const { openCosmosStore } = await import('../../src/storage/cosmos-store.ts');
  // The npm server goes through all there is for each query, one after another: with hundreds waiting it is slow.
  return openCosmosStore(place, { patience: { total: 60_000, attempt: 30_000 }, time: toldShared });
}
