import type { Localised } from '../../language/language.ts';
import type { Fault } from '../../language/people-text.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Assignment, Indicator } from '../../plan/plan-schema.ts';
import type { DraftPart } from '../../reports/draft.ts';
import type { SeriesPoint } from '../../reports/indicator-series.ts';
import type { KnownValue } from '../../reports/known-values.ts';
import type { Reader } from '../../reports/reader.ts';
import type { Answers, Attributed, Judgement, ReportState } from '../../reports/report.ts';
import type { AskPart } from '../../rounds/ask.ts';

/**
 * A part of an answer: everything that is particular to it, in one file of this folder. The card, the draft, the
 * preview, versions and collisions are made of the parts in `all-parts.ts` and know none of them by name.
 *
 * Pure: what was read from the store comes in with the `Subject`.
 */
export interface Part {
  /** What can stand on a card by itself, in order, by keys that are ids; none where the part does not apply. */
  items(subject: PartSubject): readonly string[];
  /** Absent: it is always drawn open. */
  readonly fold?: Fold;
  /** An item's inputs by id, with what stands in them; `open` says whether what can be folded is not. */
  inputs(item: string, typed: DraftPart, subject: PartSubject, open: boolean): Inputs;
  /** What was typed, kept whatever it is, and what to say about it. An input that is absent was not on the card. */
  take(item: string, inputs: Inputs, before: DraftPart, taking: Taking): Taken;
  /** How an item's inputs look, in the order of `inputs`. */
  fields(item: string, drawing: Drawing): readonly Field[];
  /** Gone through with nothing amiss. */
  isDone(item: string, typed: DraftPart, subject: Pick<PartSubject, 'indicators'>): boolean;
  /** The answers that a draft makes, each by a key of its own, as `entries` gives them. */
  answers(typed: DraftPart, part: AskPart, sent: ReportState, plan: Plan): Entries;
  /** The part's answers one by one: two versions are compared key by key. */
  entries(answers: Answers): Entries;
  /** The way back; `now` is what stands, where an answer holds more than its entries say. */
  from(entries: Entries, now: ReportState): Answers;
  /** A draft that says what was sent in, to be changed from there. */
  typed(answers: Answers, show: (value: number) => string): DraftPart;
  /** A report's block has a place for it; absent: what is `said` stands in the block under its name. */
  readonly isDrawn?: true;
  /** In words, for versions and for two answers side by side. */
  said(answers: Answers, reader: Reader, assignment: Assignment): readonly Said[];
}

/** What is drawn only when somebody asks for it, or has written something there. */
export interface Fold {
  /** Several parts may share one: then they open together. */
  readonly name: string;
  /** The text key of the button that opens it, and where that is long, of what stands on the button in its place. */
  readonly title: string;
  readonly button?: string;
  hasContent(typed: DraftPart, subject: PartSubject): boolean;
}

/** One person's question about one assignment, and what is known of it already. */
export interface PartSubject {
  readonly reader: Reader;
  readonly personId: string;
  readonly part: AskPart;
  readonly assignment: Assignment;
  /** What is sent in of it in this round. */
  readonly sent: ReportState;
  /** What was said the last time somebody judged it. */
  readonly last?: LastTime | undefined;
  /** Those that nobody has said are reached. */
  readonly milestones: readonly OpenMilestone[];
  readonly indicators: readonly Indicator[];
  /** By indicator id, oldest first, of earlier periods. */
  readonly series: ReadonlyMap<string, readonly SeriesPoint[]>;
}

export interface LastTime {
  readonly roundId: string;
  readonly judgement: Attributed<Judgement>;
}

export interface OpenMilestone {
  readonly id: string;
  readonly name: Localised;
  /** Local date: the plan's, or the one it was moved to. */
  readonly due: string;
  /** It was to be reached within the period, so that "not yet" is news. */
  readonly isDue: boolean;
}

/** By input id. Of a card that held an input and came back without it, it is empty. */
export type Inputs = Readonly<Record<string, string>>;
/** By input id. */
export type Faults = Readonly<Record<string, Fault>>;

export interface Taking {
  readonly subject: PartSubject;
  /** The person says that this is it, and what is doubtful can be asked about; else it is only kept. */
  readonly confirms: boolean;
  /** By indicator id: values that stood in the inputs already. */
  readonly known: ReadonlyMap<string, KnownValue>;
}

export interface Taken {
  readonly typed: DraftPart;
  readonly faults: Faults;
}

export interface Drawing {
  readonly subject: PartSubject;
  readonly typed: DraftPart;
  readonly open: boolean;
  /** What stands in the inputs. */
  readonly values: Inputs;
  readonly known: ReadonlyMap<string, KnownValue>;
}

/** One input with the words around it. */
export interface Field {
  readonly id: string;
  readonly kind: 'line' | 'text' | 'choice' | 'list' | 'date' | 'toggle';
  readonly label: string;
  /** It is about the field above, and stands close to it. */
  readonly below?: boolean;
  /** Above it, where something new begins. */
  readonly heading?: string | undefined;
  readonly intro?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly choices?: readonly { readonly value: string; readonly title: string }[] | undefined;
  /** In small letters under it, each on a line of its own. */
  readonly notes?: readonly (string | undefined)[] | undefined;
  /** Somebody's words under it, shown as they were written. */
  readonly quote?: string | undefined;
}

/** By key: `judgement`, `aspect-social`, `reading-i12`. */
export type Entries = Readonly<Record<string, unknown>>;

export interface Said {
  readonly what: string;
  readonly words: string;
}

/** The faults that there are. */
export function faultsIn(found: Readonly<Record<string, Fault | undefined>>): Faults {
  return Object.fromEntries(
    Object.entries(found).filter((one): one is [string, Fault] => one[1] !== undefined),
  );
}

/** An input that was not on the card leaves what was there. */
export function textIn(given: string | undefined, before: string | undefined): string {
  return (given ?? before ?? '').trim();
}

/** Marks what was taken without a fault: confirmed now, or before and only changed. */
export function withDone(typed: DraftPart, item: string, faults: Faults, { confirms }: Taking): DraftPart {
  const was = typed.done ?? [];
  const others = was.filter((one) => one !== item);
  const isDone = Object.keys(faults).length === 0 && (confirms || was.includes(item));
  return { ...typed, done: isDone ? [...others, item] : others };
}

/** `reading-i12` of `i12`, and back. */
export function idIn(item: string, prefix: string): string {
  return item.slice(prefix.length + 1);
}
