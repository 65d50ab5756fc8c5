import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Ports } from '../../src/base/ports.ts';
import { createEntraVerifier } from '../../src/http/entra-token.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { beginSession } from '../../src/web/sessions.ts';
import { townContent } from '../permissions/town.ts';
import { atEnd, temporaryFolder } from './at-end.ts';
import { FakeEntra } from './fake-entra.ts';
import { RecordingMessenger } from './recording-messenger.ts';
import { silentLog } from './sending-world.ts';
import { serveDoors } from './serve-doors.ts';

export const town = '11111111-1111-4111-8111-111111111111';
export const otherTown = '22222222-2222-4222-8222-222222222222';
export const signInAppId = '5a1e0000-0000-4000-8000-000000000001';
export const roundId = '2026-D';

/** The pages of two towns on a port, with people who sign in at an Entra of our own. */
export interface WebTown {
  readonly url: string;
  /** Another instance, on the same store. */
  readonly otherUrl: string;
  readonly ports: Ports;
  readonly entra: FakeEntra;
  readonly workIsDue: () => number;
  moveTo(instant: string): void;
  /** What a browser of somebody who is signed in keeps. */
  cookieOf(personId: string, tenantId?: string): Promise<string>;
}

export async function openWebTown(): Promise<WebTown> {
  const entra = await FakeEntra.start();
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  let now = Temporal.Instant.from('2026-09-02T09:00:00+02:00');
  let due = 0;
  const urls: string[] = [];
  const ports: Ports = {
    store,
    messenger: new RecordingMessenger(),
    clock: { now: () => now },
    log: silentLog,
    instance: 'test',
    publicUrl: () => urls[0],
  };
  await openTown(ports, town, withMeasure(townContent()));
  const other = withMeasure(townContent());
  await openTown(ports, otherTown, {
    ...other,
    organisation: { name: { sv: 'Annanby', en: 'Annanby' } },
    assignments: other.assignments.map((one) => ({ ...one, title: { sv: 'Annat', en: 'Other' } })),
  });
  const verify = createEntraVerifier({
    appId: signInAppId,
    tenants: [town, otherTown],
    signInUrl: entra.url,
    log: silentLog,
  });
  for (const _ of ['this', 'another']) urls.push(await serve());
  return {
    url: urls[0]!,
    otherUrl: urls[1]!,
    ports,
    entra,
    workIsDue: () => due,
    moveTo(instant) {
      now = Temporal.Instant.from(instant);
    },
    async cookieOf(personId, tenantId = town) {
      return `__Host-roder=${await beginSession(ports, { actor: { tenantId, personId } })}`;
    },
  };

  function serve(): Promise<string> {
    return serveDoors(ports, {
      tenants: [town, otherTown],
      web: {
        signIn: { appId: signInAppId, signInUrl: entra.url, verify },
        allows: () => true,
        workIsDue: () => {
          due += 1;
        },
      },
    });
  }
}

/** The town's own plan has none. */
function withMeasure(content: PlanContent): PlanContent {
  const waiting = {
    id: 'waiting',
    name: { sv: 'Väntetid', en: 'Waiting time' },
    unit: { sv: 'dagar', en: 'days' },
    direction: 'lower' as const,
    measureClass: 'steering' as const,
    aspects: ['social' as const],
    assignments: ['care'],
    owner: 'contributor',
    frequency: 'annual' as const,
    source: 'local' as const,
    target: { op: '<=' as const, value: 60 },
    history: [
      { period: '2023', value: 81 },
      { period: '2024', value: 74 },
      { period: '2025', value: 70 },
    ],
  };
  return { ...content, indicators: [waiting] };
}

async function openTown(ports: Ports, tenantId: string, content: PlanContent): Promise<void> {
  const { store, clock } = ports;
  await importPlan({ store, now: clock.now(), tenantId, content, by: 'cli' });
  await scheduleRounds(ports, tenantId, (await currentPlan(store, tenantId))!);
  await openDueRounds(ports, tenantId);
}
