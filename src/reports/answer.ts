import { randomUUID } from 'node:crypto';
import { toTimestamp } from '../calendar/instants.ts';
import { formatNumber } from '../language/numbers.ts';
import type { Language } from '../plan/plan-schema.ts';
import type { Actor, Ports } from '../ports.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { type AnswerContext, answerContext, authorOf, type Refusal } from './answer-context.ts';
import { allSteps, type Faults, type Inputs, type Step, takeInputs } from './answer-steps.ts';
import { type Draft, type DraftPart, draftId, drafts } from './draft.ts';
import { answersOf, draftOf, isComplete } from './draft-answers.ts';
import { indicatorSeries, type SeriesPoint } from './indicator-series.ts';
import { type ReportState, reportId, reports, stateOf, withRevision } from './report.ts';
import { type IndicatorValues, reportValues } from './report-values.ts';

/** What the person meets next; `answer-cards.ts` makes the card of it. */
export type AnswerView =
  | StepView
  | {
      readonly view: 'preview' | 'receipt';
      readonly context: AnswerContext;
      readonly parts: readonly PartState[];
    }
  | {
      readonly view: 'refused';
      readonly refused: Refusal | 'nothing-to-send';
      readonly round?: Round | undefined;
    };

export interface StepView {
  readonly view: 'step';
  readonly context: AnswerContext;
  readonly step: Step;
  /** Which assignment of how many, counted from 1. */
  readonly position: { readonly number: number; readonly of: number };
  readonly part: AskPart;
  readonly typed: DraftPart;
  readonly faults: Faults;
  /** The values so far of each indicator the step asks for. */
  readonly series: readonly (readonly SeriesPoint[])[];
  /** What others have already written about the assignment. */
  readonly others: ReportState;
}

/** An assignment as leadership would see it with this answer in it. */
export interface PartState {
  readonly part: AskPart;
  readonly state: ReportState;
  readonly values: readonly IndicatorValues[];
  /** Whether everything the person is asked about it is there. */
  readonly complete: boolean;
}

export interface Move {
  readonly actor: Actor;
  readonly askId: string;
  readonly language: Language;
}

/** Begins, or goes on where the person left; an answer already sent shows its receipt. */
export async function openAnswer(ports: Pick<Ports, 'store' | 'clock'>, move: Move): Promise<AnswerView> {
  const context = await answerContext(ports, move.actor, move.askId);
  if ('refused' in context) return { view: 'refused', ...context };
  if (context.ask.state === 'answered' && !context.draft) return receiptView(ports, context);
  const next = stepsOf(context).find(
    ({ assignmentId, name }) => !partOf(context, assignmentId).done?.includes(name),
  );
  return next ? stepView(ports, context, next) : previewView(ports, context);
}

/** Keeps what was typed and moves on; stays, with a sentence at each input, where something is amiss. */
export async function takeStep(
  ports: Pick<Ports, 'store' | 'clock'>,
  move: Move & { step: Step; inputs: Inputs; go: 'next' | 'back' },
): Promise<AnswerView> {
  const context = await answerContext(ports, move.actor, move.askId);
  if ('refused' in context) return { view: 'refused', ...context };
  const { step } = move;
  const part = context.ask.parts.find((one) => one.assignmentId === step.assignmentId);
  if (!part || !stepsOf(context).some((one) => isSame(one, step))) return openAnswer(ports, move);
  const series = await seriesOf(ports, context, part, step);
  const subject = {
    political: context.plan.assignment(part.assignmentId)!.type === 'political',
    indicators: part.indicatorIds.map((id, index) => ({
      indicator: context.plan.indicator(id)!,
      last: series[index]?.at(-1)?.value,
    })),
    language: move.language,
  };
  const taken = takeInputs(step.name, move.inputs, partOf(context, step.assignmentId), subject);
  const faulty = Object.keys(taken.faults).length > 0;
  const done = [
    ...new Set([
      ...(taken.part.done ?? []).filter((one) => one !== step.name),
      ...(faulty ? [] : [step.name]),
    ]),
  ];
  const kept = await keepDraft(ports, context, step.assignmentId, { ...taken.part, done });
  if (faulty && move.go === 'next') return stepView(ports, kept, step, taken.faults);
  const steps = stepsOf(kept);
  const index = steps.findIndex((one) => isSame(one, step)) + (move.go === 'next' ? 1 : -1);
  const next = steps[Math.max(index, 0)];
  return next ? stepView(ports, kept, next) : previewView(ports, kept);
}

