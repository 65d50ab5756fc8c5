import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { ByGender } from '../base/kolada.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import { type Ask, unanswered } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { type DeliveredValues, deliveredValues } from './delivered-values.ts';

/**
 * One assignment in one round (lägesrapport). What was sent in is never rewritten: each contribution is a
 * revision of its own, and the report as it stands is all of them, the later over the earlier.
 * Its id is `round:assignment`.
 */
export interface Report extends Document {
  readonly kind: 'report';
  readonly roundId: string;
  readonly assignmentId: string;
  readonly revisions: readonly Revision[];
}

/** What one person sent in at one moment; only the parts that person answered. */
export interface Revision {
  /** Made with the draft, so that sending the same answer twice is one revision. */
  readonly id: string;
  /** 1 is the first. */
  readonly number: number;
  readonly at: Timestamp;
  readonly by: Author;
  readonly answers: Answers;
  /** By indicator id, the key of the period that its value is of; absent in what was sent before that was kept. */
  readonly periods?: Readonly<Record<string, string>> | undefined;
  /** Why it came after the round had closed: a correction says so. */
  readonly reason?: string | undefined;
}

export interface Author {
  readonly personId: string;
  /** Answers follow the role when people change. */
  readonly roleId: string;
  /** The person answered for the one whose role it is. */
  readonly asDeputy?: true | undefined;
}

export interface Answers {
  readonly judgement?: Judgement | undefined;
  readonly aspects?: Readonly<Record<Aspect, AspectAnswer>> | undefined;
  /** Of a political assignment, by milestone id. */
  readonly milestones?: Readonly<Record<string, MilestoneAnswer>> | undefined;
  /** By indicator id. */
  readonly readings?: Readonly<Record<string, Reading>> | undefined;
}

export const statuses = ['not_started', 'on_track', 'deviation', 'paused', 'completed', 'cancelled'] as const;
export const forecasts = ['expected', 'uncertain', 'not_expected'] as const;
export type Status = (typeof statuses)[number];
export type Forecast = (typeof forecasts)[number];

export interface Judgement {
  readonly status: Status;
  readonly forecast?: Forecast | undefined;
  /** Empty where nothing was written. */
  readonly ownWords: string;
  readonly help?: Help | undefined;
}

/** What help is wanted, and of whom: a role, or somebody in the person's own words. */
export interface Help {
  readonly what: string;
  readonly from?: string | undefined;
  readonly fromWords?: string | undefined;
}

export type AspectAnswer =
  | { readonly kind: 'words'; readonly words: string }
  /** Chosen by a person, never taken for granted. */
  | { readonly kind: 'unchanged' }
  /** Nothing was said of it, while something was said of another. */
  | { readonly kind: 'absent' };

export type MilestoneAnswer =
  | { readonly state: 'reached' | 'not_yet'; readonly words?: string | undefined }
  /** `to` is a local date. */
  | { readonly state: 'moved'; readonly to: string; readonly words?: string | undefined };

/** A value, or why there is none. */
export type Reading =
  | (ByGender & {
      readonly value: number;
      readonly comment?: string | undefined;
      /** It was known already and the person confirmed it. */
      readonly known?: KnownSource | undefined;
    })
  | { readonly skipped: string; readonly comment?: string | undefined };

/** Where a value that was known already is from, and of when. */
export interface KnownSource {
  readonly source: 'plan' | 'kolada' | 'system';
  /** A year, a month `2026-09`, or a round's id. */
  readonly period: string;
  /** Its source may still change it. */
  readonly preliminary?: true | undefined;
  /** Of what a system has delivered: what people call it, and the local date its value is from. */
  readonly system?: string | undefined;
  readonly date?: string | undefined;
}

export function reports(store: DocumentStore): Documents<Report> {
  return documentsOf<Report>(store, { kind: 'report' });
}

export function reportId(roundId: string, assignmentId: string): string {
  return `${roundId}:${assignmentId}`;
}

