import type { Plan } from '../plan/plan-index.ts';
import { days } from './said-days.ts';
import { months } from './said-months.ts';
import { parts } from './said-parts.ts';
import { stretches } from './said-stretches.ts';
import type { Day, Span, Way } from './spans.ts';

export type Read = (found: RegExpExecArray, today: Day, plan: Plan, way: Way) => Span | undefined;
/** How a time is said, over folded words with single spaces, and which it is. */
export type SaidTime = readonly [said: string, Read];

/** What is said of a time; the first that fits is taken. */
export const ways: readonly SaidTime[] = [...parts, ...stretches, ...days, ...months];
