import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { atEnd } from './at-end.ts';

const usualPlaces = [
  // The same without windows: up to a third less to do.
  '/usr/bin/chromium-headless-shell',
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
  // Drawn by the processor as it is, in the browser's own process: no card of graphics is imitated beside it.
  '--disable-software-rasterizer',
  '--in-process-gpu',
  `--disable-features=${featuresAway().join()}`,
];

/** Each window would load two pages for an address bar that nobody sees: a second of a processor. */
function featuresAway(): string[] {
  const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];
  // Of Playwright's own list, whose place this takes: what would ask the network, or show a page later or elsewhere.
  return [...addressBar, 'HttpsUpgrades', 'MediaRouter', 'OptimizationHints', 'PaintHolding'];
}

/** The browser that is here, or undefined. CHROMIUM_PATH names one; it is then the only one looked for. */
export function findChromium(
  named = process.env.CHROMIUM_PATH,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return (named ? [named] : usualPlaces).find(exists);
}

let browser: Promise<Browser> | undefined;

/**
 * A Chromium without a profile; throws a sentence saying how to get one. A worker of the tests starts it once and
 * keeps it until it ends; elsewhere it is closed at the end. What is opened in it is to be closed by whoever did.
 */
export async function startChromium(executablePath = findChromium()): Promise<Browser> {
  if (!executablePath) {
    throw new Error(
      'No Chromium was found, and cards can only be looked at in a browser. ' +
        'Install one (Debian, Ubuntu: apt-get install chromium) or let CHROMIUM_PATH name the one you have.',
    );
  }
  browser ??= chromium.launch({
    executablePath,
    args: flags,
    ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
  });
  const started = await browser;
  if (!started.isConnected()) {
    browser = undefined;
    return startChromium(executablePath);
  }
  const isKept = process.send !== undefined;
  atEnd(async () => {
    for (const context of started.contexts()) await context.close();
    if (isKept) return;
    browser = undefined;
    await started.close();
  });
  return started;
}
