import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Ports } from '../../src/base/ports.ts';
import { fetchDueKeyFigures } from '../../src/kolada/fetch-due-key-figures.ts';
import { koladaHealth } from '../../src/kolada/fetch-step.ts';
import { findComparison } from '../../src/kolada/group-median.ts';
import { keyFigures, prefillId, prefills } from '../../src/kolada/key-figure.ts';
import { current, koladaFetches } from '../../src/kolada/kolada-fetch.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { refusing } from '../support/fake-kolada.ts';
import { groupTitle, type KoladaWorld, openKoladaWorld, sjovikId } from '../support/kolada-world.ts';

let world: KoladaWorld;

beforeEach(async () => {
  world = await openKoladaWorld();
});
afterAll(endAll);

/** All that is due now; how many steps it took. */
async function fetchAll(ports: Ports = world.ports): Promise<number> {
  for (let steps = 1; ; steps++)
    if ((await fetchDueKeyFigures(ports, world.tenantId)) === 'nothing') return steps;
}

const schedule = () => koladaFetches(world.ports.store).get(world.tenantId, current);
const later = (duration: Temporal.DurationLike) => world.at(world.ports.clock.now().add(duration));
const prefillOf = (indicatorId: string, year: number) =>
  prefills(world.ports.store).find(world.tenantId, prefillId(indicatorId, year));
const comparisonOf = (kolada: string) => findComparison(world.ports, world.tenantId, { kolada });
const asked = () => world.server.requests.length;

describe('a first fetch', () => {
  test('fills in what the plan takes from Kolada, as it is written in the plan, and nothing else', async () => {
    await fetchAll();
    expect(await prefillOf('i02', 2025)).toMatchObject({
      indicatorId: 'i02',
      year: 2025,
      value: 94.7,
      source: 'kolada',
      preliminary: false,
      fetchedAt: '2026-08-31T13:00:00.000Z',
    });
    expect((await prefillOf('i12', 2023))?.value).toBe(92.7);
    expect(await prefillOf('i02', 2026)).toBeUndefined();
    // Measured by ourselves; Kolada's is only beside it.
    expect(await prefillOf('i18', 2025)).toBeUndefined();
  });

  test('takes the values of women and of men where the plan wants them, and nowhere else', async () => {
    await fetchAll();
    expect((await prefillOf('i02', 2025))?.women).toBeUndefined();
    const place = demoPlan().indicators.findIndex(({ id }) => id === 'i02');
    await world.adopt([['indicators', place, 'byGender'], true]);
    await fetchAll();
    expect(await prefillOf('i02', 2025)).toMatchObject({ value: 94.7, women: 1, men: 2 });
    expect((await prefillOf('i12', 2023))?.women).toBeUndefined();
  });

  test('keeps the median of the year that enough similar municipalities have', async () => {
    await fetchAll();
    expect(await comparisonOf('N00090')).toMatchObject({
      year: 2025,
      value: 83,
      count: 7,
      group: groupTitle,
      own: 94.70000000000005,
      preliminary: false,
      title: 'Sjukfrånvaro totalt bland anställda, kommun, andel (%)',
    });
    expect(await comparisonOf('N15001')).toBeUndefined();
  });

  test('asks nothing again until the next morning, and the catalogue not for a week', async () => {
    await fetchAll();
    const first = asked();
    await fetchAll(later({ hours: 12 }));
    expect(asked()).toBe(first);
    await fetchAll(later({ hours: 20 }));
    const second = asked() - first;
    expect(second).toBeGreaterThan(0);
    expect(world.server.paths.filter((path) => path.startsWith('/v3/kpi?'))).toHaveLength(1);
    await fetchAll(later({ hours: 24 * 8 }));
    expect(world.server.paths.filter((path) => path.startsWith('/v3/kpi?'))).toHaveLength(2);
    expect(
      Temporal.Instant.from((await schedule()).nextAt!).toZonedDateTimeISO('Europe/Stockholm').hour,
    ).toBe(4);
  });

  test('takes a new plan at once, and says which ids Kolada does not have', async () => {
    await fetchAll();
    await world.adopt([['indicators', 'i02', 'kolada'], 'N99999']);
    await fetchAll(later({ minutes: 1 }));
    const health = await koladaHealth(world.ports, world.tenantId);
    expect(health).toMatchObject({ connected: true, unknown: ['N99999'], problem: undefined, catalogue: 20 });
    expect(health.group).toEqual({ wanted: groupTitle, found: groupTitle });
  });

  test('takes the newest group where the plan names no year, and says where there is none', async () => {
    await world.adopt([['organisation', 'comparisonGroup'], 'liknande kommuner,  övergripande, Sjövik']);
    await fetchAll();
    expect((await comparisonOf('N03034'))?.group).toBe(groupTitle);
    await world.adopt([['organisation', 'comparisonGroup'], 'Liknande kommuner, räddningstjänst']);
    await fetchAll(later({ hours: 1 }));
    const { group } = await koladaHealth(world.ports, world.tenantId);
    expect(group).toEqual({ wanted: 'Liknande kommuner, räddningstjänst', found: undefined });
    expect(await comparisonOf('N03034')).toBeUndefined();
  });

  test('without a municipality in the plan fetches the catalogue and no values', async () => {
    await world.adopt([['organisation', 'kolada'], undefined]);
    await fetchAll();
    expect(world.server.paths).toEqual(['/v3/kpi?per_page=5000']);
  });

  test('without Kolada does nothing at all', async () => {
    expect(await fetchAll({ ...world.ports, kolada: undefined })).toBe(1);
    expect(await koladaFetches(world.ports.store).find(world.tenantId, current)).toBeUndefined();
  });
});

