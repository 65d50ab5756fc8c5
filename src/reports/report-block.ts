import { formatNumber } from '../language/numbers.ts';
import { renderBlock } from '../language/render-card.ts';
import { type Assignment, aspects, type Indicator } from '../plan/plan-schema.ts';
import { assessTarget } from './assess.ts';
import {
  comparableBefore,
  type DeliveringSystem,
  isOfRound,
  type SeriesPoint,
  trendIn,
  valuePeriodName,
} from './indicator-series.ts';
import type { Reader } from './reader.ts';
import type { AspectAnswer, Author, Judgement, ReportState, Status } from './report.ts';

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
  readonly assignment: Assignment;
  readonly state: ReportState;
  /** The values to show, each with those before it, oldest first. */
  readonly values: readonly { readonly indicator: Indicator; readonly series: readonly SeriesPoint[] }[];
  /** What was replied to the help that is wanted. */
  readonly replies?: readonly Replied[] | undefined;
  /** Who said that the help is no longer needed. */
  readonly withdrawn?: Omit<Replied, 'words'> | undefined;
  /** What else was answered, by what it is about. */
  readonly beside?: readonly { readonly what: string; readonly words: string }[] | undefined;
  /** A value that this round has none of is "no value yet"; absent: the latest there is, whichever round it is of. */
  readonly roundId?: string | undefined;
  /** The view of a summary in which a press on a value shows how it has moved; absent: a value cannot be pressed. */
  readonly press?: { readonly summary: string; readonly pathOf: (indicatorId: string) => string } | undefined;
  /** What was said the round before: its words are shown where the same state is given without any. */
  readonly earlier?: { readonly roundId: string; readonly judgement: Judgement } | undefined;
}

/** One assignment's report as everybody sees it: the same in a preview, a receipt, an answer and a summary. */
export function reportBlock(reader: Reader, subject: BlockSubject): Record<string, unknown> {
  const { t } = reader;
  const { assignment, state } = subject;
  const judgement = state.judgement?.answer;
  const status = judgement?.status ?? 'no_report';
  const help = judgement?.help;
  const from = help ? reader.helpFrom(help) : '';
  return renderBlock(
    'report-block',
    {
      title: reader.say(assignment.title),
      kind: t('kind', { type: t(`type.${assignment.type}`), decision: assignment.decision }),
      status: reader.status(status),
      statusColor: statusColor(status),
      forecast: judgement?.forecast
        ? t('report.forecast', { forecast: t(`forecast.${judgement.forecast}`) })
        : '',
      ...wordsOf(reader, subject),
      help: help?.what ?? '',
      helpFrom: from ? t('report.helpFrom', { role: from }) : '',
      replies: repliesOf(reader, subject),
      readings: subject.values.map((value) => pressed(subject, value, readingOf(reader, subject, value))),
      ...aspectsOf(reader, subject),
      by: state.judgement ? reader.by(state.judgement) : '',
    },
    reader.language,
  );
}

/** Own words; where there are none and nothing has changed, those of last time, said to be so. */
function wordsOf({ t, roundName }: Reader, { state, earlier }: BlockSubject) {
  const now = state.judgement?.answer;
  if (now?.ownWords) return { written: '', ownWords: `”${now.ownWords}”` };
  const before = earlier?.judgement;
  if (!now || !before?.ownWords || before.status !== now.status) return { written: '', ownWords: '' };
  const round = roundName(earlier!.roundId);
  return { written: t('report.writtenIn', { round }), ownWords: `”${before.ownWords}”` };
}

function repliesOf({ t, by }: Reader, { replies = [], withdrawn }: BlockSubject) {
  const replied = replies.map((reply) => {
    return { words: reply.words, by: t('support.repliedBy', { by: by(reply) }) };
  });
  return withdrawn ? [...replied, { words: t('support.list.ended'), by: by(withdrawn) }] : replied;
}

/** What is new of each aspect; those without news share a line, and so do those of which nothing was said. */
function aspectsOf({ t, join }: Reader, { state: { aspects: given, judgement }, beside = [] }: BlockSubject) {
  const named = aspects.map((one) => ({
    name: t(`aspect.${one}`),
    answer: given?.answer[one] ?? ({ kind: 'absent' } as const),
  }));
  const together = (kind: AspectAnswer['kind'], key: string) => {
    const names = named
      .filter(({ answer }) => answer.kind === kind)
      .map(({ name }, index) => (index > 0 ? name.toLowerCase() : name));
    return names.length > 0 ? t(key, { aspects: join(names) }) : '';
  };
  const isSaid = judgement !== undefined || given !== undefined;
  return {
    said: [
      ...beside.map(({ what, words }) => ({ name: what, words })),
      ...named.flatMap(({ name, answer }) =>
        answer.kind === 'words' ? [{ name, words: answer.words }] : [],
      ),
    ],
    unchanged: isSaid
      ? [together('unchanged', 'report.unchanged'), together('absent', 'report.absent')]
          .filter(Boolean)
          .join(' · ')
      : '',
  };
}

