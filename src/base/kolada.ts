import { RoderError } from './errors.ts';

/**
 * Kolada, the open database of municipal key figures: the part of its API that Roder uses (version 3, ids in the path).
 * Every call may throw a `KoladaError`. No call is made while a person waits.
 */
export interface Kolada {
  /**
   * Metadata for these key figures. Ids that Kolada does not know are missing from the result; the caller must check.
   */
  keyFigures(ids: readonly string[]): Promise<KeyFigureFacts[]>;
  /** The whole catalogue, page by page: about six thousand key figures. */
  catalogue(): AsyncGenerator<KeyFigureFacts[]>;
  /** Groups whose title contains this text. */
  groups(title: string): Promise<MunicipalityGroup[]>;
  /** Values for the whole population, never for women or men alone. A withdrawn or empty value is null. */
  values(asked: AskedValues): Promise<KoladaValue[]>;
}

export interface AskedValues {
  readonly keyFigures: readonly string[];
  readonly municipalities: readonly string[];
  readonly years: readonly number[];
}

export interface KeyFigureFacts {
  /** Such as `N00090`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly area: string;
  /** Local date. From this date until `finalFrom` the values for `year` are preliminary. */
  readonly preliminaryFrom?: string | undefined;
  readonly finalFrom?: string | undefined;
  /** The year that the two dates apply to. */
  readonly year?: number | undefined;
}

export interface MunicipalityGroup {
  readonly id: string;
  readonly title: string;
  /** Municipality ids. */
  readonly members: readonly string[];
}

/** The same value for women and for men (Kolada's K and M), where known. */
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
 * A failed Kolada request. Codes: `kolada-down` (no answer, or 5xx), `kolada-busy` (429), `kolada-gone` (410: this API
 * version has been retired), `kolada-not-found` (404 or 422: unknown id), `kolada-refused` (any other 4xx),
 * `kolada-unreadable` (not a version 3 response), `kolada-incomplete` (truncated), `kolada-stopping` (Roder is shutting
 * down).
 */
export class KoladaError extends RoderError {
  /** How long Kolada asked us to wait before retrying. */
  readonly afterMs: number | undefined;

  constructor(code: string, message: string, { cause, afterMs }: { cause?: unknown; afterMs?: number } = {}) {
    super(code, message, { cause });
    this.afterMs = afterMs;
  }
}
