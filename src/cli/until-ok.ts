import { setTimeout as wait } from 'node:timers/promises';
import { RoderError } from '../base/errors.ts';
import { type Language, translator } from '../language/language.ts';

const betweenMs = 100;
const mostSeconds = 60;

/** Resolves once the address answers 200. Throws `demo-not-up`, naming the log, if it does not within a minute. */
export async function untilOk(
  url: string,
  { language, log }: { language: Language; log: string },
): Promise<void> {
  for (let left = (mostSeconds * 1000) / betweenMs; left > 0; left -= 1) {
    if (await isOk(url)) return;
    await wait(betweenMs);
  }
  throw new RoderError(
    'demo-not-up',
    translator(language)('cli.demo.notUp', { url, seconds: mostSeconds, file: log }),
  );
}

async function isOk(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(betweenMs * 10);
  const response = await fetch(url, { signal }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}
