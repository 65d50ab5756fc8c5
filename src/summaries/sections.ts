import { type Aspect, aspects } from '../plan/plan-schema.ts';
import type { Reader } from '../reports/reader.ts';
import { reportId } from '../reports/report.ts';
import { statusColor } from '../reports/report-block.ts';
import type { Wish } from '../support-requests/support-request.ts';
import { type Correction, correctionText } from './corrections.ts';
import { indicatorRow } from './indicator-words.ts';
import type { AssignmentView, IndicatorView, RoundView } from './round-view.ts';
import {
  burdenText,
  gotReply,
  isForLeadership,
  movedText,
  stateText,
  statusOrder,
  statusParts,
  wantsHelp,
} from './summary-words.ts';

/** A round with who reads it: what the card and every view is made of. */
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
  /** Of a status, which is what `right` then is. */
  readonly color?: string;
  readonly words?: string;
  readonly by?: string;
  /** The support request that can be answered there and then. */
  readonly reply?: string;
  readonly path: string;
  /** Said above the first of several rows that have it. */
  readonly group?: string;
}

/** Made for the page, or the place on the card, that is shown alone: a plan may have hundreds of them. */
type Rows = readonly (() => Row)[];

export interface List {
  readonly title: string;
  readonly intro?: string;
  /** Said in place of the rows when there are none. */
  readonly none?: string;
  /** Said below them. */
  readonly note?: string;
  /** Rows with people's own words are as long as those: fewer to a page. */
  readonly length?: 'words' | 'plain';
  readonly rows: Rows;
}

/** A view behind the card, and every other place that it stands in. */
export interface Section {
  /** As paths name it: `help`, or of one thing `aspect:social`. */
  readonly view: string;
  readonly ofOne?: true;
  /** `of`: which one. Undefined where there is no such. */
  readonly list: (shown: RoundShown, of: string) => List | undefined;
  /** The first of these stand on the card itself. */
  readonly onCard?: (shown: RoundShown) => { readonly title: string; readonly rows: Rows };
  /** Its first rows stand on the page of the whole; of one thing, those of each of these. */
  readonly onPage?: true | readonly string[];
  /** What it is called among "more", where it is one of them; empty: not now. */
  readonly inMore?: (shown: RoundShown) => string;
  /** The heading of its rows on the first page of a paper, where they stand there. */
  readonly onPaper?: (reader: Reader) => string;
}

/** In the order of the card, the page and the paper. A new one is a line here, its rows and its texts. */
export const sections: readonly Section[] = [
  {
    view: 'indicators',
    list: ({ reader, view }) => ({
      title: reader.t('summary.view.indicators'),
      rows: indicatorRows(reader, byConcern(view.indicators)),
    }),
    inMore: ({ reader }) => reader.t('summary.view.indicators'),
  },
  {
    view: 'departments',
    list: departmentList,
    inMore: ({ reader }) => reader.t('summary.view.departments'),
  },
  { view: 'department', ofOne: true, list: departmentAssignments },
  {
    view: 'help',
    list: (shown) => ({
      title: shown.reader.t('summary.view.help'),
      none: shown.reader.t(shown.view.isHelpHidden ? 'question.notHelpForYou' : 'summary.view.helpNone'),
      length: 'words',
      rows: helpRows(shown),
    }),
    onCard: needs,
    onPage: true,
    inMore: ({ reader }) => reader.t('summary.view.help'),
  },
  {
    view: 'deviations',
    list: (shown) => ({
      title: shown.reader.t('summary.deviations'),
      none: shown.reader.t('summary.view.deviationsNone'),
      length: 'words',
      rows: deviations(shown),
    }),
    onCard: (shown) => ({ title: shown.reader.t('summary.deviations'), rows: deviations(shown) }),
    onPage: true,
    onPaper: ({ t }) => t('paper.deviations'),
  },
  { view: 'sustainability', list: sustainabilityList },
  { view: 'aspect', ofOne: true, list: aspectList, onPage: aspects },
  {
    view: 'assignments',
    list: ({ reader, view }) => ({
      title: reader.t('summary.view.assignments'),
      rows: view.assignments.map((one) => () => ({
        ...assignmentRow(reader, one),
        group: reader.t(`types.${one.assignment.type}`),
      })),
    }),
  },
  { view: 'state', ofOne: true, list: stateList },
  {
    view: 'corrections',
    list: (shown) => ({
      title: shown.reader.t('summary.view.corrections'),
      none: shown.reader.t('summary.view.correctionsNone'),
      rows: corrected(shown),
    }),
    inMore: ({ reader, corrections: { length: count } }) =>
      count > 0 ? reader.t('summary.correctionsCount', { count }) : '',
  },
  { view: 'more', list: moreList },
];

