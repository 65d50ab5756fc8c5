import { saidBeside } from '../answers/all-parts.ts';
import type { Card } from '../base/messenger.ts';
import { clip } from '../language/people-text.ts';
import { type CardPage, renderCard } from '../language/render-card.ts';
import type { Reader } from '../reports/reader.ts';
import { reportId } from '../reports/report.ts';
import { reportBlock } from '../reports/report-block.ts';
import { indicatorChart } from './charts.ts';
import { explained, indicatorRow, sourceLines } from './indicator-words.ts';
import { roundShown, type Shown } from './read-summary.ts';
import type { RoundView } from './round-view.ts';
import { type List, type RoundShown, type Row, sections } from './sections.ts';
import { summaryCard } from './summary-card.ts';
import { calledBy, headerOf, replyButton, stateText, wantsHelp } from './summary-words.ts';

/**
 * Where a reader stands in a summary's views, as its buttons carry it: `departments/department:soc:2/assignment:gu2`.
 * Each segment is a view, what it is of, and its page; "back" is the path without its last segment.
 */
const whole = 'whole';

/** What a view is made of, and where in the views it stands. */
interface Place extends RoundShown {
  readonly path: string;
  /** What every view says of itself. */
  readonly frame: { readonly summary: string; readonly header: string; readonly onlyYou: string };
}

/**
 * One view of a summary for the one who opened it. What the path names may have left the plan since the
 * card was made: then it is the summary itself.
 */
export function summaryView(given: Shown, path: string): Card {
  const { summary } = given;
  const shown = roundShown(given);
  const { reader, view } = shown;
  const onlyYou = reader.t('summary.onlyYou', { moment: reader.moment(summary.now) });
  const frame = { summary: summary.id, header: headerOf(reader, view), onlyYou };
  return drillDown({ ...shown, path, frame }) ?? summaryCard(given).card;
}

function drillDown(place: Place): Card | undefined {
  const { view, of } = segmentOf(place.path);
  if (view === 'assignment') return assignmentView(place, of);
  if (view === 'indicator') return indicatorView(place, of);
  const list = sections.find((one) => one.view === view)?.list(place, of);
  return list && listView(place, list);
}

/** `of`: an id of the plan's; empty for views of the whole. The first page is 1. */
function segmentOf(path: string): { view: string; of: string; page: number } {
  const [view = whole, ...rest] = path.split('/').at(-1)!.split(':');
  const isOfWhole = sections.some((one) => one.view === view && !one.ofOne);
  const [of, page] = isOfWhole ? ['', rest[0]] : [rest[0] ?? '', rest[1]];
  return { view, of, page: Math.max(1, Math.trunc(Number(page)) || 1) };
}

function backFrom(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : whole;
}

/** Further in: what is opened from a path. Nobody goes deep enough to leave the length of a card's id. */
function into(path: string, segment: string): string {
  return path === whole ? segment : `${path}/${segment}`;
}

/** The same view at another page. */
function atPage(path: string, page: number): string {
  const { view, of } = segmentOf(path);
  const segment = [view, ...(of ? [of] : []), ...(page > 1 ? [page] : [])].join(':');
  return into(backFrom(path), segment);
}

/** One step back, and from deeper in straight to the summary. */
function backActions({ t }: Reader, path: string): { title: string; path: string }[] {
  const back = backFrom(path);
  if (back === whole) return [{ title: t('summary.open.back'), path: whole }];
  return [
    { title: t('summary.open.back'), path: back },
    { title: t('summary.open.whole'), path: whole },
  ];
}

const rowsPerPage = { words: 6, plain: 12 } as const;

