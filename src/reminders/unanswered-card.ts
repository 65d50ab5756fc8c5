import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { type Fact, type NoteAction, noteCard } from '../messages/note-card.ts';
import { reasonWords, roundNameOf, whoOf } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { UnansweredPerson, UnansweredRound } from '../rounds/unanswered.ts';
import { rolesAsked } from './reminder-card.ts';

export interface UnansweredView {
  readonly plan: Plan;
  readonly language: Language;
  /** How many people are passed over. */
  readonly from?: number;
}

/** As many as are named at once; the rest are a press away. */
const namedAtOnce = 20;
const titlesAPerson = 3;
const titleLetters = 80;

/** "Ingen uppgift än": the administrator's one list, by role, and whom Roder has not reached. */
export function unansweredMessage(
  { round, people }: UnansweredRound,
  { plan, language, from = 0 }: UnansweredView,
): OutgoingMessage {
  const t = translator(language);
  const view = { plan, language };
  const title = t('unanswered.title', { round: roundNameOf(round.id, view) });
  const shown = people.slice(from, from + namedAtOnce);
  const left = people.length - from - shown.length;
  const more = t('unanswered.more', { count: left });
  const note = {
    title,
    paragraphs: from > 0 ? [] : introOf({ round, people }, language),
    facts: shown.map((person) => factOf(person, view)),
    note: [left > 0 ? more : '', t('unanswered.note')].filter(Boolean).join(' '),
    actions: actionsOf(round.id, { from, left }, language),
  };
  return { card: noteCard(note, language), summary: title };
}

function introOf({ round, people }: UnansweredRound, language: Language): string[] {
  const t = translator(language);
  if (people.length === 0) return [t('unanswered.nobody')];
  const closes = Temporal.PlainDate.from(round.closes);
  const unreached = people.filter(({ unreachable }) => unreachable).length;
  return [
    t('unanswered.text', { count: people.length }),
    t('unanswered.open', { day: formatDay(closes, language, closes) }),
    ...(unreached > 0 ? [t('unanswered.unreached', { count: unreached })] : []),
  ];
}

function factOf(person: UnansweredPerson, view: UnansweredView): Fact {
  const { plan, language } = view;
  const { parts, personId, goesTo, unreachable: reason } = person;
  const t = translator(language);
  return {
    label: rolesAsked(plan, { parts }, language),
    lines: [
      ...titlesOf(person, view),
      ...(goesTo === personId ? [] : [t('unanswered.deputy', { role: whoOf(goesTo, view) })]),
      ...(reason
        ? [
            t('coming.notReached', {
              reason: reasonWords(reason, language),
              remedy: t(`coming.remedy.${reason}`),
            }),
          ]
        : []),
    ],
  };
}

function titlesOf({ parts }: UnansweredPerson, { plan, language }: UnansweredView): string[] {
  const titles = parts.map(({ assignmentId }) => {
    const title = plan.assignment(assignmentId)?.title;
    return clip(title ? say(title, language) : assignmentId, titleLetters);
  });
  const left = titles.length - titlesAPerson;
  const shown = left > 0 ? titles.slice(0, titlesAPerson) : titles;
  const more = left > 0 ? [translator(language)('unanswered.titles', { count: left })] : [];
  return [...shown, ...more];
}

/** The list as it is at the moment of the press: people go on answering. */
function actionsOf(
  round: string,
  { from, left }: { from: number; left: number },
  language: Language,
): NoteAction[] {
  const t = translator(language);
  const verb = 'rounds/unanswered';
  const next = { verb, title: t('coming.more'), data: { round, from: String(from + namedAtOnce) } };
  const again = { verb, title: t('unanswered.again'), data: { round } };
  const postpone = { verb: 'rounds/postpone', title: t('coming.postpone') };
  return [...(left > 0 ? [next] : []), again, postpone];
}