describe('what changes in Kolada', () => {
  test('is preliminary between the two dates of its year, and says so until it is fetched anew', async () => {
    world.server.keyFigures = world.server.keyFigures.map((one) => ({
      ...one,
      prel_publication_date: '2026-05-05',
      publication_date: '2026-09-30',
      publ_period: '2025',
    }));
    await fetchAll();
    expect([
      (await prefillOf('i02', 2025))?.preliminary,
      (await prefillOf('i02', 2024))?.preliminary,
    ]).toEqual([true, false]);
    expect((await comparisonOf('N03034'))?.preliminary).toBe(true);
    await fetchAll(later({ hours: 24 * 31 }));
    expect((await prefillOf('i02', 2025))?.preliminary).toBe(false);
  });

  test('takes the place of what was kept; what is withdrawn stands nowhere any more', async () => {
    await fetchAll();
    world.server.values = world.server.values.map((one) =>
      one.kpi === 'N03034' && one.municipality === sjovikId
        ? { ...one, value: one.period === 2025 ? 17.44 : one.value, isdeleted: one.period === 2024 }
        : one,
    );
    await fetchAll(later({ hours: 24 }));
    expect((await prefillOf('i02', 2025))?.value).toBe(17.4);
    expect(await prefillOf('i02', 2024)).toBeUndefined();
    expect(world.logged).toContainEqual({ level: 'info', event: 'kolada-revised' });
  });

  test('when it is silently left out, what is kept stays with its age', async () => {
    await fetchAll();
    world.server.values = world.server.values.filter(({ kpi }) => kpi !== 'N03034');
    await fetchAll(later({ hours: 24 }));
    const kept = await keyFigures(world.ports.store).get(world.tenantId, 'N03034');
    expect([kept.own.length, kept.fetchedAt]).toEqual([3, '2026-08-31T13:00:00.000Z']);
    expect(world.logged).toContainEqual({ level: 'warn', event: 'kolada-missing' });
  });
});

describe('when Kolada does not answer', () => {
  test('what is kept stays; it is asked later and later, and the pass goes on where it was', async () => {
    await fetchAll();
    const before = await comparisonOf('N03034');
    world.server.misbehaviour = refusing(503, 1000);
    const down = later({ hours: 24 });
    await fetchAll(down);
    expect(await koladaHealth(world.ports, world.tenantId)).toMatchObject({
      problem: { code: 'kolada-down', failures: 1, since: '2026-09-01T13:00:00.000Z' },
      finishedAt: '2026-08-31T13:00:00.000Z',
    });
    expect((await schedule()).nextAt).toBe('2026-09-01T13:15:00.000Z');
    await fetchAll(later({ hours: 24, minutes: 15 }));
    expect((await schedule()).nextAt).toBe('2026-09-01T13:45:00.000Z');
    expect(await comparisonOf('N03034')).toEqual(before);
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);

    world.server.misbehaviour = undefined;
    await fetchAll(later({ hours: 24, minutes: 45 }));
    expect(await koladaHealth(world.ports, world.tenantId)).toMatchObject({
      problem: undefined,
      finishedAt: '2026-09-01T13:45:00.000Z',
    });
  });

  test('because the address has ended, somebody is told to mend it', async () => {
    world.server.misbehaviour = refusing(410, 1000);
    await fetchAll();
    expect(world.logged).toContainEqual({ level: 'error', event: 'kolada-failed' });
    expect((await koladaHealth(world.ports, world.tenantId)).problem?.code).toBe('kolada-gone');
  });

  test('and asks for an hour, it gets an hour', async () => {
    world.server.misbehaviour = refusing(429, 1000, { 'Retry-After': '3600' });
    await fetchAll();
    expect(asked()).toBe(1);
    expect((await schedule()).nextAt).toBe('2026-08-31T14:00:00.000Z');
  });
});

test('two instances never fetch the same step, and one that dies is followed by the other', async () => {
  const other = { ...world.ports, instance: 'other' };
  await Promise.all([
    fetchDueKeyFigures(world.ports, world.tenantId),
    fetchDueKeyFigures(other, world.tenantId),
  ]);
  expect(world.server.paths).toEqual(['/v3/kpi?per_page=5000']);
  const held = await schedule();
  await koladaFetches(world.ports.store).replace({
    ...held,
    lease: { owner: 'dead', attempt: 1 },
    nextAt: '2026-08-31T13:01:00.000Z',
  });
  expect(await fetchAll(other)).toBe(1);
  expect(await fetchAll({ ...later({ minutes: 1 }), instance: 'other' })).toBeGreaterThan(1);
});
