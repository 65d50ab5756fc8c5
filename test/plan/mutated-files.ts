import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { translator } from '../../src/language/language.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import { currentPlan, importPlan, planHash } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInput, demoPlan } from './demo-plan.ts';
import { type Mutation, mutatedBytes, mutatedCells, mutatedParts, mutation } from './mutations.ts';
import { checkedFile, demoBook } from './workbooks.ts';

type Mutated = readonly [name: string, bytes: Buffer];

const yaml = await readFile('demo/sjovik.yaml');
const json = Buffer.from(JSON.stringify(demoInput(), null, 1));

const ways: Readonly<Record<string, (mutations: readonly Mutation[]) => Promise<Mutated>>> = {
  yaml: async (mutations) => ['plan.yaml', mutations.reduce(mutatedBytes, yaml)],
  json: async (mutations) => ['plan.json', mutations.reduce(mutatedBytes, json)],
  'the book’s bytes': async (mutations) => ['plan.xlsx', mutations.reduce(mutatedBytes, await demoBook())],
  'the book’s XML': async (mutations) => ['plan.xlsx', await mutatedParts(await demoBook(), mutations)],
  'the book’s cells': async (mutations) => ['plan.xlsx', await mutatedCells(await demoBook(), mutations)],
};
export const mutatedWays = Object.keys(ways);

export interface MutationCounts {
  refused: number;
  sound: number;
}

/**
 * Every mutated file is either refused with faults that can be told, leaving the plan in force, or put in force
 * whole. Of a book whose bytes are damaged nothing but the very plan that was saved may come.
 */
export async function surviveMutations(way: string, runs: number): Promise<MutationCounts> {
  const counts: MutationCounts = { refused: 0, sound: 0 };
  const saved = planHash(demoPlan());
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      const [name, bytes] = await ways[way]!(mutations);
      const checked = await checkedFile(name, bytes);
      if ('faults' in checked) {
        counts.refused += 1;
        const told = checked.faults.map((fault) => describeFault(fault, translator('sv')));
        expect(told.join('')).not.toBe('');
        expect(told.join('')).not.toContain('{{');
      } else {
        counts.sound += 1;
        if (way === 'the book’s bytes') expect(planHash(checked.plan)).toBe(saved);
        await comesIntoForceWhole(checked.plan);
      }
    }),
    { numRuns: runs },
  );
  return counts;
}

async function comesIntoForceWhole(content: ReturnType<typeof demoPlan>): Promise<void> {
  const store = openSqliteStore(':memory:');
  const [tenantId, now] = ['t', Temporal.Instant.from('2026-09-01T06:00:00Z')];
  await importPlan({ store, now, tenantId, content, by: 'cli' });
  const inForce = await currentPlan(store, tenantId);
  await store.close();
  expect(planHash(inForce!.content)).toBe(planHash(content));
}
