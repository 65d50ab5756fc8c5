import type { Document, DocumentStore } from '../base/document-store.ts';
import type { KeyFigureFacts } from '../base/kolada.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { current, type FetchPorts, koladaFetches } from './kolada-fetch.ts';

/** Kolada's catalogue as it was when last fetched, in parts that any store takes. */
interface CataloguePart extends Document {
  readonly kind: 'koladaCatalogue';
  readonly entries: readonly CatalogueEntry[];
}

export type CatalogueEntry = Pick<KeyFigureFacts, 'id' | 'title' | 'description' | 'area'>;

const inOnePart = 1000;
/** What says which figure it is stands first; a store takes no documents of any size. */
const longestDescription = 300;

/** The whole catalogue anew. Its parts take the place of the earlier ones, so a crash leaves some old and some new. */
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
  const isLong = description.length > longestDescription;
  return {
    id,
    title,
    area,
    description: isLong ? `${description.slice(0, longestDescription)}…` : description,
  };
}

/** What is kept of the catalogue, and from when; undefined before it has been fetched. */
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
