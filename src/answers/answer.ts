import { formatNumber } from '../language/numbers.ts';
import { maxInputBytes } from '../language/people-text.ts';
import { type DraftPart, draftId, drafts } from '../reports/draft.ts';
import { stateOf } from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { answersFrom, type Item, isOpen, itemsOf, typedFrom, typedTogether } from './all-parts.ts';
import { type AskedAssignment, type CardOptions, questionsView } from './answer-card.ts';
import { inputsOfStep, type StepCard, stepKey } from './cards-of-0.1.0.ts';
import { collisionView, findCollision } from './collision.ts';
import { keepDraft, keepReason } from './keep-draft.ts';
import { bytesOf } from './pages.ts';
import { deviates } from './parts/help.ts';
import type { Faults, Inputs, Taking } from './parts/part.ts';
import { withoutValues } from './parts/readings.ts';
import { previewView } from './preview.ts';
import { receiptView } from './receipt.ts';
import type { AnswerView, QuestionsView } from './view.ts';
import {
  type AnswerWork,
  findSent,
  isAnythingSent,
  knownValues,
  type Move,
  openElsewhere,
  partFor,
  type ReadPorts,
  readWork,
  subjectOf,
  typedIn,
  underWay,
} from './work.ts';

/** Begins, or goes on where the person left; an answer already sent shows its receipt. */
export async function openAnswer(ports: ReadPorts, move: Move): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work && work.refused !== 'round-closed') return { view: 'refused', ...work };
  // A round has closed whose questions are still open in another: they are gone on with there.
  const open =
    'refused' in work || (work.closed && !work.draft) ? await openElsewhere(ports, move) : undefined;
  if (open) return openAnswer(ports, { ...move, askId: open });
  return 'refused' in work ? { view: 'refused', ...work } : current(ports, work);
}

/** Today's truth of an ask: the next question, the preview, or what was sent in. */
async function current(ports: ReadPorts, work: AnswerWork): Promise<AnswerView> {
  if (!work.draft && (work.closed || work.ask.state === 'answered')) return receiptView(ports, work);
  return nextView(ports, work, underWay(work));
}

/** The first of these assignments with something left; nothing left: the preview. */
async function nextView(ports: ReadPorts, work: AnswerWork, parts: readonly AskPart[]): Promise<AnswerView> {
  for (const part of parts) {
    // What is sent in is not asked again unless somebody has begun to change it.
    const isBegun = work.draft?.parts[part.assignmentId] !== undefined;
    if (part.answeredAt && !isBegun) continue;
    const asked = await askedOf(work, part);
    const items = itemsOf(asked.subject);
    const notDone = items.find((one) => !one.part.isDone(one.key, asked.typed, asked.subject));
    // What was sent in before another round asked the same has nothing left, and is looked at before that gets it.
    const left = notDone ?? (isBegun ? undefined : items[0]);
    if (left) return firstView(ports, work, asked, left);
  }
  // A card from before it was sent in leads to what was sent in: there is nothing to look through.
  const isSent = !work.draft && work.ask.parts.every(({ answeredAt }) => answeredAt);
  return isSent ? receiptView(ports, work) : previewView(ports, work);
}

/** From the beginning, where what is left stands on the same card. */
async function firstView(
  ports: ReadPorts,
  work: AnswerWork,
  asked: AskedAssignment,
  left: Item,
): Promise<AnswerView> {
  const whole = await cardView(ports, work, asked);
  return whole.holds.includes(left.key) ? whole : cardView(ports, work, asked, { from: left.key });
}

/** With what is known of what nobody has typed yet. */
async function cardView(
  ports: ReadPorts,
  work: AnswerWork,
  asked: AskedAssignment,
  options: CardOptions = {},
): Promise<QuestionsView> {
  const known = options.known ?? (await knownValues(ports, work, asked.subject));
  return questionsView(work, asked, { ...options, known });
}

async function askedOf(work: AnswerWork, part: AskPart): Promise<AskedAssignment> {
  const [subject, sent] = await Promise.all([subjectOf(work, part), findSent(work, part)]);
  return { subject, sent, typed: typedIn(work, part, stateOf(sent)) };
}

