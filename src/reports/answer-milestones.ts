import type { Ports } from '../ports.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { AnswerContext } from './answer-context.ts';
import type { OpenMilestone } from './answer-questions.ts';
import { periodEnd } from './indicator-series.ts';
import { type MilestoneAnswer, reportId, reports, stateOf } from './report.ts';

/** The milestones to ask the owner about: what the plan or an earlier round says is reached is not asked again. */
export async function openMilestones(
  ports: Pick<Ports, 'store'>,
  context: AnswerContext,
  part: AskPart,
): Promise<OpenMilestone[]> {
  const { plan, round } = context;
  const { type, milestones = [] } = plan.assignment(part.assignmentId)!;
  const open = milestones.filter(({ done }) => !done);
  if (part.as !== 'owner' || type !== 'political' || open.length === 0) return [];
  const said = await saidEarlier(ports, context, part.assignmentId);
  const end = periodEnd(round.id, plan);
  return open.flatMap(({ id, name, due: planned }) => {
    const earlier = said.get(id);
    if (earlier?.state === 'reached') return [];
    const due = earlier?.state === 'moved' ? earlier.to : planned;
    return [{ id, name, due, isDue: due <= end }];
  });
}

/** By milestone, the latest that says more than "not yet". */
async function saidEarlier({ store }: Pick<Ports, 'store'>, context: AnswerContext, assignmentId: string) {
  const { actor, round, rounds } = context;
  const earlier = rounds.filter((one) => one.openedAt && one.id !== round.id && one.due <= round.due);
  const said = new Map<string, MilestoneAnswer>();
  for (const { id } of earlier) {
    const report = await reports(store).find(actor.tenantId, reportId(id, assignmentId));
    for (const [milestone, { answer }] of Object.entries(stateOf(report).milestones ?? {})) {
      if (answer.state !== 'not_yet') said.set(milestone, answer);
    }
  }
  return said;
}
