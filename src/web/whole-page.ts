import type { Timestamp } from '../calendar/instants.ts';
import { aspects } from '../plan/plan-schema.ts';
import { readerOf } from '../reports/reader.ts';
import { statusColor } from '../reports/report-block.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { summaries } from '../rounds/summary.ts';
import { startingWith } from '../storage/documents.ts';
import { correctionsSince } from '../summaries/corrections.ts';
import { type AssignmentView, readRoundView, viewWithoutHelp } from '../summaries/round-view.ts';
import { type RoundShown, type Row, sections } from '../summaries/sections.ts';
import {
  burdenText,
  headerOf,
  headlineOf,
  stateText,
  unansweredText,
  wantsHelp,
} from '../summaries/summary-words.ts';
import type { PageContent } from './content.ts';
import { linkOfPath, links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import { may, type PlannedVisit } from './visit.ts';

/** *Helheten*: a round at a glance, and every section of it with its first rows. Printed, it is the council's page. */
export async function wholePage(visit: PlannedVisit): Promise<PageContent> {
  const { t } = visit;
  const rounds = await openedRounds(visit);
  const round = roundAsked(rounds, visit.query.get('round'));
  if (!round)
    return { title: t('web.whole.title'), template: 'notice', data: { text: t('question.noRound') } };
  const shown = await readCorrected(visit, round);
  const { reader, view } = shown;
  const title = `${t('web.whole.title')}: ${reader.roundName(round.id)}`;
  const data = {
    header: headerOf(reader, view),
    headline: headlineOf(reader, view),
    unanswered: unansweredText(reader, view),
    burden: burdenText(reader, view, 'summary.burden'),
    aspects: aspectTable(shown),
    groups: (['core', 'political'] as const).map((type) =>
      assignmentTable(
        visit,
        shown,
        view.assignments.filter(({ assignment }) => assignment.type === type),
        type,
      ),
    ),
    sections: firstRows(shown, may(visit, 'help/reply')),
    lists: sections.flatMap(({ view: path, inMore, onPage }) =>
      inMore && !onPage ? [{ text: inMore(shown), href: linkOfPath(path, round.id) }] : [],
    ),
    rounds: rounds
      .toReversed()
      .map(({ id }) => ({ text: reader.roundName(id), href: links.whole(id), isShown: id === round.id })),
    roundLink: links.round(round.id),
    export: may(visit, 'report/export') ? JSON.stringify({ verb: 'exports/choose', data: {} }) : undefined,
  };
  return { title, template: 'whole', data, source: 'reports' };
}

/** One list of a round, all of it: `help`, `deviations`, `aspect/social`, `department/soc`. */
export async function listPage(visit: PlannedVisit): Promise<PageContent | undefined> {
  const round = roundAsked(await openedRounds(visit), visit.query.get('round'));
  if (!round) return undefined;
  const shown = await readCorrected(visit, round);
  const { view = '', of = '' } = visit.params;
  const list = sections.find((one) => one.view === view)?.list(shown, of);
  if (!list) return undefined;
  const address = linkOfPath([view, of].filter(Boolean).join(':'), round.id);
  const page = pageOf(list.rows, visit, address);
  return {
    title: list.title,
    template: 'list',
    data: {
      intro: [headerOf(shown.reader, shown.view), list.rows.length > 0 ? list.intro : ''].filter(Boolean),
      none: list.rows.length === 0 ? (list.none ?? visit.t('web.nothing')) : '',
      rows: page.rows.map((make) => rowOf(make(), round.id, may(visit, 'help/reply'))),
      page,
      back: { text: visit.t('web.whole.title'), href: links.whole(round.id) },
    },
    source: 'reports',
  };
}

export async function openedRounds({ ports, turn }: PlannedVisit): Promise<Round[]> {
  const all = await allRounds(ports.store, turn.actor.tenantId);
  return all.filter(({ openedAt }) => openedAt !== undefined);
}

/** The one that is asked for, else the one that is open now, else the latest. */
function roundAsked(rounds: readonly Round[], id: string | null): Round | undefined {
  return (
    rounds.find((one) => one.id === id) ?? rounds.findLast(({ state }) => state === 'open') ?? rounds.at(-1)
  );
}

/** A round as this visitor may read it, without corrections. */
export async function readShown(visit: PlannedVisit, round: Round): Promise<RoundShown> {
  const { ports, turn, plan } = visit;
  const read = await readRoundView(ports.store, { tenantId: turn.actor.tenantId, plan, round });
  const view = may(visit, 'help/read') ? read : viewWithoutHelp(read);
  return { reader: readerOf(view.plan, turn.language, ports.clock.now()), view, corrections: [] };
}

async function readCorrected(visit: PlannedVisit, round: Round): Promise<RoundShown> {
  const [shown, since] = await Promise.all([readShown(visit, round), firstPosted(visit, round)]);
  return since ? { ...shown, corrections: correctionsSince(shown.view.assignments, since) } : shown;
}

/** When leadership first got to see the round in a channel: what changes after that is a correction. */
async function firstPosted({ ports, turn }: PlannedVisit, round: Round): Promise<Timestamp | undefined> {
  const posts = await Array.fromAsync(
    summaries(ports.store).all(turn.actor.tenantId, startingWith(`${round.id}:`)),
  );
  return posts.flatMap(({ since, postedAt }) => since ?? postedAt ?? []).toSorted()[0];
}

const assessments = ['met', 'near', 'not_met', 'not_assessed'] as const;

/** Side by side, never averaged into one: how many measures reach their target, and how many have told what is new. */
function aspectTable({ reader, view }: RoundShown): Table {
  const { t } = reader;
  const rows = aspects.map((aspect) => {
    const of = view.indicators.filter(({ indicator }) => indicator.aspects.includes(aspect));
    const told = view.assignments.filter(
      ({ state }) => state.aspects?.answer[aspect].kind === 'words',
    ).length;
    return [
      t(`aspect.${aspect}`),
      ...assessments.map((one) => String(of.filter(({ assessment }) => assessment === one).length)),
      {
        text: t('web.whole.told', { count: told }),
        href: told > 0 ? linkOfPath(`aspect:${aspect}`, view.round.id) : undefined,
      },
    ];
  });
  const head = [
    t('summary.aspect'),
    ...assessments.map((one) => t(`target.${one}`)),
    t('web.whole.toldHead'),
  ];
  return { caption: t('web.whole.aspects'), head, rows };
}

function assignmentTable(
  visit: PlannedVisit,
  { reader, view }: RoundShown,
  all: readonly AssignmentView[],
  type: 'core' | 'political',
): Table {
  const { t } = reader;
  const page = pageOf(all, visit, links.whole(view.round.id), type);
  const judgedOf = Map.groupBy(
    view.indicators
      .filter(({ assessment }) => assessment !== 'no_target')
      .flatMap(({ indicator, assessment }) => indicator.assignments.map((id) => ({ id, assessment }))),
    ({ id }) => id,
  );
  const rows = page.rows.map((one) => {
    const { assignment, status } = one;
    const judged = judgedOf.get(assignment.id) ?? [];
    const met = judged.filter(({ assessment }) => assessment === 'met').length;
    return [
      { text: reader.say(assignment.title), href: links.assignment(assignment.id) },
      {
        text: stateText(reader, one),
        tone: toneOf(status),
        note: wantsHelp(one) ? t('web.whole.wantsHelp') : '',
      },
      reader.ownerNames(assignment),
      judged.length > 0 ? t('web.whole.met', { count: met, of: judged.length }) : '–',
    ];
  });
  const head = ['assignment', 'state', 'owner', 'targets'].map((one) => t(`web.column.${one}`));
  return { caption: t(`types.${type}`), head, rows, page, none: t('web.nothing') };
}

export function toneOf(status: Parameters<typeof statusColor>[0]): string {
  return statusColor(status).toLowerCase();
}

const firstOnPage = 5;

/** What is wanted, what deviates, what is new: each in its first rows, with a way to all of it. */
function firstRows(shown: RoundShown, replies: boolean) {
  const { reader, view } = shown;
  const onPage = sections.flatMap((one) => {
    const ofEach = one.onPage === true ? [''] : (one.onPage ?? []);
    return ofEach.map((of) => ({ name: one.view, of, list: one.list(shown, of) }));
  });
  return onPage.flatMap(({ name, of, list }) => {
    if (!list) return [];
    const rows = list.rows.slice(0, firstOnPage).map((make) => rowOf(make(), view.round.id, replies));
    const count = list.rows.length;
    return [
      {
        title: list.title,
        none: count === 0 ? (list.none ?? '') : '',
        rows,
        more: count > rows.length ? reader.t('web.all', { count }) : '',
        href: linkOfPath([name, of].filter(Boolean).join(':'), view.round.id),
      },
    ];
  });
}

function rowOf(
  { title, right = '', words = '', by = '', path, reply, color }: Row,
  roundId: string,
  replies: boolean,
) {
  return {
    title,
    right,
    tone: color?.toLowerCase(),
    words: words.replaceAll(/^[”“"]|[”“"]$/gu, ''),
    by,
    href: linkOfPath(path, roundId),
    reply: reply && replies ? JSON.stringify({ verb: 'support/open', data: { request: reply } }) : undefined,
  };
}
