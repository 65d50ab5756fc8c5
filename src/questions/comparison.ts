import type { Indicator } from '../plan/plan-schema.ts';

/** What similar municipalities have, for one indicator and year. */
export interface Comparison {
  /** The group's name, as its source names it. */
  readonly group: string;
  readonly year: string;
  /** The group's median, in the indicator's unit. */
  readonly value: number;
  readonly source: string;
}

/**
 * Where comparisons are read from. Undefined where there is none for the indicator; the answer then says so.
 * Answers never wait for another service: what is read has been fetched before.
 */
export type ReadComparison = (tenantId: string, indicator: Indicator) => Promise<Comparison | undefined>;
