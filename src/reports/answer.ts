import { randomUUID } from 'node:crypto';
import type { Ports } from '../ports.ts';
import { inputsOf, type StepSubject, takeInputs } from './answer-inputs.ts';
import type { PartQuestions } from './answer-questions.ts';
import { isDone, isSame, type Step, stepKey } from './answer-steps.ts';
import { type Inputs, mostInputBytes } from './answer-text.ts';
import {
  type AnswerView,
  leftOver,
  previewView,
  receiptView,
  stepSubject,
  stepView,
} from './answer-views.ts';
import { type AnswerWork, allSteps, type Move, questionsFor, readWork, typedOf } from './answer-work.ts';
import { type Draft, type DraftPart, draftId, drafts } from './draft.ts';

type AnswerPorts = Pick<Ports, 'store' | 'clock'>;

/** Begins, or goes on where the person left; an answer already sent shows its receipt. */
export async function openAnswer(ports: AnswerPorts, move: Move): Promise<AnswerView> {
  const work = await readWork(ports, move);
  return 'refused' in work ? { view: 'refused', ...work } : current(ports, work);
}

/** Today's truth of an ask: the next step, the preview, or what was sent in. */
async function current(ports: AnswerPorts, work: AnswerWork): Promise<AnswerView> {
  if (!work.draft && (work.closed || work.ask.state === 'answered')) return receiptView(ports, work);
  const next = allSteps(work).find((step) => !isDoneIn(work, step));
  return next ? stepView(ports, work, next) : previewView(ports, work);
}

/** The preview or the receipt by itself: what has more pages than one is leafed through. */
export async function showParts(
  ports: AnswerPorts,
  move: Move,
  what: 'preview' | 'receipt',
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  if (what === 'receipt') return receiptView(ports, work);
  return work.draft ? previewView(ports, work) : current(ports, work);
}

export interface StepMove extends Move {
  readonly step: Step;
  readonly inputs: Inputs;
  /** Those left empty are among them. Absent: the card did not say which it had. */
  readonly isNamed?: boolean | undefined;
  readonly go: 'next' | 'back';
  /** What the card was made from: `seenBy` of the step's view. Absent: it is taken to be of now. */
  readonly seen?: string | undefined;
}

/** Keeps what was typed and moves on; stays, with a sentence at each input, where something is amiss. */
export async function takeStep(ports: AnswerPorts, move: StepMove): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { step, inputs } = move;
  const asked = questionsFor(work, step.assignmentId);
  const known = asked && allSteps(work).some((one) => isSame(one, step));
  if (!known || (work.closed && !work.draft)) return current(ports, work);
  if (Buffer.byteLength(JSON.stringify(inputs)) > mostInputBytes) return { view: 'too-much' };
  const subject = await stepSubject(ports, work, asked, step);
  const whole = { ...move, inputs: wholeInputs(move, typedOf(work, asked), subject) };
  if (isOld(work, asked, move)) return takeOld(ports, work, whole, subject);
  const { part, faults } = takeInputs(step, whole.inputs, typedOf(work, asked), subject);
  const kept = await keepDraft(ports, work, { part, step, base: move.seen });
  // Somebody has written at the same moment, on another device perhaps: what they wrote is looked at first.
  if (!kept) return takeStep(ports, move);
  const faulty = Object.keys(faults).length > 0;
  return faulty && move.go === 'next' ? stepView(ports, kept, step, { faults }) : after(ports, kept, move);
}

/** A card of 0.1.0 does not name its inputs: it is taken to have had those of the step as it is now. */
function wholeInputs({ step, inputs, isNamed }: StepMove, typed: DraftPart, subject: StepSubject): Inputs {
  if (isNamed) return inputs;
  const empty = Object.keys(inputsOf(step, typed, subject)).map((id) => [id, ''] as const);
  return { ...Object.fromEntries(empty), ...inputs };
}

/**
 * A card that has been answered since it was made: a second click, a repeated message, another device. The
 * same again leads where the first led; something else is shown beside what stands, and changes nothing.
 */
async function takeOld(
  ports: AnswerPorts,
  work: AnswerWork,
  move: StepMove,
  subject: StepSubject,
): Promise<AnswerView> {
  const { step, inputs } = move;
  const { asked } = subject;
  const typed = typedOf(work, asked);
  const left = leftOver(step, inputs, typed, subject);
  if (left.differs) return stepView(ports, work, step, { left: left.texts });
  if (move.go === 'back' || isDone(step, asked, typed)) return after(ports, work, move);
  const { faults } = takeInputs(step, inputs, unasked(typed), subject);
  return stepView(ports, work, step, { faults });
}

