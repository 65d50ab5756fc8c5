import { fold } from '../language/words.ts';
import type { Cadence, OwnTime } from './digest-times.ts';

/** How often something is to be told, of "följ hamnområdet varje fredag kl 9". */
export interface FollowWords {
  readonly every: Cadence;
  /** Absent if neither a day nor a time is given. */
  readonly own?: OwnTime | undefined;
}

const paces: readonly (readonly [RegExp, Cadence])[] = [
  [/\b(varje vecka|en gang i veckan|veckovis|every week|weekly|once a week)\b/u, 'week'],
  [/\b(varje kvartal|en gang i kvartalet|kvartalsvis|every quarter|quarterly)\b/u, 'quarter'],
  [/\b(varje manad|en gang i manaden|manadsvis|every month|monthly|once a month)\b/u, 'month'],
];

/** Monday first; a day with "every" means weekly. */
const days: readonly RegExp[] = [
  /\b((?:varje|every) |pa |on )?(mandag(?:ar|en)?|mondays?)\b/u,
  /\b((?:varje|every) |pa |on )?(tisdag(?:ar|en)?|tuesdays?)\b/u,
  /\b((?:varje|every) |pa |on )?(onsdag(?:ar|en)?|wednesdays?)\b/u,
  /\b((?:varje|every) |pa |on )?(torsdag(?:ar|en)?|thursdays?)\b/u,
  /\b((?:varje|every) |pa |on )?(fredag(?:ar|en)?|fridays?)\b/u,
];
const atHour = /\b(?:kl|klockan|at)\.?\s*(\d{1,2})(?:[.:](\d{2}))?\b/u;

/** Monthly unless something else is said; "varje fredag" (every Friday) means weekly. */
export function readFollowWords(text: string): FollowWords {
  const folded = fold(text);
  const pace = paces.find(([said]) => said.test(folded));
  const weekday = days.findIndex((day) => day.test(folded)) + 1 || undefined;
  const hour = hourOf(folded);
  const weekly = weekday !== undefined && /^(?:varje|every) /u.test(days[weekday - 1]!.exec(folded)![0]);
  return {
    every: pace?.[1] ?? (weekly ? 'week' : 'month'),
    own: weekday || hour ? { weekday, hour } : undefined,
  };
}

function hourOf(folded: string): string | undefined {
  const [, hour, minutes = '00'] = atHour.exec(folded) ?? [];
  if (!hour || Number(hour) > 23 || Number(minutes) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minutes}`;
}
