/** What a benchmark figure is: what is measured, beside what, and what is to be reached. */

export type Goal =
  /** Ours divided by the reference's, in the same round. */
  | { readonly ratio: 'at-least' | 'at-most'; readonly bound: number }
  | { readonly value: 'below' | 'exactly'; readonly bound: number }
  /** Shown for what it tells; nothing is to be reached. */
  | 'none';

export const ratioAtLeast = (bound: number): Goal => ({ ratio: 'at-least', bound });
export const ratioAtMost = (bound: number): Goal => ({ ratio: 'at-most', bound });
export const below = (bound: number): Goal => ({ value: 'below', bound });
export const exactly = (bound: number): Goal => ({ value: 'exactly', bound });

export type Unit = '/s' | 'ms' | 'MB' | '';

/** One row of the table. */
export interface Line {
  readonly title: string;
  readonly unit: Unit;
  /** What it stands beside; absent: a bound alone. */
  readonly reference?: string;
  readonly goal: Goal;
}

/** A figure and the lines it gives. It runs in a process of its own. */
export interface Figure {
  readonly name: string;
  readonly lines: Readonly<Record<string, Line>>;
  run(bench: Bench): Promise<void>;
}

/** What a figure is given to measure with. */
export interface Bench {
  /** Says what is under way. */
  step(text: string): void;
  /** One measured value; a reference's goes with the ours of the same round. */
  measured(line: string, side: Side, value: number): void;
  /**
   * Both sides in turn, so many times, first the one and then the other, so that what the machine does
   * meanwhile meets both. Each gives the line's value.
   */
  interleave(
    line: string,
    rounds: number,
    sides: Readonly<Record<Side, () => Promise<number>>>,
  ): Promise<void>;
}

export type Side = 'ours' | 'reference';

/** From a figure's process to the one that shows it. */
export type Report =
  | { readonly step: string }
  | { readonly line: string; readonly side: Side; readonly value: number };
