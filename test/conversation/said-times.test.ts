import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { periodFor } from '../../src/conversation/times.ts';
import { readingOf } from '../../src/conversation/understand.ts';
import { plans } from './measure.ts';

/** What is wanted, the days that are meant (`-` where none), what was written, and when, if not on Saturday 28 November 2026. */
const lines = readFileSync(new URL('said-times.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split('\t') as [intent: string, days: string, text: string, today?: string]);

test.each(lines)('%s, %s: “%s”', (intent, days, text, today = '2026-11-28') => {
  const read = readingOf(text, { plan: plans.norrnas!, today: Temporal.PlainDate.from(today) });
  const { from, to } = periodFor(intent, read) ?? { from: '-', to: '-' };
  expect(from === to ? from : `${from}/${to}`).toBe(days);
});
