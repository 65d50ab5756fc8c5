import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { translator } from '../../language/language.ts';
import { describeFault } from '../../plan/plan-fault.ts';
import { type ChangeForm, changeForm, chooseCard, menuCard } from '../../plan-changes/change-forms.ts';
import { changePlan } from '../../plan-changes/change-plan.ts';
import type { Asked } from '../../plan-changes/propose-plan.ts';
import { changeKinds, type TypedChange } from '../../plan-changes/single-changes.ts';
import { type Actions, withData } from '../action.ts';
import { askedIn, notFromHere, proposedCard } from '../plan-views.ts';
import type { Turn } from '../turn.ts';

const kind = z.enum(changeKinds);
/** Every input of the forms, as typed. */
const typed = z.object({ kind }).catchall(z.string().max(5000).optional());

/** One thing of the plan changed on a card: which, what it becomes, and then as with a file. */
export const planChangeActions: Actions = {
  'plan/menu': async (_ports, turn) => ({ card: showMenu(turn) }),
  'plan/change': withData(z.object({ kind }), async (_ports, turn, data) => ({
    card: asked(turn, (one) => firstCard({ ...one, ...data })),
  })),
  'plan/choose': withData(typed, async (_ports, turn, { kind, ...given }) => ({
    card: asked(turn, (one) => chosenCard({ ...one, kind, typed: given as TypedChange })),
  })),
  'plan/change-look': withData(typed, async (ports, turn, { kind, ...given }) => ({
    card: await look(ports, turn, { kind, typed: given as TypedChange }),
  })),
};

/** What one can change here. */
export function showMenu(turn: Turn): Card {
  return asked(turn, () => menuCard(turn.language));
}

function asked(turn: Turn, show: (asked: Asked) => Card): Card {
  const one = askedIn(turn);
  return one ? show(one) : notFromHere(turn);
}

/** A new assignment is made from nothing; everything else is first chosen. */
function firstCard(form: ChangeForm): Card {
  return form.kind === 'assignment' ? changeForm(form) : chooseCard(form);
}

/** With nothing chosen it was a search, or it is asked again. */
function chosenCard(form: ChangeForm): Card {
  const { subject, query } = form.typed ?? {};
  if (subject) return changeForm({ ...form, typed: { subject } });
  return chooseCard({ ...form, ...(query ? {} : { fault: { field: 'subject', fault: 'choose' } }) });
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
  const t = translator(turn.language);
  return changeForm({ ...form, faults: view.faults.slice(0, 10).map((fault) => describeFault(fault, t)) });
}
