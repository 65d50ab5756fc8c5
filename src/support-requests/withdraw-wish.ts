import { slotOf } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { answerContext, authorOf, type Refusal } from '../reports/answer-context.ts';
import { reportId, reports } from '../reports/report.ts';
import { isUnanswered, standingWish, supportRequests, type Wish } from './support-request.ts';
import { withReport, withWish } from './wishes.ts';

export interface Withdrawal {
  readonly actor: Actor;
  readonly askId: string;
  readonly assignmentId: string;
}

/**
 * "Behövs inte längre": by whoever may answer for the assignment, also after the round. The report stays as it
 * was sent in; whoever was asked is told on their card. Of what somebody has replied to there is nothing to
 * withdraw. Again changes nothing.
 */
export async function withdrawWish(
  ports: Pick<Ports, 'store' | 'clock'>,
  withdrawal: Withdrawal,
): Promise<Refusal | 'done'> {
  return change(ports, withdrawal, { closedToo: true }, (wish, withdrawn) =>
    isUnanswered(wish) ? { ...wish, withdrawn, later: undefined } : undefined,
  );
}

/** Taken back, while the round is open: it is as it was. */
export async function restoreWish(
  ports: Pick<Ports, 'store' | 'clock'>,
  withdrawal: Withdrawal,
): Promise<Refusal | 'done'> {
  return change(ports, withdrawal, { closedToo: false }, (wish) =>
    wish.withdrawn ? { ...wish, withdrawn: undefined } : undefined,
  );
}

async function change(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, assignmentId }: Withdrawal,
  when: { readonly closedToo: boolean },
  changed: (wish: Wish, withdrawn: NonNullable<Wish['withdrawn']>) => Wish | undefined,
): Promise<Refusal | 'done'> {
  const context = await answerContext(ports, actor, askId, when);
  if ('refused' in context) return context.refused;
  const part = context.ask.parts.find((one) => one.assignmentId === assignmentId && one.as === 'owner');
  if (!part) return 'not-yours';
  const at = toTimestamp(ports.clock.now());
  const withdrawn = { by: authorOf(context, part), at };
  const id = reportId(context.round.id, assignmentId);
  const report = await reports(ports.store).find(actor.tenantId, id);
  await supportRequests(ports.store).change(actor.tenantId, id, (one) => {
    const request = withReport(one, report);
    const wish = standingWish(request);
    const next = wish && changed(wish, withdrawn);
    return next && { ...withWish(request, wish.number, () => next), nextAt: at, slot: slotOf(id) };
  });
  return 'done';
}
