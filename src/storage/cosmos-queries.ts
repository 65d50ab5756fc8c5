import type { Container, SqlQuerySpec } from '@azure/cosmos';
import type {
  AnyDueQuery,
  Document,
  DocumentStore,
  DueQuery,
  ListQuery,
  ManyQuery,
  Stored,
} from '../base/document-store.ts';
import { checkId, checkLimit } from './checked-input.ts';
import type { Attempts, OperationName } from './cosmos-attempts.ts';
import { afterAll, sortKey, toStored } from './cosmos-item.ts';
import type { FoundItem } from './cosmos-writes.ts';

/** Each query is one range of one index within one partition, and also names that partition in its text. */
const select = 'SELECT TOP @limit * FROM c WHERE c.pk = @pk AND';
const queries = {
  list: `${select} c.key >= @from AND c.key > @after AND c.key < @to ORDER BY c.key`,
  due: `${select} c.due >= @from AND c.due < @to ORDER BY c.due`,
};

export function partitionQueries(
  container: Container,
  attempts: Attempts,
): Pick<DocumentStore, 'getMany' | 'list' | 'due' | 'isAnyDue'> {
  const find = finder(container, attempts);
  return {
    async getMany({ tenantId, documents, ranges = [] }: ManyQuery) {
      if (documents.length === 0 && ranges.length === 0) return [];
      for (const { id } of documents) checkId(id);
      const keys = documents.map(({ kind, id }) => sortKey(kind, id));
      const bounds = ranges.map(({ kind, from = '', to }) => ({
        from: sortKey(kind, from),
        to: to === undefined ? afterAll(kind) : sortKey(kind, to),
      }));
      return find<Document>('getMany', manyQuery(keys.length, bounds.length), {
        pk: tenantId,
        ...numbered('key', padded(keys)),
        ...rangesOf(bounds),
      });
    },
    async list<D extends Document>({ tenantId, kind, from = '', after = '', to, limit }: ListQuery) {
      checkLimit(limit);
      const bounds = { from: sortKey(kind, from), after: sortKey(kind, after) };
      const end = to === undefined ? afterAll(kind) : sortKey(kind, to);
      return find<D>('list', queries.list, { pk: tenantId, ...bounds, to: end, limit }, limit);
    },
    async due<D extends Document>({ tenantId, kind, before, limit }: DueQuery) {
      checkLimit(limit);
      const bounds = { from: sortKey(kind, ''), to: afterAll(kind, before) };
      return find<D>('due', queries.due, { pk: tenantId, ...bounds, limit }, limit);
    },
    async isAnyDue({ tenantId, kinds, before }: AnyDueQuery) {
      const bounds = kinds.map((kind) => ({ from: sortKey(kind, ''), to: afterAll(kind, before) }));
      const found = await find(
        'isAnyDue',
        anyDueQuery(kinds.length),
        { pk: tenantId, ...rangesOf(bounds) },
        1,
      );
      return found.length > 0;
    },
  };
}

/**
 * Names every key and the bounds of every range: both are looked up in the index of keys. There are few different
 * texts, so that Cosmos DB need not prepare a new one for every number of keys.
 */
function manyQuery(keys: number, ranges: number): string {
  const parts = inRanges('c.key', ranges);
  const names = Array.from({ length: paddedLength(keys) }, (_, at) => `@key${at}`);
  const either = [...(keys > 0 ? [`c.key IN (${names.join(', ')})`] : []), ...parts].join(' OR ');
  return `SELECT * FROM c WHERE c.pk = @pk AND (${either})`;
}

function anyDueQuery(kinds: number): string {
  return `SELECT TOP 1 * FROM c WHERE c.pk = @pk AND (${inRanges('c.due', kinds).join(' OR ')})`;
}

function inRanges(path: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `(${path} >= @from${at} AND ${path} < @to${at})`);
}

function rangesOf(bounds: readonly { from: string; to: string }[]): Record<string, string> {
  const [from, to] = [bounds.map((one) => one.from), bounds.map((one) => one.to)];
  return { ...numbered('from', from), ...numbered('to', to) };
}

function paddedLength(keys: number): number {
  return Math.ceil(keys / 8) * 8;
}

/** The last one again changes nothing. */
function padded(keys: readonly string[]): string[] {
  return Array.from({ length: paddedLength(keys.length) }, (_, at) => keys[at] ?? keys.at(-1)!);
}

function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, at) => [`${name}${at}`, value]));
}

/** Documents in one answer; Cosmos DB gives fewer where they are large. */
const maxPage = 1000;

interface Parameters {
  readonly pk: string;
  readonly [name: string]: string | number;
}

function finder(container: Container, attempts: Attempts) {
  return <D extends Document>(
    operation: OperationName,
    query: string,
    values: Parameters,
    limit = Number.POSITIVE_INFINITY,
  ) => {
    const parameters = Object.entries(values).map(([name, value]) => ({ name: `@${name}`, value }));
    const spec: SqlQuerySpec = { query, parameters };
    const found: Stored<D>[] = [];
    let next: string | undefined;
    return attempts(operation, async ({ ask, signal }) => {
      // Pages already read are kept, so a failure repeats one page, not all of them.
      do {
        const page = await ask(
          container.items
            .query<FoundItem>(spec, {
              partitionKey: values.pk,
              maxItemCount: Math.min(limit, maxPage),
              abortSignal: signal,
              ...(next ? { continuationToken: next } : {}),
            })
            .fetchNext(),
        );
        found.push(...page.resources.map((item) => toStored<D>(item, item._etag)));
        next = page.continuationToken;
      } while (next && found.length < limit);
      return found;
    });
  };
}
