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

/**
 * The input without what the schema refused. Ids stay whatever they are: that one is misspelt is said
 * once, where it stands, and not again by all that refer to it.
 */
export function readablePlan(input: unknown, findings: readonly Finding[]): ReadablePlan {
  if (!input || typeof input !== 'object' || Array.isArray(input)) return {};
  const copy: unknown = structuredClone(input);
  for (const { path, code, found } of findings) {
    const isId = path.at(-1) === 'id' && typeof found === 'string';
    if (!isId && code !== 'person-without-id') remove(copy, path);
  }
  return copy as ReadablePlan;
}

function remove(root: unknown, path: FaultPath): void {
  const parent = path.slice(0, -1).reduce(childOf, root);
  const last = path.at(-1);
  if (last !== undefined && childOf(parent, last) !== undefined)
    (parent as Record<string | number, unknown>)[last] = undefined;
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
