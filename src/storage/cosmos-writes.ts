import {
  BulkOperationType,
  type Container,
  ErrorResponse,
  type JSONObject,
  type OperationInput,
  type OperationResponse,
  type RequestOptions,
} from '@azure/cosmos';
import type {
  Document,
  DocumentKey,
  DocumentStore,
  Stored,
  Write,
  WriteAllResult,
  WriteResult,
} from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { checkWrites, keyOfWrite } from './checked-input.ts';
import { isConflict, isMissing } from './cosmos-answers.ts';
import type { Attempt, Attempts } from './cosmos-attempts.ts';
import {
  type CosmosItem,
  hasWrite,
  newWrite,
  placeOf,
  splitEtag,
  toItem,
  tookEffect,
  toStored,
} from './cosmos-item.ts';

/** An item as read from Cosmos DB, with its ETag. */
export type FoundItem = CosmosItem & { readonly _etag: string };

export type PointOperations = Pick<
  DocumentStore,
  'get' | 'create' | 'replace' | 'upsert' | 'delete' | 'writeAll'
>;

/**
 * Reads and writes of single items. Every write puts its own id into the item: if an answer is lost and the retry meets
 * a conflict, the item is read to see whether the write took effect.
 */
export function pointOperations(container: Container, attempts: Attempts): PointOperations {
  return {
    async get<D extends Document>(key: DocumentKey): Promise<Stored<D> | undefined> {
      const place = placeOf(key);
      const found = await attempts('get', (attempt) => read(container, attempt, place));
      return found && toStored<D>(found, found._etag);
    },

    async create<D extends Document>(document: D) {
      const write: ItemWrite = { container, item: toItem(document, newWrite()) };
      return attempts('create', (attempt) => settle<D>(write, attempt));
    },

    async replace<D extends Document>(document: D, etag: string) {
      const { version, writes } = splitEtag(etag);
      const write: ItemWrite = { container, item: toItem(document, newWrite(), writes), version };
      return attempts('replace', (attempt) => settle<D>(write, attempt));
    },

    /**
     * Does not use Cosmos DB's upsert: a delayed request could overwrite a later write that has already been
     * acknowledged.
     */
    async upsert<D extends Document>(document: D) {
      const place = placeOf(document);
      const id = newWrite();
      return attempts('upsert', async (attempt) => {
        const found = await read(container, attempt, place);
        if (found && hasWrite(found, id)) return written<D>(toItem(document, id), found);
        const write: ItemWrite = {
          container,
          item: toItem(document, id, found?.writes),
          version: found?._etag,
        };
        const result = await settle<D>(write, attempt);
        if (result.outcome === 'done') return result.document;
        throw new RoderError('cosmos-contended', `others kept writing ${document.id}`);
      });
    },

    async delete(key, etag) {
      const { id, pk } = placeOf(key);
      const { version } = splitEtag(etag);
      return attempts('delete', async (attempt) => {
        try {
          await attempt.ask(container.item(id, pk).delete(onlyIf(version, attempt)));
          return 'done';
        } catch (error) {
          if (!isConflict(error)) throw error;
          return attempt.uncertain && isMissing(error) ? 'done' : 'conflict';
        }
      });
    },

    async writeAll(writes) {
      checkWrites(writes);
      const parts = writes.map(partOf);
      return attempts('writeAll', (attempt) => settleAll(container, parts, attempt));
    },
  };
}

interface ItemWrite {
  readonly container: Container;
  readonly item: CosmosItem;
  /** The ETag to be replaced; absent: the item must not exist. */
  readonly version?: string | undefined;
}

async function settle<D extends Document>(
  { container, item, version }: ItemWrite,
  attempt: Attempt,
): Promise<WriteResult<D>> {
  const { id, pk } = item;
  try {
    const answer = await attempt.ask(
      version === undefined
        ? container.items.create(item, options(attempt))
        : container.item(id, pk).replace(item, onlyIf(version, attempt)),
    );
    return { outcome: 'done', document: toStored<D>(item, answer.etag) };
  } catch (error) {
    if (!isConflict(error)) throw error;
    const found = attempt.uncertain ? await read(container, attempt, item) : undefined;
    const isOurs = found ? tookEffect(found, item.writes) : false;
    // For a create this does not matter: the item exists, whoever made it. But a caller would repeat a change on top of
    // what is there, and so might apply it twice.
    if (isOurs === undefined && version !== undefined)
      throw new RoderError('store-unavailable', `Too many others wrote ${id} to say what became of a write.`);
    return isOurs ? { outcome: 'done', document: written<D>(item, found!) } : { outcome: 'conflict' };
  }
}

