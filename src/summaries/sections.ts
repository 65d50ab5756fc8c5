import { clip } from '../language/people-text.ts';
import { madeOnce } from '../language/render-card.ts';
import { aspects } from '../plan/plan-schema.ts';
import { valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';
import { reportId } from '../reports/report.ts';
import { statusColor } from '../reports/report-block.ts';
import type { Wish } from '../support-requests/support-request.ts';
import { aspectChart, aspectCounts, statusChart } from './charts.ts';
import { type Correction, correctionText } from './corrections.ts';
import { indicatorRow, judgedWords } from './indicator-words.ts';
import { type AssignmentView, byConcern, type IndicatorView, type RoundView } from './round-view.ts';
import {
  calledBy,
  gotReply,
  isForLeadership,
  replyButton,
  stateText,
  statusParts,
  titleLetters,
  wantsHelp,
} from './summary-words.ts';

/** A round with who reads it: what every section is made of. */
export interface RoundShown {
  readonly reader: Reader;
  readonly view: RoundView;
  /** What was sent in before the last post and has been changed since; an export tells of none. */
  readonly corrections: readonly Correction[];
}

/** One thing that leadership is told; `path` is the segment of the view that it opens. */
export interface Row {
  readonly title: string;
  readonly right?: string;
  readonly color?: string;
  readonly words?: string;
  readonly by?: string;
  /** The support request that can be answered there and then. */
  readonly reply?: string;
  readonly path: string;
}

/** Made for the page, or the place on the card, that is shown alone: a plan may have hundreds of them. */
type Rows = readonly (() => Row)[];

export interface List {
  readonly title: string;
  readonly intro?: string;
  /** Said in place of the rows when there are none. */
  readonly none?: string;
  /** Rows with people's own words are as long as those: fewer to a page. */
  readonly length?: 'words' | 'plain';
  readonly rows: Rows;
}

/** How much of each part stands on the card itself; the rest is a button away, and the card says how much. */
export interface Limits {
  /** How many of each kind. */
  readonly items: number;
  /** How much of a person's own words. */
  readonly letters: number;
  readonly rows: number;
  readonly indicators: number;
}

/** What an export has of a section. */
export interface Chapter {
  readonly heading: string;
  readonly intro?: string;
  readonly table?: {
    readonly header: readonly string[];
    /** Shares of the page's width, one a column. */
    readonly widths: readonly number[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly quotes?: readonly { readonly title: string; readonly words: string; readonly by: string }[];
}

/** Something leadership reads of a round: its first rows on the card, a page of it in its view, all of it in an export. */
export interface Section {
  /** Its view, as paths name it: `help`, or of one thing `aspect:social`. */
  readonly view: string;
  readonly ofOne?: true;
  /** `of`: which one. Undefined where there is no such. */
  readonly list: (shown: RoundShown, of: string) => List | undefined;
  /** Fields of the card's template. What does not depend on the limits is made once. */
  readonly card?: (shown: RoundShown) => (limits: Limits) => Readonly<Record<string, unknown>>;
  readonly chapter?: (shown: RoundShown) => Chapter | undefined;
}

/** In the order of the card. A new one is a line here and its texts. */
export const sections: readonly Section[] = [
  {
    view: 'help',
    list: (shown) => ({
      title: shown.reader.t('summary.view.help'),
      none: shown.reader.t('summary.view.helpNone'),
      length: 'words',
      rows: helpGroups(shown).flatMap(({ rows }) => rows),
    }),
    card: (shown) => firstOf('sections', 'help', helpGroups(shown), shown),
    chapter: helpChapter,
  },
  {
    view: 'deviations',
    list: (shown) => ({
      title: shown.reader.t('summary.deviations'),
      none: shown.reader.t('summary.view.deviationsNone'),
      length: 'words',
      rows: deviations(shown),
    }),
    card: (shown) =>
      firstOf('sections', 'deviations', [{ name: 'deviations', rows: deviations(shown) }], shown),
    chapter(shown) {
      const { t } = shown.reader;
      const quotes = deviations(shown).map((row) => ({ words: '', by: '', ...row() }));
      return {
        heading: t('paper.deviations'),
        ...(quotes.length > 0 ? { quotes } : { intro: t('paper.deviationsNone') }),
      };
    },
  },
  { view: 'aspect', ofOne: true, list: aspectList, card: aspectsOnCard, chapter: aspectChapter },
  { view: 'indicators', list: indicatorList, card: indicatorsOnCard, chapter: indicatorChapter },
  {
    view: 'assignments',
    list: ({ reader, view }) => ({
      title: reader.t('summary.view.assignments'),
      rows: view.assignments.map((one) => () => assignmentRow(reader, one)),
    }),
    card: assignmentsOnCard,
  },
  {
    view: 'corrections',
    list: (shown) => ({
      title: shown.reader.t('summary.view.corrections'),
      none: shown.reader.t('summary.view.correctionsNone'),
      rows: corrected(shown),
    }),
    card(shown) {
      const groups = [{ name: 'corrections', rows: corrected(shown), onCard: () => 3 }];
      return firstOf('corrections', 'corrections', groups, shown);
    },
  },
  { view: 'departments', list: departmentList },
  { view: 'department', ofOne: true, list: departmentAssignments },
];

/** Rows under one heading of the card. `summary.NAME` and `summary.what.NAME` are its texts. */
interface Group {
  readonly name: string;
  readonly rows: Rows;
  /** How many at most, where others have so many. */
  readonly onCard?: (items: number) => number;
}

/** Help of leadership's first, then other help, what is left since before and what is answered. */
function helpGroups({ reader, view }: RoundShown): Group[] {
  const { t } = reader;
  const wanted = view.assignments.filter(wantsHelp);
  const helpRow = (one: AssignmentView) => () => {
    const { answer, by } = one.state.judgement!;
    const help = answer.help!;
    return {
      title: reader.say(one.assignment.title),
      words: help.what,
      by: wantedBy(reader, { ...help, by }),
      reply: reportId(view.round.id, one.assignment.id),
      path: pathOf(one),
    };
  };
  const leaderships = (one: AssignmentView) => isForLeadership(view.plan, one);
  return [
    { name: 'helpLeadership', rows: wanted.filter(leaderships).map(helpRow) },
    { name: 'helpOthers', rows: wanted.filter((one) => !leaderships(one)).map(helpRow) },
    {
      name: 'helpEarlier',
      rows: view.earlierWishes.map(({ request, wish }) => () => {
        const title = reader.say(view.plan.assignment(request.assignmentId)!.title);
        return {
          title: t('support.earlierOf', { title, period: reader.roundName(request.roundId) }),
          words: wish.what,
          by: wantedBy(reader, wish),
          reply: request.id,
          path: `assignment:${request.assignmentId}`,
        };
      }),
    },
    {
      name: 'helpReplied',
      onCard: (items) => Math.ceil(items / 2),
      rows: view.assignments.filter(gotReply).map((one) => () => {
        const { what, replies } = one.wish!;
        const reply = replies.at(-1)!;
        return {
          title: reader.say(one.assignment.title),
          words: t('summary.replied', { what, reply: reply.words }),
          by: t('support.repliedBy', { by: reader.by(reply) }),
          path: pathOf(one),
        };
      }),
    },
  ];
}

/** Who asks, and of whom. */
function wantedBy({ t, author, helpFrom }: Reader, wish: Pick<Wish, 'by' | 'from' | 'fromWords'>): string {
  const [by, from] = [author(wish.by), helpFrom(wish)];
  return from ? t('summary.helpFrom', { by, from }) : t('summary.helpFromAnyone', { by });
}

/** All that has been wanted, answered or not, with every reply. */
function helpChapter({ reader, view }: RoundShown): Chapter {
  const { t } = reader;
  const heading = t('paper.help');
  const wanted = view.assignments
    .filter(({ state }) => state.judgement?.answer.help)
    .toSorted((a, b) => Number(isForLeadership(view.plan, b)) - Number(isForLeadership(view.plan, a)));
  if (wanted.length === 0) return { heading, intro: t('paper.helpNone') };
  const rows = wanted.map(({ assignment, state, wish }) => {
    const help = state.judgement!.answer.help!;
    const replies = (wish?.replies ?? []).map((reply) => `${reply.words} (${reader.by(reply)})`);
    return [
      reader.say(assignment.title),
      help.what,
      reader.helpFrom(help) || '–',
      reader.by(state.judgement!),
      replies.join('\n') || t(wish?.withdrawn ? 'support.list.ended' : 'support.waiting'),
    ];
  });
  const header = ['assignment', 'help', 'helpFrom', 'by', 'reply'].map((one) => t(`column.${one}`));
  return { heading, table: { header, widths: [3, 4, 3, 3, 4], rows } };
}

function deviations({ reader, view }: RoundShown): Rows {
  const deviating = view.assignments.filter(({ status }) => status === 'deviation');
  return deviating.map((one) => () => {
    const { ownWords } = one.state.judgement!.answer;
    return {
      title: reader.say(one.assignment.title),
      words: ownWords && `”${ownWords}”`,
      by: reader.by(one.state.judgement!),
      path: pathOf(one),
    };
  });
}

function corrected({ reader, corrections }: RoundShown): Rows {
  return corrections.map((one) => () => ({
    title: correctionText(reader, one),
    by: reader.by(one),
    path: `assignment:${one.assignmentId}`,
  }));
}

/** What is new of one aspect, in the words of those responsible. */
function aspectList({ reader, view }: RoundShown, of: string): List | undefined {
  const { t } = reader;
  const aspect = aspects.find((one) => one === of);
  if (!aspect) return undefined;
  const rows = view.assignments.flatMap((one): Rows => {
    const given = one.state.aspects;
    const answer = given?.answer[aspect];
    if (answer?.kind !== 'words') return [];
    const title = reader.say(one.assignment.title);
    return [() => ({ title, words: answer.words, by: reader.by(given!), path: pathOf(one) })];
  });
  const title = t('summary.view.aspect', { aspect: t(`aspect.${aspect}`) });
  return { title, none: t('summary.view.aspectNone'), length: 'words', rows };
}

function aspectsOnCard({ reader, view }: RoundShown) {
  const { t } = reader;
  const chart = aspectChart(reader, view);
  const given = view.assignments.map(({ state }) => state.aspects?.answer);
  const data = {
    hasChart: chart !== undefined,
    chart: chart ?? {},
    aspects: aspects.map((aspect) => {
      const count = given.filter((answer) => answer?.[aspect].kind === 'words').length;
      return {
        title: t('summary.aspectButton', { aspect: t(`aspect.${aspect}`), count }),
        path: `aspect:${aspect}`,
      };
    }),
  };
  return () => data;
}

function aspectChapter({ reader, view }: RoundShown): Chapter | undefined {
  const { t } = reader;
  const kinds = aspectCounts(reader, view);
  if (!kinds) return undefined;
  const header = [t('summary.aspect'), ...kinds.map(({ legend }) => legend)];
  const rows = aspects.map((one, index) => [
    t(`aspect.${one}`),
    ...kinds.map(({ counts }) => String(counts[index])),
  ]);
  const table = { header, widths: [2, 2, 2, 2, 2], rows };
  return { heading: t('paper.aspects'), intro: t('paper.aspectsText'), table };
}

function indicatorList({ reader, view }: RoundShown): List {
  const { t } = reader;
  const rows = view.indicators.toSorted(byConcern).map((one) => () => {
    const { title, value, color, facts } = indicatorRow(reader, one);
    return { title, right: value, color, by: facts, path: `indicator:${one.indicator.id}` };
  });
  return { title: t('summary.view.indicators'), intro: t('summary.view.indicatorsText'), rows };
}

/** Those with a value of this round, as its heading says. */
function indicatorsOnCard({ reader, view }: RoundShown) {
  const fresh = view.indicators.filter(({ isNew }) => isNew).toSorted(byConcern);
  const first = madeOnce(
    fresh.map((one) => () => {
      const { title: whole, value, color } = indicatorRow(reader, one);
      const title = clip(whole, titleLetters);
      const facts = judgedWords(reader, one).join(' · ');
      const called = calledBy(title, facts, value);
      return { path: `indicator:${one.indicator.id}`, title, value, color, facts, called };
    }),
  );
  return (limits: Limits) => {
    const indicators = first(limits.indicators);
    const indicatorsLeft = leftText(reader, indicators.length, fresh.length);
    return { hasIndicators: indicators.length > 0, indicators, indicatorsLeft };
  };
}

function indicatorChapter({ reader, view }: RoundShown): Chapter | undefined {
  const { t } = reader;
  if (view.indicators.length === 0) return undefined;
  const columns = ['indicator', 'value', 'period', 'trend', 'target', 'targetAssessment'];
  const rows = view.indicators.map(({ indicator, series, trend, assessment }: IndicatorView) => {
    const last = series.at(-1);
    return [
      reader.say(indicator.name),
      last ? reader.value(last.value, indicator) : '–',
      last ? valuePeriodName(last, reader.plan, reader.language) : '–',
      trend === 'unknown' ? '–' : t(`trend.${trend}`),
      indicator.target ? reader.target(indicator.target) : '–',
      t(`target.${assessment}`),
    ];
  });
  const table = { header: columns.map((one) => t(`column.${one}`)), widths: [7, 3, 4, 4, 4, 4], rows };
  return { heading: t('paper.measures'), table };
}

/** More than so many on the smallest card are counted by a chart. */
export const minRows = 4;

/** Each assignment that has a report, core first; what there is no room for is counted by the chart. */
function assignmentsOnCard({ reader, view }: RoundShown) {
  const { t } = reader;
  const reported = view.assignments.filter(({ status }) => status !== 'no_report');
  const groups = (['core', 'political'] as const).map((type) => {
    const rows = reported.filter(({ assignment }) => assignment.type === type);
    const makers = rows.map((one) => () => {
      const { title: whole, right: status, color, path } = assignmentRow(reader, one);
      const title = clip(whole, titleLetters);
      return { title, status, color, called: calledBy(title, status), path };
    });
    return { name: t(`types.${type}`), first: madeOnce(makers) };
  });
  const chart = reported.length > minRows ? statusChart(reader, view) : {};
  return (limits: Limits) => {
    const fits = reported.length <= limits.rows;
    const max = fits ? reported.length : Math.floor(limits.rows / 2);
    const shown = groups.map(({ name, first }) => ({ name, rows: first(max) }));
    const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);
    return {
      hasStatusChart: !fits,
      statusChart: fits ? {} : chart,
      groups: shown.filter(({ rows }) => rows.length > 0),
      rowsLeft: fits ? '' : leftText(reader, count, view.assignments.length),
    };
  };
}

function departmentList({ reader, view }: RoundShown): List {
  const { t } = reader;
  const departments = view.plan.content.departments.filter(
    ({ id }) => !view.departments || view.departments.includes(id),
  );
  const rows = departments.map(({ id, name }) => () => {
    const led = view.assignments.filter(({ assignment }) => assignment.leadDepartment === id);
    const by =
      led.length > 0
        ? t('summary.view.departmentRow', { led: led.length, parts: statusParts(reader, led) })
        : t('summary.view.departmentEmpty');
    return { title: reader.say(name), by, path: `department:${id}` };
  });
  return { title: t('summary.view.departments'), rows };
}

/** What a department leads, and then what it takes part in. */
function departmentAssignments({ reader, view }: RoundShown, id: string): List | undefined {
  const department = view.plan.department(id);
  if (!department) return undefined;
  const leads = ({ assignment }: AssignmentView) => assignment.leadDepartment === id;
  const led = view.assignments.filter(leads);
  const shared = view.assignments.filter((one) => !leads(one) && one.assignment.departments?.includes(id));
  const ledBy = ({ assignment }: AssignmentView) =>
    reader.t('summary.view.departmentTakesPart', {
      department: reader.say(view.plan.department(assignment.leadDepartment)!.name),
    });
  return {
    title: reader.say(department.name),
    rows: [
      ...led.map((one) => () => assignmentRow(reader, one)),
      ...shared.map((one) => () => ({ ...assignmentRow(reader, one), by: ledBy(one) })),
    ],
  };
}

function assignmentRow(reader: Reader, one: AssignmentView) {
  const { assignment, status, ended } = one;
  return {
    title: reader.say(assignment.title),
    // What is long stands below: the row's end has room for a word.
    right: ended ? '' : stateText(reader, one),
    color: statusColor(status),
    by: ended ? stateText(reader, one) : reader.t(`type.${assignment.type}`),
    path: pathOf(one),
  };
}

function pathOf({ assignment }: AssignmentView): string {
  return `assignment:${assignment.id}`;
}

function leftText({ t }: Reader, shown: number, count: number): string {
  return count > shown ? t('summary.moreText', { shown, count }) : '';
}

/** The first rows of each group in a field of the card's template, with a button to them all; empty ones are left out. */
function firstOf(field: string, path: string, groups: readonly Group[], { reader }: RoundShown) {
  const parts = groups.map((group) => firstRows(group, path, reader));
  return (limits: Limits) => ({ [field]: parts.flatMap((one) => one(limits)) });
}

function firstRows(
  { name, rows, onCard }: Group,
  path: string,
  reader: Reader,
): (limits: Limits) => object[] {
  if (rows.length === 0) return () => [];
  const { t } = reader;
  const first = madeOnce(
    rows.map((make) => () => {
      const { title, words = '', by = '', reply } = make();
      return {
        item: {
          title: clip(title, titleLetters),
          by: clip(by, titleLetters),
          ...replyButton(reader, reply, title),
        },
        words,
        isClipped: title.length > titleLetters,
      };
    }),
  );
  const all = t('summary.more', { count: rows.length, what: t(`summary.what.${name}`) });
  return ({ items, letters }) => {
    const shown = first(onCard ? onCard(items) : items);
    const left = leftText(reader, shown.length, rows.length);
    const isClipped = shown.some((one) => one.isClipped || one.words.length > letters);
    return [
      {
        name: t(`summary.${name}`),
        items: shown.map(({ item, words }) => ({ ...item, words: clip(words, letters) })),
        path,
        left,
        more: left || isClipped ? all : '',
      },
    ];
  };
}
