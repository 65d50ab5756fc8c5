import type { Document, DocumentKind } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { cleanData } from '../language/people-text.ts';
import { namesOf } from '../plan/plan-index.ts';
import type { Person, Role } from '../plan/plan-schema.ts';
import { currentPlan, type KeptContent, type PlanVersion } from '../plan/plan-store.ts';
import type { Report, Revision } from '../reports/report.ts';
import { documentsOf } from '../storage/documents.ts';

export interface PersonData {
  /** The identifiers the person is known by: the plan's, and Teams' object id if it differs. */
  readonly names: readonly string[];
  readonly plan:
    | { readonly person: Person; readonly roles: readonly Pick<Role, 'id' | 'name'>[] }
    | undefined;
  /** The documents that mention the person, by kind. */
  readonly records: Readonly<Record<(typeof aboutPeople)[number], readonly unknown[]>>;
  /** The plan versions they imported, without the plans themselves. */
  readonly planChanges: readonly PlanChanged[];
  /** The reports they have submitted: public records, which belong to the role. */
  readonly sentIn: readonly SentIn[];
}

export interface SentIn extends Revision {
  readonly roundId: string;
  readonly assignmentId: string;
}

export type PlanChanged = Pick<PlanVersion, 'version' | 'at' | 'decision'>;

/**
 * Kinds that may name a person, besides reports. Plans do too, in every version, but only the newest is read for this.
 */
const aboutPeople = [
  'person',
  'ask',
  'draft',
  'notice',
  'following',
  'sendLog',
  'export',
  'supportRequest',
  'planProposal',
  'session',
] as const satisfies readonly DocumentKind[];

/** Scans every document: rarely used, never urgent. */
export async function personData(
  ports: Pick<Ports, 'store'>,
  { tenantId, personId }: { tenantId: string; personId: string },
): Promise<PersonData> {
  const plan = await currentPlan(ports.store, tenantId);
  const person = plan?.person(personId);
  const names = await namesIn(ports, tenantId, person, personId);
  const records = await Promise.all(
    aboutPeople.map(async (kind) => [kind, await mentions(ports, tenantId, kind, names)] as const),
  );
  return {
    names: [...names],
    plan: person && { person, roles: plan!.rolesOf(personId).map(({ id, name }) => ({ id, name })) },
    records: Object.fromEntries(records) as unknown as PersonData['records'],
    planChanges: await planChangesBy(ports, tenantId, names),
    sentIn: await sentInBy(ports, tenantId, names),
  };
}

/** The text of the file handed to the person. */
export function writtenData(data: PersonData): string {
  return `${JSON.stringify(cleanData(data), null, 2)}\n`;
}

async function namesIn(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  person: Person | undefined,
  asked: string,
): Promise<ReadonlySet<string>> {
  const names = new Set([asked.toLowerCase(), ...(person ? namesOf(person) : [])]);
  const people = documentsOf<Document & { kind: 'person'; principal?: { name: string } }>(store, {
    kind: 'person',
  });
  for await (const { id, principal } of people.all(tenantId)) {
    if (principal && names.has(principal.name)) names.add(id);
    if (names.has(id) && principal?.name) names.add(principal.name);
  }
  return names;
}

async function mentions(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  kind: DocumentKind,
  names: ReadonlySet<string>,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { etag: _etag, ...document } of documentsOf<Document>(store, { kind }).all(tenantId)) {
    const part = ownPart[kind]?.(document, names) ?? document;
    if (isAbout(part, names)) found.push(part);
  }
  return found;
}

/** Reduces documents shared with others, or that hold the whole plan, to the person's own part. */
const ownPart: Partial<
  Readonly<Record<DocumentKind, (document: Document, names: ReadonlySet<string>) => object>>
> = { supportRequest: ownWishes, planProposal: withoutPlan };

function withoutPlan({ content: _content, packed: _packed, ...proposal }: Document & KeptContent): object {
  return proposal;
}

function isAbout(part: unknown, names: ReadonlySet<string>): boolean {
  const text = JSON.stringify(part).toLowerCase();
  return [...names].some((name) => text.includes(name));
}

/** Leaves out what others wished for or replied about the same assignment. */
function ownWishes(request: object, names: ReadonlySet<string>): object {
  const { wishes = [] } = request as { wishes?: readonly { replies?: readonly unknown[] }[] };
  const own = wishes.filter((wish) => isAbout(wish, names));
  return {
    ...request,
    wishes: own.map((wish) => ({ ...wish, replies: wish.replies?.filter((reply) => isAbout(reply, names)) })),
  };
}

async function planChangesBy(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  names: ReadonlySet<string>,
): Promise<PlanChanged[]> {
  const found: PlanChanged[] = [];
  const versions = documentsOf<PlanVersion>(store, { kind: 'planVersion' });
  for await (const { version, at, decision, by } of versions.all(tenantId))
    if (names.has(by)) found.push({ version, at, decision });
  return found;
}

async function sentInBy(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  names: ReadonlySet<string>,
): Promise<SentIn[]> {
  const found: SentIn[] = [];
  for await (const { roundId, assignmentId, revisions } of documentsOf<Report>(store, { kind: 'report' }).all(
    tenantId,
  )) {
    const own = revisions.filter(({ by }) => names.has(by.personId));
    found.push(...own.map((revision) => ({ roundId, assignmentId, ...revision })));
  }
  return found.toSorted((a, b) => a.at.localeCompare(b.at));
}
