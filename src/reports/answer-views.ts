import { toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { findSupport, wishOf } from '../support-requests/read-support.ts';
import type { Wish } from '../support-requests/support-request.ts';
import { withReport } from '../support-requests/wishes.ts';
import { authorOf, type Refusal } from './answer-context.ts';
import { inputsOf, type StepSubject } from './answer-inputs.ts';
import type { PartQuestions } from './answer-questions.ts';
import type { Step } from './answer-steps.ts';
import type { Fault, Faults, Inputs } from './answer-text.ts';
import { type AnswerWork, questionsFor, typedOf, underWay } from './answer-work.ts';
import { type Begun, type Collision, collisionsOf, contributed } from './collisions.ts';
import { answersOf, isComplete } from './draft-answers.ts';
import { readIndicatorSeries, type SeriesPoint } from './indicator-series.ts';
import { knownValue } from './known-values.ts';
import { type Report, type ReportState, stateOf, withRevision } from './report.ts';
import { type IndicatorValues, reportValues } from './report-values.ts';

/** What the person meets next; `answer-cards.ts` makes the card of it. */
export type AnswerView =
  | StepView
  | PartsView
  | CollisionView
  | {
      readonly view: 'refused';
      readonly refused: Refusal | 'nothing-to-send';
      readonly round?: Round | undefined;
    }
  /** More was written than a card could show again: it stays on the screen, as it is. */
  | { readonly view: 'too-much' };

export interface StepView {
  readonly view: 'step';
  readonly work: AnswerWork;
  readonly step: Step;
  readonly asked: PartQuestions;
  readonly subject: StepSubject;
  /** What stands in the inputs, by id. */
  readonly inputs: Inputs;
  readonly faults: Faults;
  /** What an older card said, where that is not what stands: to be read, and copied if wanted. */
  readonly left?: readonly string[] | undefined;
  /** The values so far of each indicator of the step. */
  readonly series: ReadonlyMap<string, readonly SeriesPoint[]>;
  /** What others have sent in about the assignment. */
  readonly others: ReportState;
}

export interface PartsView {
  readonly view: 'preview' | 'receipt';
  readonly work: AnswerWork;
  readonly parts: readonly PartState[];
  /** Of a correction: what is amiss with its reason. */
  readonly reasonFault?: Fault | undefined;
}

export interface CollisionView {
  readonly view: 'collision';
  readonly work: AnswerWork;
  readonly asked: PartQuestions;
  readonly collisions: readonly Collision[];
}

/** An assignment as leadership would see it with this answer in it. */
export interface PartState {
  readonly part: AskPart;
  readonly state: ReportState;
  readonly values: readonly IndicatorValues[];
  /** Whether everything the person is asked about it is there. */
  readonly complete: boolean;
  /** How many times something was sent in about it. */
  readonly revisions: number;
  /** What came of the help it wants. */
  readonly wish?: Wish | undefined;
}

type ReadPorts = Pick<Ports, 'store' | 'clock'>;

export async function stepView(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  step: Step,
  { faults = {}, left }: { faults?: Faults; left?: readonly string[] | undefined } = {},
): Promise<StepView> {
  const asked = questionsFor(work, step.assignmentId)!;
  const series = await seriesOf(ports, work, asked, step);
  const subject = await stepSubject(ports, work, asked, step);
  return {
    ...{ view: 'step', work, step, asked, subject, series, faults, left },
    inputs: inputsOf(step, typedOf(work, asked), subject),
    others: othersOf(work, asked),
  };
}

/** Names what a card was made from: the draft, its version, and how much had been sent in. */
export function seenBy({ draft, reports }: AnswerWork, { part }: PartQuestions): string {
  const revisions = reports.get(part.assignmentId)?.revisions.length ?? 0;
  return `${draft?.nonce ?? 'none'}.${draft?.version ?? 0}.${revisions}`;
}

/** What the step's questions stand on beside what is typed. */
export async function stepSubject(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  asked: PartQuestions,
  step: Step,
): Promise<StepSubject> {
  const { plan, language, round, actor } = work;
  const series = await seriesOf(ports, work, asked, step);
  const question = { store: ports.store, tenantId: actor.tenantId, plan, round };
  const values = await Promise.all(
    indicatorsOf(asked, step).map(async (indicator) => {
      const last = series.get(indicator.id)?.at(-1)?.value;
      return [indicator.id, { last, known: await knownValue(question, indicator) }] as const;
    }),
  );
  return { asked, plan, language, values: new Map(values) };
}

/** What was typed on an older card and does not stand; words and numbers can be read again. */
export function leftOver(
  step: Step,
  inputs: Inputs,
  typed: ReturnType<typeof typedOf>,
  subject: StepSubject,
): { differs: boolean; texts: string[] } {
  const now = inputsOf(step, typed, subject);
  const other = Object.keys(now).filter((id) => inputs[id] !== undefined && inputs[id].trim() !== now[id]);
  const written = other.filter((id) => !/^(status|forecast|helpFrom|skip-.*|milestone-.*)$/u.test(id));
  return { differs: other.length > 0, texts: written.map((id) => inputs[id]!.trim()).filter(Boolean) };
}

/** As it would be with what is typed; where somebody else has changed the same, that comes first. */
export async function previewView(
  ports: ReadPorts,
  work: AnswerWork,
  reasonFault?: Fault,
): Promise<PartsView | CollisionView> {
  const collided = findCollision(work);
  if (collided) return collided;
  const at = toTimestamp(ports.clock.now());
  const parts = underWay(work).map(async ({ part }) => {
    const report = work.reports.get(part.assignmentId);
    const answers = contributed(report, baseOf(work, part), draftedOf(work, part));
    const by = authorOf(work, part);
    return partState(ports, work, part, withRevision(stateOf(report), { answers, by, at }));
  });
  return { view: 'preview', work, parts: await Promise.all(parts), reasonFault };
}

export function findCollision(work: AnswerWork): CollisionView | undefined {
  for (const asked of underWay(work)) {
    const { part } = asked;
    const begun: Begun = { base: baseOf(work, part), personId: work.actor.personId };
    const report: Report | undefined = work.reports.get(part.assignmentId);
    const collisions = collisionsOf(report, begun, draftedOf(work, part));
    if (collisions.length > 0) return { view: 'collision', work, asked, collisions };
  }
  return undefined;
}

export function draftedOf({ draft }: AnswerWork, part: AskPart) {
  return answersOf(part, draft?.parts[part.assignmentId]);
}

/** How many revisions there were when the person began with this assignment. */
export function baseOf({ draft, reports }: AnswerWork, { assignmentId }: AskPart): number {
  return draft?.parts[assignmentId]?.base ?? reports.get(assignmentId)?.revisions.length ?? 0;
}

export async function receiptView(ports: Pick<Ports, 'store'>, work: AnswerWork): Promise<PartsView> {
  const parts = work.questions.map(({ part }) =>
    partState(ports, work, part, stateOf(work.reports.get(part.assignmentId))),
  );
  return { view: 'receipt', work, parts: await Promise.all(parts) };
}

async function partState(
  { store }: Pick<Ports, 'store'>,
  work: AnswerWork,
  part: AskPart,
  state: ReportState,
): Promise<PartState> {
  const { plan, round, rounds, actor } = work;
  const indicators = part.indicatorIds.map((id) => plan.indicator(id)!);
  const source = { store, tenantId: actor.tenantId, plan, rounds, round };
  const values = await reportValues(source, state, indicators);
  const revisions = work.reports.get(part.assignmentId)?.revisions.length ?? 0;
  const key = { tenantId: actor.tenantId, roundId: round.id, assignmentId: part.assignmentId };
  // What has just been sent in is followed up as due work: here it is in step already.
  const found = await findSupport(store, key);
  const report = work.reports.get(part.assignmentId);
  const wish = wishOf(state, found && withReport(found, report));
  return { part, state, values, complete: isComplete(part, state), revisions, wish };
}

/** What other people have sent in: the person's own they know. */
function othersOf({ reports, actor }: AnswerWork, { part }: PartQuestions): ReportState {
  const revisions = reports.get(part.assignmentId)?.revisions ?? [];
  return stateOf({ revisions: revisions.filter(({ by }) => by.personId !== actor.personId) });
}

async function seriesOf(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  asked: PartQuestions,
  step: Step,
): Promise<ReadonlyMap<string, readonly SeriesPoint[]>> {
  const { plan, round, actor } = work;
  const earlier = work.rounds.filter((one) => one.id !== round.id && one.due <= round.due);
  const source = { store: ports.store, tenantId: actor.tenantId, plan, rounds: earlier };
  const found = await Promise.all(
    indicatorsOf(asked, step).map(async (one) => [one.id, await readIndicatorSeries(source, one)] as const),
  );
  return new Map(found);
}

function indicatorsOf({ indicatorPages }: PartQuestions, { name, page = 1 }: Step) {
  return name === 'readings' ? (indicatorPages[page - 1] ?? []) : [];
}
