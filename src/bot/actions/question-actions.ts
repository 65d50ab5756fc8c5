import * as z from 'zod/v4';
import { questionCard } from '../../questions/answer-card.ts';
import { assignmentStatus } from '../../questions/answer-question.ts';
import { type Actions, id, unknownAction, withData } from '../action.ts';

/** Questions asked by pressing a choice. */
export const questionActions: Actions = {
  'questions/status': withData(z.object({ id }), async (ports, turn, { id: assignmentId }) => {
    const assignment = turn.plan?.assignment(assignmentId);
    if (!turn.plan || !assignment) return unknownAction(turn);
    const subject = { tenantId: turn.actor.tenantId, plan: turn.plan, assignment };
    const answer = await assignmentStatus(ports, subject);
    return { card: questionCard(answer, { language: turn.language, now: ports.clock.now() }) };
  }),
};
