import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { fold, stem, wordsOf } from '../language/words.ts';
import { type CatalogueEntry, readCatalogue } from './catalogue.ts';

export interface CatalogueHit extends CatalogueEntry {
  /** Kolada no longer brings it up to date: `(-2023)` at the end of its title. */
  readonly ended: boolean;
}

export interface CatalogueHits {
  /** When the catalogue was fetched. */
  readonly at: Timestamp;
  /** The best first. */
  readonly hits: readonly CatalogueHit[];
}

/** Key figures that have all of the words, in the title before the description; undefined before there is a catalogue. */
export async function searchCatalogue(
  ports: Pick<Ports, 'store'>,
  tenantId: string,
  text: string,
): Promise<CatalogueHits | undefined> {
  const catalogue = await readCatalogue(ports, tenantId);
  if (!catalogue) return undefined;
  const wanted = wordsOf(text).map(stem);
  const ranked = catalogue.entries
    .map((entry) => ({ entry, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.entry.title.localeCompare(b.entry.title, 'sv'));
  return { at: catalogue.at, hits: ranked.map(({ entry }) => ({ ...entry, ended: isEnded(entry) })) };
}

/** 0: some word is nowhere. What is no longer measured comes after everything that is. */
function scoreOf(entry: CatalogueEntry, wanted: readonly string[]): number {
  const title = fold(entry.title);
  const rest = fold(`${entry.id} ${entry.area} ${entry.description}`);
  const scores = wanted.map((word) =>
    startsIn(title, word) ? 3 : title.includes(word) ? 2 : rest.includes(word) ? 1 : 0,
  );
  if (scores.length === 0 || scores.includes(0)) return 0;
  const score = scores.reduce((sum: number, one) => sum + one, 0) / scores.length;
  return isEnded(entry) ? score / 10 : score;
}

function startsIn(title: string, word: string): boolean {
  return title.startsWith(word) || title.includes(` ${word}`);
}

function isEnded({ title }: CatalogueEntry): boolean {
  return /\(-\d{4}\)\s*$/u.test(title);
}
