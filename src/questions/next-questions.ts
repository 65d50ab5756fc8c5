import { type CardAction, showAction } from '../messages/facts-card.ts';
import type { Assignment, Indicator } from '../plan/plan-schema.ts';
import { type Inquiry, may } from './inquiry.ts';

/** What one is likely to ask next, as the buttons of an answer; the answer itself stays short. */

/** After how an assignment goes: its first measure with a target, who answers for it, and to follow it. */
export function afterStatus(inquiry: Inquiry, assignment: Assignment): CardAction[] {
  const { t, plan } = inquiry;
  const measures = plan.homeIndicatorsOf(assignment.id);
  const measure = measures.find(({ target }) => target) ?? measures[0];
  return [
    ...(may(inquiry, 'assignment/follow', { assignment })
      ? [{ verb: 'following/start', data: { id: assignment.id }, title: t('question.follow') }]
      : []),
    ...(measure ? [chart(inquiry, measure)] : []),
    who(inquiry, 'assignment', assignment.id),
  ];
}

/** After a measure: how the assignment it belongs to goes, and who gives the value. */
export function afterIndicator(inquiry: Inquiry, indicator: Indicator): CardAction[] {
  const home = inquiry.plan.assignment(indicator.assignments[0] ?? '');
  return [...(home ? [status(inquiry, home)] : []), who(inquiry, 'indicator', indicator.id)];
}

/** After who answers for an assignment, or its decision: how it goes. */
export function status({ t, say }: Inquiry, { id, title }: Assignment): CardAction {
  const about = { type: 'assignment', id };
  return {
    ...showAction({ kind: 'status', about }, t('question.next.status')),
    tooltip: t('question.next.statusAbout', { title: say(title) }),
  };
}

export function chart({ t, say }: Inquiry, { id, name }: Indicator): CardAction {
  const about = { type: 'indicator', id };
  return {
    ...showAction({ kind: 'indicator', about }, t('question.next.chart')),
    tooltip: t('question.next.chartAbout', { name: say(name) }),
  };
}

function who({ t }: Inquiry, type: 'assignment' | 'indicator', id: string): CardAction {
  return showAction({ kind: 'responsible', about: { type, id } }, t(`question.next.who-${type}`));
}
