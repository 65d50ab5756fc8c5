import { randomUUID } from 'node:crypto';
import type { Ports } from '../base/ports.ts';
import { type Draft, type DraftPart, draftId, drafts } from '../reports/draft.ts';
import { holderOf } from '../rounds/addressee.ts';
import { type Ask, asksIn } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { startingWith } from '../storage/documents.ts';

/**
 * What somebody had begun to write goes with the question when a role goes to somebody else: the judgement to
 * whoever judges now, each value to whoever gives it. They go through it themselves; what they had begun already
 * stays before it. What nobody is asked any more stays where it is. Run after the asks have changed; doing it
 * again changes nothing.
 */
export async function handOverDrafts(
  ports: Pick<Ports, 'store'>,
  round: Pick<Round, 'tenantId' | 'id'>,
): Promise<void> {
  const asked = await asksIn(ports, round);
  const begun = await Array.fromAsync(drafts(ports.store).all(round.tenantId, startingWith(`${round.id}:`)));
  for (const draft of begun) {
    const from = asked.find(({ id }) => id === draft.id.split('~')[0]);
    if (!from || draft.id.endsWith('~correction')) continue;
    for (const [assignmentId, part] of Object.entries(draft.parts)) {
      const moves = movesOf(part, { from, asked, assignmentId });
      for (const { to, moved } of moves) await receive(ports, to, assignmentId, moved);
      if (moves.length > 0) await letGo(ports, draft, assignmentId, moves);
    }
  }
}

interface Move {
  readonly to: Ask;
  readonly moved: DraftPart;
}

interface Question {
  readonly from: Ask;
  readonly asked: readonly Ask[];
  readonly assignmentId: string;
}

function movesOf(part: DraftPart, question: Question): Move[] {
  const { readings = {}, milestones, done: _done, taken: _taken, base: _base, ...words } = part;
  const judgement = { ...words, milestones: milestones && undone(milestones) };
  const judges = Object.values(judgement).some((one) => one !== undefined);
  const owner = judges ? newlyAsked(question, ({ as }) => as === 'owner') : undefined;
  const values = Object.entries(undone(readings)).flatMap(([id, reading]) => {
    const giver = newlyAsked(question, ({ indicatorIds }) => indicatorIds.includes(id));
    return giver ? [{ to: giver, moved: { readings: { [id]: reading } } }] : [];
  });
  return owner ? [{ to: owner, moved: judgement }, ...values] : values;
}

/** As typed, to be gone through by the one who has it now. */
function undone<T>(typed: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(typed).map(([id, one]) => [id, { ...one, done: undefined }]));
}

/** Whoever is asked it now, if that is not the one who began. */
function newlyAsked(
  { from, asked, assignmentId }: Question,
  isIt: (part: Ask['parts'][number]) => boolean,
): Ask | undefined {
  const asks = (ask: Ask) =>
    ask.state !== 'closed' && ask.parts.some((part) => part.assignmentId === assignmentId && isIt(part));
  return asks(from) ? undefined : asked.find(asks);
}

async function receive(
  { store }: Pick<Ports, 'store'>,
  to: Ask,
  assignmentId: string,
  moved: DraftPart,
): Promise<void> {
  const { tenantId } = to;
  const id = draftId(to, { personId: holderOf(to) });
  const changed = await drafts(store).change(tenantId, id, (draft) => {
    const own = draft.parts[assignmentId] ?? {};
    const part = { ...moved, ...own, readings: { ...moved.readings, ...own.readings } };
    return { ...draft, version: draft.version + 1, parts: { ...draft.parts, [assignmentId]: part } };
  });
  if (changed) return;
  const first = { tenantId, id, nonce: randomUUID(), version: 1, parts: { [assignmentId]: moved } };
  const created = await drafts(store).create(first);
  if (created.outcome === 'conflict') await receive({ store }, to, assignmentId, moved);
}

/** Kept by the new one first, let go by the old one afterwards: an interruption leaves it with both. */
async function letGo(
  { store }: Pick<Ports, 'store'>,
  { tenantId, id }: Draft,
  assignmentId: string,
  moves: readonly Move[],
): Promise<void> {
  const gone = new Set(moves.flatMap(({ moved }) => Object.keys(moved.readings ?? {})));
  const isJudged = moves.some(({ moved }) => moved.readings === undefined);
  await drafts(store).change(tenantId, id, (draft) => {
    const { [assignmentId]: part, ...others } = draft.parts;
    const readings = Object.entries(part?.readings ?? {}).filter(([one]) => !gone.has(one));
    const kept = isJudged ? {} : part;
    const left = { ...kept, readings: Object.fromEntries(readings) };
    const parts = isJudged && readings.length === 0 ? others : { ...others, [assignmentId]: left };
    return { ...draft, version: draft.version + 1, parts };
  });
}
