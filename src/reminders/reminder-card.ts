import type { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { type Ask, type AskPart, type Push, unanswered } from '../rounds/ask.ts';
import { estimateMinutes } from '../rounds/burden.ts';
import type { Round } from '../rounds/round.ts';

export interface ReminderSubject {
  readonly plan: Plan;
  /** One entry a round; more than one where several fall on the same day. */
  readonly subject: readonly ReminderAsk[];
  readonly now: Temporal.Instant;
  readonly language: Language;
  /** Who reads it; answers for the person asked where that is somebody else. Absent: the person asked. */
  readonly personId?: string | undefined;
}

export interface ReminderAsk {
  readonly ask: Ask;
  readonly round: Round;
  readonly push: Push;
  /** Somebody has said how it goes in a round before, so that "nothing new" can be said now. */
  readonly saidBefore?: boolean;
}

/** One message for all that is due to one person, with only what is still unanswered. */
export function reminderMessage(given: ReminderSubject): OutgoingMessage {
  const { plan, subject, now, language } = given;
  const reader = readerOf(plan, language, now);
  const { t, roundName } = reader;
  const several = subject.length > 1;
  const texts = {
    title: titleOf(reader, given),
    intro: introOf(reader, given),
    until: untilOf(reader, given),
  };
  const card = renderCard(
    'reminder',
    {
      ...texts,
      rounds: subject.map(({ ask, round, saidBefore }) => ({
        name: roundName(round.id),
        showName: several,
        standsIn: standsInText(reader, given, ask),
        assignments: unanswered(ask).map((part) => assignmentOf(reader, part)),
        answers: several ? [{ ask: ask.id, title: answerTitle(reader, given, ask) }] : [],
        same: several && saidBefore ? [{ ask: ask.id, title: sameTitle(reader, given, ask) }] : [],
      })),
      answers: several ? [] : [{ ask: subject[0]!.ask.id, title: t('reminder.answer') }],
      same:
        !several && subject[0]!.saidBefore ? [{ ask: subject[0]!.ask.id, title: t('reminder.same') }] : [],
      ask: subject[0]!.ask.id,
      canWait: canWait(given),
    },
    language,
  );
  return { card, summary: t('reminder.summary', texts) };
}

function titleOf({ t, roundName }: Reader, { subject }: ReminderSubject): string {
  const { push, round } = subject[0]!;
  const kind = push.rule === 'own-choice' || push.rule === 'reached-again' ? push.rule : push.kind;
  if (subject.length > 1) return t(`reminder.${kind}.title`);
  return t(`reminder.${kind}.titleRound`, { round: roundName(round.id) });
}

function introOf({ t }: Reader, { subject }: ReminderSubject): string {
  const parts = subject.flatMap(({ ask }) => unanswered(ask));
  const count = new Set(parts.map((part) => part.assignmentId)).size;
  if (subject[0]!.push.kind !== 'opening') return t('reminder.left', { count });
  return t('reminder.intro', { count, minutes: t('reminder.minutes', { count: estimateMinutes(parts) }) });
}

function untilOf({ t, weekday, plan }: Reader, { subject, now }: ReminderSubject): string {
  const due = subject.map(({ round }) => round.due).toSorted()[0]!;
  const today = localDate(now, plan.content.timeZone);
  // Then the title says it.
  if (due === today.toString()) return '';
  return t('reminder.until', { day: weekday(due) });
}

/** Only while a reminder is left to move and a day is left to move it to. */
function canWait({ plan, subject, now }: ReminderSubject): boolean {
  const today = localDate(now, plan.content.timeZone).toString();
  return subject.some(({ ask, push, round }) => {
    return round.due > today && ask.pushes.some((one) => one.kind !== push.kind && !one.outcome);
  });
}

function standsInText(reader: Reader, { personId }: ReminderSubject, ask: Ask): string {
  if (!personId || personId === ask.personId) return '';
  return reader.t('reminder.standsIn', { role: rolesAsked(reader, ask) });
}

/** Two asks in one round, one's own and one answered for somebody else, are told apart by whose they are. */
function answerTitle(reader: Reader, { personId }: ReminderSubject, ask: Ask): string {
  const { t } = reader;
  const round = reader.roundName(ask.roundId);
  if (!personId || personId === ask.personId) return t('reminder.answerRound', { round });
  return t('reminder.answerFor', { round, role: rolesAsked(reader, ask) });
}

function sameTitle(reader: Reader, { personId }: ReminderSubject, ask: Ask): string {
  const round = reader.roundName(ask.roundId);
  const isOwn = !personId || personId === ask.personId;
  return reader.t('reminder.sameRound', {
    round: isOwn ? round : `${rolesAsked(reader, ask)}, ${round}`,
  });
}

/** In which roles somebody is asked: how people are named to each other, since no names are kept. */
export function rolesAsked({ roleName, join }: Reader, { parts }: Pick<Ask, 'parts'>): string {
  return join([...new Set(parts.map(({ roleId }) => roleName(roleId)))]);
}

function assignmentOf({ plan, t, say }: Reader, part: AskPart) {
  const assignment = plan.assignment(part.assignmentId)!;
  const type = t(`type.${assignment.type}`);
  return { title: say(assignment.title), kind: t('kind', { type, decision: assignment.decision }) };
}
