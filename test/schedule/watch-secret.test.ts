import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Log } from '../../src/base/ports.ts';
import type { AppConfig } from '../../src/config.ts';
import { watchSecret } from '../../src/schedule/watch.ts';

const app: AppConfig = {
  id: 'app',
  type: 'SingleTenant',
  tenantId: 'tenant',
  password: 'not-a-secret',
  secretExpires: '2026-12-01',
};

let now: Temporal.Instant;
let logged: string[];
const say = (level: string) => (facts: Readonly<Record<string, unknown>>) =>
  void logged.push([level, ...Object.values(facts)].join(' '));
const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  logged = [];
});
afterEach(() => {
  jest.useRealTimers();
});

/** A Roder that is started on one morning, and still runs so many days later. */
function running(from: string, days: number, secret: AppConfig | undefined = app): string[] {
  const start = Temporal.Instant.from(`${from}T07:00:00Z`);
  now = start;
  const watch = watchSecret(
    { clock: { now: () => now }, log },
    { app: secret, timeZone: 'Europe/Stockholm' },
  );
  for (let hour = 1; hour <= days * 24; hour++) {
    now = start.add({ hours: hour });
    jest.advanceTimersByTime(3_600_000);
  }
  watch.stop();
  return logged;
}

test('from thirty days before it is said once a day, and as an error from the day before', () => {
  expect(running('2026-10-31', 1)).toEqual(['warn secret-expires 2026-12-01 30']);
  logged = [];
  expect(running('2026-11-28', 3)).toEqual([
    'warn secret-expires 2026-12-01 3',
    'warn secret-expires 2026-12-01 2',
    'error secret-expires 2026-12-01 1',
    'error secret-expires 2026-12-01 0',
  ]);
});

test('a secret whose end is far away says nothing; one whose end nobody knows says that', () => {
  expect(running('2026-10-01', 2)).toEqual([]);
  expect(running('2026-10-01', 0, { ...app, secretExpires: undefined })).toEqual([
    'warn secret-expiry-unknown',
  ]);
});

test('a managed identity has none, and nobody looks', () => {
  expect(running('2026-11-30', 1, { ...app, type: 'UserAssignedMSI', password: undefined })).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

test('a watch that is stopped says no more', () => {
  running('2026-11-28', 0);
  logged = [];
  now = now.add({ hours: 48 });
  jest.advanceTimersByTime(48 * 3_600_000);
  expect(logged).toEqual([]);
});
