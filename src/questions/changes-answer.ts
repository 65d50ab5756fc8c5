import type { Card } from '../base/messenger.ts';
import { type FactRow, factsCard } from '../messages/facts-card.ts';
import { comparePlans, type PlanChange, type PlanChangeKind } from '../plan/compare-plans.ts';
import type { Assignment, PlanContent } from '../plan/plan-schema.ts';
import { type PlanVersion, planContent, planHistory } from '../plan/plan-store.ts';
import { type ChangeRow, describeChanges } from '../plan-changes/describe-changes.ts';
import { inPieces } from '../plan-changes/folded-rows.ts';
import { type Inquiry, planSource } from './inquiry.ts';
import { fieldName } from './plan-answer.ts';

/** What people ask about; who holds which role, and settings, are the administrator's. */
export const toldToAll: ReadonlySet<PlanChangeKind> = new Set([
  'assignment',
  'indicator',
  'role',
  'period',
  'department',
]);

/** What the latest version of the plan changed, in the whole or in one assignment and its indicators. */
export async function changesCard(inquiry: Inquiry, assignment?: Assignment): Promise<Card> {
  const { t, day, say } = inquiry;
  const page = { of: 'versions' } as const;
  const source = planSource(inquiry);
  const { latest, before, changes } = await latestChanges(inquiry);
  if (!before) {
    const intro = t('question.changesFirst', { date: day(latest.at) });
    return factsCard(inquiry, { title: t('question.changesTitle'), intro, source, page });
  }
  const described = describeChanges(before, inquiry.plan.content, inquiry.language);
  const rows = changes
    .filter((change) => toldToAll.has(change.kind) && isAbout(inquiry, change, assignment))
    .flatMap((change) => changeRows(inquiry, change, { before, described }));
  const { version, replaces, decision } = latest;
  const facts = { version, before: replaces, date: day(latest.at), decision };
  const nothing = assignment
    ? t('question.changesNone', { title: say(assignment.title) })
    : t('question.changesNoneShown');
  return factsCard(inquiry, {
    title: t('question.changesTitle'),
    intro: [t('question.changesIntro', facts), rows.length === 0 ? nothing : ''].filter(Boolean).join(' '),
    rows,
    source,
    asked: { kind: 'changes', about: assignment && { type: 'assignment', id: assignment.id } },
    page,
  });
}

interface Latest {
  readonly latest: PlanVersion;
  /** Absent for the first plan. */
  readonly before: PlanContent | undefined;
  readonly changes: readonly PlanChange[];
}

async function latestChanges({ ports, actor, plan }: Inquiry): Promise<Latest> {
  const history = planHistory(ports.store, actor.tenantId);
  const { value } = await history.next();
  const latest = value as PlanVersion;
  const before = latest.replaces
    ? await planContent(ports.store, actor.tenantId, latest.replaces)
    : undefined;
  return { latest, before, changes: before ? comparePlans(before, plan.content) : [] };
}

function isAbout({ plan }: Inquiry, { kind, id }: PlanChange, assignment?: Assignment): boolean {
  if (!assignment) return true;
  if (kind === 'assignment') return id === assignment.id;
  return kind === 'indicator' && plan.indicatorsOf(assignment.id).some((one) => one.id === id);
}

/** What differs, in a word and then from what to what; a long list goes on in rows of its own. */
function changeRows(
  inquiry: Inquiry,
  { kind, id, change, fields = [] }: PlanChange,
  { before, described }: { before: PlanContent; described: readonly ChangeRow[] },
): FactRow[] {
  const { t, join } = inquiry;
  const names = [...new Set(fields.map((field) => fieldName(inquiry, field)))];
  const what = t(`question.change.${change}`, { fields: join(names) });
  const heading = `${t(`question.changeKind.${kind}`)}: ${nameOf(inquiry, kind, id, before)}`;
  const same = described.filter((row) => row.kind === kind && row.id === id);
  return inPieces(
    same.map((row) => ({ ...row, heading })),
    inquiry.language,
  ).map((piece, place) => ({
    heading: piece.heading,
    lines: place === 0 ? [what, ...piece.lines] : piece.lines,
  }));
}

function nameOf({ plan, say }: Inquiry, kind: PlanChangeKind, id: string, before: PlanContent): string {
  for (const content of [plan.content, before]) {
    const named = {
      assignment: content.assignments.find((one) => one.id === id)?.title,
      indicator: content.indicators.find((one) => one.id === id)?.name,
      role: content.roles.find((one) => one.id === id)?.name,
      period: content.periods.find((one) => one.id === id)?.name,
      department: content.departments.find((one) => one.id === id)?.name,
    }[kind as string];
    if (named) return say(named);
  }
  return id;
}
