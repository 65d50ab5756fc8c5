import type { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
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
  const { plan, now, language } = given;
  const reader = readerOf(plan, language, now);
  const { t, say } = reader;
  const groups = groupsOf(reader, given);
  const texts = {
    title: titleOf(reader, given),
    intro: introOf(reader, given, groups),
    until: untilOf(reader, given),
  };
  const [only, ...others] = groups as [AskedGroup, ...AskedGroup[]];
  const several = others.length > 0;
  const confirmed = groups.filter(({ all }) => all.some(({ saidBefore }) => saidBefore));
  const answer = (group: AskedGroup) => ({
    ask: group.first.ask.id,
    title: several ? answerTitle(reader, groupWords(reader, given, group)) : t('reminder.answer'),
    style: group === groups[0] ? 'positive' : 'default',
  });
  const same = (group: AskedGroup) => ({
    ask: group.first.ask.id,
    title: confirmed.length > 1 ? sameTitle(reader, given, group) : t('reminder.same'),
  });
  const card = renderCard(
    'reminder',
    {
      ...texts,
      rounds: groups.map((group) => {
        const titles = group.parts.map((one) => say(plan.assignment(one.assignmentId)!.title));
        return {
          name: roundsOf(given).length > 1 ? group.name : '',
          days: daysOf(reader, given, group).map((text) => ({ text })),
          standsIn: standsInText(reader, given, group.first.ask),
          assignments: several ? [] : titles.map((title) => ({ title })),
          titles: several ? titles.join(' · ') : '',
          answers: several ? [answer(group)] : [],
          same: several && confirmed.includes(group) ? [same(group)] : [],
        };
      }),
      answers: several ? [] : [answer(only)],
      same: several ? [] : confirmed.map(same),
      ask: given.subject[0]!.ask.id,
      canWait: canWait(given),
    },
    language,
  );
  const until = texts.until || groups.flatMap((group) => daysOf(reader, given, group)).join(' ');
  return { card, summary: t('reminder.summary', { ...texts, until }) };
}

/** One's own first, then what is answered for others. */
function groupsOf({ join, roundName }: Reader, given: ReminderSubject): AskedGroup[] {
  const { plan, subject } = given;
  const groups = askedTogether(
    plan,
    subject.map(({ ask }) => ask),
  );
  const described = groups.map((asks) => {
    const all = asks.map((ask) => subject.find((one) => one.ask === ask)!);
    const byDay = all.toSorted((a, b) => a.round.due.localeCompare(b.round.due));
    const names = byDay.map(({ round }) => roundName(round.id));
    const parts = partsTogether(asks).filter((part) => !part.answeredAt);
    return { first: all[0]!, all: byDay, parts, name: join(names) };
  });
  const isOthers = ({ first }: AskedGroup) => Number(isForOther(given, first.ask));
  return described.toSorted((a, b) => isOthers(a) - isOthers(b));
}

function roundsOf({ subject }: Pick<ReminderSubject, 'subject'>): readonly string[] {
  return [...new Set(subject.map(({ round }) => round.id))];
}

function titleOf({ t, roundName }: Reader, { subject }: ReminderSubject): string {
  const { push, round } = subject[0]!;
  const kind = push.rule === 'own-choice' || push.rule === 'reached-again' ? push.rule : push.kind;
  if (roundsOf({ subject }).length > 1) return t(`reminder.${kind}.title`);
  return t(`reminder.${kind}.titleRound`, { round: roundName(round.id) });
}

function introOf({ t }: Reader, { subject }: ReminderSubject, groups: readonly AskedGroup[]): string {
  const parts = groups.flatMap((group) => group.parts);
  const count = new Set(parts.map((part) => part.assignmentId)).size;
  if (subject[0]!.push.kind !== 'opening') return t('reminder.left', { count });
  return t('reminder.intro', { count, minutes: t('reminder.minutes', { count: estimateMinutes(parts) }) });
}

/** One last day for all of it; where the rounds have different ones each says its own. */
function untilOf({ t, weekday, plan }: Reader, { subject, now }: ReminderSubject): string {
  const [due, ...others] = new Set(subject.map(({ round }) => round.due));
  const today = localDate(now, plan.content.timeZone);
  // Then the title says it.
  if (others.length > 0 || due === today.toString()) return '';
  return t('reminder.until', { day: weekday(due!) });
}

function daysOf(
  { t, weekday, roundName }: Reader,
  { subject }: ReminderSubject,
  { all }: AskedGroup,
): string[] {
  if (new Set(subject.map(({ round }) => round.due)).size < 2) return [];
  return all.map(({ round }) =>
    t('reminder.untilRound', { round: roundName(round.id), day: weekday(round.due) }),
  );
}

/** Only while a reminder is left to move and a day is left to move it to. */
function canWait({ plan, subject, now }: ReminderSubject): boolean {
  const today = localDate(now, plan.content.timeZone).toString();
  return subject.some(({ ask, push, round }) => {
    return round.due > today && ask.pushes.some((one) => one.kind !== push.kind && !one.outcome);
  });
}

function standsInText(reader: Reader, given: ReminderSubject, ask: Ask): string {
  if (!isForOther(given, ask)) return '';
  return reader.t('reminder.standsIn', { role: rolesAsked(reader, ask) });
}

/** What tells groups apart: whose they are, and of which round where there are several. */
function groupWords(reader: Reader, given: ReminderSubject, { name, first }: AskedGroup) {
  return {
    role: isForOther(given, first.ask) ? rolesAsked(reader, first.ask) : '',
    round: roundsOf(given).length > 1 ? name : '',
  };
}

/** The button to what is asked in a round, of oneself or of whom one answers for; each empty where nothing else is asked. */
export function answerTitle({ t }: Reader, { role, round }: { role: string; round: string }): string {
  if (round === '') return role ? t('told.deputy.answer', { role }) : t('reminder.answer');
  return role ? t('reminder.answerFor', { round, role }) : t('reminder.answerRound', { round });
}

function sameTitle(reader: Reader, given: ReminderSubject, group: AskedGroup): string {
  const { role, round } = groupWords(reader, given, group);
  return reader.t('reminder.sameRound', {
    round: [role, round].filter(Boolean).join(', ') || group.name,
  });
}

function isForOther({ personId }: ReminderSubject, ask: Ask): boolean {
  return personId !== undefined && personId !== ask.personId;
}

/** In which roles somebody is asked: how people are named to each other, since no names are kept. */
export function rolesAsked({ roleName, join }: Reader, { parts }: Pick<Ask, 'parts'>): string {
  return join([...new Set(parts.map(({ roleId }) => roleName(roleId)))]);
}
