import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { translator } from '../../src/language/language.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import { planHash } from '../../src/plan/plan-store.ts';
import { demoInput } from './demo-plan.ts';

const sound = JSON.stringify(demoInput());
type Node = Record<string, unknown>;

/** Goes down the plan by random steps and puts something there. */
function mutated(steps: readonly number[], value: unknown): unknown {
  const root = JSON.parse(sound) as Node;
  let node = root;
  for (const step of steps) {
    const keys = Object.keys(node);
    const key = keys[step % keys.length];
    if (key === undefined) break;
    const child = node[key];
    if (step !== steps.at(-1) && child && typeof child === 'object') node = child as Node;
    else node[key] = value;
  }
  return root;
}

const steps = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 6 });
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    'gu1',
    'utredare',
    '2026-12-31',
    '0000-01-01',
    '9999-12-31',
    'third Friday of May',
    '+999 days',
    '',
  ),
  fc.constantFrom(undefined, -0, 1e308, Number.NaN, '__proto__', [[]], { sv: null }),
);

describe('a plan with anything put anywhere', () => {
  test('is checked without a crash, and is sound or has faults that can be told', () => {
    const t = translator('sv');
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, value), { minLength: 1, maxLength: 3 }), (changes) => {
        for (const [where, what] of changes) {
          const checked = checkPlan(mutated(where, what));
          if ('plan' in checked) expect(planHash(checked.plan)).toMatch(/^[0-9a-f]{64}$/u);
          else expect(checked.faults.map((fault) => describeFault(fault, t)).join('')).not.toBe('');
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('is checked though it is nested deeper than a call stack', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const input = { ...(demoInput() as Node), decision: deep, roles: [deep] };
    expect(checkPlan(input)).toMatchObject({
      faults: [{ code: 'expected-text' }, { code: 'expected-object' }],
    });
  });

  test('is checked though it holds itself', () => {
    const input = demoInput() as Node;
    input.organisation = input;
    input.roles = [input.roles];
    expect(checkPlan(input)).toHaveProperty('faults');
  });
});
