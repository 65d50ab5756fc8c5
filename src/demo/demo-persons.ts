import { randomUUID } from 'node:crypto';
import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Card, Messenger } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { persons } from '../people/person.ts';
import { namesFor } from '../plan/names.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Person, Role } from '../plan/plan-schema.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { readerOf } from '../reports/reader.ts';
import { documentsOf } from '../storage/documents.ts';

/** Whom somebody at the screen has chosen to be; `id` is who they are to Teams. */
interface DemoPerson extends Document {
  readonly kind: 'demoPerson';
  readonly is: string;
}

function demoPersons(store: DocumentStore) {
  return documentsOf<DemoPerson>(store, { kind: 'demoPerson' });
}

/** In the demo alone one can be anybody: who somebody is being, or themself. */
export async function actedBy(
  { store }: Pick<Ports, 'store'>,
  { tenantId, personId }: Actor,
): Promise<string> {
  return (await demoPersons(store).find(tenantId, personId))?.is ?? personId;
}

export interface Becoming {
  readonly tenantId: string;
  /** Who writes, as Teams says. */
  readonly self: string;
  /** Who they have been until now. */
  readonly was: string;
  /** What they wrote after "byt till": a role, in part or whole, in either language. */
  readonly words: string;
  readonly language: Language;
}

/** Who they are from now on, and the card that says so; `is` absent: nobody is called so, and the card says who there is. */
export async function become(
  { store }: Pick<Ports, 'store'>,
  { tenantId, self, was, words, language }: Becoming,
): Promise<{ readonly is?: string; readonly card: Card }> {
  const plan = (await currentPlan(store, tenantId))!;
  const is = personCalled(plan, words);
  if (!is) return { card: choicesCard(plan, language) };
  await demoPersons(store).upsert({ tenantId, id: self, is });
  // What is sent to who they were is not to be mixed with what is sent to who they are.
  if (was !== is)
    await persons(store).change(tenantId, was, (one) => ({ ...one, conversationId: undefined }));
  return { is, card: becameCard(plan, is, language) };
}

/**
 * Whoever the person at the screen is no longer being has no chat of their own: Teams would show what is sent to them
 * among what is sent to somebody else. It counts as sent, and waits for them.
 */
export function messengerAtScreen(messenger: Messenger, store: DocumentStore): Messenger {
  return {
    ...messenger,
    async sendToPerson(address, message) {
      const { tenantId, personId } = address;
      const is = await actedBy({ store }, { tenantId, personId });
      if (is === personId || address.conversationId) return messenger.sendToPerson(address, message);
      const place = { conversationId: `demo-${personId}`, activityId: randomUUID() };
      return { kind: 'sent', message: { tenantId, personId, ...place } };
    },
  };
}

function personCalled(plan: Plan, words: string): string | undefined {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return undefined;
  const found = [isSame, begins, holds].map((fits) =>
    plan.content.roles.find((role) => calls(role).some((name) => fits(name, wanted)) && holder(plan, role)),
  );
  const [role] = found.filter((one) => one !== undefined);
  return role && holder(plan, role);
}

const isSame = (name: string, wanted: string) => name === wanted;
const begins = (name: string, wanted: string) => name.startsWith(wanted);
const holds = (name: string, wanted: string) => name.includes(wanted);

/** A process lead is called so, whatever the role's own name. */
function calls(role: Role): string[] {
  const usual = role.access === 'administrator' ? ['processledare', 'process lead'] : [];
  return [role.id, ...namesFor(role), ...usual].map((name) => name.toLowerCase());
}

function holder(plan: Plan, { id }: Role): string | undefined {
  return plan.personsWithRole(id)[0];
}

function becameCard(plan: Plan, personId: string, language: Language): Card {
  const reader = readerOf(plan, language);
  const { t } = reader;
  const roles = reader.join(plan.rolesOf(personId).map(({ name }) => reader.say(name)));
  return renderCard(
    'notice',
    {
      title: t('demo.became.title', { role: firstRole(plan, personId, language) }),
      text: t('demo.became.text', { roles }),
      actions: [],
    },
    language,
  );
}

/** Everybody there is to be, each as one writes it. */
function choicesCard(plan: Plan, language: Language): Card {
  const t = translator(language);
  const lines = plan.content.persons.flatMap(({ id }: Person) =>
    id ? [`• ${t('demo.switchTo', { role: firstRole(plan, id, language).toLowerCase() })}`] : [],
  );
  const text = [t('demo.whom'), ...lines].join('\n\n');
  return renderCard('notice', { title: '', text, actions: [] }, language);
}

/** "Utredare, kommunstyrelsens förvaltning" is called Utredare. */
function firstRole(plan: Plan, personId: string, language: Language): string {
  const [role] = plan.rolesOf(personId);
  return (role ? readerOf(plan, language).say(role.name) : personId).split(/ \(|,/u)[0]!;
}