/** The preview or the receipt by itself: what has more pages than one is leafed through. */
export async function showAnswer(
  ports: ReadPorts,
  move: Move & { readonly page?: number | undefined },
  what: 'preview' | 'receipt',
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  if (what === 'receipt' && (work.closed || (await isAnythingSent(work))))
    return receiptView(ports, work, { page: move.page });
  return work.draft ? previewView(ports, work, { page: move.page }) : current(ports, work);
}

export interface CardMove extends Move {
  readonly assignmentId: string;
  /** By id: every input that the card held, empty where the person left it so. */
  readonly inputs: Inputs;
  /** Of a card of 0.1.0, which does not name its inputs. */
  readonly step?: StepCard | undefined;
  readonly go: 'next' | 'back' | 'review' | { readonly unfold: string };
  /** What the card was made from: `seenBy`. Absent: it is taken to be of now. */
  readonly seen?: string | undefined;
}

/** Keeps what was typed and moves on; stays, with a sentence at each input, where something is amiss. */
export async function takeCard(ports: ReadPorts, move: CardMove): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const part = partFor(work, move.assignmentId);
  if (!part || (work.closed && !work.draft)) return current(ports, work);
  if (bytesOf(move.inputs) > maxInputBytes) return { view: 'too-much' };
  const asked = await askedOf(work, part);
  const held = heldBy(move, asked);
  if (held.size === 0) return current(ports, work);
  if (isOld(work, asked, held, move)) return takeOld(ports, work, asked, held, move);

  const { typed, faults, known } = await take(ports, work, asked, held, move);
  const asksHelp = wantsHelpAsked(move, asked, { typed, faults, held });
  const opened = [...(asksHelp ? ['help'] : []), ...unfoldedBy(move)];
  const next = {
    ...typed,
    opened: opened.length > 0 ? [...new Set([...(typed.opened ?? []), ...opened])] : typed.opened,
  };
  const kept = await keepDraft(ports, work, {
    parts: { [part.assignmentId]: next },
    taken: takenBy(move, held),
    base: move.seen?.split('.')[2],
  });
  // Somebody has written at the same moment, on another device perhaps: what they wrote is looked at first.
  if (!kept) return takeCard(ports, move);
  const now = { ...asked, typed: kept.draft!.parts[part.assignmentId]! };
  const from = [...held.keys()][0];
  if (move.go === 'next' && Object.keys(faults).length > 0)
    return cardView(ports, kept, now, { from, faults, known });
  if (asksHelp) return cardView(ports, kept, now, { from, lead: 'help', known });
  if (unfoldedBy(move).length > 0) return cardView(ports, kept, now, { from, known });
  return after(ports, kept, now, held, move);
}

type Held = ReadonlyMap<string, Inputs>;

/** By item, in order, what its card held of it: what was not there is left as it was. */
function heldBy({ step, inputs }: CardMove, { subject, typed }: AskedAssignment): Held {
  const items = itemsOf(subject);
  if (step) {
    const there = new Set(items.map(({ key }) => key));
    return new Map([...inputsOfStep(step, subject, inputs)].filter(([key]) => there.has(key)));
  }
  const held = items.map(({ key, part }) => {
    const ids = Object.keys(part.inputs(key, typed, subject, true)).filter((id) => Object.hasOwn(inputs, id));
    return [key, Object.fromEntries(ids.map((id) => [id, inputs[id]!]))] as const;
  });
  return new Map(held.filter(([, one]) => Object.keys(one).length > 0));
}

async function take(
  ports: ReadPorts,
  work: AnswerWork,
  asked: AskedAssignment,
  held: Held,
  { go }: CardMove,
) {
  const confirms = go === 'next';
  const first = takeHeld(asked, held, { subject: asked.subject, confirms, known: new Map() });
  // What is known is looked up only where it makes a difference: a number that cannot be read is refused without.
  if (Object.values(first.faults).some(({ isQuestion }) => !isQuestion))
    return { ...first, known: new Map() };
  const known = await knownValues(ports, work, asked.subject);
  return { ...takeHeld(asked, held, { subject: asked.subject, confirms, known }), known };
}

function takeHeld(
  { typed: before, subject }: AskedAssignment,
  held: Held,
  taking: Taking,
): { typed: DraftPart; faults: Faults } {
  const items = itemsOf(subject);
  return [...held].reduce<{ typed: DraftPart; faults: Faults }>(
    ({ typed, faults }, [key, inputs]) => {
      const { part } = items.find((one) => one.key === key)!;
      const taken = part.take(key, inputs, typed, taking);
      return { typed: taken.typed, faults: { ...faults, ...taken.faults } };
    },
    { typed: before, faults: {} },
  );
}

