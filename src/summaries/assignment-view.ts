import type { Card } from '../base/messenger.ts';
import { say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { reportId } from '../reports/report.ts';
import { ownerNames, reportBlock } from '../reports/report-block.ts';
import { backActions, frameOf, replyButton } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import { periodOf, stateText, wantsHelp } from './summary-words.ts';
import { into, placeOf } from './view-path.ts';

/** A client shows at most six buttons in a row. */
const buttonsInRow = 3;

/** One assignment's report, with a button to each of its indicators. Undefined for one that is not shown here. */
export function assignmentView(shown: Shown, path: string): Card | undefined {
  const { summary, language } = shown;
  const { view } = summary;
  const { plan } = view;
  const found = view.assignments.find(({ assignment }) => assignment.id === placeOf(path).of);
  if (!found) return undefined;
  const t = translator(language);
  const { assignment, status, wish, ended } = found;
  const state = ended?.state ?? found.state;
  const values = view.indicators.filter(({ indicator }) => indicator.assignments.includes(assignment.id));
  const title = say(assignment.title, language);
  const round = periodOf(view, language);
  const role = ownerNames(plan, assignment, language);
  const buttons = values.map(({ indicator }) => ({
    title: say(indicator.name, language),
    path: into(path, `indicator:${indicator.id}`),
  }));
  return renderCard(
    'summary-assignment',
    {
      ...frameOf(shown),
      lead: ended
        ? stateText(view, found, language)
        : t(`summary.view.${status === 'no_report' ? 'assignmentNone' : 'assignment'}`, {
            title,
            round,
            role,
          }),
      block: reportBlock({
        plan,
        assignment,
        state,
        values,
        language,
        replies: wish?.replies,
        withdrawn: wish?.withdrawn,
      }),
      ...replyButton(wantsHelp(found) ? reportId(view.round.id, assignment.id) : undefined, title, language),
      hasIndicators: buttons.length > 0,
      buttons: inRows(buttons).map((row) => ({ row })),
      source: t('summary.view.source', { round }),
      actions: backActions(shown, path),
    },
    language,
  );
}

function inRows<T>(items: readonly T[]): T[][] {
  const rows = Math.ceil(items.length / buttonsInRow);
  return Array.from({ length: rows }, (_, row) => items.slice(row * buttonsInRow, (row + 1) * buttonsInRow));
}
