import type { Ports } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import {
  type AnswerContext,
  type AskOfActor,
  answerContext,
  type Refused,
} from '../reports/answer-context.ts';
import type { DraftPart } from '../reports/draft.ts';
import { indicatorSeries, periodEnd } from '../reports/indicator-series.ts';
import { type KnownValue, knownValue } from '../reports/known-values.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import {
  earlierRounds,
  type MilestoneAnswer,
  type Report,
  type ReportReader,
  type ReportState,
  reportReader,
  roundsBack,
  stateOf,
} from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { answersIn, answersOf, isGoneThrough, typedFrom } from './all-parts.ts';
import type { LastTime, OpenMilestone, Subject } from './parts/part.ts';

/** Who goes on with which ask, and in which language. */
export interface Move extends AskOfActor {
  readonly language: Language;
}

/** What the person is asked, as it is now: read anew at every press, and each document once. */
export interface AnswerWork extends AnswerContext {
  readonly reader: Reader;
  readonly reports: ReportReader;
}

export type ReadPorts = Pick<Ports, 'store' | 'clock'>;

/** What was sent in can be shown and corrected after the round too; where nothing was, the round is closed. */
export async function readWork({ store, clock }: ReadPorts, move: Move): Promise<AnswerWork | Refused> {
  const { actor, askId, language, known } = move;
  const context = await answerContext({ store, clock }, actor, askId, { closedToo: true, known });
  if ('refused' in context) return context;
  const { plan, ask, round, closed } = context;
  const work = { ...context, reader: readerOf(plan, language), reports: reportReader(store, actor.tenantId) };
  if (!closed) return work;
  const found = await Promise.all(ask.parts.map((part) => work.reports.find(round.id, part.assignmentId)));
  const parts = ask.parts.filter((part, index) => isSentIn(found[index], part));
  return parts.length > 0 ? { ...work, ask: { ...ask, parts } } : { refused: 'round-closed', round };
}

function isSentIn(report: Report | undefined, { roleId }: AskPart): boolean {
  return report?.revisions.some(({ by }) => by.roleId === roleId) ?? false;
}

export function partFor({ ask }: Pick<AnswerWork, 'ask'>, assignmentId: string): AskPart | undefined {
  return ask.parts.find((one) => one.assignmentId === assignmentId);
}

/** What is being answered: of a round that has closed only what the person has begun to correct. */
export function underWay({ ask, closed, draft }: AnswerWork): readonly AskPart[] {
  return closed ? ask.parts.filter(({ assignmentId }) => draft?.parts[assignmentId]) : ask.parts;
}

export function findSent({ reports: all, round }: AnswerWork, { assignmentId }: AskPart) {
  return all.find(round.id, assignmentId);
}

/** One assignment with all that its questions stand on. */
export async function subjectOf(work: AnswerWork, part: AskPart): Promise<Subject> {
  const { reader, actor, plan } = work;
  const assignment = plan.assignment(part.assignmentId)!;
  const indicators = part.indicatorIds.map((id) => plan.indicator(id)!);
  const assignmentIds = [part.assignmentId, ...indicators.flatMap((one) => one.assignments)];
  const rounds = earlierRounds(work.rounds, work.round).slice(-roundsBack);
  const [sent, earlier, milestones] = await Promise.all([
    findSent(work, part),
    reportsOf(work, rounds, assignmentIds),
    openMilestones(work, part),
  ]);
  const source = { plan, rounds, reports: earlier };
  return {
    reader,
    personId: actor.personId,
    part,
    assignment,
    sent: stateOf(sent),
    last: lastTime(rounds, earlier, part.assignmentId),
    milestones,
    indicators,
    series: new Map(indicators.map((one) => [one.id, indicatorSeries(source, one)])),
  };
}

async function reportsOf(
  { reports: all }: AnswerWork,
  rounds: readonly Round[],
  assignmentIds: readonly string[],
) {
  const ofRound = rounds.map(async ({ id }) => {
    const found = await Promise.all([...new Set(assignmentIds)].map((one) => all.find(id, one)));
    return [id, new Map(found.flatMap((one) => (one ? [[one.assignmentId, one] as const] : [])))] as const;
  });
  return new Map(await Promise.all(ofRound));
}

