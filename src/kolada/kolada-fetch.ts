import type { DocumentStore } from '../base/document-store.ts';
import type { Kolada, MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

export type FetchPorts = Ports & { readonly kolada: Kolada };

/**
 * When to ask Kolada next, and progress so far; one per tenant. Claimed like other work, one small step at a time: an
 * instance that dies loses only one step, and a slow Kolada holds up nothing else.
 */
export interface KoladaFetch extends Claimable {
  readonly kind: 'koladaFetch';
  /** The plan version whose indicators are fetched; a new version is fetched at once. */
  readonly planVersion: number;
  /** Progress of the current pass; absent: none is in progress. */
  readonly pass?: Pass | undefined;
  readonly finishedAt?: Timestamp | undefined;
  /** The latest failure; cleared when a pass succeeds. */
  readonly problem?: FetchProblem | undefined;
  /** Key figures in the plan that Kolada does not know. */
  readonly unknown?: readonly string[] | undefined;
  /** Title of the group found for the plan's group; absent: none was found. */
  readonly group?: string | undefined;
  readonly catalogue?: { readonly at: Timestamp; readonly pages: number; readonly count: number } | undefined;
}

export interface Pass {
  /** How many of the plan's key figures are done, in order. */
  readonly done: number;
  /**
   * The group to compare with; absent: not looked up yet; null: the plan names none, or Kolada has none by that name.
   */
  readonly group?: MunicipalityGroup | null | undefined;
  readonly unknown: readonly string[];
}

export interface FetchProblem {
  readonly code: string;
  readonly since: Timestamp;
  readonly failures: number;
}

export const current = 'current';

export function koladaFetches(store: DocumentStore): Documents<KoladaFetch> {
  return documentsOf<KoladaFetch>(store, { kind: 'koladaFetch' });
}
