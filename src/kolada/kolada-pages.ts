import { setTimeout as elapse } from 'node:timers/promises';
import { asError } from '../base/errors.ts';
import { KoladaError } from '../base/kolada.ts';
import { page } from './kolada-shapes.ts';

/** Real time, even in the demo, where Roder's own clock stands still. Tests pass their own. */
export interface Stopwatch {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Resolves after this many milliseconds, or as soon as the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const realStopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => elapse(milliseconds, undefined, { signal }).catch(() => undefined),
};

export interface PagesOptions {
  /** Such as `https://api.kolada.se/v3`. */
  readonly baseUrl: string;
  readonly stopping: AbortSignal;
  readonly stopwatch?: Stopwatch | undefined;
  /** For one page, from request to last byte. */
  readonly timeoutMs?: number | undefined;
}

/** Yields the pages of a response as they arrive; throws a `KoladaError`. */
export type ReadPages = (path: string) => AsyncGenerator<unknown[]>;

/** Kolada publishes no rate limit; other clients make at most five requests a second, and so does Roder. */
const requestIntervalMs = 200;
const maxTries = 3;
/** The longest wait before a retry within this call; a longer one is left to the schedule. */
const maxWaitMs = 5000;
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

  /** Waits its turn in order, so that tenants that fetch at the same time share the rate limit. */
  async function turn(): Promise<void> {
    const now = stopwatch.now();
    const at = Math.max(now, free);
    free = at + requestIntervalMs;
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

/** Behind a proxy, Kolada's links to the next page may have another host or `http`: keep the origin of the first. */
function following(next: string, base: URL): URL {
  const { pathname, search } = new URL(next, base);
  return new URL(`${pathname}${search}`, base.origin);
}

/** Milliseconds before a retry; undefined: do not retry, the schedule will. */
function retryAfter(error: Error, tries: number): number | undefined {
  if (!(error instanceof KoladaError) || tries >= maxTries) return undefined;
  const waitMs = error.afterMs ?? 500 * 2 ** tries;
  const passing = ['kolada-down', 'kolada-busy', 'kolada-incomplete'].includes(error.code);
  return passing && waitMs <= maxWaitMs ? waitMs : undefined;
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

/** Reads the body in chunks with a size limit, so that a server that is not Kolada cannot exhaust memory. */
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

/** Node's response streams are async iterable, but the browser types do not say so. */
function bodyOf({ body }: Response): AsyncIterable<Uint8Array> {
  return (body ?? []) as unknown as AsyncIterable<Uint8Array>;
}

/** A truncated response has fewer values than its count says, or is not valid JSON. */
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
