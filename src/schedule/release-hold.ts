import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type RestoreHold, restoreHolds, unknownTime } from '../messages/restore-hold.ts';
import { asks, asksIn, isWaiting } from '../rounds/ask.ts';
import { allRounds } from '../rounds/round.ts';
import { summaries, touchSummaries } from '../rounds/summary.ts';
import { claim, renew } from '../storage/claim.ts';
import { startingWith } from '../storage/documents.ts';
import { leaveUnsent } from './pass-time.ts';

/**
 * Carries out the choice made after a restore, and lets Roder send again. Continues after an interruption. False:
 * another instance has claimed it, or Roder is stopping.
 */
export async function releaseHold(
  ports: Pick<Ports, 'store' | 'clock' | 'instance' | 'stopping'>,
  hold: Stored<RestoreHold>,
): Promise<boolean> {
  const holds = restoreHolds(ports.store);
  let held = await claim(ports, holds, hold);
  if (!held) return false;
  const { tenantId } = held;
  const isStillOurs = async () => {
    if (ports.stopping?.aborted) return false;
    held = held && (await renew(ports, holds, held));
    return held !== undefined;
  };
  const { from: start, until } = unknownTime(held);
  if (held.choice === 'leave')
    await leaveUnsent(ports.store, { tenantId, start, until, goesOn: isStillOurs });
  if (!(await isStillOurs())) return false;
  await bringCardsUpToDate(ports, held);
  const written = await holds.replace({
    ...held,
    state: 'released',
    releasedAt: toTimestamp(ports.clock.now()),
    lease: undefined,
    nextAt: undefined,
  });
  return written.outcome === 'done';
}

/**
 * Cards of the rounds that went on after the backup may show answers that are gone: those that the store knows of are
 * changed as due work. Nothing new is sent.
 */
async function bringCardsUpToDate(ports: Pick<Ports, 'store' | 'clock'>, hold: RestoreHold): Promise<void> {
  const { store, clock } = ports;
  const { tenantId } = hold;
  const since = toTimestamp(unknownTime(hold).from);
  const now = toTimestamp(clock.now());
  for (const round of await allRounds(store, tenantId)) {
    const { id: roundId, openedAt, closedAt = now } = round;
    if (!openedAt || closedAt < since) continue;
    const found = await Array.fromAsync(summaries(store).all(tenantId, startingWith(`${roundId}:`)));
    const posted = found.filter(({ message }) => message);
    await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 }, posted);
    for (const { id } of await asksIn(ports, round))
      await asks(store).change(tenantId, id, (ask) =>
        ask.message && isWaiting(ask) && !ask.lease ? { ...ask, showsOthers: true, nextAt: now } : undefined,
      );
  }
}
