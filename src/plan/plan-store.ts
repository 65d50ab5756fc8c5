import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Temporal } from 'temporal-polyfill';
import type { Document, DocumentId, DocumentStore, Stored } from '../base/document-store.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';
import { lastingStore } from '../storage/turn-store.ts';
import { canonical } from './canonical.ts';
import { comparePlans, type PlanChange } from './compare-plans.ts';
import { type FormerHomes, indexPlan, type Plan } from './plan-index.ts';
import type { PlanContent } from './plan-schema.ts';
import { forgetUnknownWords } from './unknown-words.ts';

/** A plan inside a document, which must stay one document: a store takes 2 MB. */
export interface KeptContent {
  /** The plan as plain JSON, or, when that would be over a megabyte, `packed`. */
  readonly content?: PlanContent;
  /** The same JSON, gzip and base64. */
  readonly packed?: string;
}

/** One plan as it was imported; never changed afterwards. */
export interface PlanVersion extends Document, KeptContent {
  readonly kind: 'planVersion';
  readonly version: number;
  /** The version in force when this one was made; absent for the first. */
  readonly replaces?: number | undefined;
  /** The decision behind the import, as the records name it. */
  readonly decision: string;
  /** Entra object id, or `cli`. */
  readonly by: string;
  readonly at: Timestamp;
  /** SHA-256 of the canonical content, hexadecimal. */
  readonly hash: string;
  /** Rounds whose last answer day had passed are opened all the same. */
  readonly opensPassed?: true | undefined;
  /** Where values of its indicators were reported before they were moved to other assignments. */
  readonly formerHomes?: FormerHomes | undefined;
}

/** Which version is in force: one document per tenant, with the id `current`. */
export interface PlanPointer extends Document {
  readonly kind: 'plan';
  readonly version: number;
  readonly hash: string;
}

export interface ImportRequest {
  readonly store: DocumentStore;
  readonly now: Temporal.Instant;
  readonly tenantId: string;
  /** As `checkPlan` gave it. */
  readonly content: PlanContent;
  /** Entra object id, or `cli`. */
  readonly by: string;
  /** Absent: the plan's own decision. */
  readonly decision?: string;
  /** The version it is to replace, where somebody has looked at what it changes; absent: whichever is in force. */
  readonly replaces?: number;
  /** Rounds whose last answer day has passed are opened all the same, from today. */
  readonly opensPassed?: true | undefined;
}

export type ImportResult =
  | { readonly outcome: 'imported'; readonly version: number; readonly changes: readonly PlanChange[] }
  | { readonly outcome: 'unchanged'; readonly version: number }
  /** Somebody else imported meanwhile: look at what is in force now, then decide again. */
  | { readonly outcome: 'conflict' };

const current = 'current';
/** Where it is said which plan is in force. */
export const planPointer: DocumentId = { kind: 'plan', id: current };
const plainBytes = 1_000_000;
const versionsOf = (store: DocumentStore) => documentsOf<PlanVersion>(store, { kind: 'planVersion' });
const pointersOf = (store: DocumentStore) => documentsOf<PlanPointer>(store, { kind: 'plan' });

/**
 * Puts a checked plan in force. The version is written first and the pointer to it last, so an import that
 * is interrupted leaves the old plan; its orphaned version keeps its number and is never in force.
 * The same content as the plan in force changes nothing.
 */
export async function importPlan(request: ImportRequest): Promise<ImportResult> {
  const { store, tenantId, content } = request;
  const pointer = await pointersOf(store).find(tenantId, current);
  const hash = planHash(content);
  if (pointer?.hash === hash) return { outcome: 'unchanged', version: pointer.version };
  if (request.replaces !== undefined && request.replaces !== pointer?.version) return { outcome: 'conflict' };
  const before = pointer && (await planContent(store, tenantId, pointer.version));
  const version = await writeVersion(request, hash, pointer?.version);
  const moved = await movePointer(store, { tenantId, id: current, version, hash }, pointer);
  if (moved.outcome === 'conflict') return moved;
  if (before?.keepUnknownWords && !content.keepUnknownWords) await forgetUnknownWords(store, tenantId);
  return { outcome: 'imported', version, changes: comparePlans(before, content) };
}

