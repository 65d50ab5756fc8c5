import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, type Language, say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import { roleName } from '../reports/report-block.ts';
import type { Ask, AskPart, Push } from '../rounds/ask.ts';
import { askedTogether, partsTogether } from '../rounds/asked-together.ts';
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

/** What is answered together: one button for it, and the last day of each of its rounds. */
interface AskedGroup {
  readonly first: ReminderAsk;
  readonly all: readonly ReminderAsk[];
  /** What is left of it, each assignment once. */
  readonly parts: readonly AskPart[];
  readonly name: string;
}

/** One message for all that is due to one person, with only what is still unanswered, and each question once. */
export function reminderMessage(given: ReminderSubject): OutgoingMessage {
  const { plan, language } = given;
  const t = translator(language);
  const groups = groupsOf(given);
  const several = groups.length > 1;
  const texts = { title: titleOf(given, t), intro: introOf(given, groups, t), until: untilOf(given, t) };
  const isSaid = ({ all }: AskedGroup) => all.some(({ saidBefore }) => saidBefore);
  const [only] = groups as [AskedGroup, ...AskedGroup[]];
  const card = renderCard(
    'reminder',
    {
      ...texts,
      rounds: groups.map((group) => ({
        name: group.name,
        showName: given.subject.length > 1,
        days: daysOf(given, group, t).map((text) => ({ text })),
        standsIn: standsInText(given, group.first.ask),
        assignments: group.parts.map((part) => assignmentOf(plan, part, language, t)),
        answers: several ? [{ ask: group.first.ask.id, title: answerTitle(given, group) }] : [],
        same: several && isSaid(group) ? [{ ask: group.first.ask.id, title: sameTitle(given, group) }] : [],
      })),
      answers: several ? [] : [{ ask: only.first.ask.id, title: t('reminder.answer') }],
      same: !several && isSaid(only) ? [{ ask: only.first.ask.id, title: t('reminder.same') }] : [],
      ask: given.subject[0]!.ask.id,
      canWait: canWait(given),
    },
    language,
  );
  const until = texts.until || groups.flatMap((group) => daysOf(given, group, t)).join(' ');
  return { card, summary: t('reminder.summary', { ...texts, until }) };
}

function groupsOf({ plan, subject, language }: ReminderSubject): AskedGroup[] {
  const groups = askedTogether(
    plan,
    subject.map(({ ask }) => ask),
  );
  return groups.map((asks) => {
    const all = asks.map((ask) => subject.find((one) => one.ask === ask)!);
    const byDay = all.toSorted((a, b) => a.round.due.localeCompare(b.round.due));
    const names = byDay.map(({ round }) => periodName(round.id, plan, language));
    const parts = partsTogether(asks).filter((part) => !part.answeredAt);
    return { first: all[0]!, all: byDay, parts, name: joinWords(names, language) };
  });
}

function titleOf({ plan, subject, language }: ReminderSubject, t: Translate): string {
  const { push, round } = subject[0]!;
  const kind = push.rule === 'own-choice' || push.rule === 'reached-again' ? push.rule : push.kind;
  if (subject.length > 1) return t(`reminder.${kind}.title`);
  return t(`reminder.${kind}.titleRound`, { round: periodName(round.id, plan, language) });
}

function introOf({ subject }: ReminderSubject, groups: readonly AskedGroup[], t: Translate): string {
  const parts = groups.flatMap((group) => group.parts);
  const count = new Set(parts.map((part) => part.assignmentId)).size;
  if (subject[0]!.push.kind !== 'opening') return t('reminder.left', { count });
  return t('reminder.intro', { count, minutes: t('reminder.minutes', { count: estimateMinutes(parts) }) });
}

/** One last day for all of it; where the rounds have different ones each says its own. */
function untilOf({ plan, subject, now, language }: ReminderSubject, t: Translate): string {
  const [due, ...others] = new Set(subject.map(({ round }) => round.due));
  const today = localDate(now, plan.content.timeZone);
  // Then the title says it.
  if (others.length > 0 || due === today.toString()) return '';
  return t('reminder.until', { day: formatDay(Temporal.PlainDate.from(due!), language, today) });
}

function daysOf(
  { plan, subject, now, language }: ReminderSubject,
  { all }: AskedGroup,
  t: Translate,
): string[] {
  if (new Set(subject.map(({ round }) => round.due)).size < 2) return [];
  const today = localDate(now, plan.content.timeZone);
  return all.map(({ round }) => {
    const day = formatDay(Temporal.PlainDate.from(round.due), language, today);
    return t('reminder.untilRound', { round: periodName(round.id, plan, language), day });
  });
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
function answerTitle({ plan, personId, language }: ReminderSubject, group: AskedGroup): string {
  const t = translator(language);
  const { name: round, first } = group;
  const { ask } = first;
  if (!personId || personId === ask.personId) return t('reminder.answerRound', { round });
  return t('reminder.answerFor', { round, role: rolesAsked(plan, ask, language) });
}

function sameTitle({ plan, personId, language }: ReminderSubject, group: AskedGroup): string {
  const t = translator(language);
  const { name: round, first } = group;
  const { ask } = first;
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
