import type { Stored } from '../base/document-store.ts';
import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { noteCard } from '../messages/note-card.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { readerOf } from '../reports/reader.ts';
import { findAddressee } from '../rounds/addressee.ts';
import { type Ask, asks, isWaiting, nextPush } from '../rounds/ask.ts';
import { allRounds, openRounds, type Round } from '../rounds/round.ts';
import { claim } from '../storage/claim.ts';
import { reminderMessage } from './reminder-card.ts';
import { latestPush } from './show-reminder.ts';

export interface ShownEvent {
  readonly what: 'shown';
  readonly personId: string;
}

/**
 * Who was asked the same as somebody who has answered sees it on the card that they have: it says "Besvarat av", or
 * what is left for them. No new message. A card that Teams does not take is left: its buttons tell what holds.
 */
export async function showAnswered(ports: Ports, tenantId: string, plan: Plan): Promise<ShownEvent[]> {
  const before = toTimestamp(ports.clock.now());
  const due = (await asks(ports.store).due({ tenantId, before, limit: 1000 })).filter(
    (one) => one.showsOthers,
  );
  if (due.length === 0) return [];
  const rounds = await allRounds(ports.store, tenantId);
  const events: ShownEvent[] = [];
  for (const one of due) {
    const held = await claim(ports, asks(ports.store), one);
    if (!held) continue;
    await refresh(ports, plan, held, rounds);
    await asks(ports.store).change(tenantId, held.id, (ask) => {
      return { ...ask, showsOthers: undefined, lease: undefined, nextAt: nextPush(ask)?.at };
    });
    events.push({ what: 'shown', personId: held.personId });
  }
  return events;
}

async function refresh(ports: Ports, plan: Plan, ask: Stored<Ask>, rounds: readonly Round[]): Promise<void> {
  const { message } = ask;
  if (!message) return;
  const personId = await findAddressee(ports.store, ask, localDate(ports.clock.now(), plan.content.timeZone));
  const language = languageOf(plan, await persons(ports.store).find(ask.tenantId, personId), personId);
  const outcome = await ports.messenger.update(
    message,
    await messageNow(ports, plan, ask, { rounds, language, personId }),
  );
  if (outcome.kind === 'sent') return;
  const facts = { event: 'answered-card-left', reason: outcome.reason };
  ports.log.info(facts, 'An older card stays as it was.');
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
  const open = await openRounds(ports.store, ask.tenantId);
  const found = await Promise.all(
    open.map(({ id }) => asks(ports.store).find(ask.tenantId, `${id}:${ask.personId}`)),
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
