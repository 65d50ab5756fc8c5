import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type Notice, notices } from '../messages/notice.ts';
import { languageOf } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { startingWith } from '../storage/documents.ts';
import { supportListMessage } from './support-list.ts';
import { askedMessage } from './support-messages.ts';
import { type SupportRequest, type Wish, withWish } from './support-request.ts';
import { findSupporter } from './supporter.ts';

/**
 * What was wanted has been answered by somebody else, or is said otherwise, or is not wanted any more: the cards
 * that were sent say so, in place. A card that Teams does not take is left: its buttons tell what holds.
 */
export async function refreshAsked(
  ports: Ports,
  plan: Plan,
  request: Stored<SupportRequest>,
): Promise<Stored<SupportRequest>> {
  let shown = request;
  for (const wish of request.wishes) {
    const now = stateOfWish(wish);
    if (wish.shown === now) continue;
    if (wish.shown !== undefined) await refresh(ports, plan, { request, wish });
    shown = withWish(shown, wish.number, (one) => ({ ...one, shown: now }));
  }
  return shown;
}

const withdrawnSign = 'withdrawn';

/** Somebody has said that it is no longer needed, or has taken that back, since the cards were brought up to date. */
export function isWithdrawalNew({ shown = '', withdrawn }: Wish): boolean {
  return shown.endsWith(withdrawnSign) !== (withdrawn !== undefined);
}

function stateOfWish({ revision, ended, replies, notTheirs, withdrawn }: Wish): string {
  const said = [revision, replies.length, ended ? 'ended' : '', notTheirs ? 'passed-on' : ''].join('.');
  return withdrawn ? `${said}.${withdrawnSign}` : said;
}

async function refresh(
  ports: Ports,
  plan: Plan,
  { request, wish }: { request: Stored<SupportRequest>; wish: Wish },
): Promise<void> {
  const { tenantId, id } = request;
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
  const asked = notices(ports.store).all(tenantId, startingWith(`support:${id}:${wish.number}:`));
  for await (const notice of asked) {
    const { message, personId, together: ids } = notice;
    if (!message) continue;
    const language = languageOf(plan, supporter?.record, personId);
    const card = ids
      ? await supportListMessage(ports, { tenantId, plan, ids, language, reader: personId })
      : await askedMessage(ports, { plan, request, wish, language, reader: personId });
    const outcome = await ports.messenger.update(message, card);
    if (outcome.kind === 'sent') continue;
    const facts = { event: 'support-card-left', reason: outcome.reason };
    ports.log.info(facts, 'An older card stays as it was.');
    if (outcome.kind === 'message-gone') await forgetMessage(ports, notice);
  }
}

/** What is not there any more is not tried again. */
async function forgetMessage({ store }: Ports, { tenantId, id }: Notice): Promise<void> {
  await notices(store).change(tenantId, id, (one) => ({ ...one, message: undefined }));
}
