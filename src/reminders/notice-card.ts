import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type Language, say, translator } from '../language/language.ts';
import { capitalised } from '../language/words.ts';
import { type Note, noteCard } from '../messages/note-card.ts';
import type { Notice, NoticeAbout } from '../messages/notice.ts';
import { unreachedWords } from '../messages/send-log-words.ts';
import { isAway } from '../people/away.ts';
import { channels } from '../people/channel.ts';
import { persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { readerOf as readerIn } from '../reports/reader.ts';
import { asksFor } from '../rounds/addressee.ts';
import { asks } from '../rounds/ask.ts';
import { askedTogether } from '../rounds/asked-together.ts';
import { rounds } from '../rounds/round.ts';
import { readUnanswered } from '../rounds/unanswered.ts';
import { supportNotice, supportReader } from '../support-requests/support-messages.ts';
import { askNotice } from './ask-notice-card.ts';
import { backNote, openFacts, rolesOfPerson } from './away.ts';
import { unansweredMessage } from './unanswered-card.ts';

export interface NoticeSubject {
  readonly plan: Plan;
  readonly notice: Notice;
  readonly language: Language;
}

export type NoticePorts = Pick<Ports, 'store' | 'clock'>;

/** Why something is not told after all. `overtaken`: it has come to nothing, or something later holds. */
export type Dropped = 'overtaken' | 'answered' | 'round-ended' | 'not-administrator';

/** What is told, as things are when it is told; or why it is not. */
export async function noticeMessage(
  ports: NoticePorts,
  subject: NoticeSubject,
): Promise<OutgoingMessage | Dropped> {
  const { about } = subject.notice;
  if (about.type === 'unanswered') return unansweredNotice(ports, subject, about.roundId);
  if (about.type === 'channel') return channelNotice(ports, subject, about.channelId);
  return (await messageOf(ports, subject, about)) ?? 'overtaken';
}

async function messageOf(
  ports: NoticePorts,
  subject: NoticeSubject,
  about: Exclude<NoticeAbout, { readonly type: 'unanswered' | 'channel' }>,
): Promise<OutgoingMessage | undefined> {
  const { tenantId } = subject.notice;
  if ('requestId' in about) return supportNotice(ports, subject, about);
  if ('askId' in about) {
    const ask = await asks(ports.store).find(tenantId, about.askId);
    const round = ask && (await rounds(ports.store).find(tenantId, ask.roundId));
    return ask && round && askNotice({ ...subject, ask, round });
  }
  if (about.type === 'back') {
    const { personId } = subject.notice;
    const note = await backNote(ports, subject, { actor: { tenantId, personId }, returns: about.returns });
    return note && { card: noteCard(note, subject.language), summary: note.title };
  }
  const tellOf = about.type === 'deputy' ? deputyNote : endedNote;
  const note = await tellOf(ports, subject, about.for);
  return note && { card: noteCard(note, subject.language), summary: note.title };
}

async function unansweredNotice(
  ports: NoticePorts,
  { plan, notice: { tenantId, personId }, language }: NoticeSubject,
  roundId: string,
): Promise<OutgoingMessage | Dropped> {
  const round = await rounds(ports.store).find(tenantId, roundId);
  if (round?.state !== 'open') return 'round-ended';
  if (!plan.administrators().includes(personId)) return 'not-administrator';
  const unanswered = await readUnanswered(ports, plan, round);
  return unanswered.people.length > 0 ? unansweredMessage(unanswered, { plan, language }) : 'answered';
}

async function channelNotice(
  ports: NoticePorts,
  { plan, notice: { tenantId, personId }, language }: NoticeSubject,
  channelId: string,
): Promise<OutgoingMessage | Dropped> {
  if (!plan.administrators().includes(personId)) return 'not-administrator';
  const channel = plan.content.channels.find(({ id }) => id === channelId);
  const record = channel && (await channels(ports.store).find(tenantId, channelId));
  if (!channel || !record?.unreached) return 'overtaken';
  const t = translator(language);
  const title = t('told.channel.title', { channel: say(channel.name, language) });
  const { why, remedy } = unreachedWords(record.unreached.reason, language);
  const note = { title, paragraphs: [t('told.channel.text', { why }), remedy], note: t('told.channel.note') };
  return { card: noteCard(note, language), summary: title };
}

/** Who is told today: whoever stands in for the person, where it is a question that somebody has to answer. */
export async function readerOf(
  ports: NoticePorts,
  { plan, notice }: Pick<NoticeSubject, 'plan' | 'notice'>,
): Promise<string> {
  const { about, personId } = notice;
  return 'requestId' in about ? supportReader(ports, plan, notice, about) : personId;
}

/** To the deputy: by whom, for what, until when. */
async function deputyNote(
  ports: NoticePorts,
  { plan, notice, language }: NoticeSubject,
  absentId: string,
): Promise<Note | undefined> {
  const { tenantId, personId } = notice;
  const record = await persons(ports.store).find(tenantId, absentId);
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  if (!isAway(record?.away, today)) return undefined;
  const reader = readerIn(plan, language);
  const { t } = reader;
  const mine = await asksFor(ports, { tenantId, personId }, plan);
  const open = mine.filter((ask) => ask.personId === absentId && ask.state === 'open');
  const role = rolesOfPerson(reader, absentId, open);
  const day = capitalised(reader.weekday(record.away.returns));
  const intro = t('told.deputy.text', { role, day });
  return {
    title: t('told.deputy.title', { role }),
    paragraphs: [intro, t(open.length > 0 ? 'told.deputy.open' : 'told.deputy.nothing')],
    facts: openFacts(reader, open),
    note: t('told.deputy.note', { role }),
    actions: askedTogether(plan, open).map(([ask]) => ({
      verb: 'answer/open',
      title: t('told.deputy.answer', { role: rolesOfPerson(reader, absentId, [ask!]) }),
      data: { ask: ask!.id },
      style: 'positive',
    })),
  };
}

async function endedNote(
  ports: NoticePorts,
  { plan, notice, language }: NoticeSubject,
  absentId: string,
): Promise<Note> {
  const reader = readerIn(plan, language);
  const { t } = reader;
  const back = await asksFor(ports, { tenantId: notice.tenantId, personId: absentId }, plan);
  const role = rolesOfPerson(reader, absentId, back);
  return {
    title: t('told.deputy-ended.title', { role }),
    paragraphs: [t('told.deputy-ended.text', { role })],
  };
}
