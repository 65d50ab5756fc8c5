import type { Temporal } from 'temporal-polyfill';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { readerOf } from '../reports/reader.ts';
import { rounds } from '../rounds/round.ts';
import type { Summary } from '../rounds/summary.ts';
import { type Correction, correctionsSince } from './corrections.ts';
import { type RoundView, readRoundView, viewWithoutHelp } from './round-view.ts';
import type { RoundShown } from './sections.ts';

/** A summary as it stands now: what its card and every view behind it are made of. */
export interface SummaryNow {
  readonly id: string;
  readonly view: RoundView;
  /** What was sent in before the last post and has been changed since. */
  readonly corrections: readonly Correction[];
  readonly now: Temporal.Instant;
}

/** How a summary is shown to one reader, or to a channel. */
export interface Shown {
  readonly summary: SummaryNow;
  readonly language: Language;
}

/** By the plan of its round, which a round that has ended keeps. */
export function roundShown({ summary: { view, corrections }, language }: Shown): RoundShown {
  return { reader: readerOf(view.plan, language), view, corrections };
}

interface SummarySubject {
  /** The one in force. */
  readonly plan: Plan;
  readonly summary: Summary;
  /** False for a reader who may see how it goes but not what help is wanted. */
  readonly readsHelp?: boolean;
}

/**
 * Undefined where there is nothing to show it to any more: the plan in force has no such channel, and what
 * a channel may see is the plan's to say.
 */
export async function readSummary(
  ports: Pick<Ports, 'store' | 'clock'>,
  { plan, summary, readsHelp = true }: SummarySubject,
): Promise<SummaryNow | undefined> {
  const { tenantId, roundId, channelId, id } = summary;
  const channel = plan.content.channels.find((one) => one.id === channelId);
  if (!channel) return undefined;
  const round = await rounds(ports.store).get(tenantId, roundId);
  const read = await readRoundView(ports.store, { tenantId, plan, round, departments: channel.departments });
  const view = readsHelp ? read : viewWithoutHelp(read);
  const since: Timestamp | undefined = summary.since ?? summary.postedAt;
  const corrections = since ? correctionsSince(view.assignments, since) : [];
  return { id, view, corrections, now: ports.clock.now() };
}
