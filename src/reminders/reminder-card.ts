import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, type Language, say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import { roleName } from '../reports/report-block.ts';
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
  const { plan, subject, language } = given;
  const t = translator(language);
  const several = subject.length > 1;
  const roundName = (round: Round) => periodName(round.id, plan, language);
  const texts = { title: titleOf(given, t), intro: introOf(given, t), until: untilOf(given, t) };
  const card = renderCard(
    'reminder',
    {
      ...texts,
      rounds: subject.map(({ ask, round, saidBefore }) => ({
        name: roundName(round),
        showName: several,
        standsIn: standsInText(given, ask),
        assignments: unanswered(ask).map((part) => assignmentOf(plan, part, language, t)),
        answers: several ? [{ ask: ask.id, title: answerTitle(given, ask, roundName(round)) }] : [],
        same: several && saidBefore ? [{ ask: ask.id, title: sameTitle(given, ask, roundName(round)) }] : [],
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

function titleOf({ plan, subject, language }: ReminderSubject, t: Translate): string {
  const { push, round } = subject[0]!;
  const kind = push.rule === 'own-choice' || push.rule === 'reached-again' ? push.rule : push.kind;
  if (subject.length > 1) return t(`reminder.${kind}.title`);
  return t(`reminder.${kind}.titleRound`, { round: periodName(round.id, plan, language) });
}

function introOf({ subject }: ReminderSubject, t: Translate): string {
  const parts = subject.flatMap(({ ask }) => unanswered(ask));
  const count = new Set(parts.map((part) => part.assignmentId)).size;
  if (subject[0]!.push.kind !== 'opening') return t('reminder.left', { count });
  return t('reminder.intro', { count, minutes: t('reminder.minutes', { count: estimateMinutes(parts) }) });
}

function untilOf({ plan, subject, now, language }: ReminderSubject, t: Translate): string {
  const due = subject.map(({ round }) => round.due).toSorted()[0]!;
  const today = localDate(now, plan.content.timeZone);
  // Then the title says it.
  if (due === today.toString()) return '';
  return t('reminder.until', { day: formatDay(Temporal.PlainDate.from(due), language, today) });
}

/** Only while a reminder is left to move and a day is left to move it to. */
function canWait({ plan, subject, now }: ReminderSubject): boolean {
  const today = localDate(now, plan.content.timeZone).toString();
  return subject.some(({ ask, push, round }) => {
    return round.due > today && ask.pushes.some((one) => one.kind !== push.kind && !one.outcome);
  });
}

function standsInText({ plan, personId, language }: ReminderSubject, ask: Ask): string {
  if (!personId || personId === ask.personId) return '';
  return translator(language)('reminder.standsIn', { role: rolesAsked(plan, ask, language) });
}

/** Two asks in one round, one's own and one answered for somebody else, are told apart by whose they are. */
function answerTitle({ plan, personId, language }: ReminderSubject, ask: Ask, round: string): string {
  const t = translator(language);
  if (!personId || personId === ask.personId) return t('reminder.answerRound', { round });
  return t('reminder.answerFor', { round, role: rolesAsked(plan, ask, language) });
}

function sameTitle({ plan, personId, language }: ReminderSubject, ask: Ask, round: string): string {
  const t = translator(language);
  const isOwn = !personId || personId === ask.personId;
  return t('reminder.sameRound', { round: isOwn ? round : `${rolesAsked(plan, ask, language)}, ${round}` });
}

/** In which roles somebody is asked: how people are named to each other, since no names are kept. */
export function rolesAsked(plan: Plan, ask: Pick<Ask, 'parts'>, language: Language): string {
  const roles = new Set(ask.parts.map((part) => roleName(plan, part.roleId, language)));
  return joinWords([...roles], language);
}

function assignmentOf(plan: Plan, part: AskPart, language: Language, t: Translate) {
  const assignment = plan.assignment(part.assignmentId)!;
  const type = t(`type.${assignment.type}`);
  return { title: say(assignment.title, language), kind: t('kind', { type, decision: assignment.decision }) };
}
