import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { atEnd } from './at-end.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet, offline, and able to run as root as it must in a container. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that is here, or undefined. CHROMIUM_PATH names one; it is then the only one looked for. */
export function findChromium(
  named = process.env.CHROMIUM_PATH,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return (named ? [named] : usualPlaces).find(exists);
}

/** A fresh Chromium without a profile, closed at the end; throws a sentence saying how to get one. */
export async function startChromium(executablePath = findChromium()): Promise<Browser> {
  if (!executablePath) {
    throw new Error(
      'No Chromium was found, and cards can only be looked at in a browser. ' +
        'Install one (Debian, Ubuntu: apt-get install chromium) or let CHROMIUM_PATH name the one you have.',
    );
  }
  const browser = await chromium.launch({ executablePath, args: flags });
  atEnd(() => browser.close());
  return browser;
}
