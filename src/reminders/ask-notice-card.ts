import type { OutgoingMessage } from '../base/messenger.ts';
import { type Fact, type Note, noteCard } from '../messages/note-card.ts';
import type { NoticeAbout } from '../messages/notice.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import type { Ask } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { answerActions, openFacts } from './away.ts';
import { decideCard } from './not-me.ts';
import type { NoticeSubject } from './notice-card.ts';
import { rolesAsked } from './reminder-card.ts';

export interface AskNotice extends NoticeSubject {
  readonly ask: Ask;
  readonly round: Round;
}

type AboutRound = Extract<NoticeAbout, { readonly before: string }>;
type AboutPlan = Extract<NoticeAbout, { readonly type: 'plan-changed' }>;

/** What is told of one ask. Undefined: it has come to nothing meanwhile. */
export function askNotice(subject: AskNotice): OutgoingMessage | undefined {
  const { plan, notice, language } = subject;
  const reader = readerOf(plan, language);
  if (notice.about.type === 'not-me') return notMeMessage(reader, subject);
  const note = noteOf(reader, subject);
  return note && { card: noteCard(note, language), summary: note.title };
}

function notMeMessage(reader: Reader, { plan, ask, language }: AskNotice): OutgoingMessage | undefined {
  if (!ask.objection || ask.objection.decided || ask.state === 'closed') return undefined;
  const title = reader.t('notMe.ask.title', { role: rolesAsked(reader, ask) });
  return { card: decideCard({ plan, ask, language }), summary: title };
}

function noteOf(reader: Reader, subject: AskNotice): Note | undefined {
  const { about } = subject.notice;
  switch (about.type) {
    case 'kept':
    case 'moved':
    case 'given':
      return decidedNote(reader, subject, about.type);
    case 'postponed':
    case 'restored':
    case 'cancelled':
      return roundNote(reader, subject, about);
    case 'plan-changed':
      return planNote(reader, subject, about);
    default:
      return undefined;
  }
}

function decidedNote(reader: Reader, { ask, round }: AskNotice, type: 'kept' | 'moved' | 'given'): Note {
  const { t, roleName, roundName, weekday } = reader;
  const given = ask.givenTo ? roleName(ask.givenTo.roleId) : '';
  const role = type === 'moved' ? given : rolesAsked(reader, ask);
  const note = {
    title: t(`told.${type}.title`, { round: roundName(ask.roundId) }),
    paragraphs: [t(`told.${type}.text`, { role, day: weekday(round.due) })],
  };
  if (type === 'moved') return note;
  return { ...note, facts: openFacts(reader, [ask]), actions: answerActions(reader, [ask]) };
}

/** The round's days have changed, or it is not to be. */
function roundNote(reader: Reader, subject: AskNotice, about: AboutRound): Note | undefined {
  const { t, roundName, weekday } = reader;
  const { ask, round } = subject;
  const { type, before, words } = about;
  if (type !== 'cancelled' && round.state !== 'open') return undefined;
  const said: Fact[] = words ? [{ label: t('told.words'), lines: [words] }] : [];
  const title = t(`told.${type}.title`, { round: roundName(ask.roundId) });
  if (type === 'cancelled') return { title, paragraphs: [t('told.cancelled.text')], facts: said };
  const days = { due: weekday(round.due), closes: weekday(round.closes), before: weekday(before) };
  const isAnswered = ask.state === 'answered';
  return {
    title,
    paragraphs: [t(`told.${type}.${isAnswered ? 'answered' : 'text'}`, days)],
    facts: said,
    actions: isAnswered ? [] : answerActions(reader, [ask]),
  };
}

/** What the plan asks for now that it did not before, what it asks for no more, and the decision behind it. */
function planNote(reader: Reader, { ask, round }: AskNotice, about: AboutPlan): Note | undefined {
  if (round.state === 'closed') return undefined;
  const { t, say, weekday } = reader;
  const list = (label: string, lines: AboutPlan['added']): Fact[] =>
    lines.length > 0 ? [{ label: t(label), lines: lines.map(say) }] : [];
  const isLeft = ask.state === 'open';
  return {
    title: t('told.plan-changed.title', { round: say(about.round) }),
    paragraphs: [t('told.plan-changed.text', { decision: about.decision })],
    facts: [
      ...list('told.plan-changed.added', about.added),
      ...list('told.plan-changed.contributes', about.contributes ?? []),
      ...list('told.plan-changed.withdrawn', about.withdrawn),
    ],
    note: isLeft ? t('told.plan-changed.left', { day: weekday(round.due) }) : t('told.plan-changed.nothing'),
    actions: isLeft ? answerActions(reader, [ask]) : [],
  };
}
