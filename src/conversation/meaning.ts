import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import type { Subject } from '../questions/subject.ts';
import type { Learnt } from './classifier.ts';
import type { MessageWords } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';

/** What a message means, from its words, the plan and what was last spoken of: the same words always mean the same. */
export interface Understood {
  readonly intent: string;
  readonly subjects: readonly Subject[];
  readonly period: SaidPeriod | undefined;
  /** Words that say a time which Roder does not know; then it is asked which is meant. */
  readonly strangeTime?: string | undefined;
  /** For `aspect`: which. */
  readonly aspect?: Aspect | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  readonly outcome: 'answered' | 'asked-back' | 'declined';
  /** What to choose from, where it is asked back; what is near, where it is declined. */
  readonly choices: readonly Choice[];
  /** What else was nearly meant, where it is answered and was not certain. */
  readonly also?: readonly Choice[] | undefined;
  /** A language model chose what was meant; the answer is not its. */
  readonly helped?: true | undefined;
  /** The language it is written in, where that is clear. */
  readonly language: Language | undefined;
  /** Its words as read. */
  readonly words: readonly string[];
}

export interface Choice {
  readonly intent: string;
  readonly subject?: Subject | undefined;
}

/** What was last spoken of with the same person in the same place. */
export interface Spoken {
  readonly intent: string;
  readonly subjects: readonly Subject[];
  readonly period?: SaidPeriod | undefined;
  readonly aspect?: Aspect | undefined;
  /** What could be chosen, where it was asked back. */
  readonly choices?: readonly Choice[];
}

export interface Reading {
  readonly plan: Plan;
  readonly today: Temporal.PlainDate;
  readonly before?: Spoken | undefined;
  /** Absent: what Roder has learnt; other weights where learning is measured. */
  readonly learnt?: Learnt | undefined;
}

/** Sure enough to answer. */
export const sure = 0.62;
/** Sure enough to ask whether it was that. */
export const perhaps = 0.4;
export const maxChoices = 4;

export type Meant = Omit<Understood, 'language' | 'words'>;

/** A message as all that follows reads it. */
export interface Read extends Reading {
  readonly message: MessageWords;
  readonly period: SaidPeriod | undefined;
  /** Its words without those that say the time, folded. */
  readonly words: readonly string[];
  readonly text: string;
  readonly names: NamesOfPlan;
}

export interface NamesOfPlan {
  /** The organisation's own name, as stems: whoever says it means the whole. */
  readonly organisation: ReadonlySet<string>;
  /** Stems that are the whole name of a department, or of a role. */
  readonly departmentWords: ReadonlySet<string>;
  readonly roleWords: ReadonlySet<string>;
  readonly departments: readonly {
    readonly id: string;
    readonly words: readonly string[];
    /** What it is called besides. */
    readonly spoken: readonly string[];
    /** What it does, in stems and concepts. */
    readonly kinds: ReadonlySet<string>;
  }[];
  /** Every way of saying a role, in stems: its names. */
  readonly roles: readonly { readonly id: string; readonly said: readonly (readonly string[])[] }[];
}

export function answered(
  intent: string,
  subjects: readonly Subject[],
  period: SaidPeriod | undefined,
  confidence: number,
  aspect?: Aspect,
): Meant {
  return { intent, subjects, period, aspect, confidence, outcome: 'answered', choices: [] };
}

/** How an assignment goes, or what a measure says: which of them follows from what it is about. */
export function isPlain(intent: string): boolean {
  return intent === 'status' || intent === 'indicator';
}

export function askBack(
  intent: string,
  near: readonly Subject[],
  period: SaidPeriod | undefined,
  confidence = 0.5,
): Meant {
  // Which of the two it is, the thing says.
  const wanted = ({ type }: Subject) => (type === 'indicator' ? 'indicator' : 'status');
  return askWhich(
    near.map((subject) => ({ intent: isPlain(intent) ? wanted(subject) : intent, subject })),
    period,
    confidence,
  );
}

/** Doubt between things one may want: each with what it would be about. */
export function askWhich(
  choices: readonly Choice[],
  period: SaidPeriod | undefined,
  confidence: number,
): Meant {
  return {
    intent: choices[0]?.intent ?? 'unknown',
    subjects: [],
    period,
    confidence: Math.min(confidence, 0.59),
    outcome: 'asked-back',
    choices: choices.slice(0, maxChoices),
  };
}

export function declined(
  { period }: Pick<Read, 'period'>,
  near: readonly Subject[],
  confidence: number,
): Meant {
  const choices = near.slice(0, maxChoices).map((subject): Choice => ({ intent: 'status', subject }));
  return { intent: 'unknown', subjects: [], period, confidence, outcome: 'declined', choices };
}
