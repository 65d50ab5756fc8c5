import type { IncomingMessage } from 'node:http';
import * as z from 'zod/v4';
import { parsedJson } from '../base/json.ts';
import { isDocumentId } from '../storage/checked-input.ts';

/**
 * The parts of an activity that Roder or the library reads; nothing else is passed on. A field with an unexpected shape
 * counts as absent. An activity without the required fields (who, where, what type) is rejected.
 */

const short = z.string().max(1000);
/** Undefined if missing or malformed. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** A list without its malformed items. */
const listOf = <T extends z.ZodType>(item: T) =>
  maybe(
    z.array(z.unknown()).transform((all) =>
      all.slice(0, maxInList).flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    ),
  );
const maxInList = 100;

/** An id that documents are stored under: one that no store accepts cannot come from Teams. */
const id = z.string().refine(isDocumentId);
/** Used in URLs and headers of replies. */
const address = short.regex(/^[!-~]+$/u);
const named = z.object({ id: address, name: maybe(short) });
const account = named.extend({ aadObjectId: maybe(id) });
const place = z.object({ id, name: maybe(short) });

const mention = z.object({ type: z.literal('mention'), mentioned: named, text: maybe(short.min(1)) });

/** Read for uploaded files; the content may be of any type. */
const attachment = z.object({ contentType: short, name: maybe(short), content: z.unknown().optional() });

const channelData = z.object({
  tenant: maybe(z.object({ id })),
  team: maybe(place),
  channel: maybe(place),
  eventType: maybe(short),
});

export const activity = z.object({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2000),
  conversation: z.object({
    id: address,
    conversationType: maybe(short),
    isGroup: maybe(z.boolean()),
    name: maybe(short),
    tenantId: maybe(id),
  }),
  from: account,
  recipient: maybe(account),
  id: maybe(address),
  timestamp: maybe(short),
  locale: maybe(z.string().max(100)),
  name: maybe(short),
  action: maybe(short),
  replyToId: maybe(address),
  text: maybe(z.string()),
  textFormat: maybe(short),
  /** Mentions only; no other entities are read. */
  entities: listOf(mention),
  attachments: listOf(attachment),
  membersAdded: listOf(account),
  membersRemoved: listOf(account),
  channelData: maybe(channelData),
  /** The data of a button or a search, parsed later by its own schema. */
  value: z.unknown().optional(),
});

export type JsonBody =
  | { readonly value: unknown }
  /** The response that says what was wrong with the request. */
  | { readonly status: 400 | 413 | 415; readonly error: string };

/** Activities from Teams are a few kilobytes; a submitted card is some tens at most. */
export const maxBytes = 256 * 1024;

/**
 * A body over the limit is still read up to this size, so that the client gets the response; then the connection is
 * closed.
 */
const maxDrained = 4 * 1024 * 1024;

/**
 * Parses a request body as JSON. Restify's own parser would also decompress bodies (a small one may expand to a huge
 * one, a broken one ends the process) and write uploads to disk; Roder is sent neither.
 */
export async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  if (!/^application\/(?:[\w.-]+\+)?json\b/iu.test(type) || encoding !== undefined) {
    request.resume();
    return { status: 415, error: 'not-json' };
  }
  const body = await read(request);
  if (body === undefined) return { status: 413, error: 'too-large' };
  const value = parsedJson(body);
  return value === undefined ? { status: 400, error: 'not-json' } : { value };
}

async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    if (bytes > maxDrained) break;
  }
  return bytes > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
