import type { SeriesPoint } from '../reports/indicator-series.ts';
import { sourceOf } from '../summaries/indicator-words.ts';
import { calledOffText } from '../summaries/summary-words.ts';
import type { Paper } from './paper.ts';

/** The paper's name, as its title and its file say it. */
export function titleOf({ view, assignment, reader }: Paper): string {
  const { t, say } = reader;
  const period = reader.roundName(view.round.id);
  if (!assignment) return t('paper.title', { period });
  return t('paper.titleAssignment', { title: say(assignment.title), period });
}

/** `Norra kommun · perioden 1 januari 2026–31 augusti 2026`; without the days where the plan has forgotten them. */
export function subtitleOf({ view: { plan, round }, reader: { t, say, day } }: Paper): string {
  const organisation = say(plan.content.organisation.name);
  const covers = plan.period(round.id)?.covers;
  if (!covers) return organisation;
  return t('paper.subtitle', { organisation, from: day(covers.from), to: day(covers.to) });
}

/** Whether the facts may still change. */
export function stateSentence({ view: { round }, reader }: Paper): string {
  const key = round.state === 'closed' ? 'paper.state_closed' : 'paper.state_open';
  return calledOffText(reader, round) ?? reader.t(key, { date: reader.day(round.closes) });
}

export function madeSentence({ reader: { t, moment }, made }: Paper): string {
  return t('paper.made', { moment: moment(made) });
}

/** Who gave a value and when, or where it was before Roder. */
export function pointSource({ reader }: Paper, point: SeriesPoint): string {
  return sourceOf(reader, point, 'chart.fromPlan');
}
