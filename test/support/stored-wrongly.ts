import * as z from 'zod/v4';
import type { DocumentKind, DocumentStore } from '../../src/base/document-store.ts';
import type { Plan } from '../../src/plan/plan-index.ts';
import { drafts, skipReasons } from '../../src/reports/draft.ts';
import { forecasts, type Report, type Revision, reports, statuses } from '../../src/reports/report.ts';
import { type Ask, asks } from '../../src/rounds/ask.ts';
import { type SupportRequest, supportRequests } from '../../src/support-requests/support-request.ts';

/** Looks through what people have sent in and typed, by rules written down once more, apart from the code's own. */

const text = (max: number) => z.string().max(max);
const id = z.string().min(1).max(200);
const author = z.strictObject({ personId: id, roleId: id, asDeputy: z.literal(true).optional() });
const help = { what: text(1000).min(1), from: id.optional(), fromWords: text(300).min(1).optional() };
const aspect = z.union([
  z.strictObject({ kind: z.literal('words'), words: text(1000).min(1) }),
  z.strictObject({ kind: z.enum(['unchanged', 'absent']) }),
]);
const said = { words: text(300).optional() };
const answers = z.strictObject({
  judgement: z
    .strictObject({
      status: z.enum(statuses),
      forecast: z.enum(forecasts).optional(),
      ownWords: text(1000),
      help: z.strictObject(help).optional(),
    })
    .optional(),
  aspects: z.strictObject({ economic: aspect, ecological: aspect, social: aspect }).optional(),
  milestones: z
    .record(
      id,
      z.union([
        z.strictObject({ state: z.enum(['reached', 'not_yet']), ...said }),
        z.strictObject({ state: z.literal('moved'), to: z.iso.date(), ...said }),
      ]),
    )
    .optional(),
  readings: z
    .record(
      id,
      z.union([
        z.strictObject({ value: z.number(), comment: text(300).optional(), known: z.unknown().optional() }),
        z.strictObject({ skipped: z.enum(skipReasons), comment: text(300).optional() }),
      ]),
    )
    .optional(),
});
const reply = z.strictObject({
  words: text(1000).min(1),
  by: author,
  at: z.iso.datetime(),
  told: z.literal(true).optional(),
});

export async function storedWrongly(
  store: DocumentStore,
  { tenantId, plan, roundId }: { tenantId: string; plan: Plan; roundId: string },
): Promise<string[]> {
  const asked = new Map((await Array.fromAsync(asks(store).all(tenantId))).map((ask) => [ask.id, ask]));
  const sentIn = await Array.fromAsync(reports(store).all(tenantId));
  const typed = await Array.fromAsync(drafts(store).all(tenantId));
  const wanted = await Array.fromAsync(supportRequests(store).all(tenantId));
  return [
    ...sentIn.filter((one) => one.roundId === roundId).flatMap((one) => reportFaults(one, plan, asked)),
    ...typed.flatMap(({ id, parts }) => {
      const ask = asked.get(id.split('~')[0]!);
      const known = ask?.parts.map((part) => part.assignmentId) ?? [];
      const strange = Object.keys(parts).filter((part) => !known.includes(part));
      return [...(ask ? [] : [`draft ${id} is of no ask`]), ...strange.map((part) => `draft ${id}: ${part}`)];
    }),
    ...wanted.flatMap((one) => supportFaults(one, plan)),
  ];
}

/** How much there is of each kind that a tenant must not have. */
export async function kindsIn(store: DocumentStore, tenantId: string): Promise<DocumentKind[]> {
  const kinds = ['plan', 'round', 'ask', 'draft', 'report', 'supportRequest', 'person', 'channel'] as const;
  const found = await Promise.all(kinds.map((kind) => store.list({ tenantId, kind, limit: 1 })));
  return kinds.filter((_, index) => found[index]!.length > 0);
}

function reportFaults(report: Report, plan: Plan, asked: ReadonlyMap<string, Ask>): string[] {
  const numbers = report.revisions.map(({ number }) => number);
  const isInOrder = numbers.every((number, index) => number === index + 1);
  const ids = new Set(report.revisions.map((one) => one.id));
  const faults = [
    ...(isInOrder && ids.size === numbers.length ? [] : [`revisions ${numbers}`]),
    ...(report.id === `${report.roundId}:${report.assignmentId}` ? [] : ['the id']),
    ...report.revisions.flatMap((one) => revisionFaults(report, one, plan, asked)),
  ];
  return faults.map((fault) => `report ${report.id}: ${fault}`);
}

function revisionFaults(
  report: Report,
  revision: Revision,
  plan: Plan,
  asked: ReadonlyMap<string, Ask>,
): string[] {
  const parsed = answers.safeParse(revision.answers);
  const { by } = revision;
  const part = [...asked.values()]
    .filter((ask) => ask.roundId === report.roundId && (by.asDeputy || ask.personId === by.personId))
    .flatMap((ask) => ask.parts)
    .find((one) => one.assignmentId === report.assignmentId && one.roleId === by.roleId);
  if (!parsed.success) return [parsed.error.message];
  if (!author.safeParse(by).success || !part || !plan.person(by.personId))
    return [`by ${JSON.stringify(by)}`];
  const { judgement, aspects, readings = {}, milestones = {} } = parsed.data;
  const assignment = plan.assignment(report.assignmentId)!;
  const ofOwner = judgement !== undefined || aspects !== undefined;
  const political = assignment.type === 'political';
  const strange = [
    ...Object.keys(readings).filter((id) => !part.indicatorIds.includes(id)),
    ...Object.keys(milestones).filter((id) => !assignment.milestones?.some((one) => one.id === id)),
  ];
  return [
    ...(ofOwner && part.as !== 'owner' ? ['judged by somebody who does not own it'] : []),
    ...(!political && (judgement?.forecast || judgement?.status === 'completed') ? ['a forecast'] : []),
    ...(judgement?.help?.from && !plan.role(judgement.help.from) ? ['help of no role'] : []),
    ...strange.map((id) => `the answer ${id} to no question`),
  ];
}

function supportFaults({ id, wishes }: SupportRequest, plan: Plan): string[] {
  return wishes.flatMap((wish) =>
    wish.replies.flatMap((one) => {
      const { personId, roleId } = one.by;
      const holds = plan.rolesOf(personId).some((role) => role.id === roleId);
      const may =
        plan.rolesOf(personId).some(({ access }) => access === 'leadership') ||
        wish.from === undefined ||
        roleId !== '';
      const fine = reply.safeParse(one).success && holds && may && wish.asked.length <= 3;
      return fine ? [] : [`support ${id}: ${JSON.stringify(one).slice(0, 200)}`];
    }),
  );
}
