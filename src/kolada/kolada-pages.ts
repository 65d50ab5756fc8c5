import { setTimeout as elapse } from 'node:timers/promises';
import { asError } from '../base/errors.ts';
import { KoladaError } from '../base/kolada.ts';
import { page } from './kolada-shapes.ts';

/** Real time, also in the demo, where Roder's own clock stands still. Tests give their own. */
export interface Stopwatch {
  /** Milliseconds, only ever forwards. */
  now(): number;
  /** Resolves after so many milliseconds, or as soon as the signal is given. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const realStopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => elapse(milliseconds, undefined, { signal }).catch(() => undefined),
};

export interface PagesOptions {
  /** `https://api.kolada.se/v3` */
  readonly baseUrl: string;
  readonly stopping: AbortSignal;
  readonly stopwatch?: Stopwatch | undefined;
  /** For one page, from the question to the last byte. */
  readonly timeoutMs?: number | undefined;
}

/** Reads every page of an answer, as it comes; throws a `KoladaError`. */
export type ReadPages = (path: string) => AsyncGenerator<unknown[]>;

/** No published limit; other clients keep to five requests a second, and so does Roder. */
const betweenMs = 200;
const maxTries = 3;
/** Waited for at once; what is longer is for the schedule. */
const longestWaitMs = 5000;
const maxPages = 50;
const maxBytes = 40_000_000;

export function createPages(options: PagesOptions): ReadPages {
  const { baseUrl, stopping, stopwatch = realStopwatch } = options;
  const base = new URL(`${baseUrl.replace(/(?<!\/)\/+$/u, '')}/`);
  let free = 0;

  async function rest(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await stopwatch.wait(milliseconds, stopping);
    if (stopping.aborted) throw new KoladaError('kolada-stopping', 'Roder is stopping.');
  }

  /** Turns are given out in order, so that tenants that fetch at once share the rate. */
  async function turn(): Promise<void> {
    const now = stopwatch.now();
    const at = Math.max(now, free);
    free = at + betweenMs;
    await rest(at - now);
  }

  async function readOne(url: URL): Promise<ReturnType<typeof page.parse>> {
    for (let tries = 1; ; tries++) {
      await turn();
      try {
        return await request(url, options);
      } catch (error) {
        const waitMs = retryAfter(asError(error), tries);
        if (waitMs === undefined) throw error;
        await rest(waitMs);
      }
    }
  }

  return async function* read(path) {
    const seen = new Set<string>();
    for (let url: URL | undefined = new URL(path, base); url; ) {
      if (seen.has(url.href) || seen.size >= maxPages)
        throw new KoladaError('kolada-unreadable', `Kolada's pages for ${path} have no end.`);
      seen.add(url.href);
      const { values, next_url: next } = await readOne(url);
      yield values;
      url = next ? following(next, base) : undefined;
    }
  };
}

/** Behind a proxy Kolada may name its pages by another host or `http`: they are asked for where the first was. */
function following(next: string, base: URL): URL {
  const { pathname, search } = new URL(next, base);
  return new URL(`${pathname}${search}`, base.origin);
}

/** How long before another try; undefined: none, the schedule comes back to it. */
function retryAfter(error: Error, tries: number): number | undefined {
  if (!(error instanceof KoladaError) || tries >= maxTries) return undefined;
  const waitMs = error.afterMs ?? 500 * 2 ** tries;
  const passing = ['kolada-down', 'kolada-busy', 'kolada-incomplete'].includes(error.code);
  return passing && waitMs <= longestWaitMs ? waitMs : undefined;
}

async function request(url: URL, { stopping, timeoutMs = 15_000 }: PagesOptions) {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(url, {
      signal,
      headers: { Accept: 'application/json', 'User-Agent': 'Roder' },
    });
    if (!response.ok) throw await refusalOf(response, url);
    return readPage(await textOf(response), url);
  } catch (cause) {
    if (cause instanceof KoladaError) throw cause;
    throw new KoladaError('kolada-down', `Kolada gave no answer to ${url.pathname}.`, { cause });
  }
}

const codes: Readonly<Record<number, string>> = {
  404: 'kolada-not-found',
  410: 'kolada-gone',
  422: 'kolada-not-found',
  429: 'kolada-busy',
};

async function refusalOf(response: Response, { pathname }: URL): Promise<KoladaError> {
  await response.body?.cancel();
  const { status } = response;
  const code = codes[status] ?? (status >= 500 ? 'kolada-down' : 'kolada-refused');
  const seconds = Number(response.headers.get('retry-after'));
  const afterMs = seconds > 0 ? seconds * 1000 : undefined;
  return new KoladaError(code, `Kolada answered ${status} to ${pathname}.`, afterMs ? { afterMs } : {});
}

/** Read as it comes, so that something that is not Kolada cannot fill the memory. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(response)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new KoladaError('kolada-unreadable', 'Kolada answered with far too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Node's streams are iterable; the types of the browser's do not say so. */
function bodyOf({ body }: Response): AsyncIterable<Uint8Array> {
  return (body ?? []) as unknown as AsyncIterable<Uint8Array>;
}

/** An answer that ends too early says fewer values than it counts, or is no JSON at all. */
function readPage(text: string, { pathname }: URL) {
  const parsed = page.safeParse(parsedJson(text, pathname));
  if (!parsed.success)
    throw new KoladaError('kolada-unreadable', `Kolada's answer to ${pathname} has another form.`);
  const { count, values } = parsed.data;
  if (count !== undefined && count > values.length)
    throw new KoladaError(
      'kolada-incomplete',
      `Kolada's answer to ${pathname} holds ${values.length} of ${count}.`,
    );
  return parsed.data;
}

function parsedJson(text: string, pathname: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KoladaError('kolada-incomplete', `Kolada's answer to ${pathname} is no whole JSON.`, { cause });
  }
}
