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
      all.slice(0, mostInList).flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    ),
  );
const mostInList = 100;

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
