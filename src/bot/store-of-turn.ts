import type { Activity } from 'botbuilder';
import * as z from 'zod/v4';
import { neededBy, type Press } from '../answers/needed.ts';
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

/** Any other button of an answer is about what is typed. */
const aboutSent: Readonly<Record<string, Press['what']>> = {
  'answer/submit': 'sends',
  'answer/receipt': 'sent',
  'answer/help-withdraw': 'sent',
  'answer/help-restore': 'sent',
};

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
    what: aboutSent[pressed.verb] ?? 'draft',
  });
  const who: DocumentId[] = [planPointer, { kind: 'person', id: objectId }];
  return turnStore(store, {
    tenantId,
    documents: [...who, ...needed.documents],
    ranges: needed.ranges,
  });
}
