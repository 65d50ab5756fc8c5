import { Temporal } from 'temporal-polyfill';
import { cleanData } from '../language/people-text.ts';
import { indexPlan } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import type { Format, Paper } from './paper.ts';

/** A paper as it can be sent to another thread: plain data, without the plan's look-ups and the clock's object. */
export interface PackedPaper {
  readonly format: Format;
  readonly paper: Omit<Paper, 'made' | 'view'> & {
    readonly made: string;
    readonly view: Omit<Paper['view'], 'plan'>;
    readonly plan: { readonly content: PlanContent; readonly version: number };
  };
}

export function packPaper({ made, view, ...rest }: Paper): PackedPaper['paper'] {
  const { plan, ...facts } = view;
  const { content, version } = plan;
  const packed = { ...rest, made: made.toString(), view: facts, plan: { content, version } };
  // Here for every format: no file carries what was kept before texts were cleaned as they came in.
  return cleanData(packed);
}

export function unpackPaper({ made, view, plan, ...rest }: PackedPaper['paper']): Paper {
  const { content, version } = plan;
  return { ...rest, made: Temporal.Instant.from(made), view: { ...view, plan: indexPlan(content, version) } };
}
