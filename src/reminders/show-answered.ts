import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import { deliverDue, type MessageKind, type Rendered, type Settled } from '../messages/delivery.ts';
import { noteCard } from '../messages/note-card.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { readerOf } from '../reports/reader.ts';
import { findAddressee } from '../rounds/addressee.ts';
import { type Ask, asks, isWaiting, nextPush } from '../rounds/ask.ts';
import { allRounds, openIn, type Round } from '../rounds/round.ts';
import type { Documents } from '../storage/documents.ts';
import { reminderMessage } from './reminder-card.ts';
import { latestPush } from './show-reminder.ts';

export interface ShownEvent {
  readonly what: 'shown' | 'waiting';
}

/**
 * Who was asked the same as somebody who has answered sees it on the card that they have: it says "Besvarat av", or
 * what is left for them. No new message; where the card is gone there is nothing to change.
 */
export async function showAnswered(ports: Ports, tenantId: string, plan: Plan): Promise<ShownEvent[]> {
  const delivered = await deliverDue(ports, { tenantId, plan }, changedCards);
  return delivered.map(({ what }) => ({ what: what === 'waiting' ? what : 'shown' }));
}

function changedCards(ports: Ports, tenantId: string, plan: Plan): MessageKind<Ask> {
  return {
    name: 'answered-card',
    documents: cardsToChange,
    maxPerPass: 1000,
    maxAtOnce: 1,

    async render({ held }): Promise<Rendered<Ask>> {
      const ask = held[0]!;
      const { message: existing } = ask;
      if (!existing) return { covered: [] };
      const personId = await findAddressee(ports, plan, ask);
      const record = await persons(ports.store).find(tenantId, personId);
      const language = languageOf(plan, record, personId);
      const rounds = await allRounds(ports.store, tenantId);
      const content = await messageNow(ports, plan, ask, { rounds, language, personId });
      return { covered: held, sending: { to: { personId, record }, content, existing } };
    },

    async settle(): Promise<Settled<Ask>> {
      return { change: (ask) => ({ ...ask, showsOthers: undefined, nextAt: nextPush(ask)?.at }) };
    },
  };
}

/** The asks whose card does not say yet what others have answered; all that is due of asks is looked through. */
function cardsToChange(store: DocumentStore): Documents<Ask> {
  const all = asks(store);
  return { ...all, due: async (query) => (await all.due(query)).filter(({ showsOthers }) => showsOthers) };
}

interface Seen {
  readonly rounds: readonly Round[];
  readonly language: Language;
  readonly personId: string;
}

/** All that came in the same message. */
async function messageNow(
  ports: Ports,
  plan: Plan,
  ask: Stored<Ask>,
  { rounds, language, personId }: Seen,
): Promise<OutgoingMessage> {
  const found = await Promise.all(
    openIn(rounds).map(({ id }) => asks(ports.store).find(ask.tenantId, `${id}:${ask.personId}`)),
  );
  const together = found.filter(
    (one) => one?.message?.activityId === ask.message?.activityId,
  ) as Stored<Ask>[];
  const waiting = together.filter(isWaiting);
  if (waiting.length > 0) {
    const subject = waiting.map((one) => ({
      ask: one,
      round: rounds.find(({ id }) => id === one.roundId)!,
      push: latestPush(one),
    }));
    return reminderMessage({ plan, subject, now: ports.clock.now(), language, personId });
  }
  return answeredMessage(plan, together.length > 0 ? together : [ask], { rounds, language });
}

function answeredMessage(
  plan: Plan,
  together: readonly Ask[],
  { rounds, language }: Pick<Seen, 'rounds' | 'language'>,
): OutgoingMessage {
  const { t, say, join, roleName, weekday } = readerOf(plan, language);
  const parts = together.flatMap((ask) => ask.parts);
  const roles = [...new Set(parts.flatMap(({ answeredBy }) => answeredBy ?? []))];
  const titles = new Set(parts.map(({ assignmentId }) => say(plan.assignment(assignmentId)!.title)));
  const [closes] = together
    .map(({ roundId }) => rounds.find(({ id }) => id === roundId)!.closes)
    .toSorted()
    .toReversed();
  const title = t('shared.answeredBy', { role: join(roles.map(roleName)) });
  const note = {
    title,
    paragraphs: [join([...titles]), t('shared.nothingToDo', { day: weekday(closes!) })],
    actions: [{ verb: 'answer/open', title: t('shared.see'), data: { ask: together[0]!.id } }],
  };
  return { card: noteCard(note, language), summary: title };
}
