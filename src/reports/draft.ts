import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { Forecast, KnownSource, MilestoneAnswer, Status } from './report.ts';

/**
 * What a person has typed but not sent in (utkast): their own, not a public record, gone when it is sent.
 * It keeps the very text that was typed, right or wrong.
 */
export interface Draft extends Document {
  readonly kind: 'draft';
  /** Names this draft in the revisions it becomes, together with its version. */
  readonly nonce: string;
  readonly version: number;
  /** Why something is corrected after the round has closed, as typed. */
  readonly reason?: string | undefined;
  /** By assignment id. */
  readonly parts: Readonly<Record<string, DraftPart>>;
}

export interface DraftPart {
  readonly status?: Status | undefined;
  readonly forecast?: Forecast | undefined;
  readonly ownWords?: string | undefined;
  readonly helpWhat?: string | undefined;
  readonly helpFrom?: string | undefined;
  readonly helpWho?: string | undefined;
  readonly aspects?: Readonly<Partial<Record<Aspect, string>>> | undefined;
  /** By indicator id. */
  readonly readings?: Readonly<Record<string, DraftReading>> | undefined;
  /** By milestone id. */
  readonly milestones?: Readonly<Record<string, DraftMilestone>> | undefined;
  /** "Ingen förändring" is chosen for those aspects of which nothing is written. */
  readonly unchanged?: boolean | undefined;
  /** What was folded and has been opened: it stays open. */
  readonly opened?: readonly string[] | undefined;
  /** What has been gone through with nothing amiss, so that the preview knows what is answered. */
  readonly done?: readonly string[] | undefined;
  /** By what stood on a card: the draft's version when it was last taken, so that an older card is known as such. */
  readonly taken?: Readonly<Record<string, number>> | undefined;
  /** How many revisions the report had when this was begun: later ones by others are shown, not overwritten. */
  readonly base?: number | undefined;
  /** The same by round, where the answer goes to several. */
  readonly bases?: Readonly<Record<string, number>> | undefined;
}

export interface DraftMilestone {
  readonly state?: MilestoneAnswer['state'] | undefined;
  readonly to?: string | undefined;
  readonly words?: string | undefined;
  /** Gone through without anything amiss. */
  readonly done?: boolean | undefined;
}

export interface DraftReading {
  readonly text: string;
  /** What it was a number of when it was typed, in Swedish. */
  readonly unit?: string | undefined;
  /** As typed of women and of men. */
  readonly women?: string | undefined;
  readonly men?: string | undefined;
  /** Why there is no value: a code of `skipReasons`. */
  readonly skip?: string | undefined;
  readonly comment?: string | undefined;
  /** Set where the value is the one that was known already. */
  readonly known?: KnownSource | undefined;
  /** Gone through without anything amiss. */
  readonly done?: boolean | undefined;
  /** The text that was asked about once because it is far from the last value. */
  readonly askedAbout?: string | undefined;
}

export const skipReasons = ['not-measured', 'not-ready', 'cannot-assess'] as const;

/** The ask's id for the one who is asked; a deputy's draft is their own, and a correction has one of its own. */
export function draftId(
  ask: { id: string; personId: string },
  by: { personId: string },
  what: 'answer' | 'correction' = 'answer',
): string {
  const own = ask.personId === by.personId ? ask.id : `${ask.id}~${by.personId}`;
  return what === 'answer' ? own : `${own}~correction`;
}

export function drafts(store: DocumentStore): Documents<Draft> {
  return documentsOf<Draft>(store, { kind: 'draft' });
}
