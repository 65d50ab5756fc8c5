import { join } from 'node:path';
import type { Actor, Log, Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { createDemoTime, type DemoTime, demoStart, seedDemo } from '../../src/demo/demo.ts';
import { openDemoClock } from '../../src/demo/demo-clock.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from './at-end.ts';
import { demoPeople } from './demo-people.ts';
import { RecordingMessenger } from './recording-messenger.ts';

export interface Sjovik {
  readonly ports: Ports;
  readonly messenger: RecordingMessenger;
  readonly time: DemoTime;
  readonly tenantId: string;
  actor(role: keyof typeof demoPeople): Actor;
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Sjövik on a real store, without Teams and without a process: for use cases called directly. */
export async function openSjovik(): Promise<Sjovik> {
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const clock = await openDemoClock(store, { tenantId: demoTenant, start: demoStart });
  const messenger = new RecordingMessenger();
  const ports: Ports = { store, messenger, clock, log: silent, instance: 'test' };
  await seedDemo(ports, demoTenant);
  return {
    ports,
    messenger,
    time: createDemoTime(ports, clock, demoTenant),
    tenantId: demoTenant,
    actor: (role) => ({ tenantId: demoTenant, personId: demoPeople[role] }),
  };
}