/** Asked once, on the way out, where the work does not go as planned: what has been asked stays open. */
function wantsHelpAsked(
  { go, step }: CardMove,
  { subject }: AskedAssignment,
  { typed, faults, held }: { typed: DraftPart; faults: Faults; held: Held },
): boolean {
  const { part } = itemsOf(subject).find(({ key }) => key === 'help') ?? {};
  if (!part || go !== 'next' || step || !held.has('judgement') || held.has('help')) return false;
  if (Object.keys(faults).length > 0) return false;
  return deviates(typed) && !isOpen(part, typed, subject);
}

function unfoldedBy({ go }: CardMove): string[] {
  return typeof go === 'object' ? [go.unfold] : [];
}

function takenBy({ step }: CardMove, held: Held): string[] {
  return [...held.keys(), ...(step ? [stepKey(step)] : [])];
}

/**
 * A card that has been answered since it was made: a second click, a repeated message, another device. The
 * same again leads where the first led; something else is shown beside what stands, and changes nothing.
 */
async function takeOld(
  ports: ReadPorts,
  work: AnswerWork,
  asked: AskedAssignment,
  held: Held,
  move: CardMove,
): Promise<AnswerView> {
  const from = [...held.keys()][0];
  const { differs, texts } = leftOver(asked, held);
  if (differs) return cardView(ports, work, asked, { from, left: texts });
  const known = await knownValues(ports, work, asked.subject);
  const taking = { subject: asked.subject, confirms: true, known };
  const { faults } = takeHeld({ ...asked, typed: unasked(asked.typed) }, held, taking);
  if (Object.keys(faults).length > 0 && move.go === 'next')
    return cardView(ports, work, asked, { from, faults, known });
  // The first press led to a question that nobody has answered yet: so does this one.
  const opened = move.go === 'next' ? openedMeanwhile(work, asked, held) : undefined;
  if (opened) return cardView(ports, work, asked, { from, known, lead: opened });
  return after(ports, work, asked, held, move);
}

function openedMeanwhile(
  { draft }: AnswerWork,
  { subject, typed }: AskedAssignment,
  held: Held,
): string | undefined {
  const taken = draft?.parts[subject.part.assignmentId]?.taken ?? {};
  const isNew = ({ key, part }: Item) =>
    isOpen(part, typed, subject) && !held.has(key) && taken[key] === undefined;
  return itemsOf(subject).find((one) => one.part.fold && isNew(one))?.key;
}

/** What was typed on an older card and does not stand; words and numbers can be read again. */
function leftOver({ subject, typed }: AskedAssignment, held: Held): { differs: boolean; texts: string[] } {
  const items = itemsOf(subject);
  const found = [...held].flatMap(([key, inputs]) => {
    const { part } = items.find((one) => one.key === key)!;
    const values = part.inputs(key, typed, subject, true);
    const fields = part.fields(key, { subject, typed, open: true, values, known: new Map() });
    const other = Object.keys(inputs).filter((id) => inputs[id]!.trim() !== (values[id] ?? ''));
    const isWritten = (id: string) =>
      ['line', 'text'].includes(fields.find((one) => one.id === id)?.kind ?? '');
    return other.map((id) => ({ text: inputs[id]!.trim(), isWritten: isWritten(id) }));
  });
  const texts = found.filter(({ isWritten, text }) => isWritten && text !== '').map(({ text }) => text);
  return { differs: found.length > 0, texts };
}

/** As before anything was asked about: a question is answered by a card that shows it, not by a second click. */
function unasked(typed: DraftPart): DraftPart {
  const readings = Object.entries(typed.readings ?? {}).map(([id, one]) => [
    id,
    { ...one, askedAbout: undefined },
  ]);
  return { ...typed, readings: Object.fromEntries(readings) };
}

function isOld(
  { draft, closed, actor }: AnswerWork,
  { subject, sent }: AskedAssignment,
  held: Held,
  move: CardMove,
): boolean {
  if (move.seen === undefined) return false;
  const [nonce, version, revisions] = move.seen.split('.');
  const since = (sent?.revisions ?? []).slice(Number(revisions ?? 0));
  // The person has sent in what was on it.
  if (since.some(({ by }) => by.personId === actor.personId)) return true;
  const taken = draft?.parts[subject.part.assignmentId]?.taken ?? {};
  const times = takenBy(move, held).flatMap((key) => taken[key] ?? []);
  if (nonce !== (draft?.nonce ?? 'none')) return closed || nonce !== 'none' || times.length > 0;
  return times.some((time) => time > Number(version));
}

