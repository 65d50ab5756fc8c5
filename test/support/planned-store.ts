import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoTenant } from '../../src/config.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { atEnd, temporaryFolder } from './at-end.ts';

type Change = readonly [place: Place, value: unknown];

/** A store in which a changed Sjövik's plan is in force before the service starts. */
export async function storeWithPlan(...changes: readonly Change[]): Promise<string> {
  const file = join(await temporaryFolder(), 'roder.db');
  const store = openSqliteStore(file);
  await adopt(store, changes);
  await store.close();
  return file;
}

async function adopt(store: DocumentStore, changes: readonly Change[]): Promise<void> {
  const checked = checkPlan(demoInputWith(...changes));
  if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
  const now = Temporal.Instant.from('2026-08-31T15:00:00+02:00');
  await importPlan({ store, now, tenantId: demoTenant, content: checked.plan, by: 'test' });
}

export interface PlannedWorld {
  readonly store: DocumentStore;
  /** Puts another plan in force: the demo's with these changes. */
  adopt(...changes: readonly Change[]): Promise<void>;
}

/** The same in this process, for use cases. */
export async function openPlannedWorld(...changes: readonly Change[]): Promise<PlannedWorld> {
  const store = openSqliteStore(await storeWithPlan(...changes));
  atEnd(() => store.close());
  return { store, adopt: (...others) => adopt(store, others) };
}

/** For a command that closes its store, while the test goes on with it. */
export function leftOpen(store: DocumentStore): DocumentStore {
  const names = ['get', 'create', 'replace', 'upsert', 'delete', 'list', 'due', 'check'] as const;
  const bound = Object.fromEntries(names.map((name) => [name, store[name].bind(store)]));
  return { ...bound, close: () => Promise.resolve() } as unknown as DocumentStore;
}