function lastTime(
  rounds: readonly Round[],
  earlier: ReadonlyMap<string, ReadonlyMap<string, Report>>,
  assignmentId: string,
): LastTime | undefined {
  for (const { id } of rounds.toReversed()) {
    const { judgement } = stateOf(earlier.get(id)?.get(assignmentId));
    if (judgement) return { roundId: id, judgement };
  }
  return undefined;
}

/** The milestones to ask the owner about: what the plan or an earlier round says is reached is not asked again. */
async function openMilestones(work: AnswerWork, part: AskPart): Promise<OpenMilestone[]> {
  const { plan, round } = work;
  const { type, milestones = [] } = plan.assignment(part.assignmentId)!;
  const open = milestones.filter(({ done }) => !done);
  if (part.as !== 'owner' || type !== 'political' || open.length === 0) return [];
  const said = await saidEarlier(work, part.assignmentId);
  const end = periodEnd(round.id, plan);
  return open.flatMap(({ id, name, due: planned }) => {
    const earlier = said.get(id);
    if (earlier?.state === 'reached') return [];
    const due = earlier?.state === 'moved' ? earlier.to : planned;
    return [{ id, name, due, isDue: due <= end }];
  });
}

/** By milestone, the latest that says more than "not yet". */
async function saidEarlier(work: AnswerWork, assignmentId: string) {
  const found = await Promise.all(
    earlierRounds(work.rounds, work.round).map(({ id }) => work.reports.find(id, assignmentId)),
  );
  const said = new Map<string, MilestoneAnswer>();
  for (const report of found) {
    for (const [id, { answer }] of Object.entries(stateOf(report).milestones ?? {})) {
      if (answer.state !== 'not_yet') said.set(id, answer);
    }
  }
  return said;
}

/** By indicator, the values that need not be asked for. */
export async function knownValues(
  { store }: Pick<ReadPorts, 'store'>,
  { plan, round, actor }: AnswerWork,
  { indicators }: Subject,
): Promise<ReadonlyMap<string, KnownValue>> {
  const question = { store, tenantId: actor.tenantId, plan, round };
  const found = await Promise.all(
    indicators.map(async (one) => [one.id, await knownValue(question, one)] as const),
  );
  return new Map(found.flatMap(([id, known]) => (known ? [[id, known] as const] : [])));
}

/** What is typed about an assignment; nothing typed yet: what was sent in, to be changed from there. */
export function typedIn({ draft, reader }: AnswerWork, part: AskPart, sent: ReportState): DraftPart {
  const typed = draft?.parts[part.assignmentId];
  if (typed) return typed;
  const { judgement, aspects, milestones, readings = {} } = answersOf(sent);
  const own = Object.entries(readings).filter(([id]) => part.indicatorIds.includes(id));
  const judged = part.as === 'owner' ? { judgement, aspects, milestones } : {};
  return typedFrom({ ...judged, readings: Object.fromEntries(own) }, (value) =>
    formatNumber(value, reader.language),
  );
}

/** What is ready to be sent in. */
export function givenIn(work: AnswerWork): AskPart[] {
  return underWay(work).filter((part) => isGoneThrough(work.draft?.parts[part.assignmentId], part));
}

/** How many revisions there were when the person began with this assignment. */
export function baseOf({ draft }: AnswerWork, { assignmentId }: AskPart, sent: Report | undefined): number {
  return draft?.parts[assignmentId]?.base ?? sent?.revisions.length ?? 0;
}

export function draftedOf({ draft, plan }: AnswerWork, part: AskPart, sent: ReportState) {
  return answersIn(draft?.parts[part.assignmentId], part, sent, plan);
}

export function titleOf({ plan, reader }: AnswerWork, assignmentId: string): string {
  return reader.say(plan.assignment(assignmentId)!.title);
}
