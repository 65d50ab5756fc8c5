import type { IncomingMessage } from 'node:http';

export type JsonBody =
  | { readonly value: unknown }
  /** The answer that says what was wrong with it. */
  | { readonly status: 400 | 413 | 415; readonly error: string };

/** Teams' activities are a few kilobytes; a card's answer at most some tens. */
export const mostBytes = 256 * 1024;

/** What comes beyond is still read, so that the answer is; past this the connection is cut. */
const mostDrained = 4 * 1024 * 1024;

/**
 * A request's body as JSON. Restify's own reader would also unpack what is compressed (a small body into a huge
 * one; a broken one ends the process) and write uploaded files to the disk: nothing that Roder is sent is either.
 */
export async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  if (!/^application\/(?:[\w.-]+\+)?json\b/iu.test(type) || encoding !== undefined) {
    request.resume();
    return { status: 415, error: 'not-json' };
  }
  const body = await read(request);
  if (body === undefined) return { status: 413, error: 'too-large' };
  try {
    return { value: JSON.parse(body) };
  } catch {
    return { status: 400, error: 'not-json' };
  }
}

async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    if (bytes > mostDrained) break;
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
