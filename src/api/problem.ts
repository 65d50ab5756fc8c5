import { type Language, translator } from '../language/language.ts';

/** What can go wrong, each with its sentence in `api.json` of both languages. */
export const problemCodes = [
  'no-token',
  'token-refused',
  'no-scope',
  'sign-in-away',
  'not-allowed',
  'no-plan',
  'unknown',
  'invalid',
  'not-json',
  'too-large',
  'too-many',
  'unknown-indicator',
  'wrong-period',
  'period-not-begun',
  'wrong-unit',
  'wrong-source',
  'date-to-come',
  'too-many-digits',
  'not-by-gender',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

interface ProblemFacts {
  /** What would have been right, where that can be told. */
  readonly expected?: string;
  /** What was given, by name. */
  readonly field?: string;
  readonly given?: string;
}

/** Thrown on the way to an answer, and answered as problem details (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: ProblemCode, facts: ProblemFacts = {}, retryAfter?: number) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
    this.retryAfter = retryAfter;
  }
}

/** As it is answered; `title` is the same for all of a kind, `detail` is about this one. */
export function problemBody({ status, code, facts }: Problem, language: Language) {
  const t = translator(language);
  const values = { expected: facts.expected ?? '', field: facts.field ?? '', given: facts.given ?? '' };
  return {
    type: `/api/v1#${code}`,
    title: t(`api.problem.${code}.title`),
    status,
    detail: t(`api.problem.${code}.detail`, values),
    code,
    expected: facts.expected,
  };
}
