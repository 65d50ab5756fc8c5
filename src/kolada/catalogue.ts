import type { Document, DocumentStore } from '../base/document-store.ts';
import type { KeyFigureFacts } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { fold, stem, wordsOf } from '../language/words.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { current, type FetchPorts, koladaFetches } from './kolada-fetch.ts';

/** Kolada's catalogue as last fetched, split into parts small enough for any store. */
interface CataloguePart extends Document {
  readonly kind: 'koladaCatalogue';
  readonly entries: readonly CatalogueEntry[];
}

export type CatalogueEntry = Pick<KeyFigureFacts, 'id' | 'title' | 'description' | 'area'>;

const inOnePart = 1000;
/** A description starts with what identifies the figure, so it is truncated: stores limit the size of a document. */
const maxDescriptionLength = 300;

/** Replaces the whole catalogue, part by part: a crash leaves a mix of old and new parts. */
export async function keepCatalogue(
  ports: FetchPorts,
  tenantId: string,
): Promise<{ at: Timestamp; pages: number; count: number }> {
  const all = (await Array.fromAsync(ports.kolada.catalogue())).flat();
  const pages = Math.ceil(all.length / inOnePart);
  for (let part = 0; part < pages; part++) {
    const entries = all.slice(part * inOnePart, (part + 1) * inOnePart).map(shortened);
    await parts(ports.store).upsert({ tenantId, id: partId(part), entries });
  }
  return { at: toTimestamp(ports.clock.now()), pages, count: all.length };
}

function shortened({ id, title, description, area }: KeyFigureFacts): CatalogueEntry {
  const isLong = description.length > maxDescriptionLength;
  return {
    id,
    title,
    area,
    description: isLong ? `${description.slice(0, maxDescriptionLength)}…` : description,
  };
}

/** The stored catalogue and when it was fetched; undefined before the first fetch. */
export async function readCatalogue(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
): Promise<{ at: Timestamp; entries: CatalogueEntry[] } | undefined> {
  const known = (await koladaFetches(store).find(tenantId, current))?.catalogue;
  if (!known) return undefined;
  const ids = Array.from({ length: known.pages }, (_, part) => partId(part));
  const found = await Promise.all(ids.map((id) => parts(store).find(tenantId, id)));
  return { at: known.at, entries: found.flatMap((part) => part?.entries ?? []) };
}

function partId(part: number): string {
  return `part-${String(part).padStart(3, '0')}`;
}

function parts(store: DocumentStore): Documents<CataloguePart> {
  return documentsOf<CataloguePart>(store, { kind: 'koladaCatalogue' });
}

export interface CatalogueHit extends CatalogueEntry {
  /** Kolada no longer updates the figure: its title ends with a year, such as `(-2023)`. */
  readonly ended: boolean;
}

export interface CatalogueHits {
  /** When the catalogue was fetched. */
  readonly at: Timestamp;
  /** Best match first. */
  readonly hits: readonly CatalogueHit[];
}

/**
 * Key figures that contain all the words; matches in titles rank before those in descriptions. Undefined before the
 * catalogue has been fetched.
 */
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

/** 0: some word does not occur. Discontinued figures rank after all current ones. */
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