/** As before anything was asked about: a question is answered by a card that shows it, not by a second click. */
function unasked(typed: DraftPart): DraftPart {
  const readings = Object.entries(typed.readings ?? {}).map(([id, one]) => [
    id,
    { ...one, askedAbout: undefined },
  ]);
  return { ...typed, readings: Object.fromEntries(readings) };
}

/** The next step of the assignment, then what is left of the others. */
async function after(ports: AnswerPorts, work: AnswerWork, { step, go }: StepMove): Promise<AnswerView> {
  const steps = allSteps(work);
  const index = steps.findIndex((one) => isSame(one, step));
  if (go === 'back') return stepView(ports, work, steps[Math.max(index - 1, 0)]!);
  const next = steps
    .slice(index + 1)
    .find((one) => one.assignmentId === step.assignmentId || !isDoneIn(work, one));
  return next ? stepView(ports, work, next) : previewView(ports, work);
}

function isDoneIn(work: AnswerWork, step: Step): boolean {
  const asked = questionsFor(work, step.assignmentId)!;
  return isDone(step, asked, typedOf(work, asked));
}

function isOld({ draft, closed }: AnswerWork, { part }: PartQuestions, { step, seen }: StepMove): boolean {
  if (seen === undefined) return false;
  const [nonce, version] = seen.split('.');
  const takenAt = draft?.parts[part.assignmentId]?.taken?.[stepKey(step)];
  if (nonce !== (draft?.nonce ?? 'none')) return closed || nonce !== 'none' || takenAt !== undefined;
  return takenAt !== undefined && takenAt > Number(version);
}

/** Any step again: from the preview, or a receipt to change what was sent. */
export async function changeAnswer(
  ports: AnswerPorts,
  move: Move & { assignmentId: string; reason?: string | undefined },
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const asked = questionsFor(work, move.assignmentId);
  if (!asked || (work.closed && !work.draft)) return current(ports, work);
  const kept = await keepReason(ports, work, move.reason);
  const first = allSteps(kept).find((one) => one.assignmentId === move.assignmentId);
  return first ? stepView(ports, kept, first) : current(ports, kept);
}

/** Begins to correct what was sent in, after the round has closed; while it is open, this is to change it. */
export async function correctAnswer(
  ports: AnswerPorts,
  move: Move & { assignmentId: string },
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const asked = questionsFor(work, move.assignmentId);
  const { assignmentId } = move;
  if (!work.closed || !asked || work.draft?.parts[assignmentId]) return changeAnswer(ports, move);
  const unsent = await drafts(ports.store).find(move.actor.tenantId, draftId(work.ask, move.actor));
  const part = unsent?.parts[assignmentId] ?? typedOf(work, asked);
  const kept = await keepDraft(ports, work, { part: { ...part, taken: undefined }, assignmentId });
  return kept ? changeAnswer(ports, move) : correctAnswer(ports, move);
}

type Kept =
  | { readonly part: DraftPart; readonly step: Step; readonly base?: string | undefined }
  | { readonly part: DraftPart; readonly assignmentId: string };

/** Undefined if the draft has been written since it was read. */
export async function keepDraft(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  kept: Kept,
): Promise<AnswerWork | undefined> {
  const { tenantId } = work.actor;
  const id = draftId(work.ask, work.actor, work.closed ? 'correction' : 'answer');
  const draft =
    work.draft ??
    ({ kind: 'draft', schema: 1, tenantId, id, nonce: randomUUID(), version: 0, parts: {} } as Draft);
  const version = draft.version + 1;
  const next = { ...draft, version, parts: { ...draft.parts, ...partOf(work, kept, version) } };
  const written = work.draft
    ? await drafts(ports.store).replace({ ...next, etag: work.draft.etag })
    : await drafts(ports.store).create(next);
  return written.outcome === 'done' ? { ...work, draft: written.document } : undefined;
}

function partOf({ reports }: AnswerWork, kept: Kept, version: number): Record<string, DraftPart> {
  const { part } = kept;
  const assignmentId = 'step' in kept ? kept.step.assignmentId : kept.assignmentId;
  const seen = 'step' in kept ? kept.base?.split('.')[2] : undefined;
  const base = part.base ?? Number(seen ?? reports.get(assignmentId)?.revisions.length ?? 0);
  const taken = 'step' in kept ? { ...part.taken, [stepKey(kept.step)]: version } : part.taken;
  return { [assignmentId]: { ...part, base, taken } };
}

/** The reason for a correction is kept as typed while something else is changed. */
export async function keepReason(
  ports: Pick<Ports, 'store'>,
  work: AnswerWork,
  reason: string | undefined,
): Promise<AnswerWork> {
  if (!work.draft || reason === undefined || reason === work.draft.reason) return work;
  const { tenantId, id } = work.draft;
  const draft = await drafts(ports.store).change(tenantId, id, (one) => ({ ...one, reason }));
  return draft ? { ...work, draft } : work;
}
