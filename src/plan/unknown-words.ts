import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';
import type { Plan } from './plan-index.ts';

/**
 * Words that people asked by in vain during a month: each with in how many messages it stood. Who wrote, when and what
 * else they wrote is nowhere. One document a month, so that the plan's `retention` disposes of it; the id is `2026-11`.
 */
export interface UnknownWords extends Document {
  readonly kind: 'unknownWords';
  /** The most frequent first, and by the alphabet: their order says nothing of when. */
  readonly words: readonly UnknownWord[];
  /** Its last use, as `retention` counts it: no time finer than the month is kept. */
  readonly monthEnds: Timestamp;
}

export interface UnknownWord {
  readonly word: string;
  readonly count: number;
}

/** As many as can be of use; nobody fills the store by writing. */
const maxWords = 200;
/** A word that stood in one message only may be one person's own. */
const leastMessages = 2;
const monthsShown = 12;

const unknownWords = (store: DocumentStore) => documentsOf<UnknownWords>(store, { kind: 'unknownWords' });

/** Counts each word once more; at once with another instance too. */
export async function countUnknownWords(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
  plan: Plan,
  words: readonly string[],
): Promise<void> {
  const month = localDate(clock.now(), plan.content.timeZone).toPlainYearMonth();
  const id = month.toString();
  const counted = { words: more([], words) };
  const all = unknownWords(store);
  const add = () => all.change(tenantId, id, (one) => ({ ...one, words: more(one.words, words) }));
  if (await add()) return;
  const ends = month.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(plan.content.timeZone);
  const monthEnds = toTimestamp(ends.toInstant());
  const { outcome } = await all.create({ tenantId, id, ...counted, monthEnds });
  if (outcome === 'conflict') await add();
}

function more(known: readonly UnknownWord[], words: readonly string[]): UnknownWord[] {
  const counts = new Map(known.map(({ word, count }) => [word, count]));
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return sorted(counts).slice(0, maxWords);
}

function sorted(counts: ReadonlyMap<string, number>): UnknownWord[] {
  const words = [...counts].map(([word, count]) => ({ word, count }));
  return words.toSorted((a, b) => b.count - a.count || a.word.localeCompare(b.word, 'sv'));
}

/** The words of the last year that stood in several messages, the most frequent first. */
export async function frequentUnknownWords(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
  plan: Plan,
): Promise<readonly UnknownWord[]> {
  const first = localDate(clock.now(), plan.content.timeZone).toPlainYearMonth();
  const from = first.subtract({ months: monthsShown - 1 }).toString();
  const counts = new Map<string, number>();
  for await (const { words } of unknownWords(store).all(tenantId, { from }))
    for (const { word, count } of words) counts.set(word, (counts.get(word) ?? 0) + count);
  return sorted(counts).filter(({ count }) => count >= leastMessages);
}

/** Where the plan no longer says that they are kept. */
export async function forgetUnknownWords(store: DocumentStore, tenantId: string): Promise<void> {
  for await (const one of unknownWords(store).all(tenantId)) await unknownWords(store).delete(one);
}
