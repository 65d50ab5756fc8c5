import type { Plan } from '../plan/plan-index.ts';
import { joined, type Said } from './join-times.ts';
import { lasting } from './said-days.ts';
import { type Read, type SaidTime, ways } from './said-times.ts';
import type { Day, Span, Way } from './spans.ts';

/** A time that was said, in local days, the last included. */
export interface SaidPeriod {
  readonly from: string;
  readonly to: string;
}

/** A time, and the words that said it. */
export interface FoundPeriod {
  readonly period: SaidPeriod;
  readonly said: string;
  /** Where they begin. */
  readonly at: number;
}

export interface How {
  readonly way?: Way;
  /** How long something lasts is a time. */
  readonly lasts?: boolean;
}

/** Between spaces, which is faster than between all letters and digits: those take the first message 20 ms to compile. */
const compile = (all: readonly SaidTime[]) =>
  all.map(([said, read]) => [new RegExp(`(?<!\\S)(?:${said})(?!\\S)`, 'gu'), read] as const);
const compiled = compile(ways);
const withLasting = [...compiled, ...compile(lasting)];

/** The times that folded words say, each with the words that said it; the more particular before the others. */
export function findPeriods(text: string, today: Day, plan: Plan, { way, lasts }: How = {}): FoundPeriod[] {
  const said: Said[] = [];
  let left = text;
  while (said.length < maxTimes) {
    const next = firstSaid(left, lasts ? withLasting : compiled, (found, read) =>
      read(found, today, plan, way),
    );
    if (!next) break;
    said.push(next);
    left = `${left.slice(0, next.at)}${'·'.repeat(next.until - next.at)}${left.slice(next.until)}`;
  }
  return joined(said, text, today, way).map(({ span: [from, to], at, until }) => ({
    period: { from: from.toString(), to: to.toString() },
    said: text.slice(at, until),
    at,
  }));
}

const maxTimes = 6;

function firstSaid(
  text: string,
  all: typeof compiled,
  spanOf: (found: RegExpExecArray, read: Read) => Span | undefined,
): Said | undefined {
  for (const [said, read] of all) {
    said.lastIndex = 0;
    for (let found = said.exec(text); found; found = said.exec(text)) {
      const span = spanOf(found, read);
      if (span) return { span, at: found.index, until: said.lastIndex };
    }
  }
  return undefined;
}
