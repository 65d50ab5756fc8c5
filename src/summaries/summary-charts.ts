import { type Language, translator } from '../language/language.ts';
import { aspects } from '../plan/plan-schema.ts';
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
  const kinds = Object.keys(assessmentColours).flatMap((kind) => {
    const of = judged.filter(({ assessment }) => assessment === kind);
    const counts = aspects.map((one) => of.filter(({ indicator }) => indicator.aspects.includes(one)).length);
    return of.length > 0 ? [{ kind, legend: t(`target.${kind}`), counts }] : [];
  });
  const names = aspects.map((one) => t(`aspect.${one}`));
  const data = kinds.map(({ kind, legend, counts }) => ({
    legend,
    color: assessmentColours[kind as TargetAssessment],
    values: names.map((x, index) => ({ x, y: counts[index] })),
  }));
  const rows = names.map((name, index) => [name, ...kinds.map(({ counts }) => `${counts[index]}`)]);
  const table = { header: [t('summary.aspect'), ...kinds.map(({ legend }) => legend)], rows };
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
