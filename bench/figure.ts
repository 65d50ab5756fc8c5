/** Defines a benchmark figure: what is measured, what it is compared with, and the goal. */

export type Goal =
  /** Our value divided by the reference's from the same round. */
  | { readonly ratio: 'at-least' | 'at-most'; readonly bound: number }
  | { readonly value: 'below' | 'exactly'; readonly bound: number }
  /** Informative only; no goal. */
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
  /** What it is compared with; absent: only a fixed bound. */
  readonly reference?: string;
  readonly goal: Goal;
}

/** A benchmark and the lines it reports. Runs in its own process. */
export interface Figure {
  readonly name: string;
  readonly lines: Readonly<Record<string, Line>>;
  run(bench: Bench): Promise<void>;
}

/** The measuring tools passed to a figure. */
export interface Bench {
  step(text: string): void;
  /** Reports one value; a reference value is paired with ours from the same round. */
  measured(line: string, side: Side, value: number): void;
  /**
   * Measures both sides alternately, `rounds` times, so that background load on the machine affects both alike. Each
   * function returns the value for the line.
   */
  interleave(
    line: string,
    rounds: number,
    sides: Readonly<Record<Side, () => Promise<number>>>,
  ): Promise<void>;
}

export type Side = 'ours' | 'reference';

/** Message from a figure's process to the process that displays it. */
export type Report =
  | { readonly step: string }
  | { readonly line: string; readonly side: Side; readonly value: number };