/** What waits for leadership's reply, of this round and then of rounds before, and after that what waits for others'. */
function needs(shown: RoundShown): { readonly title: string; readonly rows: Rows } {
  const groups = helpGroups(shown);
  const of = (...names: HelpGroup['name'][]) =>
    groups.filter(({ name }) => names.includes(name)).flatMap(({ rows }) => rows);
  const own = of('helpLeadership', 'helpEarlier');
  const title = shown.reader.t(own.length > 0 ? 'summary.needs' : 'summary.wanted');
  return { title, rows: [...own, ...of('helpOthers')] };
}

function helpRows(shown: RoundShown): Rows {
  return helpGroups(shown).flatMap(({ name, rows }) =>
    rows.map((row) => () => ({ ...row(), group: shown.reader.t(`summary.${name}`) })),
  );
}

interface HelpGroup {
  readonly name: 'helpLeadership' | 'helpOthers' | 'helpEarlier' | 'helpReplied';
  readonly rows: Rows;
}

/** Help of leadership's first, then other help, what is left since before and what is answered. */
function helpGroups({ reader, view }: RoundShown): HelpGroup[] {
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

/** Who asks, and of whom where they have named somebody. */
function wantedBy({ t, author, helpFrom }: Reader, wish: Pick<Wish, 'by' | 'from' | 'fromWords'>): string {
  const [by, from] = [author(wish.by), helpFrom(wish)];
  return from ? t('summary.helpFrom', { by, from }) : by;
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

/** The three aspects side by side, never put together into one. */
function sustainabilityList(shown: RoundShown): List {
  const { t } = shown.reader;
  const rows = aspects.map((aspect) => () => {
    const { said, moved } = aspectTold(shown, aspect);
    const [first] = said;
    return {
      title: t(`aspect.${aspect}`),
      words: first ? `${shown.reader.say(first.one.assignment.title)}: ”${first.words}”` : '',
      by: [t('summary.aspectSaid', { count: said.length }), moved()].join(' · '),
      path: `aspect:${aspect}`,
    };
  });
  return { title: t('summary.view.sustainability'), length: 'words', rows };
}

interface AspectTold {
  /** What is new, in the words of those responsible; of assignments that deviate first. */
  readonly said: readonly {
    readonly one: AssignmentView;
    readonly words: string;
    readonly by: () => string;
  }[];
  /** `3 nya värden: 2 bättre, 1 sämre`: how what was given this round has moved, nothing of targets. */
  readonly moved: () => string;
  readonly indicators: readonly IndicatorView[];
}

interface AspectIn {
  /** The assignments that have told what is new. */
  readonly told: readonly AssignmentView[];
  /** What concerns most first. */
  readonly indicators: readonly IndicatorView[];
}

/** Found once of each view: a page shows them in a table, and in a list of each aspect. */
const aspectsIn = new WeakMap<RoundView, Readonly<Record<Aspect, AspectIn>>>();

export function aspectShown(view: RoundView, aspect: Aspect): AspectIn {
  const known = aspectsIn.get(view);
  if (known) return known[aspect];
  const indicators = byConcern(view.indicators);
  const find = (one: Aspect): AspectIn => ({
    told: view.assignments.filter(({ state }) => state.aspects?.answer[one]?.kind === 'words'),
    indicators: indicators.filter(({ indicator }) => indicator.aspects.includes(one)),
  });
  const found = { economic: find('economic'), ecological: find('ecological'), social: find('social') };
  aspectsIn.set(view, found);
  return found[aspect];
}

function byConcern(indicators: readonly IndicatorView[]): readonly IndicatorView[] {
  return indicators.toSorted((a, b) => b.concern - a.concern);
}

export function aspectTold(
  { reader, view }: Pick<RoundShown, 'reader' | 'view'>,
  aspect: Aspect,
): AspectTold {
  const { t } = reader;
  const { told, indicators } = aspectShown(view, aspect);
  const deviates = ({ status }: AssignmentView) => status === 'deviation';
  const said = [...told.filter(deviates), ...told.filter((one) => !deviates(one))].map((one) => {
    const given = one.state.aspects!;
    const answer = given.answer[aspect];
    return { one, words: answer?.kind === 'words' ? answer.words : '', by: () => reader.by(given) };
  });
  const moved = () => {
    const fresh = indicators.filter(({ isNew }) => isNew);
    return `${t('summary.newValues', { count: fresh.length })}${movedText(reader, fresh)}`;
  };
  return { said, indicators, moved };
}

/** What is new of one aspect, in the words of those responsible, and its indicators against their targets. */
function aspectList(shown: RoundShown, of: string): List | undefined {
  const { t } = shown.reader;
  const aspect = aspects.find((one) => one === of);
  if (!aspect) return undefined;
  const { said, indicators } = aspectTold(shown, aspect);
  const told = said.map(({ one, words, by }) => () => ({
    title: shown.reader.say(one.assignment.title),
    words,
    by: by(),
    path: pathOf(one),
    group: t('summary.aspectTold'),
  }));
  return {
    title: t('summary.view.aspect', { aspect: t(`aspect.${aspect}`) }),
    ...(said.length === 0 ? { intro: t('summary.view.aspectNone') } : {}),
    length: 'words',
    rows: [...told, ...indicatorRows(shown.reader, indicators)],
  };
}

/** New values apart from old ones, each with its judgement in words. */
function indicatorRows(reader: Reader, indicators: readonly IndicatorView[]): Rows {
  return indicators.map((one) => () => {
    const { title, value, facts } = indicatorRow(reader, one);
    const group = reader.t(one.isNew ? 'summary.indicators' : 'summary.indicatorsOld');
    return { title, right: value, by: facts, path: `indicator:${one.indicator.id}`, group };
  });
}

function stateList({ reader, view }: RoundShown, of: string): List | undefined {
  const status = statusOrder.find((one) => one === of);
  if (!status) return undefined;
  const found = view.assignments.filter((one) => one.asksState && one.status === status);
  return {
    title: reader.status(status),
    none: reader.t('summary.view.stateNone'),
    rows: found.map((one) => () => ({ ...assignmentRow(reader, one), right: '' })),
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
        ? t('summary.view.departmentRow', { count: led.length, parts: statusParts(reader, led) })
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

/** The rest, and what the card is made of. */
function moreList(shown: RoundShown): List {
  const { reader, view } = shown;
  const { t } = reader;
  const views = sections
    .map(({ view: path, inMore }) => ({ title: inMore?.(shown) ?? '', path }))
    .filter(({ title }) => title !== '');
  const { version, decision } = view.plan;
  return {
    title: t('summary.view.moreTitle'),
    rows: views.map((one) => () => one),
    note: [burdenText(reader, view, 'summary.burden'), t('summary.source', { version, decision })]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function assignmentRow(reader: Reader, one: AssignmentView) {
  const { assignment, status, ended } = one;
  return {
    title: reader.say(assignment.title),
    // What is long stands below: the row's end has room for a word.
    right: ended ? '' : stateText(reader, one),
    color: statusColor(status),
    by: ended ? stateText(reader, one) : reader.ownerNames(assignment),
    path: pathOf(one),
  };
}

function pathOf({ assignment }: AssignmentView): string {
  return `assignment:${assignment.id}`;
}
