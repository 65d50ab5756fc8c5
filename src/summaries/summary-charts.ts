import { translator } from '../language/language.ts';
import { aspects, type Language } from '../plan/plan-schema.ts';
import type { TargetAssessment } from '../reports/assess.ts';
import { statusWord } from '../reports/report-block.ts';
import { chartBlock } from './chart-block.ts';
import type { RoundView } from './round-view.ts';
import { countByStatus } from './summary-words.ts';

const assessmentColours: Partial<Record<TargetAssessment, string>> = {
  met: 'good',
  near: 'warning',
  not_met: 'attention',
  not_assessed: 'neutral',
};

/**
 * How many steering measures of each aspect reach their target: side by side, never averaged into one.
 * Undefined where no measure has a target.
 */
export function aspectChart({ indicators }: RoundView, language: Language) {
  const t = translator(language);
  const judged = indicators.filter(({ assessment }) => assessment !== 'no_target');
  if (judged.length === 0) return undefined;
  const count = (aspect: (typeof aspects)[number], assessment: string) =>
    judged.filter((one) => one.assessment === assessment && one.indicator.aspects.includes(aspect)).length;
  const kinds = Object.keys(assessmentColours).filter((one) => judged.some((it) => it.assessment === one));
  const names = aspects.map((one) => t(`aspect.${one}`));
  const data = kinds.map((kind) => ({
    legend: t(`target.${kind}`),
    color: assessmentColours[kind as TargetAssessment],
    values: aspects.map((aspect, index) => ({ x: names[index], y: count(aspect, kind) })),
  }));
  const rows = aspects.map((aspect, index) => [
    names[index]!,
    ...kinds.map((one) => `${count(aspect, one)}`),
  ]);
  const table = { header: [t('summary.aspect'), ...kinds.map((kind) => t(`target.${kind}`))], rows };
  return chartBlock('grouped-bar', { title: t('summary.aspects'), data, table }, language);
}

const statusColours: Readonly<Record<string, string>> = {
  on_track: 'good',
  completed: 'good',
  deviation: 'warning',
};

/** How many assignments are in each state: for a plan whose assignments do not all fit on the card. */
export function statusChart({ assignments }: RoundView, language: Language) {
  const t = translator(language);
  const counts = [...countByStatus(assignments)];
  const data = counts.map(([status, y]) => ({
    x: statusWord(status, t),
    y,
    color: statusColours[status] ?? 'neutral',
  }));
  const table = {
    header: [t('summary.statusColumn'), t('summary.countColumn')],
    rows: counts.map(([status, count]) => [statusWord(status, t), String(count)]),
  };
  return chartBlock('horizontal-bar', { title: t('summary.groups'), data, table }, language);
}
