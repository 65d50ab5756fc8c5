import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import { capitalised } from '../language/capitalised.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { type Fact, type NoteAction, noteCard } from '../messages/note-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Ask, unanswered } from '../rounds/ask.ts';
import type { AwayFaults, WentAway } from './go-away.ts';
import { rolesAsked } from './reminder-card.ts';
import { plannedDeputies, rolesOfOthers } from './role-choices.ts';

export interface AwayForm {
  readonly plan: Plan;
  readonly personId: string;
  readonly now: Temporal.Instant;
  readonly language: Language;
  /** The reminder the person came from, to go back to. */
  readonly ask?: string | undefined;
  readonly typed?: { readonly deputy?: string | undefined; readonly returns?: string | undefined };
  readonly faults?: AwayFaults;
}

/** "Jag är borta": who answers, and until when. The plan's own deputy is chosen from the start. */
export function awayCard({ plan, personId, now, language, ask = '', typed, faults = {} }: AwayForm): Card {
  const t = translator(language);
  if (!plan.person(personId)) return noteCard({ title: '', paragraphs: [t('away.unknown')] }, language);
  const deputies = rolesOfOthers(plan, personId, language);
  if (deputies.length === 0) return noteCard({ title: '', paragraphs: [t('away.nobody')] }, language);
  const tomorrow = localDate(now, plan.content.timeZone).add({ days: 1 });
  const faultText = (key: string | undefined) => (key ? t(`away.fault.${key}`) : '');
  return renderCard(
    'reminder-away',
    {
      ask,
      deputies,
      deputy: (typed ? typed.deputy : plannedDeputies(plan, personId)[0]) ?? '',
      returns: typed?.returns ?? '',
      earliest: tomorrow.toString(),
      latest: tomorrow.add({ years: 1 }).toString(),
      faults: { deputy: faultText(faults.deputy), returns: faultText(faults.returns) },
    },
    language,
  );
}

/** Who answers now, and when it comes back. */
export function wentAwayCard(
  { answers, returns }: Extract<WentAway, { outcome: 'away' }>,
  { plan, deputy, language }: { plan: Plan; deputy: string | undefined; language: Language },
): Card {
  const t = translator(language);
  const isChosen = deputy !== undefined && plan.personsWithRole(deputy).includes(answers);
  const role = (isChosen ? plan.role(deputy) : undefined) ?? plan.rolesOf(answers)[0];
  const name = role ? say(role.name, language) : '';
  const day = Temporal.PlainDate.from(returns);
  const text = t('away.until', { role: name, day: capitalised(formatDay(day, language, day)) });
  const actions = [{ verb: 'reminders/back', title: t('away.back') }];
  return noteCard({ title: t('away.answers', { role: name }), paragraphs: [text], actions }, language);
}

/** What waits for the one who has come back; undefined: they were not away. */
export function cameBackCard(
  back: readonly Ask[] | undefined,
  { plan, language }: { plan: Plan; language: Language },
): Card {
  const t = translator(language);
  if (!back) return noteCard({ title: '', paragraphs: [t('away.welcome.notAway')] }, language);
  const left = back.filter((ask) => unanswered(ask).length > 0);
  const text = t(left.length > 0 ? 'away.welcome.left' : 'away.welcome.nothing');
  const told = { facts: openFacts(plan, left, language), actions: answerActions(plan, left, language) };
  return noteCard({ title: t('away.welcome.title'), paragraphs: [text], ...told }, language);
}

/** What each ask still waits for, by round. */
export function openFacts(plan: Plan, open: readonly Ask[], language: Language): Fact[] {
  return open.map((ask) => ({
    label: roundName(plan, ask.roundId, language),
    lines: unanswered(ask).flatMap((part) => {
      const assignment = plan.assignment(part.assignmentId);
      return assignment ? [say(assignment.title, language)] : [];
    }),
  }));
}

/** One button an ask; they are told apart by the round where there are several. */
export function answerActions(plan: Plan, open: readonly Ask[], language: Language): NoteAction[] {
  const t = translator(language);
  return open.map((ask) => ({
    verb: 'answer/open',
    title:
      open.length > 1
        ? t('reminder.answerRound', { round: roundName(plan, ask.roundId, language) })
        : t('reminder.answer'),
    data: { ask: ask.id },
    style: 'positive',
  }));
}

export function roundName(plan: Plan, roundId: string, language: Language): string {
  const period = plan.period(roundId);
  return period ? say(period.name, language) : roundId;
}

/** How the person is named to others: by what they are asked as, or else by the first of their roles. */
export function rolesOfPerson(
  plan: Plan,
  personId: string,
  open: readonly Ask[],
  language: Language,
): string {
  const parts = open.filter((ask) => ask.personId === personId).flatMap((ask) => ask.parts);
  if (parts.length > 0) return rolesAsked(plan, { parts }, language);
  const [first] = plan.rolesOf(personId);
  return first ? say(first.name, language) : '';
}
