import type { Container, SqlQuerySpec } from '@azure/cosmos';
import type { Document, DocumentStore, DueQuery, ListQuery, Stored } from '../base/document-store.ts';
import { checkLimit } from './checked-input.ts';
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
): Pick<DocumentStore, 'list' | 'due'> {
  const find = finder(container, attempts);
  return {
    async list<D extends Document>({ tenantId, kind, from = '', after = '', to, limit }: ListQuery) {
      checkLimit(limit);
      const bounds = { from: sortKey(kind, from), after: sortKey(kind, after) };
      const end = to === undefined ? afterAll(kind) : sortKey(kind, to);
      return find<D>('list', queries.list, { pk: tenantId, ...bounds, to: end, limit });
    },
    async due<D extends Document>({ tenantId, kind, before, limit }: DueQuery) {
      checkLimit(limit);
      const bounds = { from: sortKey(kind, ''), to: afterAll(kind, before) };
      return find<D>('due', queries.due, { pk: tenantId, ...bounds, limit });
    },
  };
}

interface Parameters {
  readonly pk: string;
  readonly limit: number;
  readonly [name: string]: string | number;
}

function finder(container: Container, attempts: Attempts) {
  return <D extends Document>(operation: OperationName, query: string, values: Parameters) => {
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
              maxItemCount: values.limit,
              abortSignal: signal,
              ...(next ? { continuationToken: next } : {}),
            })
            .fetchNext(),
        );
        found.push(...page.resources.map((item) => toStored<D>(item, item._etag)));
        next = page.continuationToken;
      } while (next && found.length < values.limit);
      return found;
    });
  };
}
