import * as z from 'zod/v4';
import { chooseAfterRestore, type RestoreChoice, restoreHold } from '../../messages/restore-hold.ts';
import { restoredMessage } from '../../reminders/ask-after-restore.ts';
import { type Action, type Actions, withData } from '../action.ts';

const asked = z.object({ restored: z.string().max(40) });

/** What may have been sent before a restore: the first of the process leads to press decides. */
export const restoreActions: Actions = {
  'restore/leave': choosing('leave'),
  'restore/send': choosing('send'),
};

function choosing(choice: RestoreChoice): Action {
  return withData(asked, async ({ store }, { actor: { tenantId }, language }, { restored }) => {
    const hold = await restoreHold(store, tenantId);
    // A card of an earlier restore says nothing of this one.
    const holds =
      hold?.restoredAt === restored ? await chooseAfterRestore(store, tenantId, choice) : undefined;
    const message = restoredMessage(holds, language, { wasBefore: hold?.choice !== undefined });
    return { card: message.card, forEverybody: message, workIsDue: true };
  });
}