/** Any step again: from the preview, or a receipt to change what was sent. */
export async function changeAnswer(
  ports: Pick<Ports, 'store' | 'clock'>,
  move: Move & { assignmentId: string },
): Promise<AnswerView> {
  const context = await answerContext(ports, move.actor, move.askId);
  if ('refused' in context) return { view: 'refused', ...context };
  const part = context.ask.parts.find((one) => one.assignmentId === move.assignmentId);
  if (!part) return openAnswer(ports, move);
  const kept = context.draft?.parts[part.assignmentId]
    ? context
    : await draftFromReport(ports, context, part, move);
  return stepView(ports, kept, stepsOf(kept).find((one) => one.assignmentId === part.assignmentId)!);
}

async function draftFromReport(
  ports: Pick<Ports, 'store'>,
  context: AnswerContext,
  part: AskPart,
  move: Move,
) {
  const state = await reportState(ports, context, part);
  const show = (value: number) => formatNumber(value, move.language);
  return keepDraft(ports, context, part.assignmentId, draftOf(part, state, show));
}

async function keepDraft(
  ports: Pick<Ports, 'store'>,
  context: AnswerContext,
  assignmentId: string,
  typed: DraftPart,
): Promise<AnswerContext> {
  const { tenantId } = context.actor;
  const id = draftId(context.ask, context.actor);
  const withTyped = (draft: Draft): Draft => ({
    ...draft,
    version: draft.version + 1,
    parts: { ...draft.parts, [assignmentId]: typed },
  });
  const changed = await drafts(ports.store).change(tenantId, id, withTyped);
  if (changed) return { ...context, draft: changed };
  const first = withTyped({ tenantId, id, nonce: randomUUID(), version: 0, parts: {} } as never);
  const created = await drafts(ports.store).create(first);
  return created.outcome === 'done'
    ? { ...context, draft: created.document }
    : keepDraft(ports, context, assignmentId, typed);
}

async function stepView(
  ports: Pick<Ports, 'store'>,
  context: AnswerContext,
  step: Step,
  faults: Faults = {},
): Promise<StepView> {
  const { parts } = context.ask;
  const index = parts.findIndex((one) => one.assignmentId === step.assignmentId);
  const part = parts[index]!;
  return {
    ...{ view: 'step', context, step, part, faults, typed: partOf(context, step.assignmentId) },
    position: { number: index + 1, of: parts.length },
    series: await seriesOf(ports, context, part, step),
    others: await reportState(ports, context, part),
  };
}

async function previewView(
  ports: Pick<Ports, 'store' | 'clock'>,
  context: AnswerContext,
): Promise<AnswerView> {
  const at = toTimestamp(ports.clock.now());
  const parts = context.ask.parts.map(async (part) => {
    const answers = answersOf(part, context.draft?.parts[part.assignmentId]);
    const by = authorOf(context, part);
    const state = withRevision(await reportState(ports, context, part), { answers, by, at });
    return partState(ports, context, part, state);
  });
  return { view: 'preview', context, parts: await Promise.all(parts) };
}

export async function receiptView(ports: Pick<Ports, 'store'>, context: AnswerContext): Promise<AnswerView> {
  const parts = context.ask.parts.map(async (part) =>
    partState(ports, context, part, await reportState(ports, context, part)),
  );
  return { view: 'receipt', context, parts: await Promise.all(parts) };
}

async function partState(
  { store }: Pick<Ports, 'store'>,
  context: AnswerContext,
  part: AskPart,
  state: ReportState,
): Promise<PartState> {
  const { plan, round, rounds, actor } = context;
  const indicators = part.indicatorIds.map((id) => plan.indicator(id)!);
  const values = await reportValues(
    { store, tenantId: actor.tenantId, plan, rounds, round },
    state,
    indicators,
  );
  return { part, state, values, complete: isComplete(part, state) };
}

async function reportState(
  ports: Pick<Ports, 'store'>,
  context: AnswerContext,
  part: AskPart,
): Promise<ReportState> {
  const id = reportId(context.round.id, part.assignmentId);
  return stateOf(await reports(ports.store).find(context.actor.tenantId, id));
}

async function seriesOf(ports: Pick<Ports, 'store'>, context: AnswerContext, part: AskPart, step: Step) {
  if (step.name !== 'readings') return [];
  const { plan, round } = context;
  const earlier = context.rounds.filter((one) => one.id !== round.id && one.due <= round.due);
  const source = { store: ports.store, tenantId: context.actor.tenantId, plan, rounds: earlier };
  return Promise.all(part.indicatorIds.map((id) => indicatorSeries(source, plan.indicator(id)!)));
}

function stepsOf(context: AnswerContext): Step[] {
  return allSteps(context.ask.parts, context.draft?.parts ?? {});
}

function partOf(context: AnswerContext, assignmentId: string): DraftPart {
  return context.draft?.parts[assignmentId] ?? {};
}

function isSame(a: Step, b: Step): boolean {
  return a.assignmentId === b.assignmentId && a.name === b.name;
}