/** The rest of the assignment, then what is left of the others. */
async function after(
  ports: ReadPorts,
  work: AnswerWork,
  asked: AskedAssignment,
  held: Held,
  { go, step }: CardMove,
): Promise<AnswerView> {
  const items = itemsOf(asked.subject);
  const keys = [...held.keys()];
  const begins = items[0]?.key === keys[0];
  if (go === 'back') return begins ? beforeView(ports, work, asked) : cardView(ports, work, asked);
  if (go === 'review') return previewView(ports, work);
  // A step of 0.1.0 was a piece of what is now one card.
  if (step) {
    const left = items.find((one) => !one.part.isDone(one.key, asked.typed, asked.subject));
    if (left) return firstView(ports, work, asked, left);
  }
  const rest = items.slice(items.findIndex(({ key }) => key === keys.at(-1)) + 1);
  const more = rest.find(({ key, part }) => {
    const open = isOpen(part, asked.typed, asked.subject);
    return Object.keys(part.inputs(key, asked.typed, asked.subject, open)).length > 0;
  });
  if (more && !step) return cardView(ports, work, asked, { from: more.key });
  return nextView(ports, work, inTurn(underWay(work), asked.subject.part));
}

/** Those after it first. */
function inTurn(parts: readonly AskPart[], { assignmentId }: AskPart): AskPart[] {
  const index = parts.findIndex((one) => one.assignmentId === assignmentId);
  return [...parts.slice(index + 1), ...parts.slice(0, index + 1)];
}

async function beforeView(ports: ReadPorts, work: AnswerWork, asked: AskedAssignment): Promise<AnswerView> {
  const parts = underWay(work);
  const index = parts.findIndex((one) => one.assignmentId === asked.subject.part.assignmentId);
  const before = parts[index - 1];
  return cardView(ports, work, before ? await askedOf(work, before) : asked);
}

/** Any assignment again: from the preview, or a receipt to change what was sent. */
export async function changeAnswer(
  ports: ReadPorts,
  move: Move & { readonly assignmentId: string; readonly reason?: string | undefined },
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const part = partFor(work, move.assignmentId);
  if (!part || (work.closed && !work.draft)) return current(ports, work);
  const kept = await keepReason(ports, work, move.reason);
  return cardView(ports, kept, await askedOf(kept, part));
}

export interface Filling extends Move {
  readonly assignmentId: string;
  /** By input id, as written; empty: the card as it is. */
  readonly inputs: Inputs;
  readonly wantsHelp?: boolean;
  /** What else is to be said of what was written. */
  readonly notes?: readonly string[];
}

/**
 * What somebody wrote in a message, in the inputs of the card it belongs on, with the card's own word on what is amiss.
 * Nothing is kept until they go on from there; what stood there before is said.
 */
export async function fillAnswer(ports: ReadPorts, move: Filling): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const part = partFor(work, move.assignmentId);
  if (!part || work.closed) return current(ports, work);
  const asked = await askedOf(work, part);
  const held = heldBy({ ...move, go: 'back' }, asked);
  const known = await knownValues(ports, work, asked.subject);
  const { typed, faults } = takeHeld(asked, held, { subject: asked.subject, confirms: false, known });
  const opened = move.wantsHelp ? [...new Set([...(typed.opened ?? []), 'help'])] : typed.opened;
  const isBegun = asked.sent !== undefined || work.draft?.parts[part.assignmentId] !== undefined;
  const told = [
    ...(held.size > 0 || move.wantsHelp ? [work.reader.t('answer.told.intro')] : []),
    ...(isBegun ? stoodBefore(asked, held) : []),
    ...(move.notes ?? []),
  ];
  const now = { ...asked, typed: { ...typed, opened } };
  const options = { faults, known, told };
  const whole = questionsView(work, now, options);
  const keys = [...held.keys()];
  return keys.every((key) => whole.holds.includes(key))
    ? whole
    : questionsView(work, now, { ...options, from: keys[0] });
}