/** Reads each report once. */
export interface ReportReader {
  find(roundId: string, assignmentId: string): Promise<Stored<Report> | undefined>;
  /** What systems have delivered of an indicator. */
  delivered(indicatorId: string): Promise<DeliveredValues | undefined>;
  /** What has been written since. */
  put(report: Stored<Report>): void;
}

export function reportReader(store: DocumentStore, tenantId: string): ReportReader {
  const found = new Map<string, Promise<Stored<Report> | undefined>>();
  return {
    find(roundId, assignmentId) {
      const id = reportId(roundId, assignmentId);
      const reading = found.get(id) ?? reports(store).find(tenantId, id);
      found.set(id, reading);
      return reading;
    },
    delivered: (indicatorId) => deliveredValues(store).find(tenantId, indicatorId),
    put: (report) => found.set(report.id, Promise.resolve(report)),
  };
}

/** A part of a report with who gave it and when: no answer is ever shown without them. */
export interface Attributed<T> {
  readonly answer: T;
  readonly by: Author;
  readonly at: Timestamp;
}

/** Answers that are given as a whole, each by its part's name. */
type Wholes = Omit<Answers, 'milestones' | 'readings'>;

/** A report as it stands: for each part the latest answer. */
export type ReportState = {
  readonly [Part in keyof Wholes]: Attributed<NonNullable<Wholes[Part]>> | undefined;
} & {
  readonly milestones?: Readonly<Record<string, Attributed<MilestoneAnswer>>> | undefined;
  readonly readings: Readonly<Record<string, Attributed<Reading> & { readonly period?: string | undefined }>>;
  /** Why the latest correction after the round had closed was made. */
  readonly corrected?: Attributed<string> | undefined;
};

export function stateOf(report: Pick<Report, 'revisions'> | undefined): ReportState {
  const revisions = report?.revisions ?? [];
  const known = states.get(revisions);
  if (known) return known;
  const state = revisions.reduce<ReportState>(withRevision, { readings: {} });
  states.set(revisions, state);
  return state;
}

/** Revisions are never changed once read, and every indicator of a summary asks for the state of its report. */
const states = new WeakMap<readonly Revision[], ReportState>();

/** The state after one more contribution: also how a preview is made before anything is sent. */
export function withRevision(
  state: ReportState,
  { by, at, answers, periods, reason }: Pick<Revision, 'at' | 'by' | 'answers' | 'periods' | 'reason'>,
): ReportState {
  const attributed = <T>(answer: T): Attributed<T> => ({ answer, by, at });
  const { milestones: reached = {}, readings: read = {}, ...wholes } = answers;
  const given: Record<string, unknown> = {};
  for (const [part, answer] of Object.entries(wholes)) if (answer) given[part] = attributed(answer);
  const milestones = { ...state.milestones };
  for (const [id, answer] of Object.entries(reached)) if (answer) milestones[id] = attributed(answer);
  const readings = { ...state.readings };
  for (const [id, answer] of Object.entries(read))
    if (answer) readings[id] = { ...attributed(answer), period: periods?.[id] };
  return {
    ...state,
    ...given,
    milestones,
    readings,
    corrected: reason ? attributed(reason) : state.corrected,
  };
}

/** How many earlier rounds are looked at for what was said last. */
export const roundsBack = 8;

/** Those before a round that have been open, the earliest due first. */
export function earlierRounds(rounds: readonly Round[], round: Round): Round[] {
  return rounds.filter((one) => one.openedAt && one.id !== round.id && one.due <= round.due);
}

/** Whether somebody has said how one of the assignments goes, in a round before: then nothing may be new. */
export async function isSaidBefore(
  store: DocumentStore,
  ask: Ask,
  { round, rounds }: { readonly round: Round; readonly rounds: readonly Round[] },
): Promise<boolean> {
  const owned = unanswered(ask).filter(({ as }) => as === 'owner');
  for (const { id } of earlierRounds(rounds, round).slice(-roundsBack).toReversed()) {
    for (const { assignmentId } of owned) {
      if (stateOf(await reports(store).find(ask.tenantId, reportId(id, assignmentId))).judgement) return true;
    }
  }
  return false;
}
