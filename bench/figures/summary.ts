import type { DocumentKey, DocumentStore, DueQuery, ListQuery } from '../../src/base/document-store.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { summaries } from '../../src/rounds/summary.ts';
import { readSummary } from '../../src/summaries/read-summary.ts';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { openLargeWorld } from '../../test/support/large-world.ts';
import { type Figure, ratioAtMost } from '../figure.ts';

const times = 15;

/** Leadership's card for 300 assignments, each with long texts and corrections. */
export const summary: Figure = {
  name: 'summary',
  lines: {
    card: {
      title: 'Summary of 300 assignments',
      unit: 'ms',
      reference: "its store's reads alone",
      goal: ratioAtMost(1.8),
    },
  },
  async run(bench) {
    bench.step('300 assignments are reported on');
    const { ports, tenantId } = await openLargeWorld(300);
    const [one] = await Array.fromAsync(summaries(ports.store).all(tenantId));
    const make = async (store: DocumentStore) => {
      const plan = (await currentPlan(store, tenantId))!;
      const now = await readSummary({ ...ports, store }, { plan, summary: one! });
      return summaryCard({ summary: now!, language: 'sv' });
    };
    await make(ports.store);
    const reads: Read[] = [];
    const recorded = recording(ports.store, reads);
    await make(recorded);
    reads.length = 0;
    await make(recorded);
    const ours = () => timeOf(() => make(ports.store));
    const reference = () => timeOf(() => replay(ports.store, reads));
    await timeOf(() => make(ports.store));
    await bench.interleave('card', 7, { ours, reference });
  },
};

type Read = { readonly get: DocumentKey } | { readonly list: ListQuery } | { readonly due: DueQuery };

/** Records the reads, so that the reference can repeat them without building a card. */
function recording(store: DocumentStore, reads: Read[]): DocumentStore {
  const noted = <Q>(name: string, read: (query: Q) => Promise<never>) => {
    return (query: Q) => {
      reads.push({ [name]: query } as never);
      return read(query);
    };
  };
  return {
    ...store,
    get: noted('get', store.get as never),
    list: noted('list', store.list as never),
    due: noted('due', store.due as never),
  };
}

async function replay(store: DocumentStore, reads: readonly Read[]): Promise<void> {
  for (const read of reads) {
    if ('get' in read) await store.get(read.get);
    else if ('list' in read) await store.list(read.list);
    else await store.due(read.due);
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < times; time++) await work();
  return (performance.now() - began) / times;
}
