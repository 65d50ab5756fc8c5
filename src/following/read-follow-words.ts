import { fold } from '../questions/words.ts';
import type { Cadence, OwnTime } from './digest-times.ts';

/** What "följ hamnområdet varje fredag kl 9" says beside what is to be followed. */
export interface FollowWords {
  readonly subject: string;
  readonly every: Cadence;
  /** Absent where neither a day nor an hour is said. */
  readonly own?: OwnTime | undefined;
}

const paces: readonly (readonly [RegExp, Cadence])[] = [
  [/\b(varje vecka|en gang i veckan|veckovis|every week|weekly|once a week)\b/u, 'week'],
  [/\b(varje kvartal|en gang i kvartalet|kvartalsvis|every quarter|quarterly)\b/u, 'quarter'],
  [/\b(varje manad|en gang i manaden|manadsvis|every month|monthly|once a month)\b/u, 'month'],
];

/** Monday first. */
const days: readonly string[] = [
  'mandag(?:ar|en)?|mondays?',
  'tisdag(?:ar|en)?|tuesdays?',
  'onsdag(?:ar|en)?|wednesdays?',
  'torsdag(?:ar|en)?|thursdays?',
  'fredag(?:ar|en)?|fridays?',
];
const onDay = (day: string) => new RegExp(String.raw`\b(varje |every |pa |on )?(${day})\b`, 'u');
const atHour = /\b(?:kl|klockan|at)\.?\s*(\d{1,2})(?:[.:](\d{2}))?\b/u;

/** Every month unless something else is said; "varje fredag" is every week. */
export function readFollowWords(text: string): FollowWords {
  const folded = fold(text);
  const pace = paces.find(([said]) => said.test(folded));
  const weekday = days.findIndex((day) => onDay(day).test(folded)) + 1 || undefined;
  const hour = hourOf(folded);
  const weekly =
    weekday !== undefined && new RegExp(`(varje|every) (${days[weekday - 1]})`, 'u').test(folded);
  const said = [...paces.map(([one]) => one), ...days.map(onDay), atHour];
  const subject = said.reduce((left, one) => left.replace(one, ' '), folded);
  return {
    subject: subject.replaceAll(/\s+/gu, ' ').trim(),
    every: pace?.[1] ?? (weekly ? 'week' : 'month'),
    own: weekday || hour ? { weekday, hour } : undefined,
  };
}

function hourOf(folded: string): string | undefined {
  const [, hour, minutes = '00'] = atHour.exec(folded) ?? [];
  if (!hour || Number(hour) > 23 || Number(minutes) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minutes}`;
}
