import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { toldPlanChange } from '../../conversation/told-changes.ts';
import { readUnknownWords, unknownWordsCard } from '../../conversation/unknown-words.ts';
import { translator } from '../../language/language.ts';
import { describeFault } from '../../plan/plan-fault.ts';
import { type ChangeForm, changeForm, chooseCard, menuCard } from '../../plan-changes/change-forms.ts';
import { confirmedCard, type PreviewState, previewCard } from '../../plan-changes/preview-card.ts';
import {
  confirmProposal,
  discardProposal,
  type PlanChangeRequest,
  type Proposed,
  proposeVersion,
  type Settled,
  showProposal,
} from '../../plan-changes/propose-plan.ts';
import { changeKinds, changePlan, type TypedChange } from '../../plan-changes/single-changes.ts';
import { readVersion, readVersions, versionCard, versionsCard } from '../../plan-changes/versions.ts';
import { type ActionResult, type Actions, type Command, id, type Said, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

/** Plans are changed by whoever has a plan to change, in their own chat; undefined where this turn is neither. */
export function askedIn({ actor, plan, language, where }: Turn): PlanChangeRequest | undefined {
  return plan && where === 'personal' ? { actor, plan, language } : undefined;
}

/** Why nothing of a plan is changed from here. */
export function notFromHere({ plan, language }: Turn): Card {
  return refusedCard(plan ? 'not-here' : 'no-plan', language);
}

export function refusedCard(reason: string, language: Turn['language']): Card {
  return noticeCard(translator(language)(`planChange.refused.${reason}`), language);
}

export function proposedCard(proposed: Proposed, { language }: Turn, state?: PreviewState): Card {
  if (proposed.view !== 'preview') return refusedCard(proposed.view, language);
  return previewCard(proposed, language, state);
}

/** The card becomes the receipt, wherever it is open; what is missing is said on it, with what was typed. */
export function settledResult(settled: Settled, turn: Turn, decision?: string): ActionResult {
  const { language } = turn;
  if (settled.view === 'again') {
    const { proposed, why } = settled;
    return { card: proposedCard(proposed, turn, { decision, why }) };
  }
  const card =
    settled.view === 'confirmed'
      ? confirmedCard(settled.version, settled.decision, language)
      : refusedCard(settled.view, language);
  const isDone = settled.view === 'confirmed' || settled.view === 'discarded';
  if (!isDone) return { card };
  return { card, forEverybody: { card }, workIsDue: settled.view === 'confirmed' };
}

const token = z.object({ token: id });
/** A place in a list or a version, as a card brings it. */
const place = z.coerce.number().int().min(0).max(1_000_000);

/** What the administrator does with a plan: looked at first, then put in force or left. */
export const planActions: Actions = {
  'plan/preview': withData(token.extend({ from: place.optional() }), (ports, turn, { token, from }) =>
    asked(turn, async (one) => ({
      card: proposedCard(await showProposal(ports, one, token), turn, { from }),
    })),
  ),
  'plan/confirm': withData(
    token.extend({ decision: z.string().max(5000).default(''), openPassed: z.string().optional() }),
    (ports, turn, { token, decision, openPassed }) =>
      asked(turn, async (one) =>
        settledResult(
          await confirmProposal(ports, one, { token, decision, opensPassed: openPassed === 'true' }),
          turn,
          decision,
        ),
      ),
  ),
  'plan/discard': withData(token, (ports, turn, { token }) =>
    asked(turn, async (one) => settledResult(await discardProposal(ports, one, token), turn)),
  ),
  'plan/versions': withData(z.object({ from: place.optional() }), async (ports, turn, { from }) => ({
    card: await showVersions(ports, turn, from),
  })),
  'plan/version': withData(
    z.object({ version: place, from: place.optional() }),
    (ports, turn, { version, from }) =>
      asked(turn, async (one) => {
        const found = await readVersion(ports, one, version);
        return {
          card: found
            ? versionCard(found, one.plan, turn.language, from)
            : refusedCard('no-version', turn.language),
        };
      }),
  ),
  'plan/back': withData(z.object({ version: place }), (ports, turn, { version }) =>
    asked(turn, async (one) => ({ card: proposedCard(await proposeVersion(ports, one, version), turn) })),
  ),
};

/** The versions as a card; for whoever may change the plan. */
export async function showVersions(ports: Ports, turn: Turn, from?: number): Promise<Card> {
  const one = askedIn(turn);
  if (!one) return notFromHere(turn);
  const page = await readVersions(ports, one, from);
  return page ? versionsCard(page, one.plan, turn.language) : refusedCard('not-yours', turn.language);
}

const kind = z.enum(changeKinds);
/** Every input of the forms, as typed. */
const typed = z.object({ kind }).catchall(z.string().max(5000).optional());

/** One thing of the plan changed on a card: which, what it becomes, and then as with a file. */
export const planChangeActions: Actions = {
  'plan/menu': async (_ports, turn) => ({ card: showMenu(turn) }),
  'plan/change': withData(
    z.object({ kind, word: z.string().max(200).optional() }),
    async (_ports, turn, { kind, word }) => ({
      card: shown(turn, (one) => firstCard({ ...one, kind, ...(word && { typed: { word } }) })),
    }),
  ),
  'plan/choose': withData(typed, async (_ports, turn, { kind, ...given }) => ({
    card: shown(turn, (one) => chosenCard({ ...one, kind, typed: given as TypedChange })),
  })),
  'plan/change-look': withData(typed, async (ports, turn, { kind, ...given }) => ({
    card: await look(ports, turn, { kind, typed: given as TypedChange }),
  })),
};

/** What one can change here. */
export function showMenu(turn: Turn): Card {
  return shown(turn, () => menuCard(turn.language));
}

/** What a message says of a change stands in its form; where it says only that something is to change, the menu. */
function beginChange(turn: Turn, { text, subjects }: Said): Card {
  return shown(turn, (one) => {
    const told = toldPlanChange({ text, plan: one.plan, subjects });
    if (!told) return menuCard(turn.language);
    const isClear = told.kind === 'assignment' || told.typed.subject !== undefined;
    return isClear ? changeForm({ ...one, ...told }) : chooseCard({ ...one, ...told });
  });
}

/** A new assignment is made from nothing, and a setting there is one of; everything else is first chosen. */
function firstCard(form: ChangeForm): Card {
  return form.kind === 'assignment' || form.kind === 'words' ? changeForm(form) : chooseCard(form);
}

/** With nothing chosen it was a search, or it is asked again. */
function chosenCard(form: ChangeForm): Card {
  const { subject, query, word } = form.typed ?? {};
  if (subject) return changeForm({ ...form, typed: { subject, word } });
  return chooseCard({ ...form, ...(query ? {} : { fault: { field: 'subject', fault: 'choose' } }) });
}

/** What whoever may change the plan is shown; anybody else, anywhere else, is told why not. */
function shown(turn: Turn, show: (asked: PlanChangeRequest) => Card): Card {
  const one = askedIn(turn);
  return one ? show(one) : notFromHere(turn);
}

async function asked(
  turn: Turn,
  act: (asked: PlanChangeRequest) => Promise<ActionResult>,
): Promise<ActionResult> {
  const one = askedIn(turn);
  return one ? act(one) : { card: notFromHere(turn) };
}

async function look(ports: Ports, turn: Turn, given: Pick<ChangeForm, 'kind' | 'typed'>): Promise<Card> {
  const one = askedIn(turn);
  if (!one) return notFromHere(turn);
  const view = await changePlan(ports, one, given.kind, given.typed ?? {});
  const form = { ...one, ...given };
  if (view.view === 'form') {
    return view.fault.field === 'subject'
      ? chooseCard({ ...form, fault: view.fault })
      : changeForm({ ...form, fault: view.fault });
  }
  if (view.view !== 'faults') return proposedCard(view, turn);
  const { t } = turn;
  return changeForm({ ...form, faults: view.faults.slice(0, 10).map((fault) => describeFault(fault, t)) });
}

export const planCommands: readonly Command[] = [
  { name: 'plan', intent: 'change-plan', run: async (_ports, turn, said) => [beginChange(turn, said)] },
  {
    name: 'planVersions',
    intent: 'plan-changes',
    example: 'versioner',
    when: ({ words }) => /\bversion|\bhistori/u.test(words),
    run: async (ports, turn) => [await showVersions(ports, turn)],
  },
  {
    name: 'unknownWords',
    intent: 'unknown-words',
    run: async (ports, turn) => {
      const one = askedIn(turn);
      if (!one) return [notFromHere(turn)];
      return [unknownWordsCard(await readUnknownWords(ports, one.actor, one.plan), one.language)];
    },
  },
];
