import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Log, Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { createKolada } from '../../src/kolada/kolada-client.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { atEnd, temporaryFolder } from './at-end.ts';
import { FakeKolada } from './fake-kolada.ts';
import { RecordingMessenger } from './recording-messenger.ts';

/** Sjövik's id in Kolada, as invented as Sjövik is. */
export const sjovikId = '9999';
export const similar = ['2001', '2002', '2003', '2004', '2005', '2006', '2007'];
export const groupTitle = 'Liknande kommuner, övergripande, Sjövik, 2025';
/** Two that the plan has values of, and one it has beside values of its own. */
const titles = {
  N03034: 'Soliditet inkl pensionsåtag. kommunkoncern, (%)',
  U21468: 'Brukarbedömning hemtjänst äldreomsorg - helhetssyn, andel (%)',
  N00090: 'Sjukfrånvaro totalt bland anställda, kommun, andel (%)',
};

/** Kolada with all of the plan's key figures, and values of three for Sjövik and seven like it. */
export async function startKolada(): Promise<FakeKolada> {
  const server = await FakeKolada.start();
  const planned = demoInputWith() as { indicators: { kolada?: string; name: { sv: string } }[] };
  server.keyFigures = planned.indicators.flatMap(({ kolada, name }) =>
    kolada ? [{ id: kolada, title: titles[kolada as keyof typeof titles] ?? name.sv }] : [],
  );
  server.keyFigures.push(
    {
      id: 'N00947',
      title: 'Sjukpenningtalet, antal dagar',
      description: 'Dagar med sjukpenning per försäkrad.',
    },
    { id: 'N00091', title: 'Sjukfrånvaro, långtid, andel (%) (-2023)', operating_area: 'Personal' },
  );
  server.groups = [
    { id: 'G1', title: 'Liknande kommuner, övergripande, Sjövik, 2024', members: ['3001', '3002', '3003'] },
    { id: 'G2', title: groupTitle, members: [...similar, sjovikId] },
  ];
  for (const kpi of Object.keys(titles)) {
    server.values.push(
      ...[2023, 2024, 2025].map((period) => ({
        kpi,
        municipality: sjovikId,
        period,
        value: period - 1930.3,
      })),
      ...similar.map((municipality, index) => ({ kpi, municipality, period: 2025, value: 80 + index })),
      ...similar.slice(0, 3).map((municipality) => ({ kpi, municipality, period: 2026, value: 1 })),
    );
  }
  return server;
}

export interface KoladaWorld {
  readonly ports: Ports;
  readonly tenantId: string;
  readonly server: FakeKolada;
  readonly logged: readonly { level: string; event: unknown }[];
  /** Puts a changed plan in force. */
  adopt(...changes: readonly (readonly [place: Place, value: unknown])[]): Promise<void>;
  at(instant: Temporal.Instant): Ports;
}

/** What makes the demo's plan comparable. */
export const comparable = [
  [['organisation', 'kolada'], sjovikId],
  [['organisation', 'comparisonGroup'], groupTitle],
] as const;

/** Sjövik's plan in a store, and a Kolada beside it; the plan names the municipality and whom to compare it with. */
export async function openKoladaWorld(): Promise<KoladaWorld> {
  const server = await startKolada();
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const logged: { level: string; event: unknown }[] = [];
  const line = (level: string) => (facts: Readonly<Record<string, unknown>>) =>
    void logged.push({ level, event: facts.event });
  const log: Log = { info: line('info'), warn: line('warn'), error: line('error') };
  const kolada = createKolada({
    baseUrl: server.url,
    stopping: new AbortController().signal,
    timeoutMs: 2000,
    stopwatch: { now: () => 0, wait: () => Promise.resolve() },
  });
  const clock = { now: () => Temporal.Instant.from('2026-08-31T15:00:00+02:00') };
  const messenger = new RecordingMessenger();
  const ports: Ports = { store, messenger, clock, log, kolada, instance: 'test' };
  const tenantId = demoTenant;
  const adopt: KoladaWorld['adopt'] = async (...changes) => {
    const checked = checkPlan(demoInputWith(...comparable, ...changes));
    if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
    await importPlan({
      store: ports.store,
      now: ports.clock.now(),
      tenantId,
      content: checked.plan,
      by: 'test',
    });
  };
  await adopt();
  return {
    ports,
    tenantId,
    server,
    logged,
    adopt,
    at: (instant) => ({ ...ports, clock: { now: () => instant } }),
  };
}
