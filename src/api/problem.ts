import { type Language, translator } from '../language/language.ts';

/** What can go wrong, each with its sentence in `api.json` of both languages. */
export const problemCodes = [
  'no-token',
  'token-refused',
  'no-scope',
  'sign-in-away',
  'not-allowed',
  'no-plan',
  'no-round',
  'no-such-address',
  'wrong-method',
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
  'date-before-period',
  'too-many-digits',
  'not-by-gender',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type KindOfThing = 'assignment' | 'indicator' | 'round';

interface ProblemFacts {
  /** What would have been right, where that can be told. */
  readonly expected?: string;
  /** The part of the request that is not right, by name. */
  readonly field?: string;
  /** What was asked for. */
  readonly what?: KindOfThing;
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
  const { expected = '', field = '', given = '' } = facts;
  const values = { expected, field, given, what: facts.what ? t(`api.what.${facts.what}`) : '' };
  return {
    type: `/api/v1#${code}`,
    title: t(`api.problem.${code}.title`),
    status,
    detail: t(`api.problem.${code}.detail`, values),
    code,
    expected: facts.expected,
  };
}