/** A list as one page of a card that only its reader sees, with the way on and back. */
function listView({ reader, view, path, frame }: Place, list: List): Card {
  const { t } = reader;
  const perPage = rowsPerPage[list.length ?? 'plain'];
  const pages = Math.max(1, Math.ceil(list.rows.length / perPage));
  const page = Math.min(segmentOf(path).page, pages);
  const first = (page - 1) * perPage;
  const rows = list.rows.slice(first, first + perPage).map((row) => row());
  const counted = { from: first + 1, to: first + rows.length, of: list.rows.length };
  return renderCard(
    'summary-list',
    {
      ...frame,
      title: list.title,
      intro:
        rows.length === 0
          ? (list.none ?? '')
          : [list.intro, t('summary.view.press')].filter(Boolean).join(' '),
      rows: rows.map((row, index) => {
        const isFirst = row.group !== rows[index - 1]?.group;
        return { ...wholeRow(reader, row, path), group: (isFirst && row.group) || '' };
      }),
      note: list.note ?? '',
      page: pages > 1 ? t('summary.view.page', counted) : '',
      actions: [
        ...(page < pages ? [{ title: t('summary.open.next'), path: atPage(path, page + 1) }] : []),
        ...(page > 1 ? [{ title: t('summary.open.previous'), path: atPage(path, page - 1) }] : []),
        ...backActions(reader, path),
      ],
    },
    reader.language,
    { of: 'whole', id: view.round.id },
  );
}

const titleLetters = 200;

function wholeRow(
  reader: Reader,
  { title, right = '', color, words = '', by = '', path, reply }: Row,
  from: string,
) {
  const clipped = clip(title, titleLetters);
  return {
    title: clipped,
    called: calledBy(clipped, right, words, by),
    words,
    // A status stands below, before who it is of: a telephone has no room for it beside a name.
    ...(color
      ? { status: right, after: by && ` · ${by}`, right: '', by: right ? '' : by }
      : { status: '', after: '', right, by }),
    color: color ?? 'Default',
    path: into(from, path),
    ...replyButton(reader, reply, title),
  };
}

/** One assignment's report, whose values can be pressed. Undefined for one that is not shown here. */
function assignmentView({ reader, view, path, frame }: Place, id: string): Card | undefined {
  const found = view.assignments.find(({ assignment }) => assignment.id === id);
  if (!found) return undefined;
  const { t } = reader;
  const { assignment, status, wish, ended } = found;
  const state = ended?.state ?? found.state;
  const values = view.indicators.filter(({ indicator }) => indicator.assignments.includes(assignment.id));
  const title = reader.say(assignment.title);
  const round = reader.roundName(view.round.id);
  const role = reader.ownerNames(assignment);
  const none = status === 'no_report';
  const lead = ended
    ? stateText(reader, found)
    : t(`summary.view.${none ? 'assignmentNone' : 'assignment'}`, { title, round, role });
  const pathOf = (indicatorId: string) => into(path, `indicator:${indicatorId}`);
  const replies = { replies: wish?.replies, withdrawn: wish?.withdrawn };
  return renderCard(
    'summary-assignment',
    {
      ...frame,
      lead: values.length > 0 ? `${lead} ${t('summary.view.pressValue')}` : lead,
      block: reportBlock(reader, {
        assignment,
        state,
        values,
        beside: saidBeside(state, reader, assignment),
        press: { summary: frame.summary, pathOf },
        ...replies,
      }),
      ...replyButton(reader, wantsHelp(found) ? reportId(view.round.id, assignment.id) : undefined, title),
      source: t('summary.view.source', { round }),
      actions: backActions(reader, path),
    },
    reader.language,
    pageOf(view, { of: 'assignment', id }),
  );
}

/** Pages are of the plan in force, in which what a round that has ended was about may be no more. */
function pageOf({ round }: RoundView, page: CardPage): CardPage {
  return round.state === 'open' ? page : { of: 'whole', id: round.id };
}

/** One indicator over the years, against its target, with where each value is from. */
function indicatorView({ reader, view, path, frame }: Place, id: string): Card | undefined {
  const found = view.indicators.find(({ indicator }) => indicator.id === id);
  if (!found) return undefined;
  const { title, value, color, facts } = indicatorRow(reader, found);
  const chart = indicatorChart(reader, found);
  const sources = sourceLines(reader, found);
  return renderCard(
    'summary-indicator',
    {
      ...frame,
      title,
      value,
      color,
      facts,
      hasChart: chart.block !== undefined,
      chart: chart.block ?? {},
      note: chart.note,
      definition: explained(reader, found.indicator),
      hasSources: sources.length > 0,
      sources: sources.map((text) => ({ text })),
      actions: backActions(reader, path),
    },
    reader.language,
    pageOf(view, { of: 'indicator', id }),
  );
}
