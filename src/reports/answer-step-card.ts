import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../language/dates.ts';
import { say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { renderBlock, renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import { aspects, type Indicator, type Language } from '../plan/plan-schema.ts';
import { isSame } from './answer-steps.ts';
import { type StepView, seenBy } from './answer-views.ts';
import { judgementWords, readingSaid } from './answer-words.ts';
import { allSteps } from './answer-work.ts';
import { skipReasons } from './draft.ts';
import { periodName } from './indicator-series.ts';
import { knownWords } from './known-words.ts';
import { forecasts, statuses } from './report.ts';
import { byLine, statusWord, targetText } from './report-block.ts';
import { rolesToAsk } from './roles-to-ask.ts';

/** How many earlier values stand beside a question. */
const valuesShown = 4;

export function stepCard(view: StepView, language: Language): Card {
  const t = translator(language);
  const { work, step, asked } = view;
  const { name, page = 1 } = step;
  const data = {
    head: headBlock(view, language, t),
    ids: {
      ...{ ask: work.ask.id, assignment: step.assignmentId, step: name, page },
      seen: seenBy(work, asked),
    },
    first: isSame(allSteps(work)[0]!, step),
    typed: view.inputs,
    ...stepData(view, language, t),
  };
  return renderCard(`answer-${name}`, data, language);
}

/** Where one is, what others have said, and what an older card said: the beginning of every step. */
function headBlock(view: StepView, language: Language, t: Translate) {
  const { asked, left } = view;
  const { assignment } = asked;
  const type = t(`type.${assignment.type}`);
  return renderBlock(
    'block-step-head',
    {
      progress: progress(view, language, t),
      title: say(assignment.title, language),
      kind: t('kind', { type, decision: assignment.decision }),
      faulty: Object.keys(view.faults).length > 0,
      left: (left ?? []).map((text) => ({ text })),
      old: left?.length === 0,
      others: isFirstOfPart(view) ? othersSaid(view, language, t) : [],
    },
    language,
  );
}

function progress({ work, step, asked }: StepView, language: Language, t: Translate): string {
  const round = periodName(work.round.id, work.plan, language);
  const number = work.questions.indexOf(asked) + 1;
  const where = work.closed
    ? t('answer.progressCorrection', { round })
    : t('answer.progress', { round, number, of: work.questions.length });
  const pages = pagesOf(asked, step.name);
  if (pages.length < 2) return where;
  const before = pages.slice(0, (step.page ?? 1) - 1).flat().length;
  const to = before + (pages[(step.page ?? 1) - 1]?.length ?? 0);
  const what = t(`answer.pageOf.${step.name}`);
  return t('answer.progressPage', { progress: where, what, from: before + 1, to, of: pages.flat().length });
}

function pagesOf(asked: StepView['asked'], name: StepView['step']['name']): readonly (readonly unknown[])[] {
  if (name === 'milestones') return asked.milestonePages;
  return name === 'readings' ? asked.indicatorPages : [];
}

function isFirstOfPart({ work, step }: StepView): boolean {
  const first = allSteps(work).find(({ assignmentId }) => assignmentId === step.assignmentId);
  return first !== undefined && isSame(first, step);
}

/** So many values of others stand on a step; the rest are counted. */
const othersShown = 6;

function othersSaid({ others, work, step }: StepView, language: Language, t: Translate) {
  const { plan } = work;
  const wording = { plan, assignmentId: step.assignmentId, language };
  const { judgement, readings } = others;
  const values = Object.entries(readings).map(([id, one]) => {
    const { what, words } = readingSaid(wording, id, one.answer);
    return { words: `${what}: ${words}`, by: byLine(plan, one, language, t) };
  });
  const more = values.length - othersShown;
  return [
    ...(judgement
      ? [{ words: judgementWords(judgement.answer, t), by: byLine(plan, judgement, language, t) }]
      : []),
    ...values.slice(0, othersShown),
    ...(more > 0 ? [{ words: t('answer.othersMore', { count: more }), by: '' }] : []),
  ];
}

function stepData(view: StepView, language: Language, t: Translate): object {
  const { step, asked } = view;
  const page = (step.page ?? 1) - 1;
  switch (step.name) {
    case 'judgement':
      return judgementData(view, t);
    case 'help':
      return helpData(view, language, t);
    case 'milestones':
      return {
        milestones: asked.milestonePages[page]!.map((one) => milestoneData(view, one, language, t)),
      };
    case 'readings':
      return readingsData(view, asked.indicatorPages[page]!, language, t);
    case 'aspects':
      return { aspects: aspects.map((one) => aspectData(view, one, language, t)) };
  }
}

function judgementData(view: StepView, t: Translate) {
  const political = view.asked.assignment.type === 'political';
  return {
    political,
    statuses: statuses
      .filter((status) => political || status !== 'completed')
      .map((value) => ({ value, title: statusWord(value, t) })),
    forecasts: forecasts.map((value) => ({ value, title: t(`forecast.${value}`) })),
    faults: { status: faultText(view, 'status', t), ownWords: faultText(view, 'ownWords', t) },
  };
}

function helpData(view: StepView, language: Language, t: Translate) {
  const { work, asked } = view;
  const roles = rolesToAsk(work.plan, asked.assignment, work.actor.personId);
  return {
    roles: roles.map((role) => ({ value: role.id, title: say(role.name, language) })),
    faults: { helpWhat: faultText(view, 'helpWhat', t), helpWho: faultText(view, 'helpWho', t) },
  };
}

function milestoneData(
  view: StepView,
  { id, name, due }: StepView['asked']['milestonePages'][number][number],
  language: Language,
  t: Translate,
) {
  const date = formatDate(Temporal.PlainDate.from(due), language);
  return {
    label: t('answer.milestones.label', { name: say(name, language), date }),
    choices: (['reached', 'not_yet', 'moved'] as const).map((value) => ({
      value,
      title: t(`milestone.${value}`),
    })),
    ...{ inputId: `milestone-${id}`, movedId: `moved-${id}`, wordId: `word-${id}` },
    value: view.inputs[`milestone-${id}`],
    moved: view.inputs[`moved-${id}`],
    word: view.inputs[`word-${id}`],
    fault: faultText(view, `milestone-${id}`, t),
    movedFault: faultText(view, `moved-${id}`, t),
    wordFault: faultText(view, `word-${id}`, t),
  };
}

function readingsData(view: StepView, shown: readonly Indicator[], language: Language, t: Translate) {
  const indicators = shown.map((one) => indicatorData(view, one, language, t));
  const hidden = indicators.filter(({ showMore }) => !showMore);
  return { indicators, hidden: hidden.map(({ moreId }) => ({ elementId: moreId, isVisible: true })) };
}

function indicatorData(view: StepView, indicator: Indicator, language: Language, t: Translate) {
  const { id, target, definition } = indicator;
  const unit = say(indicator.unit, language);
  const [skip, comment] = [view.inputs[`skip-${id}`] ?? '', view.inputs[`comment-${id}`] ?? ''];
  const isMissing = view.faults[`reading-${id}`]?.key === 'answer.fault.readingMissing';
  const [fault, commentFault] = [faultText(view, `reading-${id}`, t), faultText(view, `comment-${id}`, t)];
  return {
    ...{ inputId: `reading-${id}`, skipId: `skip-${id}`, commentId: `comment-${id}`, moreId: `more-${id}` },
    label: t('answer.readings.label', { name: say(indicator.name, language), unit }),
    definition: definition ? say(definition, language) : '',
    history: historyText(view, indicator, language, t),
    target: target
      ? t('answer.readings.target', { target: `${targetText(target, language, t)} ${unit}` })
      : t('answer.readings.noTarget'),
    known: knownText(view, id, language),
    ...{ value: view.inputs[`reading-${id}`], skip, comment, fault, commentFault },
    reasons: skipReasons.map((value) => ({ value, title: t(`skip.${value}`) })),
    showMore: isMissing || [skip, comment, commentFault].some((text) => text !== ''),
  };
}

/** Said while the value that was known still stands there. */
function knownText({ subject, inputs, work }: StepView, id: string, language: Language) {
  const known = subject.values.get(id)?.known;
  if (!known || inputs[`reading-${id}`] !== formatNumber(known.value, language)) return '';
  return knownWords(known, work.plan, language);
}

function historyText({ series, work }: StepView, indicator: Indicator, language: Language, t: Translate) {
  const values = series.get(indicator.id) ?? [];
  if (values.length === 0) return t('answer.readings.noHistory');
  const unit = say(indicator.unit, language);
  const shown = values
    .slice(-valuesShown)
    .map(
      ({ period, value }) =>
        `${periodName(period, work.plan, language)}: ${formatNumber(value, language, unit)}`,
    );
  return t('answer.readings.history', { values: shown.join(' · ') });
}

function aspectData(view: StepView, aspect: (typeof aspects)[number], language: Language, t: Translate) {
  const meaning = say(view.asked.assignment.aspects[aspect], language);
  return {
    inputId: `aspect-${aspect}`,
    label: t('answer.aspects.label', { aspect: t(`aspect.${aspect}`), meaning }),
    value: view.inputs[`aspect-${aspect}`],
    fault: faultText(view, `aspect-${aspect}`, t),
  };
}

function faultText({ faults }: StepView, id: string, t: Translate): string {
  const fault = faults[id];
  return fault ? t(fault.key, fault.values) : '';
}
