import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { type Fact, type Note, noteCard } from '../messages/note-card.ts';
import type { NoticeAbout } from '../messages/notice.ts';
import { roleName } from '../reports/report-block.ts';
import type { Ask } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { answerActions, openFacts, roundName } from './away.ts';
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
  const { notice, language } = subject;
  if (notice.about.type === 'not-me') return notMeMessage(subject);
  const note = noteOf(subject);
  return note && { card: noteCard(note, language), summary: note.title };
}

function notMeMessage({ plan, ask, language }: AskNotice): OutgoingMessage | undefined {
  if (!ask.objection || ask.objection.decided || ask.state === 'closed') return undefined;
  const title = translator(language)('notMe.ask.title', { role: rolesAsked(plan, ask, language) });
  return { card: decideCard({ plan, ask, language }), summary: title };
}

function noteOf(subject: AskNotice): Note | undefined {
  const { about } = subject.notice;
  switch (about.type) {
    case 'kept':
    case 'moved':
    case 'given':
      return decidedNote(subject, about.type);
    case 'postponed':
    case 'restored':
    case 'cancelled':
      return roundNote(subject, about);
    case 'plan-changed':
      return planNote(subject, about);
    default:
      return undefined;
  }
}

function decidedNote({ plan, ask, round, language }: AskNotice, type: 'kept' | 'moved' | 'given'): Note {
  const t = translator(language);
  const given = ask.givenTo ? roleName(plan, ask.givenTo.roleId, language) : '';
  const role = type === 'moved' ? given : rolesAsked(plan, ask, language);
  const note = {
    title: t(`told.${type}.title`, { round: roundName(plan, ask.roundId, language) }),
    paragraphs: [t(`told.${type}.text`, { role, day: dayOf(round.due, language) })],
  };
  if (type === 'moved') return note;
  return { ...note, facts: openFacts(plan, [ask], language), actions: answerActions(plan, [ask], language) };
}

/** The round's days have changed, or it is not to be. */
function roundNote(subject: AskNotice, { type, before, words }: AboutRound): Note | undefined {
  const { plan, ask, round, language } = subject;
  const t = translator(language);
  if (type !== 'cancelled' && round.state !== 'open') return undefined;
  const said: Fact[] = words ? [{ label: t('told.words'), lines: [words] }] : [];
  const title = t(`told.${type}.title`, { round: roundName(plan, ask.roundId, language) });
  if (type === 'cancelled') return { title, paragraphs: [t('told.cancelled.text')], facts: said };
  const days = {
    due: dayOf(round.due, language),
    closes: dayOf(round.closes, language),
    before: dayOf(before, language),
  };
  const isAnswered = ask.state === 'answered';
  return {
    title,
    paragraphs: [t(`told.${type}.${isAnswered ? 'answered' : 'text'}`, days)],
    facts: said,
    actions: isAnswered ? [] : answerActions(plan, [ask], language),
  };
}

/** What the plan asks for now that it did not before, what it asks for no more, and the decision behind it. */
function planNote({ plan, ask, round, language }: AskNotice, about: AboutPlan): Note | undefined {
  if (round.state === 'closed') return undefined;
  const t = translator(language);
  const list = (label: string, lines: AboutPlan['added']): Fact[] =>
    lines.length > 0 ? [{ label: t(label), lines: lines.map((one) => say(one, language)) }] : [];
  const isLeft = ask.state === 'open';
  return {
    title: t('told.plan-changed.title', { round: say(about.round, language) }),
    paragraphs: [t('told.plan-changed.text', { decision: about.decision })],
    facts: [
      ...list('told.plan-changed.added', about.added),
      ...list('told.plan-changed.withdrawn', about.withdrawn),
    ],
    note: isLeft
      ? t('told.plan-changed.left', { day: dayOf(round.due, language) })
      : t('told.plan-changed.nothing'),
    actions: isLeft ? answerActions(plan, [ask], language) : [],
  };
}

function dayOf(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  return formatDay(day, language, day);
}
