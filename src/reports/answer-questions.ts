import type { Plan } from '../plan/plan-index.ts';
import type { Assignment, Indicator, Localised } from '../plan/plan-schema.ts';
import type { AskPart } from '../rounds/ask.ts';

/** A milestone that nobody has said is reached. */
export interface OpenMilestone {
  readonly id: string;
  readonly name: Localised;
  /** Local date: the plan's, or the one it was moved to. */
  readonly due: string;
  /** It was to be reached within the period, so that "not yet" is news. */
  readonly isDue: boolean;
}

/** All that one person is asked about one assignment. What is many is asked in pages: a card has its limits. */
export interface PartQuestions {
  readonly part: AskPart;
  readonly assignment: Assignment;
  readonly milestonePages: readonly (readonly OpenMilestone[])[];
  readonly indicatorPages: readonly (readonly Indicator[])[];
}

export function questionsOf(plan: Plan, part: AskPart, milestones: readonly OpenMilestone[]): PartQuestions {
  const assignment = plan.assignment(part.assignmentId)!;
  const indicators = part.indicatorIds.map((id) => plan.indicator(id)!);
  return {
    part,
    assignment,
    milestonePages: inPages(milestones, 4, ({ name }) => bytesOf(name)),
    indicatorPages: inPages(indicators, 5, ({ name, definition, unit }) =>
      Math.max(bytesOf(name) + bytesOf(definition) + 4 * bytesOf(unit)),
    ),
  };
}

/** How many bytes of the plan's own words a page may hold beside its inputs. */
const mostBytes = 5000;

/** At most so many a page, and fewer where their words are long. */
function inPages<T>(items: readonly T[], most: number, size: (item: T) => number): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const item of items) {
    const page = pages.at(-1);
    if (page && page.length < most && size(item) <= left) page.push(item);
    else {
      pages.push([item]);
      left = mostBytes;
    }
    left -= size(item);
  }
  return pages;
}

/** In the longer language, so that pages are the same in both. */
function bytesOf(words: Localised | undefined): number {
  return words ? Math.max(Buffer.byteLength(words.sv), Buffer.byteLength(words.en)) : 0;
}
