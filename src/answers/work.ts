import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { joinWords, type Language } from '../language/language.ts';
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
  type Revision,
  reportReader,
  roundsBack,
  stateOf,
} from '../reports/report.ts';
import { type AskPart, askId, asks } from '../rounds/ask.ts';
import { openRounds, type Round } from '../rounds/round.ts';
import { answersIn, answersOf, isGoneThrough, typedFrom } from './all-parts.ts';
import type { LastTime, OpenMilestone, PartSubject } from './parts/part.ts';

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
  const context = await answerContext({ store, clock }, actor, askId, {
    closedToo: true,
    known,
    together: true,
  });
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

/** The ask of an open round that asks the same person about one of the same assignments. */
export async function openElsewhere(
  { store }: Pick<ReadPorts, 'store'>,
  move: Move,
): Promise<string | undefined> {
  const { tenantId } = move.actor;
  const ask = await asks(store).find(tenantId, move.askId);
  if (!ask) return undefined;
  const ids = new Set(ask.parts.map(({ assignmentId }) => assignmentId));
  for (const { id } of await openRounds(store, tenantId)) {
    const other = await asks(store).find(tenantId, askId(id, ask.personId));
    if (other && other.state !== 'closed' && other.parts.some(({ assignmentId }) => ids.has(assignmentId)))
      return other.id;
  }
  return undefined;
}

export function partFor({ ask }: Pick<AnswerWork, 'ask'>, assignmentId: string): AskPart | undefined {
  return ask.parts.find((one) => one.assignmentId === assignmentId);
}

/** What is being answered: of a round that has closed only what the person has begun to correct. */
export function underWay({ ask, closed, draft }: AnswerWork): readonly AskPart[] {
  return closed ? ask.parts.filter(({ assignmentId }) => draft?.parts[assignmentId]) : ask.parts;
}

/** The rounds that ask about an assignment, one that asks how it goes first: what is said is recorded in each. */
export function roundsAsking({ together }: AnswerWork, { assignmentId }: Pick<AskPart, 'assignmentId'>) {
  return together
    .flatMap(({ round, ask }) => {
      const part = ask.parts.find((one) => one.assignmentId === assignmentId);
      return part ? [{ round, ask, part }] : [];
    })
    .toSorted((a, b) => Number(b.part.as === 'owner') - Number(a.part.as === 'owner'));
}

/** The round whose report the assignment's answer is read from; the others say the same. */
export function homeOf(
  work: AnswerWork,
  part: Pick<AskPart, 'assignmentId'>,
): { round: Round; askId: string } {
  const [home] = roundsAsking(work, part);
  return home ? { round: home.round, askId: home.ask.id } : { round: work.round, askId: work.ask.id };
}

/** What is sent in; of several rounds that are answered together each revision once. */
export async function findSent(
  work: AnswerWork,
  part: Pick<AskPart, 'assignmentId'>,
): Promise<Stored<Report> | undefined> {
  const { assignmentId } = part;
  const asking = roundsAsking(work, part);
  if (asking.length < 2) return work.reports.find(homeOf(work, part).round.id, assignmentId);
  const found = await Promise.all(asking.map(({ round }) => work.reports.find(round.id, assignmentId)));
  const all = found.filter((one) => one !== undefined);
  const revisions = new Map<string, Revision>();
  for (const revision of all.flatMap((one) => one.revisions))
    revisions.set(revision.id, fuller(revisions.get(revision.id), revision));
  const inTime = [...revisions.values()].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const numbered = inTime.map((one, index) => ({ ...one, number: index + 1 }));
  return all[0] && { ...all[0], revisions: numbered };
}

/** A card may be of an answer that a restored store does not have. */
export async function isAnythingSent(work: AnswerWork): Promise<boolean> {
  for (const part of work.ask.parts) if (part.answeredAt || (await findSent(work, part))) return true;
  return false;
}

/** The same thing sent in says in each round what that round asks for. */
function fuller(one: Revision | undefined, other: Revision): Revision {
  if (!one) return other;
  const readings = { ...other.answers.readings, ...one.answers.readings };
  const answers = { ...other.answers, ...one.answers, readings };
  return {
    ...one,
    answers: Object.keys(readings).length > 0 ? answers : { ...answers, readings: undefined },
  };
}

/** Names of the rounds that are answered, or of those that ask about one assignment; as in a reminder, the first due first. */
export function roundNames(work: AnswerWork, part?: Pick<AskPart, 'assignmentId'>): string {
  const asking = part ? roundsAsking(work, part) : work.together;
  const byDay = asking.map(({ round }) => round).toSorted((a, b) => a.due.localeCompare(b.due));
  const named = byDay.length > 0 ? byDay.map(({ id }) => id) : [work.round.id];
  return joinWords(
    named.map((id) => work.reader.roundName(id)),
    work.reader.language,
  );
}

/** Those before the ones that are answered now: a value is not compared with itself. */
function roundsBefore({ rounds, round, together }: AnswerWork): Round[] {
  const now = new Set(together.map((one) => one.round.id));
  return earlierRounds(rounds, round).filter(({ id }) => !now.has(id));
}

/** One assignment with all that its questions stand on. */
export async function subjectOf(work: AnswerWork, part: AskPart): Promise<PartSubject> {
  const { reader, actor, plan } = work;
  const assignment = plan.assignment(part.assignmentId)!;
  const indicators = part.indicatorIds.map((id) => plan.indicator(id)!);
  const assignmentIds = [part.assignmentId, ...indicators.flatMap((one) => plan.reportedWith(one))];
  const rounds = roundsBefore(work).slice(-roundsBack);
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
  const found = await Promise.all(roundsBefore(work).map(({ id }) => work.reports.find(id, assignmentId)));
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
  { indicators }: PartSubject,
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
  const { readings = {}, ...judgements } = answersOf(sent);
  const own = Object.entries(readings).filter(([id]) => part.indicatorIds.includes(id));
  const judged = part.as === 'owner' ? judgements : {};
  return typedFrom({ ...judged, readings: Object.fromEntries(own) }, (value) =>
    formatNumber(value, reader.language),
  );
}

/** What is ready to be sent in. */
export function givenIn(work: AnswerWork): AskPart[] {
  return underWay(work).filter((part) =>
    isGoneThrough(work.draft?.parts[part.assignmentId], part, work.plan),
  );
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