/** Under the first free number: one that an interrupted or a losing import took is never used again. */
async function writeVersion(
  request: ImportRequest,
  hash: string,
  replaces: number | undefined,
): Promise<number> {
  const { store, now, tenantId, content, by, decision = content.decision } = request;
  const formerHomes = await formerHomesOf(request);
  for (let version = (replaces ?? 0) + 1; ; version++) {
    const written = await versionsOf(store).create({
      tenantId,
      id: versionId(version),
      version,
      replaces,
      decision,
      by,
      at: toTimestamp(now),
      hash,
      opensPassed: request.opensPassed,
      formerHomes,
      ...keepContent(content),
    });
    if (written.outcome === 'done') return version;
  }
}

async function formerHomesOf({ store, tenantId, content }: ImportRequest): Promise<FormerHomes | undefined> {
  const homes = new Map(content.indicators.map(({ id }) => [id, new Set<string>()]));
  for await (const version of planHistory(store, tenantId))
    for (const { id, assignments } of keptContent(version).indicators)
      for (const one of assignments) homes.get(id)?.add(one);
  for (const { id, assignments } of content.indicators)
    for (const one of assignments) homes.get(id)!.delete(one);
  const former = [...homes].filter(([, ids]) => ids.size > 0).map(([id, ids]) => [id, [...ids]] as const);
  return former.length > 0 ? Object.fromEntries(former) : undefined;
}

function movePointer(
  store: DocumentStore,
  next: { tenantId: string; id: string; version: number; hash: string },
  pointer: Stored<PlanPointer> | undefined,
) {
  return pointer ? pointersOf(store).replace({ ...pointer, ...next }) : pointersOf(store).create(next);
}

/** One version with its content; undefined where there is none. */
export async function planContent(
  store: DocumentStore,
  tenantId: string,
  version: number,
): Promise<PlanContent | undefined> {
  const found = await versionsOf(store).find(tenantId, versionId(version));
  return found && keptContent(found);
}

/** One version as a plan; undefined where there is none. */
export async function planOfVersion(
  store: DocumentStore,
  tenantId: string,
  version: number,
): Promise<Plan | undefined> {
  const found = await versionsOf(store).find(tenantId, versionId(version));
  return found && planOf(found);
}

function planOf(version: PlanVersion): Plan {
  return indexPlan(keptContent(version), version.version, version.decision, version.formerHomes);
}

/** Those that were in force, newest first, following what each one replaced: orphans are left out. */
export async function* planHistory(store: DocumentStore, tenantId: string): AsyncGenerator<PlanVersion> {
  let version = (await pointersOf(store).find(tenantId, current))?.version;
  while (version) {
    const found: PlanVersion = await versionsOf(store).get(tenantId, versionId(version));
    yield found;
    version = found.replaces;
  }
}

const indexed = new WeakMap<DocumentStore, Map<string, { etag: string; plan: Plan }>>();

/**
 * The plan in force; undefined before the first import. Reads the pointer every time, so an import by
 * another instance is seen at once; the version itself only when the pointer has moved.
 */
export async function currentPlan(store: DocumentStore, tenantId: string): Promise<Plan | undefined> {
  const pointer = await pointersOf(store).find(tenantId, current);
  if (!pointer) return undefined;
  const lasting = lastingStore(store);
  const plans = indexed.get(lasting) ?? new Map();
  indexed.set(lasting, plans);
  const known = plans.get(tenantId);
  if (known?.etag === pointer.etag) return known.plan;
  const plan = planOf(await versionsOf(store).get(tenantId, versionId(pointer.version)));
  plans.set(tenantId, { etag: pointer.etag, plan });
  return plan;
}

/** The plan that was last read here, which need not be in force any more: only to guess by. */
export function lastPlan(store: DocumentStore, tenantId: string): Plan | undefined {
  return indexed.get(lastingStore(store))?.get(tenantId)?.plan;
}

/** Id of a version's document; padded, so that ids sort as numbers do. */
function versionId(version: number): string {
  return `v${String(version).padStart(6, '0')}`;
}

export function keepContent(content: PlanContent): KeptContent {
  const json = JSON.stringify(content);
  if (Buffer.byteLength(json) <= plainBytes) return { content };
  return { packed: gzipSync(json).toString('base64') };
}

export function keptContent({ content, packed }: KeptContent): PlanContent {
  return content ?? JSON.parse(gunzipSync(Buffer.from(packed!, 'base64')).toString());
}

/** The same for the same plan, whatever file it came from and in whatever order its keys stood. */
export function planHash(content: PlanContent): string {
  return createHash('sha256').update(canonical(content)!).digest('hex');
}
