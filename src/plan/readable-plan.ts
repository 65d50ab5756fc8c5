import type * as z from 'zod/v4';
import { childOf, type FaultPath, type Finding } from './plan-fault.ts';
import type { planSchema } from './plan-schema.ts';

/** Everything may be absent; what is there has the right shape. */
type Readable<T> = T extends readonly (infer Entry)[]
  ? readonly (Readable<Entry> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Readable<T[Key]> | undefined }
    : T;

/**
 * What can be read of a plan, however faulty: the rules run on this, so that faults of shape and faults of
 * meaning are told in one go. What is absent is the schema's to complain about, and the rules pass it by.
 */
export type ReadablePlan = Readable<z.input<typeof planSchema>>;

/** The input without what the schema refused. */
export function readablePlan(input: unknown, findings: readonly Finding[]): ReadablePlan {
  const faulty: FaultyParts = new Map();
  for (const { path } of findings) mark(faulty, path);
  const readable = input && typeof input === 'object' && !Array.isArray(input) ? without(input, faulty) : {};
  return readable as ReadablePlan;
}

/**
 * Faulty paths as a tree; a path's end has no parts. Only these are followed when copying, since what a
 * file holds beside them may be nested deeper than a call stack.
 */
interface FaultyParts extends Map<string | number, FaultyParts> {}

function mark(faulty: FaultyParts, path: FaultPath): void {
  let parts = faulty;
  for (const key of path) {
    const next: FaultyParts = parts.get(key) ?? new Map();
    parts.set(key, next);
    parts = next;
  }
}

function without(node: object, faulty: FaultyParts): unknown {
  const copy = (Array.isArray(node) ? [...node] : { ...node }) as Record<string | number, unknown>;
  for (const [key, parts] of faulty) {
    const child = childOf(node, key);
    // Absent stays absent: the rules tell what was never written from what could not be read.
    if (child !== undefined)
      copy[key] = isObject(child) && parts.size > 0 ? without(child, parts) : undefined;
  }
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The readable entries of a list with where they stand. */
export function* entriesOf<T>(
  list: readonly (T | undefined)[] | undefined | null,
  ...path: FaultPath
): Generator<{ entry: T; path: FaultPath }> {
  for (const [place, entry] of (list ?? []).entries()) {
    if (entry !== undefined && entry !== null) yield { entry, path: [...path, place] };
  }
}
