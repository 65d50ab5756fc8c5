import { saidBeside, saidIn } from '../answers/all-parts.ts';
import { aspects, type Indicator } from '../plan/plan-schema.ts';
import { readIndicatorSeries, type SeriesPoint } from '../reports/indicator-series.ts';
import { reportReader } from '../reports/report.ts';
import { reportBlock } from '../reports/report-block.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { latestAsking } from '../rounds/what-is-asked.ts';
import { indicatorRow } from '../summaries/indicator-words.ts';
import { type AssignmentView, indicatorView, viewOf, withoutHelp } from '../summaries/round-view.ts';
import { findSupport } from '../support-requests/support-request.ts';
import { blockHtml } from './card-html.ts';
import type { PageContent } from './content.ts';
import { links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import { may, type PlannedVisit } from './visit.ts';

/** *Uppdrag*: what was said of it in every round, in people's own words, with its measures and milestones. */
export async function assignmentPage(visit: PlannedVisit): Promise<PageContent | undefined> {
  const { ports, turn, plan, reader, t } = visit;
  const { tenantId } = turn.actor;
  const assignment = plan.assignment(visit.params.id ?? '');
  if (!assignment || !may(visit, 'report/read', { assignment })) return undefined;
  const all = await allRounds(ports.store, tenantId);
  const rounds = all.filter(({ openedAt }) => openedAt !== undefined);
  const reports = reportReader(ports.store, tenantId);
  const readsHelp = may(visit, 'help/read', { assignment });
  const told = await Promise.all(
    rounds.map(async (round) => {
      const [report, support] = await Promise.all([
        reports.find(round.id, assignment.id),
        findSupport(ports.store, { tenantId, roundId: round.id, assignmentId: assignment.id }),
      ]);
      const view = viewOf(assignment, report, support);
      return { round, view: readsHelp ? view : withoutHelp(view) };
    }),
  );
  const source = { plan, reports, rounds };
  const measures = await Promise.all(
    plan.indicatorsOf(assignment.id).map(async (indicator) => {
      return indicatorView(indicator, await readIndicatorSeries(source, indicator));
    }),
  );
  const open = latestAsking(plan, all, assignment);
  const isMissing = open?.state === 'open' && !told.find(({ round }) => round.id === open.id)?.view.report;
  const saidIt = told.filter(({ view }) => view.report).toReversed();
  const page = pageOf(saidIt, visit, links.assignment(assignment.id));
  const said = page.rows.map(({ round, view }) => ({
    title: reader.roundName(round.id),
    html: blockHtml(reportOf(visit, { round, view, measures })),
  }));
  // How it goes now and why is what most come for: the latest words before all figures.
  const [latest, ...earlier] = page.previous ? [undefined, ...said] : said;
  return {
    title: reader.say(assignment.title),
    template: 'assignment',
    data: {
      kind: t('kind', { type: t(`type.${assignment.type}`), decision: assignment.decision }),
      facts: factsOf(visit, assignment),
      nothingYet: isMissing
        ? t('web.assignment.nothingYet', { round: reader.roundName(open.id) })
        : saidIt.length === 0
          ? t('web.assignment.nothing')
          : '',
      measures: measureTable(visit, measures),
      milestones: milestoneTable(visit, assignment, told),
      latest,
      earlier,
      page,
      aspects: aspects.map((one) => {
        const { notTouched, [turn.language]: words } = assignment.aspects[one];
        return {
          name: t(`aspect.${one}`),
          words: notTouched ? t('aspect.notTouched', { why: words }) : words,
        };
      }),
    },
    source: 'reports',
  };
}

type Assignment = AssignmentView['assignment'];

function factsOf({ plan, reader, t }: PlannedVisit, assignment: Assignment) {
  const contributors = (assignment.contributors ?? []).map(reader.roleName);
  const department = plan.department(assignment.leadDepartment);
  const { start, end } = assignment;
  return [
    { name: t('web.column.owner'), value: reader.ownerNames(assignment) },
    { name: t('question.contributors'), value: reader.join(contributors) },
    { name: t('question.department'), value: department ? reader.say(department.name) : '' },
    {
      name: t('web.assignment.time'),
      value: [start ? reader.day(start) : '', end ? reader.day(end) : ''].filter(Boolean).join(' – '),
    },
  ].filter(({ value }) => value !== '');
}

type Measure = ReturnType<typeof indicatorView>;

function measureTable({ reader, t }: PlannedVisit, measures: readonly Measure[]): Table {
  const rows = measures.map((one) => {
    const { title, value, facts, color } = indicatorRow(reader, one);
    return [
      { text: title, href: links.indicator(one.indicator.id) },
      { text: value, tone: color.toLowerCase() },
      facts,
    ];
  });
  const head = ['indicator', 'value', 'judged'].map((one) => t(`web.column.${one}`));
  return { caption: t('web.assignment.measures'), head, rows };
}

interface Told {
  readonly round: Round;
  readonly view: AssignmentView;
}

/** What the plan has, and what has been said of each since: the latest that says more than "not yet". */
function milestoneTable(
  { reader, t }: PlannedVisit,
  assignment: Assignment,
  told: readonly Told[],
): Table | undefined {
  const { milestones = [] } = assignment;
  if (milestones.length === 0) return undefined;
  const said = new Map<string, string>();
  for (const { view } of told) {
    for (const [id, one] of Object.entries(view.state.milestones ?? {})) {
      const [words] = saidIn({ milestones: { [id]: one.answer } }, reader, assignment);
      if (words) said.set(id, `${words.words}\n${reader.by(one)}`);
    }
  }
  const rows = milestones.map(({ id, name, due, done }) => [
    reader.say(name),
    reader.day(due),
    done ? t('web.assignment.reached', { day: reader.day(done) }) : (said.get(id) ?? '–'),
  ]);
  const head = [t('web.column.milestone'), t('web.assignment.milestoneDue'), t('web.column.said')];
  return { caption: t('question.milestones'), head, rows };
}

/** What a round's report says, as everybody sees it, with the values that were given in it. */
function reportOf(
  { reader }: PlannedVisit,
  { round, view, measures }: Told & { readonly measures: readonly Measure[] },
) {
  const { assignment, state, wish } = view;
  const given = (indicator: Indicator) => state.readings[indicator.id] !== undefined;
  const values: { indicator: Indicator; series: readonly SeriesPoint[] }[] = measures.filter(
    ({ indicator }) => given(indicator),
  );
  const replies = { replies: wish?.replies, withdrawn: wish?.withdrawn };
  const beside = saidBeside(state, reader, assignment);
  const block = reportBlock(reader, { assignment, state, values, roundId: round.id, beside, ...replies });
  // Its title and decision are the page's.
  return (block.items as object[]).slice(2);
}
