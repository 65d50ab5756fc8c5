import { describe, expect, test } from '@jest/globals';
import type { Assignment, Indicator, PlanContent } from '../../src/plan/plan-schema.ts';
import { sheetTables } from '../../src/plan/workbook-tables.ts';
import { describeChanges } from '../../src/plan-changes/describe-changes.ts';
import { demoPlan } from '../plan/demo-plan.ts';

const plan = demoPlan();

function withAssignment(id: string, change: (one: Assignment) => Partial<Assignment>): PlanContent {
  const assignments = plan.assignments.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
  return { ...plan, assignments };
}

function withIndicator(id: string, change: (one: Indicator) => Partial<Indicator>): PlanContent {
  const indicators = plan.indicators.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
  return { ...plan, indicators };
}

const linesOf = (after: PlanContent, before = plan) =>
  describeChanges(before, after, 'sv').flatMap(({ lines }) => lines);

describe('what a plan changes in the lists inside its entries', () => {
  test('is said of milestones that leave, move, are reached and come', () => {
    const after = withAssignment('pu2', ({ milestones = [] }) => ({
      milestones: [
        { ...milestones[1]!, due: '2025-01-31', done: '2025-02-03' },
        ...milestones.slice(2),
        { id: 'nytt', name: { sv: 'Invigning', en: 'Opening' }, due: '2027-12-01' },
        { id: 'nytt2', name: { sv: 'Fest', en: 'Party' }, due: '2027-12-02' },
      ],
    }));
    expect(linesOf(after)).toEqual([
      'Milstolpar: 4 → 5',
      'Milstolpar, tas bort: Medborgardialog genomförd (Planerad: 2025-10-31, Nådd: 2025-10-14)',
      'Milstolpar, Planförslag på samråd. Planerad: 2026-06-30 → 2025-01-31. Nådd: 2026-06-18 → 2025-02-03',
      'Milstolpar, ny: Invigning (Planerad: 2027-12-01)',
      'Milstolpar, ny: Fest (Planerad: 2027-12-02)',
    ]);
  });

  test('is said of every earlier value, though there are as many as before', () => {
    const after = withIndicator('i10', ({ history = [] }) => ({
      history: [{ ...history[0]!, value: 17.1 }, { period: '1999', value: 1 }, ...history.slice(2)],
    }));
    expect(linesOf(after)).toEqual([
      'Tidigare värden, 2026-T1: 54 → inget',
      'Tidigare värden, 2025-H: 58 → 17,1',
      'Tidigare värden, 1999: inget → 1',
    ]);
  });

  test('is how many there were, where all are lost', () => {
    const lost = withAssignment('pu2', () => ({ milestones: [] }));
    expect(linesOf(lost)[0]).toBe('Milstolpar: 4 → 0');
    expect(linesOf(lost)).toHaveLength(5);
    expect(linesOf(plan, lost)[0]).toBe('Milstolpar: 0 → 4');
    expect(linesOf(withIndicator('i10', () => ({ history: undefined })))[0]).toMatch(
      /^Tidigare värden: \d+ → 0$/u,
    );
  });

  test('is said of units and of how long records are kept', () => {
    const after = {
      ...plan,
      units: [{ sv: 'famnar', en: 'fathoms' }, ...plan.units!.slice(1)],
      retention: {
        ...plan.retention,
        records: plan.retention!.records!.map((one) =>
          one.record === 'draft' ? { ...one, months: 7 } : one,
        ),
      },
    };
    expect(linesOf(after)).toEqual([
      'Måttenheter, %: % → inget',
      'Måttenheter, famnar: inget → fathoms',
      'Gallring, utkast. Månader: 12 → 7',
    ]);
  });

  test('is another order, where nothing else is', () => {
    const after = withAssignment('pu2', ({ milestones = [] }) => ({ milestones: milestones.toReversed() }));
    expect(linesOf(after)).toEqual(['Milstolpar: samma rader i en annan ordning']);
  });

  test('is how many there are, of what is new', () => {
    const before = { ...plan, assignments: plan.assignments.filter(({ id }) => id !== 'pu2') };
    expect(linesOf(plan, before)).toEqual(['Milstolpar: 4']);
  });
});

test('two long texts that begin alike are shown where they part', () => {
  const start = 'Uppdraget gäller hela kommunen och alla som bor och verkar här. '.repeat(5);
  const one = (end: string) =>
    withAssignment('gu1', ({ aspects }) => ({
      aspects: { ...aspects, social: { sv: `${start}${end}`, en: 'x' } },
    }));
  expect(linesOf(one('Slut B.'), one('Slut A.'))).toEqual([
    'Socialt: … som bor och verkar här. Slut A. → … som bor och verkar här. Slut B.',
  ]);
});

test('whatever differs between two plans has a line that says from what to what', () => {
  const silent: string[] = [];
  for (const path of leavesOf(plan)) {
    const after = changedAt(plan, path);
    for (const { change, lines } of describeChanges(plan, after, 'sv')) {
      const isSaid = lines.some(
        (line) => /[→(]/u.test(line) && new Set(line.split(/: | → /u).slice(-2)).size === 2,
      );
      if (change === 'changed' && !isSaid) silent.push(`${path.join('.')}: ${lines.join(' | ')}`);
    }
  }
  expect(silent).toEqual([]);
});

type Path = readonly (string | number)[];

/** Where texts, numbers and yes or no stand; of each list its first two entries. */
function leavesOf(node: unknown, path: Path = []): Path[] {
  if (Array.isArray(node)) return node.slice(0, 2).flatMap((one, place) => leavesOf(one, [...path, place]));
  if (node !== null && typeof node === 'object')
    return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
  return node === null || node === undefined ? [] : [path];
}

function changedAt(content: PlanContent, path: Path): PlanContent {
  const copy = structuredClone(content);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (node, key) => node[key] as Record<string | number, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  const last = path.at(-1)!;
  parent[last] = another(parent[last], path);
  return copy;
}

function another(value: unknown, path: Path): unknown {
  const name = path.filter((key) => typeof key === 'string').join('.');
  const choice = choices.get(name)?.find((one) => one !== value);
  if (choice) return choice;
  return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}X`;
}

/** What may stand where only some words may. */
const choices = new Map(
  sheetTables.flatMap(({ list, within, columns }) =>
    columns.map(
      ({ path, choices }) => [[within?.sheet, list, path].filter(Boolean).join('.'), choices] as const,
    ),
  ),
);
