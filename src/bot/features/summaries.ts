import * as z from 'zod/v4';
import type { Ports } from '../../base/ports.ts';
import { mayDo } from '../../permissions/may-do.ts';
import { summaries } from '../../rounds/summary.ts';
import { readSummary } from '../../summaries/read-summary.ts';
import { summaryView } from '../../summaries/summary-view.ts';
import { type Actions, id, withData } from '../action.ts';
import type { Turn } from '../turn.ts';

/**
 * Drilling down in leadership's card. The answer to a button is shown to the one who pressed it and to nobody
 * else: the card in the channel stays as it is.
 */
export const summaryActions: Actions = {
  'summaries/view': withData(
    z.object({ summary: id, path: z.string().min(1).max(200) }),
    async (ports, turn, data) => {
      const summary = await readFor(ports, turn, data.summary);
      if (!summary) return { text: turn.t('summary.gone') };
      return { card: summaryView({ summary, language: turn.language }, data.path) };
    },
  ),
};

/** The summary as this person may see it. */
async function readFor(ports: Ports, { actor, plan }: Turn, summaryId: string) {
  const summary = await summaries(ports.store).find(actor.tenantId, summaryId);
  if (!summary || !plan) return undefined;
  return readSummary(ports, { plan, summary, readsHelp: mayDo(plan, actor, 'help/read') });
}
