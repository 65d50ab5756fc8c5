import type { Card } from '../base/messenger.ts';
import { say } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { indicatorChart } from './indicator-chart.ts';
import { indicatorRow, sourceLines } from './indicator-words.ts';
import { backActions, frameOf } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import { placeOf } from './view-path.ts';

/** One indicator over the years, against its target, with where each value is from. */
export function indicatorCard(shown: Shown, path: string): Card | undefined {
  const { summary, language } = shown;
  const { plan, indicators } = summary.view;
  const found = indicators.find(({ indicator }) => indicator.id === placeOf(path).of);
  if (!found) return undefined;
  const { indicator, series } = found;
  const { title, value, color, facts } = indicatorRow(plan, found, language);
  const chart = indicatorChart({ plan, indicator, series, language });
  const explained = [indicator.definition, indicator.note].flatMap((one) =>
    one ? [say(one, language)] : [],
  );
  const sources = sourceLines(plan, found, language);
  return renderCard(
    'summary-indicator',
    {
      ...frameOf(shown),
      title,
      value,
      color,
      facts,
      hasChart: chart.block !== undefined,
      chart: chart.block ?? {},
      left: chart.left,
      definition: explained.join(' '),
      hasSources: sources.length > 0,
      sources: sources.map((text) => ({ text })),
      actions: backActions(shown, path),
    },
    language,
  );
}
