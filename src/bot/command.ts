import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Turn } from './turn.ts';

/** Something one can write to Roder that is not a question. */
export interface Command {
  /** `help.<name>.say` and `help.<name>.does` say what to write and what comes of it. */
  readonly name: string;
  /** Fits the whole text as `readMessage` gives it: single spaces, no punctuation at its end; groups go to `run`. */
  readonly pattern: RegExp;
  readonly run: (ports: Ports, turn: Turn, said: RegExpExecArray) => Promise<readonly Card[]>;
}
