import type { Ports } from '../base/ports.ts';
import { type Format, formats } from '../exports/paper.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { periodName } from '../reports/indicator-series.ts';
import { allRounds, latestHeld, type Round } from '../rounds/round.ts';
import { subjectsNamed } from './find-subjects.ts';
import type { SaidPeriod } from './periods.ts';

/** What "exportera delår 2026 som word" asks for, as far as it says. */
export interface AskedPaper {
  readonly format?: Format | undefined;
  readonly about?: { readonly roundId: string; readonly assignmentId?: string };
}

export interface PaperWords {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly text: string;
  /** What was understood of the whole message. */
  readonly period?: SaidPeriod | undefined;
  readonly subjects?: readonly Subject[];
}

const formatWords: Readonly<Record<string, Format>> = {
  docx: 'word',
  xlsx: 'excel',
  ...Object.fromEntries(formats.map((one) => [one, one])),
};

/**
 * A round by its name or id, else an assignment as it is in the latest round. Where only a format is said, or nothing,
 * what was understood: the paper that was spoken of before; else the latest round.
 */
export async function findPaper(
  ports: Pick<Ports, 'store'>,
  { tenantId, plan, text, period, subjects: understood = [] }: PaperWords,
): Promise<AskedPaper> {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean);
  const format = words.map((word) => formatWords[word]).find((one) => one !== undefined);
  const subjects = words.some((word) => ofAll.has(word)) ? [] : understood;
  const said = words.filter((word) => !formatWords[word] && !fillers.has(word) && !ofAll.has(word));
  const opened = (await allRounds(ports.store, tenantId)).filter(({ openedAt }) => openedAt);
  const latest = latestHeld(opened);
  if (!latest) return { format };
  const then = opened.findLast(({ id }) => isOf(plan.period(id)?.covers, period));
  if (said.length === 0) {
    const [one, ...more] = subjects;
    const isOne = one?.type === 'assignment' && more.length === 0;
    return { format, about: { roundId: (then ?? latest).id, ...(isOne && { assignmentId: one.id }) } };
  }
  const round = opened.findLast((one) => isCalled(plan, one, said));
  if (round) return { format, about: { roundId: round.id } };
  // What was understood is what is meant: "utan skolan" names what is not.
  const [first, ...others] =
    subjects.length > 0 ? subjects : subjectsNamed(plan, said.join(' '), { assignment: 1 });
  if (first?.type !== 'assignment' || others.length > 0)
    return { format, ...(then && { about: { roundId: then.id } }) };
  return { format, about: { roundId: (then ?? latest).id, assignmentId: first.id } };
}

/** "Delåret" is the time that it covers. */
function isOf(covers: SaidPeriod | undefined, period: SaidPeriod | undefined): boolean {
  return covers !== undefined && covers.from === period?.from && covers.to === period.to;
}

const fillers = new Set(
  'som till i as to in the a an för for en ett den det it this that tack please'.split(' '),
);
const ofAll = new Set(['allt', 'allting', 'hela', 'everything', 'all', 'whole']);

/** Each word that is said begins a word of the round's id or name, in either language. */
function isCalled(plan: Plan, { id }: Round, said: readonly string[]): boolean {
  const own = [id, periodName(id, plan, 'sv'), periodName(id, plan, 'en')]
    .join(' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u);
  // "1" alone is a choice that was offered, and no round.
  const isName = /\p{L}|\d{3}/u.test(said.join(' '));
  return isName && said.every((word) => own.some((one) => one.startsWith(word)));
}
