import { Temporal } from 'temporal-polyfill';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type PersonRecord, persons, type SpokenOf } from '../people/person.ts';
import type { Subject } from '../questions/subject.ts';
import { withoutObserving } from '../storage/noted-writes.ts';
import { nowSpoken } from './ask.ts';
import type { Choice, Spoken, Understood } from './meaning.ts';

/** So long what was last spoken of is what "och ekonomin?" goes on from. */
const minutes = 15;

/** What was last spoken of in that conversation, where it was lately; ids alone, never words. */
export function spokenBefore(
  { clock }: Pick<Ports, 'clock'>,
  record: Pick<PersonRecord, 'spoken'> | undefined,
  conversationId: string,
): Spoken | undefined {
  const spoken = record?.spoken;
  if (!spoken || spoken.conversationId !== conversationId) return undefined;
  const age = Temporal.Instant.from(spoken.at).until(clock.now()).total('minutes');
  if (age < 0 || age > minutes) return undefined;
  const { intent, subjects, period, aspect, choices } = spoken;
  return {
    intent,
    subjects: subjects as readonly Subject[],
    period,
    aspect,
    choices: choices as readonly Choice[] | undefined,
  };
}

/** Keeps it with the person, in the store: another instance may be asked next. Somebody unknown has no record, and no context. */
export async function keepSpoken(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenantId, personId }: Actor,
  { conversationId, record }: { conversationId: string; record: Pick<PersonRecord, 'spoken'> },
  understood: Understood,
): Promise<void> {
  const now = nowSpoken(understood);
  if (!now) return record.spoken?.choices ? forgetChoices(store, { tenantId, personId }) : undefined;
  const { intent, subjects, period, aspect, choices } = now;
  const spoken: SpokenOf = {
    conversationId,
    intent,
    subjects: subjects.map(({ type, id }) => ({ type, id })),
    ...(period ? { period: { from: period.from, to: period.to } } : {}),
    ...(aspect ? { aspect } : {}),
    ...(choices ? { choices: choices.map(kept) } : {}),
    at: toTimestamp(clock.now()),
  };
  await withoutObserving(() =>
    persons(store).change(tenantId, personId, (record) => ({ ...record, spoken })),
  );
}

function forgetChoices(
  store: Ports['store'],
  { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>,
): Promise<void> {
  return withoutObserving(async () => {
    await persons(store).change(tenantId, personId, (record) => {
      if (!record.spoken?.choices) return undefined;
      const { choices: _, ...spoken } = record.spoken;
      return { ...record, spoken };
    });
  });
}

function kept({ intent, subject }: Choice): NonNullable<SpokenOf['choices']>[number] {
  return subject ? { intent, subject: { type: subject.type, id: subject.id } } : { intent };
}
