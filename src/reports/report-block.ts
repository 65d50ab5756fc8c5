import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { renderBlock } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Assignment, aspects, type Indicator, type Target } from '../plan/plan-schema.ts';
import { assessTarget } from './assess.ts';
import {
  comparableBefore,
  isOfRound,
  periodName,
  type SeriesPoint,
  trendIn,
  valuePeriodName,
} from './indicator-series.ts';
import type { AspectAnswer, Attributed, Author, Help, Judgement, ReportState, Status } from './report.ts';

/** Symbol and word always; the colour only repeats what they say. */
const symbols: Record<Status | 'no_report', string> = {
  not_started: '○',
  on_track: '✓',
  deviation: '▲',
  paused: '◫',
  completed: '●',
  cancelled: '×',
  no_report: '–',
};

export function statusWord(status: Status | 'no_report', t: Translate): string {
  return `${symbols[status]} ${t(`status.${status}`)}`;
}

export function statusColor(status: Status | 'no_report'): string {
  return status === 'on_track' || status === 'completed'
    ? 'Good'
    : status === 'deviation'
      ? 'Warning'
      : 'Default';
}

/** A reply to a support request. */
export interface Replied {
  readonly words: string;
  readonly by: Author;
  readonly at: string;
}

export interface BlockSubject {
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly state: ReportState;
  /** The values to show, each with those before it, oldest first. */
  readonly values: readonly { readonly indicator: Indicator; readonly series: readonly SeriesPoint[] }[];
  /** What was replied to the help that is wanted. */
  readonly replies?: readonly Replied[] | undefined;
  /** Who said that the help is no longer needed. */
  readonly withdrawn?: Omit<Replied, 'words'> | undefined;
  /** A value that this round has none of is "no value yet"; absent: the latest there is, whichever round it is of. */
  readonly roundId?: string | undefined;
  /** What was said the round before: its words are shown where the same state is given without any. */
  readonly earlier?: { readonly roundId: string; readonly judgement: Judgement } | undefined;
  readonly language: Language;
}

/** One assignment's report as everybody sees it: the same in a preview, a receipt, an answer and a summary. */
export function reportBlock(subject: BlockSubject): Record<string, unknown> {
  const { plan, assignment, state, language } = subject;
  const t = translator(language);
  const judgement = state.judgement?.answer;
  const status = judgement?.status ?? 'no_report';
  const type = t(`type.${assignment.type}`);
  return renderBlock(
    'report-block',
    {
      title: say(assignment.title, language),
      kind: t('kind', { type, decision: assignment.decision }),
      status: statusWord(status, t),
      statusColor: statusColor(status),
      forecast: judgement?.forecast
        ? t('report.forecast', { forecast: t(`forecast.${judgement.forecast}`) })
        : '',
      ...wordsOf(subject, t),
      ...helpOf(plan, judgement, language, t),
      replies: repliesOf(subject, t),
      readings: subject.values.map((value) => readingOf(subject, value, t)),
      ...aspectsOf(state, language, t),
      by: state.judgement ? byLine(plan, state.judgement, language, t) : '',
    },
    language,
  );
}

/** Own words; where there are none and nothing has changed, those of last time, said to be so. */
function wordsOf({ plan, state, earlier, language }: BlockSubject, t: Translate) {
  const now = state.judgement?.answer;
  if (now?.ownWords) return { written: '', ownWords: `”${now.ownWords}”` };
  const before = earlier?.judgement;
  if (!now || !before?.ownWords || before.status !== now.status) return { written: '', ownWords: '' };
  const round = periodName(earlier!.roundId, plan, language);
  return { written: t('report.writtenIn', { round }), ownWords: `”${before.ownWords}”` };
}

function helpOf(plan: Plan, judgement: Judgement | undefined, language: Language, t: Translate) {
  const { help } = judgement ?? {};
  const from = help ? helpFromText(plan, help, language) : '';
  return { help: help?.what ?? '', helpFrom: from ? t('report.helpFrom', { role: from }) : '' };
}

/** Of whom help is wanted, as text; empty where nobody is named. */
export function helpFromText(plan: Plan, { from, fromWords }: Help, language: Language): string {
  return [from ? roleName(plan, from, language) : '', fromWords ?? ''].filter(Boolean).join(', ');
}

function repliesOf({ plan, replies = [], withdrawn, language }: BlockSubject, t: Translate) {
  const line = (said: Omit<Replied, 'words'>) => byLine(plan, { ...said, answer: undefined }, language, t);
  const replied = replies.map((reply) => {
    return { words: reply.words, by: t('support.repliedBy', { by: line(reply) }) };
  });
  return withdrawn ? [...replied, { words: t('support.list.ended'), by: line(withdrawn) }] : replied;
}

