import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { type Asked, proposeVersion, showProposal } from '../../plan-changes/propose-plan.ts';
import { confirmProposal, discardProposal } from '../../plan-changes/settle-proposal.ts';
import { readVersion, readVersions, versionCard, versionsCard } from '../../plan-changes/versions.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { askedIn, notFromHere, proposedCard, refusedCard, settledResult } from '../plan-views.ts';
import type { Turn } from '../turn.ts';

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
    token.extend({ decision: z.string().max(5000).default('') }),
    (ports, turn, { token, decision }) =>
      asked(turn, async (one) =>
        settledResult(await confirmProposal(ports, one, { token, decision }), turn, decision),
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

async function asked(turn: Turn, act: (asked: Asked) => Promise<ActionResult>): Promise<ActionResult> {
  const one = askedIn(turn);
  return one ? act(one) : { card: notFromHere(turn) };
}
