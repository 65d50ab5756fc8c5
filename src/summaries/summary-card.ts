import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { type Language, say, type Translate, translator } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { fitCard, fits, madeOnce, renderCard } from '../language/render-card.ts';
import { aspects } from '../plan/plan-schema.ts';
import { statusColor, statusWord } from '../reports/report-block.ts';
import { byConcern, type IndicatorView } from './indicator-view.ts';
import { indicatorRow, judgedWords } from './indicator-words.ts';
import type { Shown } from './read-summary.ts';
import type { AssignmentView, RoundView } from './round-view.ts';
import { aspectChart, statusChart } from './summary-charts.ts';
import {
  correctedSection,
  type SectionLimits,
  titleLetters,
  wantedAndDeviating,
} from './summary-sections.ts';
import { calledBy, headerOf, headlineOf, momentOf, periodOf, unansweredText } from './summary-words.ts';

/** How much of each part stands on the card itself; the rest is a button away, and the card says how much. */
interface Limits extends SectionLimits {
  readonly rows: number;
  readonly indicators: number;
}

const limits: readonly Limits[] = [
  { items: 8, rows: 30, indicators: 6, letters: 1000 },
  { items: 6, rows: 20, indicators: 5, letters: 500 },
  { items: 5, rows: 10, indicators: 5, letters: 300 },
  { items: 4, rows: 6, indicators: 4, letters: 200 },
  { items: 2, rows: 4, indicators: 3, letters: 120 },
];

/** Leadership's card: the whole in one sentence, then what is wanted of them, then deviations, then the rest. */
export function summaryCard(shown: Shown): OutgoingMessage {
  const { language } = shown;
  const { view } = shown.summary;
  const headline = headlineOf(view, language);
  const round = periodOf(view, language);
  const always = unlimitedPart(shown, headline);
  const limited = limitedPart(shown);
  const dataOf = (limit: Limits) => ({ ...always, ...limited(limit) });
  // What is too much before it is a card need not be made one. At -1, where all of it is, the last limit is left.
  const first = limits.findIndex((limit) => fits(dataOf(limit)));
  return {
    card: fitCard(limits.slice(first), (limit) => renderCard('summary', dataOf(limit), language)),
    summary: translator(language)('summary.notification', { round, headline }),
  };
}

/** What a smaller card has less of. */
function limitedPart(shown: Shown) {
  const { summary, language } = shown;
  const t = translator(language);
  const sections = wantedAndDeviating(shown);
  const indicators = indicatorsOf(summary.view, language, t);
  const groups = groupsOf(summary.view, language, t);
  const corrections = correctedSection(shown);
  return (limit: Limits) => ({
    sections: sections(limit),
    ...indicators(limit),
    ...groups(limit),
    corrections: corrections(limit),
  });
}

/** What every card has, whatever there is room for: made once. */
function unlimitedPart(shown: Shown, headline: string) {
  const { summary, language } = shown;
  const { view } = summary;
  const t = translator(language);
  return {
    summary: summary.id,
    header: headerOf(view, language),
    headline,
    ended: endedText(view, language, t),
    ...aspectsOf(view, language, t),
    unanswered: unansweredText(view, language),
    burden: burdenText(view, t),
    source: t('summary.source', { version: view.plan.version, decision: view.plan.content.decision }),
    updated: t('summary.updated', { moment: momentOf(shown) }),
  };
}

function endedText({ plan, round }: RoundView, language: Language, t: Translate): string {
  if (round.state === 'open') return '';
  const ended = round.closedAt && localDate(fromTimestamp(round.closedAt), plan.content.timeZone);
  if (round.state === 'cancelled' && ended)
    return t('summary.cancelled', { date: formatDate(ended, language) });
  const date = ended ? ended.subtract({ days: 1 }) : Temporal.PlainDate.from(round.closes);
  return t('summary.ended', { date: formatDate(date, language) });
}

function aspectsOf(view: RoundView, language: Language, t: Translate) {
  const chart = aspectChart(view, language);
  return {
    hasChart: chart !== undefined,
    chart: chart ?? {},
    aspects: aspects.map((aspect) => {
      const count = view.assignments.filter(
        ({ state }) => state.aspects?.answer[aspect].kind === 'words',
      ).length;
      return {
        title: t('summary.aspectButton', { aspect: t(`aspect.${aspect}`), count }),
        path: `aspect:${aspect}`,
      };
    }),
  };
}

function indicatorsOf(view: RoundView, language: Language, t: Translate) {
  const fresh = view.indicators.filter(({ isNew }) => isNew).toSorted(byConcern);
  const first = madeOnce(fresh.map((one) => () => newValueRow(view, one, language)));
  return (limit: Limits) => {
    const rows = first(limit.indicators);
    const left = fresh.length > rows.length ? { shown: rows.length, count: fresh.length } : undefined;
    return {
      hasIndicators: rows.length > 0,
      indicators: rows,
      indicatorsLeft: left ? t('summary.moreText', left) : '',
    };
  };
}

/** The heading says that the value is this round's. */
function newValueRow({ plan }: RoundView, one: IndicatorView, language: Language) {
  const { id: path, title: whole, value, color } = indicatorRow(plan, one, language);
  const title = clip(whole, titleLetters);
  const facts = judgedWords(one, language).join(' · ');
  return { path, title, value, color, facts, called: calledBy(title, facts, value) };
}

/** Each assignment that has a report, core first; what there is no room for is counted by the chart. */
function groupsOf(view: RoundView, language: Language, t: Translate) {
  const reported = view.assignments.filter(({ status }) => status !== 'no_report');
  const groups = (['core', 'political'] as const).map((type) => {
    const rows = reported.filter(({ assignment }) => assignment.type === type);
    return { name: t(`types.${type}`), first: madeOnce(rows.map((one) => () => rowOf(one, language, t))) };
  });
  const chart = reported.length > limits.at(-1)!.rows ? statusChart(view, language) : {};
  return (limit: Limits) => {
    const fits = reported.length <= limit.rows;
    const most = fits ? reported.length : Math.floor(limit.rows / 2);
    const shown = groups.map(({ name, first }) => ({ name, rows: first(most) }));
    const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);
    return {
      hasStatusChart: !fits,
      statusChart: fits ? {} : chart,
      groups: shown.filter(({ rows }) => rows.length > 0),
      rowsLeft: fits ? '' : t('summary.moreText', { shown: count, count: view.assignments.length }),
    };
  };
}

function rowOf({ assignment, status }: AssignmentView, language: Language, t: Translate) {
  const title = clip(say(assignment.title, language), titleLetters);
  const word = statusWord(status, t);
  return {
    title,
    status: word,
    color: statusColor(status),
    called: calledBy(title, word),
    path: `assignment:${assignment.id}`,
  };
}

function burdenText({ burden }: RoundView, t: Translate): string {
  if (burden.people === 0) return '';
  const { people, questions, averageMinutes: average, mostMinutes: most, capMinutes: cap } = burden;
  return t('summary.burden', { people, questions, average, most, cap });
}
