import { asksIn, isAsked, unanswered } from '../rounds/ask.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { burdenText, countByStatus, unansweredText } from '../summaries/summary-words.ts';
import type { PageContent } from './content.ts';
import { links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import type { PlannedVisit } from './visit.ts';
import { nameOfWhole, readShown, toneOf } from './whole-page.ts';

/** Every round, the latest first: what has been, what is open and what comes. */
export async function roundsPage(visit: PlannedVisit): Promise<PageContent> {
  const { ports, turn, reader, t } = visit;
  const all = (await allRounds(ports.store, turn.actor.tenantId)).toReversed();
  const page = pageOf(all, visit, links.rounds);
  const rows = page.rows.map((round) => [
    { text: reader.roundName(round.id), href: links.round(round.id) },
    t(`web.round.${round.state}`),
    reader.day(round.opens),
    reader.day(round.due),
    reader.day(round.closes),
  ]);
  const head = ['round', 'state', 'opens', 'due', 'closes'].map((one) => t(`web.column.${one}`));
  const table: Table = { caption: t('web.round.all'), head, rows, page, none: t('question.roundNone') };
  return { title: t('web.round.title'), template: 'tables', data: { tables: [table] }, source: 'plan' };
}

/** *Omgång*: how it stands, its days, and what it asks of people. Counts, and no names. */
export async function roundPage(visit: PlannedVisit): Promise<PageContent | undefined> {
  const { ports, turn, t } = visit;
  const all = await allRounds(ports.store, turn.actor.tenantId);
  const round = all.find(({ id }) => id === visit.params.id);
  if (!round) return undefined;
  const facts = datesOf(visit, round);
  if (round.openedAt === undefined)
    return {
      title: visit.reader.roundName(round.id),
      template: 'round',
      data: { state: t(`web.round.${round.state}`), facts },
      source: 'plan',
    };
  const { reader, view } = await readShown(visit, round);
  const asked = (await asksIn(ports, round)).filter(isAsked);
  const done = asked.filter((ask) => unanswered(ask).length === 0).length;
  const rows = [...countByStatus(view.assignments)].map(([status, count]) => [
    { text: reader.status(status), tone: toneOf(status) },
    String(count),
  ]);
  const head = [t('web.column.state'), t('web.column.count')];
  const table: Table = {
    caption: t('question.roundStatuses'),
    head,
    rows,
    none: t('web.nothing'),
    isSmall: true,
  };
  return {
    title: reader.roundName(round.id),
    template: 'round',
    data: {
      state: t(`web.round.${round.state}`),
      facts,
      people: asked.length > 0 ? t('question.roundPeople', { count: done, of: asked.length }) : '',
      unanswered: unansweredText(reader, view),
      burden: burdenText(reader, view, 'summary.burden'),
      table,
      whole: { text: nameOfWhole(visit, round), href: links.whole(round.id) },
    },
    source: 'reports',
  };
}

function datesOf({ reader, t }: PlannedVisit, { opens, due, closes }: Round) {
  const days = { opens, due, closes };
  return Object.entries(days).map(([name, day]) => ({
    name: t(`web.column.${name}`),
    value: reader.day(day),
  }));
}
