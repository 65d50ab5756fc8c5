import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { shortMoment } from '../messages/moment-words.ts';
import { type Fact, type Note, noteCard } from '../messages/note-card.ts';
import { reasonWords, roundNameOf, whoOf } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { UpcomingPerson, UpcomingRound } from './upcoming-round.ts';

export interface UpcomingView {
  readonly plan: Plan;
  readonly language: Language;
  /** How many people are passed over. */
  readonly from?: number;
}

/** As many as are read at once; the rest are a press away. */
const shownAtOnce = 8;

/** "Visa nästa omgång": who gets what and when, what it asks of each, and whom it will not reach. */
export function upcomingCard(upcoming: UpcomingRound, view: UpcomingView): Card {
  return noteCard(upcomingNote(upcoming, view), view.language);
}

export function upcomingNote({ round, people }: UpcomingRound, view: UpcomingView): Note {
  const { plan, language, from = 0 } = view;
  const t = translator(language);
  const shown = people.slice(from, from + shownAtOnce);
  const next = from + shownAtOnce;
  const more = {
    verb: 'rounds/coming',
    title: t('coming.more'),
    data: { round: round.id, from: String(next) },
  };
  const postpone = { verb: 'rounds/postpone', title: t('coming.postpone') };
  return {
    title: t('coming.title', { round: roundNameOf(round.id, view), day: dayOf(round.opens, language) }),
    paragraphs: from > 0 ? [] : introOf({ round, people }, view),
    facts: shown.map((person) => factOf(person, view)),
    note: t('coming.note', { cap: plan.content.burdenCapMinutes }),
    actions: [...(people.length > next ? [more] : []), postpone],
  };
}

function introOf({ round, people }: UpcomingRound, { plan, language }: UpcomingView): string[] {
  const t = translator(language);
  const [due, closes] = [round.due, round.closes].map((day) => dayOf(day, language));
  const count = (isSuch: (one: UpcomingPerson) => boolean) => people.filter(isSuch).length;
  const unreachable = count(({ reach }) => reach !== 'ok' && reach !== 'unknown');
  const unknown = count(({ reach }) => reach === 'unknown');
  const heavy = count(({ isOverCap }) => isOverCap);
  const questions = people.reduce((sum, one) => sum + one.questions, 0);
  return [
    t('coming.days', { due, closes }),
    t('coming.load', {
      people: t('coming.people', { count: people.length }),
      questions: t('coming.questions', { count: questions }),
    }),
    ...(heavy > 0 ? [t('coming.heavy', { count: heavy, cap: plan.content.burdenCapMinutes })] : []),
    ...(unreachable > 0 ? [t('coming.unreachable', { count: unreachable })] : []),
    ...(unknown > 0 ? [t('coming.unknown', { count: unknown })] : []),
  ];
}

function factOf(person: UpcomingPerson, view: UpcomingView): Fact {
  const { plan, language } = view;
  const t = translator(language);
  const { personId, parts, questions, minutes, isOverCap, pushes, goesTo, reach } = person;
  const titles = parts.flatMap(({ assignmentId }) => plan.assignment(assignmentId)?.title[language] ?? []);
  const moments = pushes.map(({ at }) => shortMoment(fromTimestamp(at), plan, language));
  const load = {
    questions: t('coming.questions', { count: questions }),
    minutes: t('reminder.minutes', { count: minutes }),
    cap: plan.content.burdenCapMinutes,
  };
  return {
    label: rolesIn(person, view) || whoOf(personId, view),
    lines: [
      t(isOverCap ? 'coming.loadOver' : 'coming.loadOf', load),
      joinWords(titles, language),
      joinWords(moments, language),
      ...(goesTo === personId ? [] : [t('coming.deputy', { role: whoOf(goesTo, view) })]),
      ...(reach === 'ok' ? [] : [reachText(reach, language)]),
    ],
  };
}

/** Only the roles that are asked: a person may have many. */
function rolesIn({ parts }: UpcomingPerson, { plan, language }: UpcomingView): string {
  const names = parts.map(({ roleId }) => plan.role(roleId)?.name).filter((name) => name !== undefined);
  return joinWords([...new Set(names.map((name) => say(name, language)))], language);
}

function reachText(reach: Exclude<UpcomingPerson['reach'], 'ok'>, language: Language): string {
  const t = translator(language);
  if (reach === 'unknown') return t('coming.notMet');
  return t('coming.notReached', {
    reason: reasonWords(reach, language),
    remedy: t(`coming.remedy.${reach}`),
  });
}

function dayOf(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  return formatDay(day, language, day);
}
