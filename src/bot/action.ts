import * as z from 'zod/v4';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Meant } from '../conversation/meaning.ts';
import type { SaidPeriod } from '../conversation/periods.ts';
import type { Need } from '../permissions/entrances.ts';
import type { Permission } from '../permissions/matrix.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Subject } from '../questions/subject.ts';
import { isDocumentId } from '../storage/checked-input.ts';
import { noticeCard } from './reply-cards.ts';
import type { ShownMessage } from './teams-messenger.ts';
import type { Turn } from './turn.ts';

/** What a button does: the card it became, or a sentence beside it. */
export interface ActionResult {
  readonly card?: Card;
  readonly text?: string;
  /** The message itself is to become this, wherever it is open, where it is the card that is meant (`replace-card.ts`). */
  readonly forEverybody?: ShownMessage;
  readonly workIsDue?: boolean;
}

/** `data` is what the card brought: ids to look things up by, and inputs; never who acts, never a fact. */
export type Action = (ports: Ports, turn: Turn, data: unknown) => Promise<ActionResult>;

/** By verb: `feature/use-case`. */
export type Actions = Readonly<Record<string, Action>>;

/** An id as a card carries it: one that the store could hold, so that any other is known as none of ours. */
export const id = z.string().max(200).refine(isDocumentId);

/** An action with data of a known shape; any other is answered with a sentence and changes nothing. */
export function withData<T>(
  schema: z.ZodType<T>,
  act: (ports: Ports, turn: Turn, data: T) => Promise<ActionResult>,
): Action {
  return async (ports, turn, data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? act(ports, turn, parsed.data) : badCard(turn);
  };
}

const refusals: Partial<Readonly<Record<Permission, string>>> = {
  'people/read': 'unanswered.notYours',
  'round/change': 'notMe.notYours',
  'plan/change': 'planChange.refused.not-yours',
  'report/read': 'summary.notForYou',
  'report/export': 'export.refused.not-allowed',
};

/**
 * Why this person may not press it at all, by the table; undefined: they may, or the use case decides of what it is
 * about. Where others see the card it stays, with the sentence beside it.
 */
export function refusedHere(
  { plan, actor, language, t, where }: Turn,
  { deed, by }: Need,
): ActionResult | undefined {
  if (by !== 'whole' || !deed || !plan || mayDo(plan, actor, deed)) return undefined;
  const text = t(refusals[deed] ?? 'question.notForYou');
  return where === 'personal' ? { card: noticeCard(text, language) } : { text };
}

/** The card stays on the screen and a sentence stands beside it: nothing that was typed is lost. */
export function badCard(turn: Turn): ActionResult {
  return { text: turn.t('notice.badCard') };
}

export function unknownAction(turn: Turn): ActionResult {
  return { card: noticeCard(turn.t('notice.unknownAction'), turn.language) };
}

/** What was written, as it was understood. */
export interface Said {
  /** As `readMessage` gives it. */
  readonly text: string;
  /** Its words, folded, with single spaces. */
  readonly words: string;
  readonly subjects: readonly Subject[];
  readonly period: SaidPeriod | undefined;
}

/** What is done for an intent that is no question. */
export interface Command {
  /** `typed` says who may. */
  readonly name: string;
  /** The intent of the catalog that it is for. */
  readonly intent: string;
  /** What one writes, for the documents, where it is not what the intent's menu or examples say. */
  readonly example?: string;
  /** Only where this holds: one intent may lead to several things. */
  readonly when?: (said: Said) => boolean;
  /** What is asked back instead, of this person; undefined: it is done. */
  readonly asksWhich?: (ports: Ports, turn: Turn, said: Said) => Promise<Meant | undefined>;
  readonly run: (ports: Ports, turn: Turn, said: Said) => Promise<readonly Card[]>;
}
