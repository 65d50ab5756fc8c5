import type { Aspect } from '../plan/plan-schema.ts';
import type { Document, DocumentStore } from '../storage/document-store.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { Forecast, Status } from './report.ts';

/**
 * What a person has typed but not sent in (utkast): their own, not a public record, gone when it is sent.
 * It keeps the very text that was typed, right or wrong.
 */
export interface Draft extends Document {
  readonly kind: 'draft';
  /** Names this draft in the revisions it becomes, together with its version. */
  readonly nonce: string;
  readonly version: number;
  /** By assignment id. */
  readonly parts: Readonly<Record<string, DraftPart>>;
}

export interface DraftPart {
  readonly status?: Status | undefined;
  readonly forecast?: Forecast | undefined;
  readonly ownWords?: string | undefined;
  readonly helpWhat?: string | undefined;
  readonly helpFrom?: string | undefined;
  readonly aspects?: Readonly<Partial<Record<Aspect, string>>> | undefined;
  /** By indicator id. */
  readonly readings?: Readonly<Record<string, DraftReading>> | undefined;
  /** The steps gone through, so that the preview knows what is answered. */
  readonly done?: readonly string[] | undefined;
}

export interface DraftReading {
  readonly text: string;
  /** Why there is no value: a code of `skipReasons`. */
  readonly skip?: string | undefined;
  /** The text that was asked about once because it is far from the last value. */
  readonly askedAbout?: string | undefined;
}

export const skipReasons = ['not-measured', 'not-ready', 'cannot-assess'] as const;

/** The ask's id for the one who is asked; a deputy's draft is their own. */
export function draftId(ask: { id: string; personId: string }, by: { personId: string }): string {
  return ask.personId === by.personId ? ask.id : `${ask.id}~${by.personId}`;
}

export function drafts(store: DocumentStore): Documents<Draft> {
  return documentsOf<Draft>(store, { kind: 'draft' });
}
