import { Temporal } from 'temporal-polyfill';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { summaries, summaryId } from '../../../src/rounds/summary.ts';
import { readSummary, type SummaryNow } from '../../../src/summaries/read-summary.ts';
import { summaryCard } from '../../../src/summaries/summary-card.ts';
import { summaryView } from '../../../src/summaries/summary-view.ts';
import type { CardSample } from '../card-samples.ts';
import { leadershipChannel } from '../demo-world.ts';
import { answerTheRest, openSjovik, type Sjovik } from '../sjovik.ts';

const paths = [
  'help',
  'deviations',
  'corrections',
  'sustainability',
  'aspect:social',
  'state:deviation',
  'more',
  'departments',
  'departments/department:sb',
  'assignments',
  'indicators',
  'assignments/assignment:pu1',
  'assignments/assignment:gu4/indicator:i18',
  'indicators/indicator:i20',
  'indicators/indicator:i17',
];

/** Leadership's card from a round's first day to its end, and the views behind it. */
export async function summarySamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const card = async (name: string, of = world) => {
    const summary = await summaryNow(of);
    return { name, card: summaryCard({ summary, language }).card };
  };
  const early = await card('summary-early');
  await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  const summary = await summaryNow(world);
  const views = paths.map((path) => ({
    name: `summary-${path.replaceAll(/[/:]/gu, '-')}`,
    card: summaryView({ summary, language }, path),
  }));
  // A world of its own: those after this one have their answers still to give.
  const other = await openSjovik();
  await other.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  await answerTheRest(other);
  const whole = await card('summary-whole', other);
  await other.time.moveTo(Temporal.Instant.from('2026-10-05T08:00:00+02:00'));
  return [early, await card('summary-full'), whole, await card('summary-ended', other), ...views];
}

export async function summaryNow({ ports, tenantId }: Sjovik, roundId = '2026-D'): Promise<SummaryNow> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const summary = await summaries(ports.store).get(tenantId, summaryId(roundId, leadershipChannel));
  return (await readSummary(ports, { plan, summary }))!;
}
