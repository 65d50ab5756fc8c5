import { extname } from 'node:path';
import type { Activity, TurnContext } from 'botbuilder';
import * as z from 'zod/v4';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Config } from '../config.ts';
import { translator } from '../language/language.ts';
import { noteCard } from '../messages/note-card.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { mayDo } from '../permissions/may-do.ts';
import { checkPlanAside } from '../plan/check-plan-aside.ts';
import { describeFault, type PlanFault } from '../plan/plan-fault.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { maxPlanBytes, planFileKinds } from '../plan/read-plan-file.ts';
import { thingsIn } from '../plan-changes/preview.ts';
import { proposePlan } from '../plan-changes/propose-plan.ts';
import { askedIn, notFromHere, proposedCard, refusedCard } from './features/plan.ts';
import { type DroppedFile, type FetchRules, fetchFile, isLocalFile, isMicrosoftFile } from './fetch-file.ts';
import { noticeCard } from './reply-cards.ts';
import { activityOf } from './teams-messenger.ts';
import type { Turn } from './turn.ts';

export interface DroppedPlan {
  readonly files: readonly DroppedFile[];
  /** Where files may be fetched from. */
  readonly serves: FetchRules['serves'];
  /** Shown at once; what comes of it takes its place. */
  readonly reading: (card: Card) => Promise<(result: Card) => Promise<void>>;
}

/** An administrator's plan from the chat: fetched, read, and shown as what it would change. Nothing is fetched for others. */
export async function previewDroppedPlan(ports: Ports, turn: Turn, dropped: DroppedPlan): Promise<void> {
  const [file] = dropped.files;
  const refused = refusalOf(turn, dropped.files);
  const show = await dropped.reading(refused ?? readingCard(file!, turn));
  if (!refused) await show(await cardOf(ports, turn, { file: file!, serves: dropped.serves }));
}

function refusalOf(turn: Turn, files: readonly DroppedFile[]): Card | undefined {
  const { actor, plan, language } = turn;
  if (!askedIn(turn)) return notFromHere(turn);
  if (!mayDo(plan, actor, 'plan/change')) return refusedCard('not-yours', language);
  if (files.length > 1) return fileCard('several', '', turn);
  const [{ name }] = files as [DroppedFile];
  return isPlanFile(name) ? undefined : fileCard('not-plan', name, turn);
}

async function cardOf(
  ports: Ports,
  turn: Turn,
  { file, serves }: { file: DroppedFile; serves: FetchRules['serves'] },
): Promise<Card> {
  const fetched = await fetchFile(file, { serves, maxBytes: maxPlanBytes });
  const facts = { event: 'plan-file', outcome: 'refused' in fetched ? fetched.refused : 'fetched' };
  ports.log.info(facts, 'A plan was dropped in the chat.');
  if ('refused' in fetched) return fileCard(fetched.refused, file.name, turn);
  return proposalCard(ports, turn, { name: file.name, bytes: fetched.bytes });
}

export function isPlanFile(name: string): boolean {
  return planFileKinds.includes(extname(name).toLowerCase());
}

/** What is wrong with a plan's file, or what it would change. */
export async function proposalCard(
  ports: Ports,
  turn: Turn,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Card> {
  const checked = await checkPlanAside({ ...file, timeZone: ports.timeZone });
  if ('faults' in checked) return faultsCard(file.name, checked.faults, turn);
  const { plan: content } = checked;
  const source = { type: 'file', name: file.name } as const;
  // The plan's own decision, where it is a new one; otherwise the person says which it is.
  const decision = content.decision === turn.plan!.content.decision ? '' : content.decision;
  const proposed = await proposePlan(ports, askedIn(turn)!, { content, source, decision });
  return proposed.view === 'unchanged' ? unchangedCard(content, turn) : proposedCard(proposed, turn);
}

/** With what was read: the same plan may be what is left of another. */
function unchangedCard(content: PlanContent, { language }: Pick<Turn, 'language'>): Card {
  const t = translator(language);
  const holds = thingsIn(content, language);
  return noticeCard(`${t('planChange.refused.unchanged')} ${t('planChange.read', { holds })}`, language);
}

function readingCard({ name }: DroppedFile, turn: Turn): Card {
  return fileCard('reading', name, turn);
}

export function fileCard(key: string, name: string, { language, t }: Turn): Card {
  const max = maxPlanBytes / 1_000_000;
  return noticeCard(t(`planChange.file.${key}`, { name, max }), language);
}

const maxShown = 15;

/** The first faults with where each is; a card holds no more, and nobody mends more in one go. */
export function faultsCard(
  name: string,
  faults: readonly PlanFault[],
  { language }: Pick<Turn, 'language'>,
): Card {
  const t = translator(language);
  const left = faults.length - maxShown;
  return noteCard(
    {
      title: t('planChange.file.faults', { name, count: faults.length }),
      paragraphs: faults.slice(0, maxShown).map((fault) => describeFault(fault, t)),
      note: left > 0 ? t('planChange.file.left', { count: left }) : t('planChange.file.again'),
    },
    language,
  );
}

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
    const sent = await context.sendActivity(activityOf({ card }));
    return async (result: Card) => {
      await context.updateActivity({ ...activityOf({ card: result }), id: sent!.id });
      const place = { conversationId: context.activity.conversation.id, activityId: sent!.id };
      if (turn.where === 'personal') await keepOwnCard(ports, turn.actor, place, result);
    };
  };
  await previewDroppedPlan(ports, turn, { files, serves, reading });
}
