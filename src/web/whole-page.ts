import type { Timestamp } from '../calendar/instants.ts';
import { remembered } from '../calendar/remembered.ts';
import { aspects } from '../plan/plan-schema.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { readerOf } from '../reports/reader.ts';
import { statusColor } from '../reports/report-block.ts';
import { isWaiting, unanswered } from '../rounds/ask.ts';
import { partsTogether } from '../rounds/asked-together.ts';
import { allRounds, latestHeld, type Round } from '../rounds/round.ts';
import { summaries } from '../rounds/summary.ts';
import { startingWith } from '../storage/documents.ts';
import { correctionsSince } from '../summaries/corrections.ts';
import { readRoundView, viewWithoutHelp } from '../summaries/round-view.ts';
import {
  aspectShown,
  type List,
  type RoundShown,
  type Row,
  type Section,
  sections,
} from '../summaries/sections.ts';
import {
  burdenText,
  headerOf,
  headlineOf,
  stateText,
  stripOf,
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
  const replies = may(visit, 'help/reply');
  const targets = targetsOf(shown);
  const data = {
    headline: headlineOf(reader, view),
    strip: stripOf(reader, view).map((part) => ({
      ...part,
      width: Math.round(part.share),
      tone: part.color.toLowerCase(),
      href: linkOfPath(part.path, round.id),
    })),
    unanswered: unansweredText(reader, view),
    waiting: await waitingFor(visit, rounds),
    // What somebody may have to do something about, before all that is read.
    needs: firstRows(shown, replies, ({ onPage }) => onPage === true),
    burden: burdenText(reader, view, 'summary.burden'),
    aspects: aspectTable(shown),
    groups: (['core', 'political'] as const).map((type) => assignmentTable(visit, shown, targets, type)),
    sections: firstRows(shown, replies, ({ onPage }) => onPage !== true),
    lists: sections
      .filter(({ onPage }) => !onPage)
      .map(({ view: path, inMore }) => ({ text: inMore?.(shown), href: linkOfPath(path, round.id) }))
      .filter(({ text }) => text),
    rounds: rounds
      .toReversed()
      .map(({ id }) => ({ text: reader.roundName(id), href: links.whole(id), isShown: id === round.id })),
    roundLink: links.round(round.id),
    export: may(visit, 'report/export')
      ? JSON.stringify({ verb: 'exports/choose', data: { round: round.id } })
      : undefined,
  };
  return { title: nameOfWhole(visit, round), template: 'whole', data, source: 'reports' };
}

/** What waits for the visitor's own answer, in whichever round. */
async function waitingFor({ ports, turn, plan, t }: PlannedVisit, rounds: readonly Round[]) {
  const open = await ownAsks(ports, turn.actor, { plan, rounds });
  const { length: count } = partsTogether(open.filter(isWaiting).map((ask) => ({ parts: unanswered(ask) })));
  return count > 0 ? { text: t('web.whole.waiting', { count }), href: links.mine } : undefined;
}

/** Of which round: an address may be of one before. */
export function nameOfWhole({ reader, t }: PlannedVisit, { id }: Round): string {
  return `${t('web.whole.title')}: ${reader.roundName(id)}`;
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
      groups: groupsOf(page.rows, round.id, may(visit, 'help/reply')),
      page,
      back: { text: nameOfWhole(visit, round), href: links.whole(round.id) },
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
    rounds.find((one) => one.id === id) ??
    rounds.findLast(({ state }) => state === 'open') ??
    latestHeld(rounds)
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
function aspectTable(shown: RoundShown): Table {
  const { reader, view } = shown;
  const { t } = reader;
  const ofEach = aspects.map((aspect) => ({ aspect, ...aspectShown(view, aspect) }));
  const byAssessment = ofEach.map(({ indicators }) => Map.groupBy(indicators, (one) => one.assessment));
  const judged = assessments.map((one) => [
    t(`target.${one}`),
    ...byAssessment.map((of) => String(of.get(one)?.length ?? 0)),
  ]);
  const told = ofEach.map(({ aspect, told: { length: count } }) => ({
    text: String(count),
    href: count > 0 ? linkOfPath(`aspect:${aspect}`, view.round.id) : undefined,
  }));
  const head = ['', ...aspects.map((aspect) => t(`aspect.${aspect}`))];
  const rows = [...judged, [t('web.whole.told'), ...told]];
  return { caption: t('web.whole.aspects'), head, rows, isSmall: true };
}

/** Of each assignment: how many of its measures have a target, and how many of them reach it. */
type Targets = ReadonlyMap<string, { readonly met: number; readonly of: number }>;

function targetsOf({ view }: RoundShown): Targets {
  const found = new Map<string, { met: number; of: number }>();
  for (const { indicator, assessment } of view.indicators) {
    if (assessment === 'no_target') continue;
    for (const id of indicator.assignments) {
      const one = found.get(id) ?? { met: 0, of: 0 };
      one.of += 1;
      if (assessment === 'met') one.met += 1;
      found.set(id, one);
    }
  }
  return found;
}

function assignmentTable(
  visit: PlannedVisit,
  { reader, view }: RoundShown,
  targets: Targets,
  type: 'core' | 'political',
): Table {
  const { t } = reader;
  const all = view.assignments.filter(({ assignment }) => assignment.type === type);
  const page = pageOf(all, visit, links.whole(view.round.id), type);
  // To fill in a text takes longer than all else that a row needs, and many rows say the same.
  const wanted = t('web.whole.wantsHelp');
  const metOf = remembered((met: number, of: number) => t('web.whole.met', { met, of }));
  const rows = page.rows.map((one) => {
    const { assignment, status } = one;
    const judged = targets.get(assignment.id);
    return [
      { text: reader.say(assignment.title), href: links.assignment(assignment.id) },
      {
        text: stateText(reader, one),
        tone: toneOf(status),
        note: wantsHelp(one) ? wanted : '',
      },
      reader.ownerNames(assignment),
      judged ? metOf(judged.met, judged.of) : '–',
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
function firstRows(shown: RoundShown, replies: boolean, isWanted: (section: Section) => boolean) {
  const { reader, view } = shown;
  const onPage = sections.filter(isWanted).flatMap((one) => {
    const ofEach = one.onPage === true ? [''] : (one.onPage ?? []);
    return ofEach.map((of) => ({ name: one.view, of, list: one.list(shown, of) }));
  });
  return onPage.flatMap(({ name, of, list }) => {
    if (!list) return [];
    const first = list.rows.slice(0, firstOnPage);
    const count = list.rows.length;
    return [
      {
        title: list.title,
        none: count === 0 ? (list.none ?? '') : '',
        groups: groupsOf(first, view.round.id, replies),
        more: count > first.length ? reader.t('web.all', { count }) : '',
        href: linkOfPath([name, of].filter(Boolean).join(':'), view.round.id),
      },
    ];
  });
}

/** Rows as they stand under each other, with what is said above several of them. */
function groupsOf(rows: List['rows'], roundId: string, replies: boolean) {
  const groups = Map.groupBy(
    rows.map((make) => make()),
    ({ group }) => group ?? '',
  );
  return [...groups].map(([name, of]) => ({ name, rows: of.map((row) => rowOf(row, roundId, replies)) }));
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