/** One write of several; `item` is absent where it deletes. */
interface Part {
  readonly place: { readonly id: string; readonly pk: string };
  readonly item?: CosmosItem;
  readonly operation: OperationInput;
}

function partOf(one: Write): Part {
  const place = placeOf(keyOfWrite(one));
  if (one.write === 'create') {
    const item = toItem(one.document, newWrite());
    return {
      place,
      item,
      operation: { operationType: BulkOperationType.Create, resourceBody: bodyOf(item) },
    };
  }
  const { version, writes } = splitEtag(one.etag);
  const onlyIf = { id: place.id, ifMatch: version };
  if (one.write === 'delete')
    return { place, operation: { operationType: BulkOperationType.Delete, ...onlyIf } };
  const item = toItem(one.document, newWrite(), writes);
  return {
    place,
    item,
    operation: { operationType: BulkOperationType.Replace, ...onlyIf, resourceBody: bodyOf(item) },
  };
}

function bodyOf(item: CosmosItem): JSONObject {
  return { ...item } as unknown as JSONObject;
}

/**
 * A transaction of Cosmos DB: the answer says of each operation what came of it, and the first that failed of why none
 * took effect; the others say 424. If an earlier attempt may have taken effect, one of the items tells of all.
 */
async function settleAll(
  container: Container,
  parts: readonly Part[],
  attempt: Attempt,
): Promise<WriteAllResult> {
  const answer = await attempt.ask(batch(container, parts, attempt)).catch((error: unknown) => {
    if (isConflict(error)) return undefined;
    throw error;
  });
  const failed = answer?.result.find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
  if (answer && !failed)
    return { outcome: 'done', documents: parts.map((part, at) => storedOf(part, answer.result[at]!)) };
  if (failed) {
    const { statusCode: code } = failed;
    const error = Object.assign(new ErrorResponse(`status ${code}`), { code });
    if (!isConflict(error)) throw error;
  }
  if (!attempt.uncertain) return { outcome: 'conflict' };
  const found = await Promise.all(
    parts.map(async (part) => ({
      ...part,
      found: part.item && (await read(container, attempt, part.place)),
    })),
  );
  const told = found.map((one) =>
    one.item && one.found ? tookEffect(one.found, one.item.writes) : undefined,
  );
  if (told.includes(true)) {
    const documents = found.map((one) => one.item && one.found && written<Document>(one.item, one.found));
    return { outcome: 'done', documents };
  }
  if (!told.includes(false))
    throw new RoderError('store-unavailable', 'Too many others wrote to say what became of some writes.');
  return { outcome: 'conflict' };
}

async function batch(container: Container, parts: readonly Part[], attempt: Attempt) {
  // The SDK writes into what it is given.
  const operations = parts.map(({ operation }) => structuredClone(operation));
  try {
    const answer = await container.items.batch(operations, parts[0]!.place.pk, options(attempt));
    const { headers = {}, result = [], code = 200 } = answer;
    return { result, requestCharge: Number(headers['x-ms-request-charge'] ?? 0), statusCode: code };
  } catch (error) {
    // It wraps what went wrong in an error that tells nothing of it.
    throw (error as Error).cause ?? error;
  }
}

function storedOf({ item }: Part, { eTag = '' }: OperationResponse): Stored<Document> | undefined {
  return item && toStored(item, eTag);
}

/** Our write, which did take effect. If others have written since, the ETag returned is one that no longer matches. */
function written<D extends Document>(item: CosmosItem, found: FoundItem): Stored<D> {
  const [ownWrite = ''] = item.writes.split('.');
  return toStored<D>(item, found.writes.startsWith(ownWrite) ? found._etag : '"overtaken"');
}

async function read(
  container: Container,
  attempt: Attempt,
  { id, pk }: { id: string; pk: string },
): Promise<FoundItem | undefined> {
  const answer = await attempt.ask(container.item(id, pk).read<FoundItem>({ abortSignal: attempt.signal }));
  if (answer.statusCode !== 404) return answer.resource;
  // On reads the SDK hides every 404, including one for a missing container.
  const missing = Object.assign(new ErrorResponse('status 404'), { code: 404, substatus: answer.substatus });
  if (isMissing(missing)) return undefined;
  throw missing;
}

function options(attempt: Attempt): RequestOptions {
  return { abortSignal: attempt.signal };
}

function onlyIf(version: string, attempt: Attempt): RequestOptions {
  return { ...options(attempt), accessCondition: { type: 'IfMatch', condition: version } };
}