type Value = BlockSubject['values'][number];

interface Reading {
  readonly name: string;
  readonly value: string;
  readonly facts: string;
}

function pressed({ press }: BlockSubject, { indicator }: Value, reading: Reading) {
  const { name, value, facts } = reading;
  const called = [name, value, facts].filter(Boolean).join(', ');
  return { ...reading, called, summary: press?.summary ?? '', path: press?.pathOf(indicator.id) ?? '' };
}

function readingOf(reader: Reader, subject: BlockSubject, given: Value): Reading {
  const { t, plan, language } = reader;
  const { indicator, series } = given;
  const name = reader.say(indicator.name);
  const answer = subject.state.readings[indicator.id]?.answer;
  const { roundId } = subject;
  const latest = series.at(-1);
  const own = roundId ? series.findLast((one) => isOfRound(one, roundId, indicator, plan)) : latest;
  if (answer && 'skipped' in answer) {
    const reason = t(`skip.${answer.skipped}`);
    return { name, value: '–', facts: t('report.skipped', { reason }) };
  }
  if (!latest) return { name, value: t('report.noValue'), facts: '' };
  if (!own) return { name, value: t('report.noValue'), facts: lastText(reader, indicator, latest) };
  const until = { indicator, series: series.slice(0, series.indexOf(own) + 1) };
  return {
    name,
    value: reader.value(own.value, indicator),
    facts: [
      valuePeriodName(own, plan, language),
      reader.byGender(own, indicator),
      ...factsOf(reader, until),
      ...sourceOf(reader, subject, until),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function lastText(reader: Reader, indicator: Indicator, point: SeriesPoint): string {
  const { t, plan, language, value } = reader;
  const period = valuePeriodName(point, plan, language);
  return t('report.last', { period, value: value(point.value, indicator) });
}

/**
 * Trend and target are said of steering measures only: cost and context are shown, never judged. Where no trend is said,
 * the value before is.
 */
function factsOf(reader: Reader, { indicator, series }: Value): string[] {
  const isSteering = indicator.measureClass === 'steering';
  const comparable = comparableBefore(indicator, series);
  const before = comparable ?? series.at(-2);
  const earlier = before ? [lastText(reader, indicator, before)] : [];
  const change = isSteering && comparable ? [reader.t(`trend.${trendIn(indicator, series)}`)] : earlier;
  if (!isSteering) return change;
  return [...change, ...targetFact(reader, indicator, assessTarget(indicator, series.at(-1)?.value))];
}

/** A judgement has a symbol and a word, so that a list of them is no wall of a colour. */
const targetSymbols: Readonly<Record<string, string>> = { met: '✓', near: '≈', not_met: '△' };

/** The target and how near it is; none where there is no target. */
export function targetFact({ t, target }: Reader, indicator: Indicator, assessment: string): string[] {
  if (!indicator.target) return [];
  const symbol = targetSymbols[assessment];
  const word = t(`target.${assessment}`);
  const facts = { assessment: symbol ? `${symbol} ${word}` : word, target: target(indicator.target) };
  return [t('report.targetFact', facts)];
}

/** The system a value is from, of what day, and what it said before it corrected itself. */
export function systemWords({ t, day, language }: Reader, { name, date, before }: DeliveringSystem): string {
  const said = t('report.fromSystem', { system: name, date: day(date) });
  return before === undefined
    ? said
    : t('report.corrected', { said, before: formatNumber(before, language) });
}

/** Who a value is from, where it is somebody else than who signs the report. */
function sourceOf(reader: Reader, { state }: BlockSubject, { indicator, series }: Value): string[] {
  const { t } = reader;
  const { by, at, system } = series.at(-1)!;
  if (system) return [t('report.source', { source: systemWords(reader, system) })];
  if (!by || !at) {
    const source =
      indicator.source === 'kolada' ? t('report.sourceKolada') : reader.roleName(indicator.owner);
    return [t('report.source', { source })];
  }
  if (by.roleId === state.judgement?.by.roleId) return [];
  return [t('report.source', { source: reader.by({ by, at }) })];
}
