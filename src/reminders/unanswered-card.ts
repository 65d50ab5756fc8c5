import type { OutgoingMessage } from '../base/messenger.ts';
import type { Language } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { type Fact, type NoteAction, noteCard } from '../messages/note-card.ts';
import { reasonWords, whoOf } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
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
  const reader = readerOf(plan, language);
  const { t } = reader;
  const title = t('unanswered.title', { round: reader.roundName(round.id) });
  const shown = people.slice(from, from + namedAtOnce);
  const left = people.length - from - shown.length;
  const more = t('unanswered.more', { count: left });
  const note = {
    title,
    paragraphs: from > 0 ? [] : introOf(reader, { round, people }),
    facts: shown.map((person) => factOf(reader, person)),
    note: [left > 0 ? more : '', t('unanswered.note')].filter(Boolean).join(' '),
    actions: actionsOf(reader, round.id, { from, left }),
  };
  return { card: noteCard(note, language), summary: title };
}

function introOf({ t, weekday }: Reader, { round, people }: UnansweredRound): string[] {
  if (people.length === 0) return [t('unanswered.nobody')];
  const unreached = people.filter(({ unreachable }) => unreachable).length;
  return [
    t('unanswered.text', { count: people.length }),
    t('unanswered.open', { day: weekday(round.closes) }),
    ...(unreached > 0 ? [t('unanswered.unreached', { count: unreached })] : []),
  ];
}

function factOf(reader: Reader, person: UnansweredPerson): Fact {
  const { t, language } = reader;
  const { personId, goesTo, unreachable: reason } = person;
  return {
    label: labelOf(reader, person),
    lines: [
      ...titlesOf(reader, person),
      ...(goesTo === personId ? [] : [t('unanswered.deputy', { role: whoOf(goesTo, reader) })]),
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

/** By role; of a role that several hold each is told apart by their user name, where the plan has it. */
function labelOf(reader: Reader, { parts, personId }: UnansweredPerson): string {
  const { plan } = reader;
  const roles = rolesAsked(reader, { parts });
  const isShared = parts.some(({ roleId }) => plan.personsWithRole(roleId).length > 1);
  const name = isShared ? plan.person(personId)?.upn : undefined;
  return name ? `${roles} (${name})` : roles;
}

function titlesOf({ plan, t, say }: Reader, { parts }: UnansweredPerson): string[] {
  const titles = parts.map(({ assignmentId }) => {
    const title = plan.assignment(assignmentId)?.title;
    return clip(title ? say(title) : assignmentId, titleLetters);
  });
  const left = titles.length - titlesAPerson;
  const shown = left > 0 ? titles.slice(0, titlesAPerson) : titles;
  const more = left > 0 ? [t('unanswered.titles', { count: left })] : [];
  return [...shown, ...more];
}

/** The list as it is at the moment of the press: people go on answering. */
function actionsOf(
  { t }: Reader,
  round: string,
  { from, left }: { from: number; left: number },
): NoteAction[] {
  const verb = 'rounds/unanswered';
  const next = { verb, title: t('coming.more'), data: { round, from: String(from + namedAtOnce) } };
  const again = { verb, title: t('unanswered.again'), data: { round } };
  const postpone = { verb: 'rounds/postpone', title: t('coming.postpone') };
  return [...(left > 0 ? [next] : []), again, postpone];
}
