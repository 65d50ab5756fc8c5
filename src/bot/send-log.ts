import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { translator } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { noteCard } from '../messages/note-card.ts';
import { type SendLogEntry, type SendLogQuery, searchSendLog } from '../messages/send-log.ts';
import { type SendWords, sendWords } from '../messages/send-log-words.ts';
import { readSearch } from '../reminders/search-words.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

const shownAtOnce = 15;
/** Some have many roles: the first of them name the person. */
const mostLetters = 45;
/** The log is read from its oldest: first the latest days, then further back where they hold too little. */
const daysBack = [14, 120];

/** "visa utskick", of everybody, a role, a day or a round: the newest first, each with why and how it went. */
export async function sendLogCard(ports: Ports, turn: Turn, words = ''): Promise<Card> {
  const { plan, actor, language } = turn;
  const t = translator(language);
  if (!plan) return noticeCard(t('question.noPlan'), language);
  const query = words === '' ? {} : readSearch(words, { plan, language });
  if (!query) return noticeCard(t('sentLog.unknown', { words }), language);
  const { entries, more } = await newest(ports, actor.tenantId, query);
  const title = words === '' ? t('sentLog.title') : t('sentLog.titleOf', { words });
  const facts = entries.map((entry) => factOf(sendWords(entry, { plan, language })));
  const shown = t(more ? 'sentLog.newest' : 'sentLog.all', { count: entries.length });
  const intro = entries.length === 0 ? t('sentLog.nothing') : shown;
  return noteCard({ title, paragraphs: [intro], facts, note: t('sentLog.note') }, language);
}

function factOf({ when, who, what, why, outcome }: SendWords) {
  const said = why ? `${what} (${why})` : what;
  return { label: `${when} · ${clip(who, mostLetters)}`, lines: [`${said} · ${outcome}`] };
}

async function newest(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
  query: SendLogQuery,
): Promise<{ entries: SendLogEntry[]; more: boolean }> {
  const starts = query.since
    ? [query.since]
    : [...daysBack.map((days) => toTimestamp(clock.now().subtract({ hours: days * 24 }))), undefined];
  for (const since of starts) {
    const latest: SendLogEntry[] = [];
    let count = 0;
    for await (const entry of searchSendLog(store, tenantId, { ...query, since })) {
      count += 1;
      latest.push(entry);
      if (latest.length > shownAtOnce) latest.shift();
    }
    const isEnough = count > shownAtOnce || since === starts.at(-1);
    if (isEnough) return { entries: latest.toReversed(), more: count > shownAtOnce };
  }
  return { entries: [], more: false };
}
