import type { Temporal } from 'temporal-polyfill';
import { asError } from '../../base/errors.ts';
import type { Finding } from './finding.ts';

/** Seconds: beyond these tokens are refused, and reminders go out at other times than people were told. */
const allowed = { wrong: 300, soon: 30 } as const;

export interface Comparison {
  /** Whose clock this machine's is held against. */
  readonly url: string;
  readonly now: () => Temporal.Instant;
}

/** A server says what time it is in every answer, a refusal included. */
export async function examineClock({ url, now }: Comparison): Promise<Finding> {
  const { host } = new URL(url);
  try {
    const before = now();
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return { state: 'soon', key: 'clockUnknown', values: { host, reason: '–' } };
    return judged(secondsApart(theirs, before, now()), host);
  } catch (error) {
    const { message, cause } = asError(error);
    const reason = cause instanceof Error ? cause.message : message;
    return { state: 'soon', key: 'clockUnknown', values: { host, reason } };
  }
}

/** The answer was made somewhere between asking and hearing, and its time is cut to whole seconds. */
function secondsApart(theirs: number, asked: Temporal.Instant, heard: Temporal.Instant): number {
  const ahead = (asked.epochMilliseconds - (theirs + 1000)) / 1000;
  const behind = (theirs - heard.epochMilliseconds) / 1000;
  return Math.round(Math.max(ahead, behind, 0));
}

function judged(seconds: number, host: string): Finding {
  const values = { host, count: seconds };
  if (seconds > allowed.wrong) return { state: 'wrong', key: 'clockWrong', values };
  if (seconds > allowed.soon) return { state: 'soon', key: 'clockSoon', values };
  return { state: 'well', key: 'clockGood', values };
}
