import type { Activity, TurnContext } from 'botbuilder';
import * as z from 'zod/v4';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Config } from '../config.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { previewDroppedPlan } from './dropped-plan.ts';
import { type DroppedFile, isLocalFile, isMicrosoftFile } from './fetch-file.ts';
import { activityOf } from './teams-messenger.ts';
import type { Turn } from './turn.ts';

/** What Teams attaches to a message for each file dropped in a personal chat. */
const attachment = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1).max(400),
  content: z.object({ downloadUrl: z.string().max(8000) }),
});

/** The files of a message; its text, which Teams attaches as well, is none. */
export function droppedFiles({ attachments }: Pick<Activity, 'attachments'>): DroppedFile[] {
  return (attachments ?? []).flatMap((one) => {
    const { success, data } = attachment.safeParse(one);
    return success ? [{ name: data.name.slice(0, 100), downloadUrl: data.content.downloadUrl }] : [];
  });
}

/** The card that says that the file is being read becomes what came of it. */
export async function showDropped(
  { ports, config }: { readonly ports: Ports; readonly config: Config },
  context: TurnContext,
  turn: Turn,
  files: readonly DroppedFile[],
): Promise<void> {
  const serves = config.mode === 'demo' ? isLocalFile : isMicrosoftFile;
  const reading = async (card: Card) => {
    const sent = await context.sendActivity(activityOf({ card, summary: '' }));
    return async (result: Card) => {
      await context.updateActivity({ ...activityOf({ card: result, summary: '' }), id: sent!.id });
      const place = { conversationId: context.activity.conversation.id, activityId: sent!.id };
      if (turn.where === 'personal') await keepOwnCard(ports, turn.actor, place, result);
    };
  };
  await previewDroppedPlan(ports, turn, { files, serves, reading });
}
