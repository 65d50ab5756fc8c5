import type { Activity } from 'botbuilder';
import * as z from 'zod/v4';
import { neededBy } from '../answers/needed.ts';
import type { DocumentId, DocumentStore } from '../base/document-store.ts';
import { personIdOf } from '../plan/plan-index.ts';
import { lastPlan, planPointer } from '../plan/plan-store.ts';
import { lastRounds } from '../rounds/round.ts';
import { isDocumentId } from '../storage/checked-input.ts';
import { turnStore } from '../storage/turn-store.ts';
import { tenantOf } from './turn.ts';

const press = z.object({
  action: z.object({
    verb: z.string().startsWith('answer/'),
    data: z.object({ ask: z.string().max(200).refine(isDocumentId) }),
  }),
});

const sentVerbs = ['answer/submit', 'answer/receipt', 'answer/help-withdraw', 'answer/help-restore'];

/** The store for a turn: where an answer's card is pressed, all that it is likely to need is read in one request. */
export function storeOfTurn(store: DocumentStore, activity: Activity): DocumentStore {
  const [tenantId, objectId] = [tenantOf(activity), activity.from?.aadObjectId?.toLowerCase()];
  const pressed = press.safeParse(activity.value).data?.action;
  if (!tenantId || !objectId || !isDocumentId(objectId) || !pressed) return store;
  const plan = lastPlan(store, tenantId);
  if (!plan) return store;
  const person = plan.person(objectId);
  const needed = neededBy(plan, lastRounds(store, tenantId), {
    personId: person ? personIdOf(person) : objectId,
    askId: pressed.data.ask,
    isSent: sentVerbs.includes(pressed.verb),
  });
  const who: DocumentId[] = [planPointer, { kind: 'person', id: objectId }];
  return turnStore(store, {
    tenantId,
    documents: [...who, ...needed.documents],
    ranges: needed.ranges,
  });
}
