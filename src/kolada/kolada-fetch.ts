import type { DocumentStore } from '../base/document-store.ts';
import type { Kolada, MunicipalityGroup } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

export type FetchPorts = Ports & { readonly kolada: Kolada };

/**
 * When Kolada is next asked, and how far it has come: claimed like other work, one small step at a time, so that
 * an instance that dies loses one step and a slow Kolada keeps nothing else waiting. One for each organisation.
 */
export interface KoladaFetch extends Claimable {
  readonly kind: 'koladaFetch';
  /** The plan whose indicators are fetched: another one is fetched at once. */
  readonly planVersion: number;
  /** How far this pass has come; absent: none is under way. */
  readonly pass?: Pass | undefined;
  readonly finishedAt?: Timestamp | undefined;
  /** The latest failure, until a pass succeeds. */
  readonly problem?: FetchProblem | undefined;
  /** Key figures of the plan that Kolada does not have. */
  readonly unknown?: readonly string[] | undefined;
  /** The title of the group that was found for the plan's; absent: there was none. */
  readonly group?: string | undefined;
  readonly catalogue?: { readonly at: Timestamp; readonly pages: number; readonly count: number } | undefined;
}

export interface Pass {
  /** How many of the plan's key figures, in their order. */
  readonly done: number;
  /** Whom to compare with; absent: not looked up yet, null: the plan names none, or Kolada has none of that name. */
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
