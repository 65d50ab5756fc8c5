import { RoderError } from './errors.ts';

/**
 * Kolada, the open database of key figures for municipalities, as far as Roder asks it: version 3, path form
 * only. Every call may throw a `KoladaError`; none is ever made while a person waits.
 */
export interface Kolada {
  /** Facts of these key figures. One that Kolada does not know is left out: the caller looks for it. */
  keyFigures(ids: readonly string[]): Promise<KeyFigureFacts[]>;
  /** The whole catalogue, page by page: some six thousand. */
  catalogue(): AsyncGenerator<KeyFigureFacts[]>;
  /** Groups whose title contains this. */
  groups(title: string): Promise<MunicipalityGroup[]>;
  /** Values of whole populations (never of women or men alone); a withdrawn or empty one is null. */
  values(asked: AskedValues): Promise<KoladaValue[]>;
}

export interface AskedValues {
  readonly keyFigures: readonly string[];
  readonly municipalities: readonly string[];
  readonly years: readonly number[];
}

export interface KeyFigureFacts {
  /** `N00090` */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly area: string;
  /** From this local date to the next the year's values are preliminary. */
  readonly preliminaryFrom?: string | undefined;
  readonly finalFrom?: string | undefined;
  /** The year that the dates are about. */
  readonly year?: number | undefined;
}

export interface MunicipalityGroup {
  readonly id: string;
  readonly title: string;
  /** Ids of municipalities. */
  readonly members: readonly string[];
}

/** The same value of women and of men, where it is known of them; Kolada's K and M. */
export interface ByGender {
  readonly women?: number | undefined;
  readonly men?: number | undefined;
}

export interface KoladaValue extends ByGender {
  readonly keyFigure: string;
  readonly municipality: string;
  readonly year: number;
  readonly value: number | null;
}

/**
 * Kolada did not give what was asked. Codes: `kolada-down` (no answer, or 5xx), `kolada-busy` (429),
 * `kolada-gone` (410: this version has ended), `kolada-not-found` (404 or 422: not among what there is),
 * `kolada-refused` (another 4xx), `kolada-unreadable` (not what version 3 answers), `kolada-incomplete` (cut on
 * the way), `kolada-stopping` (Roder ends).
 */
export class KoladaError extends RoderError {
  /** How long Kolada asked to be left alone. */
  readonly afterMs: number | undefined;

  constructor(code: string, message: string, { cause, afterMs }: { cause?: unknown; afterMs?: number } = {}) {
    super(code, message, { cause });
    this.afterMs = afterMs;
  }
}