/** What stands in the draft, or was sent in, where something else was told: nothing gives way unseen. */
function stoodBefore({ subject, typed }: AskedAssignment, held: Held): string[] {
  const { t } = subject.reader;
  const items = itemsOf(subject);
  return [...held].flatMap(([key, inputs]) => {
    const { part } = items.find((one) => one.key === key)!;
    const values = part.inputs(key, typed, subject, true);
    const fields = part.fields(key, { subject, typed, open: true, values, known: new Map() });
    return Object.keys(inputs).flatMap((id) => {
      const was = values[id];
      if (!was || was === inputs[id]) return [];
      const field = fields.find((one) => one.id === id);
      const title = field?.choices?.find(({ value }) => value === was)?.title ?? was;
      return [t('answer.told.was', { what: field?.label ?? '', was: title })];
    });
  });
}

/** Begins to correct what was sent in, after the round has closed; while it is open, this is to change it. */
export async function correctAnswer(
  ports: ReadPorts,
  move: Move & { readonly assignmentId: string },
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { assignmentId } = move;
  const part = partFor(work, assignmentId);
  if (!work.closed || !part || work.draft?.parts[assignmentId]) return changeAnswer(ports, move);
  const unsent = await drafts(ports.store).find(move.actor.tenantId, draftId(work.ask, move.actor));
  const typed = unsent?.parts[assignmentId] ?? (await askedOf(work, part)).typed;
  const kept = await keepDraft(ports, work, { parts: { [assignmentId]: { ...typed, taken: undefined } } });
  return kept ? changeAnswer(ports, move) : correctAnswer(ports, move);
}

/**
 * "Inget nytt sedan sist": the state as it was last time stands today. Words and values are not said again, and
 * what somebody has begun to write is left as it is. What is sent in about the same days already stands whole.
 */
export async function nothingNew(ports: ReadPorts, move: Move): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  if (work.closed) return current(ports, work);
  const begun = work.ask.parts.filter((part) => !part.answeredAt && !work.draft?.parts[part.assignmentId]);
  const asked = await Promise.all(begun.map((part) => askedOf(work, part)));
  const confirmed = asked.flatMap((one): [string, DraftPart][] => {
    const typed = asLastTime(one);
    return typed ? [[one.subject.part.assignmentId, typed]] : [];
  });
  if (confirmed.length === 0) return current(ports, work);
  const kept = await keepDraft(ports, work, { parts: Object.fromEntries(confirmed) });
  if (!kept) return nothingNew(ports, move);
  return confirmed.length === begun.length ? previewView(ports, kept) : nextView(ports, kept, underWay(kept));
}

function asLastTime({ subject, typed }: AskedAssignment): DraftPart | undefined {
  const { part, last, milestones, sent } = subject;
  const values = withoutValues(typed, part.indicatorIds);
  if (part.as !== 'owner' || sent.judgement) return values;
  if (!last) return undefined;
  const { status, forecast } = last.judgement.answer;
  const passed = milestones.map(({ id }) => [id, { done: true }] as const);
  return {
    ...values,
    status,
    forecast,
    ownWords: '',
    milestones: Object.fromEntries(passed),
    done: ['judgement', 'help'],
  };
}

export interface Settling extends Move {
  readonly assignmentId: string;
  readonly keep: 'mine' | 'theirs';
  /** How many revisions the card was made of: one that has come since is shown before it is settled. */
  readonly revisions: number;
}

/** Two have answered the same: the one who has not sent in yet chooses which it is to be. */
export async function settleCollision(ports: ReadPorts, move: Settling): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const found = await findCollision(work);
  if (found?.part.assignmentId !== move.assignmentId) return openAnswer(ports, move);
  const { part, sent, collisions } = found;
  const base = sent.revisions.length;
  if (base !== move.revisions) return collisionView(work, found);
  const typed = typedIn(work, part, stateOf(sent));
  const theirs = answersFrom(Object.fromEntries(collisions.map(({ key, theirs }) => [key, theirs.answer])));
  const show = (value: number) => formatNumber(value, work.reader.language);
  const settled = move.keep === 'mine' ? typed : typedTogether(typed, typedFrom(theirs, show));
  const kept = await keepDraft(ports, work, { parts: { [part.assignmentId]: { ...settled, base } } });
  return kept ? openAnswer(ports, move) : settleCollision(ports, move);
}
