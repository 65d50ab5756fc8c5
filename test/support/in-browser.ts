import { describe, test } from '@jest/globals';
import { findChromium } from './chromium.ts';

/**
 * Tests that need a browser. Where there is none they are skipped, and the end of the run says so and how to
 * get one; with `CI` set they run and fail, so that nothing is skipped unseen.
 */
const hasBrowser = findChromium() !== undefined || Boolean(process.env.CI);

export const describeInBrowser = hasBrowser ? describe : describe.skip;
export const testInBrowser = hasBrowser ? test : test.skip;
