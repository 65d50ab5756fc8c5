import type { Card } from '../base/messenger.ts';
import { assignmentView } from './assignment-view.ts';
import { indicatorCard } from './indicator-card.ts';
import { listView } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import { summaryCard } from './summary-card.ts';
import {
  aspectList,
  assignmentList,
  correctionList,
  departmentAssignments,
  departmentList,
  deviationList,
  helpList,
  indicatorList,
} from './summary-lists.ts';
import { placeOf } from './view-path.ts';

/**
 * One view of a summary for the one who opened it. What the path names may have left the plan since the
 * card was made: then it is the summary itself.
 */
export function summaryView(shown: Shown, path: string): Card {
  return drillDown(shown, path) ?? summaryCard(shown).card;
}

function drillDown(shown: Shown, path: string): Card | undefined {
  const { view, of } = placeOf(path);
  if (view === 'assignment') return assignmentView(shown, path);
  if (view === 'indicator') return indicatorCard(shown, path);
  const list = listOf(shown, view, of);
  return list && listView(shown, path, list);
}

function listOf(shown: Shown, view: string, of: string) {
  switch (view) {
    case 'help':
      return helpList(shown);
    case 'deviations':
      return deviationList(shown);
    case 'corrections':
      return correctionList(shown);
    case 'departments':
      return departmentList(shown);
    case 'department':
      return departmentAssignments(shown, of);
    case 'assignments':
      return assignmentList(shown);
    case 'indicators':
      return indicatorList(shown);
    case 'aspect':
      return aspectList(shown, of);
    default:
      return undefined;
  }
}