/** What is new of each aspect; those without news share a line, and so do those of which nothing was said. */
function aspectsOf({ aspects: given, judgement }: ReportState, language: Language, t: Translate) {
  const named = aspects.map((one) => ({
    name: t(`aspect.${one}`),
    answer: given?.answer[one] ?? ({ kind: 'absent' } as const),
  }));
  const together = (kind: AspectAnswer['kind'], key: string) => {
    const names = named
      .filter(({ answer }) => answer.kind === kind)
      .map(({ name }, index) => (index > 0 ? name.toLowerCase() : name));
    return names.length > 0 ? t(key, { aspects: joinWords(names, language) }) : '';
  };
  const isSaid = judgement !== undefined || given !== undefined;
  return {
    aspects: named.flatMap(({ name, answer }) =>
      answer.kind === 'words' ? [{ name, words: answer.words }] : [],
    ),
    unchanged: isSaid
      ? [together('unchanged', 'report.unchanged'), together('absent', 'report.absent')]
          .filter(Boolean)
          .join(' · ')
      : '',
  };
}

function readingOf(subject: BlockSubject, given: BlockSubject['values'][number], t: Translate) {
  const { plan, state, language } = subject;
  const { indicator, series } = given;
  const name = say(indicator.name, language);
  const answer = state.readings[indicator.id]?.answer;
  const { roundId } = subject;
  const latest = series.at(-1);
  const own = roundId ? series.findLast((one) => isOfRound(one, roundId, indicator, plan)) : latest;
  if (answer && 'skipped' in answer) {
    return {
      name,
      value: t('report.skipped', { reason: t(`skip.${answer.skipped}`) }),
      period: '',
      facts: '',
    };
  }
  if (!latest) return { name, value: t('report.noValue'), period: '', facts: '' };
  if (!own) {
    const facts = t('report.last', {
      period: valuePeriodName(latest, plan, language),
      value: formatNumber(latest.value, language, say(indicator.unit, language)),
    });
    return { name, value: t('report.noValue'), period: '', facts };
  }
  const until = { indicator, series: series.slice(0, series.indexOf(own) + 1) };
  return {
    name,
    value: formatNumber(own.value, language, say(indicator.unit, language)),
    period: ` · ${valuePeriodName(own, plan, language)}`,
    facts: [...factsOf(subject, until, t), ...sourceOf(subject, until, t)].join(' · '),
  };
}

/** Trend and target are said of steering measures only: cost and context are shown, never judged. */
function factsOf(
  { plan, language }: BlockSubject,
  { indicator, series }: BlockSubject['values'][number],
  t: Translate,
): string[] {
  const comparable = comparableBefore(indicator, series);
  const before = comparable ?? series.at(-2);
  const earlier = before
    ? [
        t('report.last', {
          period: valuePeriodName(before, plan, language),
          value: formatNumber(before.value, language, say(indicator.unit, language)),
        }),
      ]
    : [];
  if (indicator.measureClass !== 'steering') return earlier;
  const trend = comparable ? [t(`trend.${trendIn(indicator, series)}`)] : [];
  return [...trend, ...targetFacts(indicator, series.at(-1)?.value, language, t), ...earlier];
}

function targetFacts(indicator: Indicator, value: number | undefined, language: Language, t: Translate) {
  if (!indicator.target) return [];
  const assessment = t(`target.${assessTarget(indicator, value)}`);
  return [t('report.targetFact', { assessment, target: targetText(indicator.target, language, t) })];
}

/** Who a value is from, where it is somebody else than who signs the report. */
function sourceOf(
  { plan, state, language }: BlockSubject,
  { indicator, series }: BlockSubject['values'][number],
  t: Translate,
): string[] {
  const { by, at } = series.at(-1)!;
  if (!by || !at) {
    const source =
      indicator.source === 'kolada' ? t('report.sourceKolada') : roleName(plan, indicator.owner, language);
    return [t('report.source', { source })];
  }
  if (by.roleId === state.judgement?.by.roleId) return [];
  return [t('report.source', { source: byLine(plan, { by, at, answer: undefined }, language, t) })];
}

export function targetText(target: Target, language: Language, t: Translate): string {
  const number = (value: number) => formatNumber(value, language);
  const text =
    target.op === 'between'
      ? t('target.between', { min: number(target.min), max: number(target.max) })
      : t(
          target.op === '>='
            ? 'target.atLeast'
            : target.floor === undefined
              ? 'target.atMost'
              : 'target.atMostNotBelow',
          {
            value: number(target.value),
            floor: number(target.floor ?? 0),
          },
        );
  return target.by ? t('target.by', { target: text, date: target.by }) : text;
}

export function byLine(plan: Plan, said: Attributed<unknown>, language: Language, t: Translate): string {
  const date = formatDate(localDate(fromTimestamp(said.at), plan.content.timeZone), language);
  return t('report.by', { role: authorName(plan, said.by, language), date });
}

export function authorName(plan: Plan, by: Author, language: Language): string {
  const role = roleName(plan, by.roleId, language);
  return by.asDeputy ? translator(language)('report.asDeputy', { role }) : role;
}

/** A role that has left the plan keeps its id as name, so that old answers still say who. */
export function roleName(plan: Plan, roleId: string, language: Language): string {
  const role = plan.role(roleId);
  return role ? say(role.name, language) : roleId;
}
