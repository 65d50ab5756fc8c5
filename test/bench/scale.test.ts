import { expect, test } from '@jest/globals';
import { counted, hourOf, managersOf, monthOf } from '../../bench/scale.ts';

const managers = managersOf();
const times = { message: 1 / 1000, assignment: 1 / 50 };
const hour = (given: { instances?: number; unitsPerSecond?: number; of?: readonly number[] }) =>
  hourOf(given.of ?? managers, { instances: 1, unitsPerSecond: 1e9, times, costs: counted, ...given });

test('municipalities are as many, as large and as different as the country', () => {
  const people = managers.reduce((sum, one) => sum + one, 0);
  expect(managers).toHaveLength(290);
  expect(people * 350).toBeGreaterThan(10_000_000);
  expect(people * 350).toBeLessThan(11_000_000);
  expect(managers[144]! * 350).toBeCloseTo(16_100, -3);
});

test('no municipality is sent to faster than Teams allows, nor the store used beyond what it gives', () => {
  expect(hour({ of: [4900] }).lastMessage).toBe(100);
  const units = counted.message + counted.open;
  expect(hour({ of: Array(100).fill(100), unitsPerSecond: units * 50 }).lastMessage).toBeGreaterThanOrEqual(
    200,
  );
  expect(hour({ of: Array(100).fill(100), instances: 4 }).lastMessage).toBeLessThan(
    hour({ of: Array(100).fill(100) }).lastMessage,
  );
});

test('who answers waits where the instances have no time, and is counted as busy', () => {
  const slow = { message: 1 / 1000, assignment: 5 };
  const given = { instances: 1, unitsPerSecond: 1e9, times: slow, costs: counted };
  const { longestWait, busy } = hourOf(managers, given);
  expect(longestWait).toBeGreaterThan(60);
  expect(busy).toBeGreaterThan(0.9);
  expect(hour({}).longestWait).toBe(0);
});

test('a month costs more with each instance, since each looks for work', () => {
  const [one, two] = [monthOf(managers, 1, counted), monthOf(managers, 2, counted)];
  const looking = (290 * counted.lookingInAMonth) / 1e6;
  expect(two.millionUnits - one.millionUnits).toBeGreaterThan(looking);
  expect(two.dollars / one.dollars).toBeLessThan(2);
});
