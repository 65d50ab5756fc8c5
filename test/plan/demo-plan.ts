import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';

const input: unknown = parse(readFileSync(new URL('../../demo/sjovik.yaml', import.meta.url), 'utf8'));
let plan: PlanContent | undefined;

/** The demo plan as its file gives it: plain data, new each time. */
export function demoInput(): unknown {
  return structuredClone(input);
}

/** The demo plan, checked: new each time. */
export function demoPlan(): PlanContent {
  plan ??= checkedDemo();
  return structuredClone(plan);
}

function checkedDemo(): PlanContent {
  const checked = checkPlan(demoInput());
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults));
}

type Node = Record<string | number, unknown>;
/** Keys, places in lists, or ids of entries in lists. */
export type Place = readonly (string | number)[];

/** The demo plan with one thing put elsewhere; undefined takes it away. */
export function demoInputWith(...changes: readonly (readonly [place: Place, value: unknown])[]): unknown {
  const input = demoInput();
  for (const [place, value] of changes) {
    const node = place.slice(0, -1).reduce<Node>((at, key) => at[keyIn(at, key)] as Node, input as Node);
    const last = keyIn(node, place.at(-1)!);
    if (value === undefined) delete node[last];
    else node[last] = value;
  }
  return input;
}

function keyIn(node: Node, key: string | number): string | number {
  if (!Array.isArray(node) || typeof key === 'number') return key;
  const place = node.findIndex((entry: Node) => entry.id === key);
  return place < 0 ? node.length : place;
}

/** A round whose last answer day has passed at the end of August 2026, and that can still be answered. */
export const passedQuarter = {
  id: '2026-Q2',
  kind: 'quarterly',
  name: { sv: 'Kvartal 2 2026', en: 'Quarter 2 2026' },
  covers: { from: '2026-04-01', to: '2026-06-30' },
  opens: '2026-08-03',
  due: '2026-08-17',
  closes: '2026-09-30',
};
