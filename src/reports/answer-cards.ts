import { Temporal } from 'temporal-polyfill';
import { formatDay } from '../language/dates.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import { aspects, type Indicator, type Language } from '../plan/plan-schema.ts';
import type { AnswerView, PartState, StepView } from './answer.ts';
import type { Fault } from './answer-steps.ts';
import { skipReasons } from './draft.ts';
import { periodName, type SeriesPoint } from './indicator-series.ts';
import { forecasts, statuses } from './report.ts';
import { reportBlock, statusWord, targetText } from './report-block.ts';

/** How many earlier values stand beside a question. */
const valuesShown = 4;

export function answerCard(view: Exclude<AnswerView, { view: 'refused' }>, language: Language): Card {
  if (view.view === 'step') return stepCard(view, language);
  return view.view === 'preview' ? previewCard(view, language) : receiptCard(view, language);
}

function stepCard(view: StepView, language: Language): Card {
  const t = translator(language);
  const { plan, round, ask } = view.context;
  const assignment = plan.assignment(view.step.assignmentId)!;
  const roundName = say(plan.period(round.id)!.name, language);
  const type = t(`type.${assignment.type}`);
  const data = {
    header: {
      progress: t('answer.progress', { round: roundName, ...view.position }),
      title: say(assignment.title, language),
      kind: t('kind', { type, decision: assignment.decision }),
    },
    ids: { ask: ask.id, assignment: assignment.id, step: view.step.name },
    first: view.position.number === 1 && view.step.name === firstStepName(view),
    faulty: Object.keys(view.faults).length > 0,
    ...stepData(view, language, t),
  };
  return renderCard(`answer-${view.step.name}`, data, language);
}

function firstStepName({ part }: StepView): string {
  return part.as === 'owner' ? 'judgement' : 'readings';
}

function stepData(view: StepView, language: Language, t: Translate): object {
  switch (view.step.name) {
    case 'judgement':
      return judgementData(view, t);
    case 'help':
      return helpData(view, language, t);
    case 'readings':
      return {
        indicators: view.part.indicatorIds.map((id, index) => indicatorData(view, id, index, language, t)),
      };
    case 'aspects':
      return { aspects: aspects.map((one) => aspectData(view, one, language, t)) };
  }
}

function judgementData({ context, step, typed, faults }: StepView, t: Translate) {
  const political = context.plan.assignment(step.assignmentId)!.type === 'political';
  return {
    political,
    typed: { status: typed.status ?? '', forecast: typed.forecast ?? '', ownWords: typed.ownWords ?? '' },
    statuses: statuses
      .filter((status) => political || status !== 'completed')
      .map((value) => ({ value, title: statusWord(value, t) })),
    forecasts: forecasts.map((value) => ({ value, title: t(`forecast.${value}`) })),
    faults: { status: faultText(faults.status, t), ownWords: faultText(faults.ownWords, t) },
  };
}

function helpData({ context, typed, part, faults }: StepView, language: Language, t: Translate) {
  const roles = context.plan.content.roles.filter((role) => role.id !== part.roleId);
  return {
    typed: { helpWhat: typed.helpWhat ?? '', helpFrom: typed.helpFrom ?? '' },
    roles: roles.map((role) => ({ value: role.id, title: say(role.name, language) })),
    faults: { helpWhat: faultText(faults.helpWhat, t) },
  };
}

function indicatorData(view: StepView, id: string, index: number, language: Language, t: Translate) {
  const indicator = view.context.plan.indicator(id)!;
  const reading = view.typed.readings?.[id];
  const name = say(indicator.name, language);
  return {
    name,
    definition: indicator.definition ? say(indicator.definition, language) : '',
    history: historyText(view, indicator, view.series[index] ?? [], language, t),
    target: indicator.target
      ? t('answer.readings.target', {
          target: `${targetText(indicator.target, language, t)} ${indicator.unit}`,
        })
      : t('answer.readings.noTarget'),
    ...{ inputId: `reading-${id}`, skipId: `skip-${id}` },
    label: t('answer.readings.label', { name, unit: indicator.unit }),
    ...{ value: reading?.text ?? '', skip: reading?.skip ?? '' },
    reasons: skipReasons.map((value) => ({ value, title: t(`skip.${value}`) })),
    fault: faultText(view.faults[`reading-${id}`], t),
  };
}

function historyText(
  { context }: StepView,
  indicator: Indicator,
  series: readonly SeriesPoint[],
  language: Language,
  t: Translate,
): string {
  if (series.length === 0) return t('answer.readings.noHistory');
  const shown = series.slice(-valuesShown).map(({ period, value }) => {
    return `${periodName(period, context.plan, language)}: ${formatNumber(value, language, indicator.unit)}`;
  });
  return t('answer.readings.history', { values: shown.join(' · ') });
}

function aspectData(view: StepView, aspect: (typeof aspects)[number], language: Language, t: Translate) {
  const assignment = view.context.plan.assignment(view.step.assignmentId)!;
  const name = t(`aspect.${aspect}`);
  return {
    name,
    meaning: say(assignment.aspects[aspect], language),
    inputId: `aspect-${aspect}`,
    label: t('answer.aspects.label', { aspect: name }),
    value: view.typed.aspects?.[aspect] ?? '',
    fault: faultText(view.faults[`aspect-${aspect}`], t),
  };
}

type PartsView = Extract<AnswerView, { view: 'preview' | 'receipt' }>;

function previewCard(view: PartsView, language: Language): Card {
  const t = translator(language);
  const missing = incomplete(view, language);
  const all = missing.length === view.parts.length;
  return renderCard(
    'answer-preview',
    {
      ...common(view, language, t),
      missing: all
        ? t('answer.preview.nothing')
        : missing.length > 0
          ? t('answer.preview.missing', { count: missing.length, titles: joinWords(missing, language) })
          : '',
    },
    language,
  );
}

function receiptCard(view: PartsView, language: Language): Card {
  const t = translator(language);
  const missing = incomplete(view, language);
  const closes = Temporal.PlainDate.from(view.context.round.closes);
  return renderCard(
    'answer-receipt',
    {
      ...common(view, language, t),
      intro: t('answer.receipt.intro', { day: formatDay(closes, language) }),
      missing:
        missing.length > 0 ? t('answer.receipt.missing', { titles: joinWords(missing, language) }) : '',
    },
    language,
  );
}

function common(view: PartsView, language: Language, t: Translate) {
  const { plan, round, ask } = view.context;
  return {
    period: say(plan.period(round.id)!.name, language),
    ask: ask.id,
    blocks: view.parts.map((part) => blockOf(view, part, language)),
    changes: view.parts.map(({ part }) => ({
      ask: ask.id,
      assignment: part.assignmentId,
      title: t('answer.change', { title: say(plan.assignment(part.assignmentId)!.title, language) }),
    })),
  };
}

function blockOf({ context }: PartsView, { part, state, values }: PartState, language: Language) {
  const assignment = context.plan.assignment(part.assignmentId)!;
  return reportBlock({ plan: context.plan, assignment, state, values, language });
}

function incomplete({ context, parts }: PartsView, language: Language): string[] {
  return parts
    .filter((one) => !one.complete)
    .map(({ part }) => say(context.plan.assignment(part.assignmentId)!.title, language));
}

function faultText(fault: Fault | undefined, t: Translate): string {
  return fault ? t(fault.key, fault.values) : '';
}
