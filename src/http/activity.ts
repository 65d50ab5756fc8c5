import type { IncomingMessage } from 'node:http';
import * as z from 'zod/v4';
import { isDocumentId } from '../storage/checked-input.ts';

/**
 * What Teams sends, as far as Roder or the library reads it: only this goes on. Whatever of it has an odd shape counts
 * as absent; without what every activity has (who, where, what kind) there is nothing to read.
 */

const short = z.string().max(1000);
/** Absent where it is missing or odd. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** A list without what is odd in it. */
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

/** What documents are kept under: one that no store could keep is none of Teams'. */
const id = z.string().refine(isDocumentId);
/** What answers are addressed by, in paths and headers. */
const address = short.regex(/^[!-~]+$/u);
const named = z.object({ id: address, name: maybe(short) });
const account = named.extend({ aadObjectId: maybe(id) });
const place = z.object({ id, name: maybe(short) });

const mention = z.object({ type: z.literal('mention'), mentioned: named, text: maybe(short.min(1)) });

/** Files are read from it, of whatever kind their content is. */
const attachment = z.object({ contentType: short, name: maybe(short), content: z.unknown() });

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
  /** Of mentions only: the others say nothing that is read. */
  entities: listOf(mention),
  attachments: listOf(attachment),
  membersAdded: listOf(account),
  membersRemoved: listOf(account),
  channelData: maybe(channelData),
  /** A button's or a search's own, read by the schema of each. */
  value: z.unknown(),
});

export type JsonBody =
  | { readonly value: unknown }
  /** The answer that says what was wrong with it. */
  | { readonly status: 400 | 413 | 415; readonly error: string };

/** Teams' activities are a few kilobytes; a card's answer at most some tens. */
export const maxBytes = 256 * 1024;

/** What comes beyond is still read, so that the answer is; past this the connection is cut. */
const maxDrained = 4 * 1024 * 1024;

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
    if (bytes <= maxBytes) chunks.push(chunk);
    if (bytes > maxDrained) break;
  }
  return bytes > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
