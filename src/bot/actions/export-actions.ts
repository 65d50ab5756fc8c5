import * as z from 'zod/v4';
import { formats } from '../../exports/paper.ts';
import { summaries } from '../../rounds/summary.ts';
import { type Actions, id, withData } from '../action.ts';
import { choiceCard, linkCard, refusedCard } from '../exporting.ts';

/** A paper by buttons; the answer is shown to the one who pressed, so that a link reaches nobody else. */
export const exportActions: Actions = {
  'exports/choose': withData(z.object({ summary: id }), async (ports, turn, { summary: summaryId }) => {
    const summary = await summaries(ports.store).find(turn.actor.tenantId, summaryId);
    if (!summary) return { card: refusedCard('nothing', turn) };
    return { card: await choiceCard(ports, turn, { roundId: summary.roundId, summaryId }) };
  }),
  'exports/make': withData(
    z.object({ round: id, assignment: z.string().max(200).optional(), format: z.enum(formats) }),
    async (ports, turn, { round: roundId, assignment, format }) => ({
      card: await linkCard(ports, turn, { roundId, assignmentId: assignment || undefined, format }),
    }),
  ),
};
