import type { Language } from '../language/language.ts';

/**
 * A sign of an intent: how sure it makes, and words that show it, in the message as `understand` reads it: folded, slips
 * set right, without greetings, oaths and courtesies. Of two expressions the second is looked for after the first.
 */
export interface Cue {
  readonly sure: number;
  readonly said: RegExp;
  readonly then?: RegExp;
  /** Only where it is told, and not asked. */
  readonly told?: true;
  /** Not if this is said as well. */
  readonly unless?: RegExp;
}

/** One thing people want of Roder. `typed` in `permissions/entrances.ts` says who may, and where. */
export interface Intent {
  readonly id: string;
  /** Whether it is about something of the plan: never, perhaps, or always. */
  readonly subject: 'none' | 'may' | 'must';
  /** Which kinds of subject it may be about. */
  readonly about?: readonly ('assignment' | 'indicator' | 'role' | 'term')[];
  /** Whether a time that is said belongs to it. */
  readonly time?: true;
  /** What people write for it: evidence for what is written, and what help shows (the first). */
  readonly examples: Readonly<Record<Language, readonly string[]>>;
  readonly cues: readonly Cue[];
}

export function cue(sure: number, said: RegExp, more: Omit<Cue, 'sure' | 'said'> = {}): Cue {
  return { sure, said, ...more };
}
