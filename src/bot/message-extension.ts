import * as z from 'zod/v4';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { readMessage } from '../conversation/clean.ts';
import { searchSubjects } from '../conversation/find-subjects.ts';
import { say } from '../language/language.ts';
import { fold } from '../language/words.ts';
import { mayDo } from '../permissions/may-do.ts';
import { namesFor } from '../plan/names.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { type Inquiry, inquiryOf } from '../questions/inquiry.ts';
import { sharedCard, statusLine } from '../questions/status-answer.ts';
import { id } from './action.ts';
import { askerOf, type Turn } from './turn.ts';

/**
 * Sharing an assignment from the compose box: a search, and the card of the one that is chosen. Who is in the
 * conversation is not known, so the card is what a reader may see, and it has no buttons.
 */

const query = z.object({
  parameters: z
    .array(z.object({ name: z.string().max(100), value: z.unknown().optional() }))
    .max(10)
    .default([]),
  queryOptions: z.object({ skip: z.int().min(0).max(10_000).default(0) }).default({ skip: 0 }),
});
const selection = z.object({ assignment: id });

/** What Teams is answered: a list to choose from, or a sentence. */
export interface ComposeAnswer {
  readonly composeExtension: Readonly<Record<string, unknown>>;
}

const shownAtOnce = 10;
const longestSearch = 200;

/** `composeExtension/query`: what fits what is typed; before anything is, one's own assignments first. */
export async function searchToShare(ports: Ports, turn: Turn, value: unknown): Promise<ComposeAnswer> {
  const parsed = query.safeParse(value);
  if (!parsed.success) return sentence(turn, 'notice.badCard');
  const { plan, actor } = turn;
  if (!plan) return sentence(turn, 'question.noPlan');
  if (!mayDo(plan, actor, 'assignment/share')) return sentence(turn, 'question.notForYou');
  const { parameters, queryOptions } = parsed.data;
  const typed = parameters.find(({ name }) => name !== 'initialRun')?.value;
  const text = typeof typed === 'string' ? readMessage(typed.slice(0, longestSearch)).text : '';
  const found = (text ? search(plan, text) : ownFirst(plan, actor.personId)).filter((assignment) =>
    mayDo(plan, actor, 'assignment/share', { assignment }),
  );
  const shown = found.slice(queryOptions.skip, queryOptions.skip + shownAtOnce);
  if (shown.length === 0) return sentence(turn, 'share.nothing');
  const inquiry = inquiryOf(ports, plan, askerOf(turn));
  return list(await Promise.all(shown.map((assignment) => choice(inquiry, assignment))));
}

/** `composeExtension/selectItem`: the card of the chosen one, read anew. */
export async function shareSelected(ports: Ports, turn: Turn, value: unknown): Promise<ComposeAnswer> {
  const parsed = selection.safeParse(value);
  const { plan, actor } = turn;
  const assignment = parsed.success ? plan?.assignment(parsed.data.assignment) : undefined;
  if (!plan || !assignment) return sentence(turn, 'share.gone');
  if (!mayDo(plan, actor, 'assignment/share', { assignment })) return sentence(turn, 'question.notForYou');
  const inquiry = inquiryOf(ports, plan, askerOf(turn));
  return list([attachment(inquiry, assignment, await sharedCard(inquiry, assignment))]);
}

/** A sentence where the list would be: also for what goes wrong. */
export function composeSentence(text: string): ComposeAnswer {
  return { composeExtension: { type: 'message', text } };
}

/** By the words as in a question; letters that are no word yet, by the titles that have them. */
function search(plan: Plan, text: string): readonly Assignment[] {
  const ranked = searchSubjects(plan, text, { assignment: 1 });
  if (ranked.length > 0) return ranked.flatMap(({ subject }) => plan.assignment(subject.id) ?? []);
  const letters = fold(text);
  return plan.assignments.filter((assignment) => fold(namesFor(assignment).join(' ')).includes(letters));
}

function ownFirst(plan: Plan, personId: string): readonly Assignment[] {
  const roles = new Set(plan.rolesOf(personId).map((role) => role.id));
  const own = plan.assignments.filter(({ owner }) => severalOf(owner).some((id) => roles.has(id)));
  return [...own, ...plan.assignments.filter((assignment) => !own.includes(assignment))];
}

/** In the list only a line; the card is made for the one that is chosen. */
async function choice(inquiry: Inquiry, assignment: Assignment) {
  const line = await statusLine(inquiry, assignment);
  const preview = {
    ...previewOf(inquiry, assignment, line),
    tap: { type: 'invoke', value: { assignment: assignment.id } },
  };
  return { contentType: thumbnail, content: preview, preview: { contentType: thumbnail, content: preview } };
}

function attachment(inquiry: Inquiry, assignment: Assignment, card: Card) {
  const preview = { contentType: thumbnail, content: previewOf(inquiry, assignment, '') };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card, preview };
}

function previewOf({ language }: Inquiry, { title }: Assignment, text: string) {
  return { title: say(title, language), text };
}

function list(attachments: readonly object[]): ComposeAnswer {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

function sentence({ t }: Turn, key: string): ComposeAnswer {
  return composeSentence(t(key));
}

const thumbnail = 'application/vnd.microsoft.card.thumbnail';
