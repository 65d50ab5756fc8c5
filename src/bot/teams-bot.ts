import type { Application as TeamsApplication } from '@microsoft/teams-ai/lib/Application.js';
import type { Activity, TurnContext } from 'botbuilder';
import { codeOf } from '../base/errors.ts';
import { measured } from '../base/measured.ts';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Config } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { forgetChat } from '../people/person.ts';
import { waitingBlock } from '../reminders/waiting-block.ts';
import { observeWrites } from '../storage/noted-writes.ts';
import type { ActionResult } from './action.ts';
import { runCardAction } from './card-actions.ts';
import { noteChannel } from './channel-events.ts';
import { droppedFiles, showDropped } from './dropped-plan.ts';
import { composeSentence, searchToShare, shareSelected } from './message-extension.ts';
import { type PageLinks, withPageLink } from './page-links.ts';
import { logFailure, logRefusal, refusalOf, TeamsRefused } from './patience.ts';
import { replaceForEverybody } from './replace-card.ts';
import { noticeCard, welcomeCard } from './reply-cards.ts';
import { storeOfTurn } from './store-of-turn.ts';
import type { TeamsAdapter } from './teams-adapter.ts';
import { Application } from './teams-application.ts';
import { RequestRefused } from './teams-authentication.ts';
import { activityOf } from './teams-messenger.ts';
import type { TurnAllowance } from './token-bucket.ts';
import { type Demo, isRemoval, readTurn, type Turn, tenantOf } from './turn.ts';
import { runTypedCommand } from './typed-commands.ts';
import { showingThatItWorks } from './typing.ts';

export interface BotOptions {
  readonly ports: Ports;
  readonly config: Config;
  readonly adapter: TeamsAdapter;
  /** How much one may do in a minute, here and on the pages together. */
  readonly allowance: TurnAllowance;
  /** Called when a turn has made work due: the card in leadership's channel, say. */
  readonly workIsDue: () => void;
  /** Told where Teams serves conversations, on every turn. */
  readonly serviceUrlSeen: (serviceUrl: string) => void;
  readonly demo?: Demo | undefined;
  /** Absent: no card leads to a page. */
  readonly pageLinks?: PageLinks | undefined;
}

export interface ReceivedActivity {
  readonly type: string;
  readonly recipient?: { id: string } | undefined;
}

export interface Bot {
  /** One incoming activity, of the shape that `http/activity.ts` lets in. Never throws. */
  receive(request: {
    authorization: string;
    body: ReceivedActivity;
  }): Promise<{ status: number; body?: unknown }>;
}

export function createBot(options: BotOptions): Bot {
  const app = createApplication(options);
  return {
    receive: ({ authorization, body }) =>
      measured(options.ports, { name: 'roder.turn', type: typeOf(body) }, async (note) => {
        try {
          const answer = await options.adapter.receive(authorization, addressed(options, body), (context) =>
            runTurn(options, app, context),
          );
          note({ status: answer?.status ?? 200 });
          return { status: answer?.status ?? 200, body: answer?.body };
        } catch (error) {
          const refusal = refusalOf(options.ports, error);
          note({ status: refusal.status });
          return refusal;
        }
      }),
  };
}

/** The library wants to know whom it is for, and answers in that name. */
function addressed({ adapter }: BotOptions, body: ReceivedActivity): Activity {
  const recipient = body.recipient ?? { id: `28:${adapter.appId}`, name: 'Roder' };
  // The SDK's type demands more than Teams always sends; what the bot reads has been looked at.
  return { ...body, recipient } as Activity;
}

const knownTypes = ['message', 'invoke', 'installationUpdate', 'conversationUpdate', 'messageReaction'];

/** For metrics: what anybody can write in a request is not to become a series of its own. */
function typeOf({ type }: ReceivedActivity): string {
  return knownTypes.includes(type) ? type : 'other';
}

async function runTurn(options: BotOptions, app: TeamsApplication, context: TurnContext): Promise<void> {
  const { activity } = context;
  const tenantId = tenantOf(activity) ?? '';
  if (!options.config.tenants.includes(tenantId)) throw new RequestRefused(403, 'tenant');
  if (!options.allowance.take(tenantId, activity)) return tooFast(context);
  options.serviceUrlSeen(activity.serviceUrl);
  await app.run(context);
}

/** A button waits for an answer and gets a sentence; a message gets none, or a loop would answer a loop. */
async function tooFast(context: TurnContext): Promise<void> {
  if (context.activity.type !== 'invoke') throw new RequestRefused(429, 'too-fast');
  await reply(context, { text: translator(languageOfClient(context))('notice.tooFast') });
}

/** State is Roder's own store; the library's would keep every conversation in memory. */
const noState = { read: async () => ({}), write: async () => {}, delete: async () => {} };

function createApplication(options: BotOptions): TeamsApplication {
  // What is written is cleaned in one place, which also takes the mention away.
  const app = new Application({ storage: noState, removeRecipientMention: false });
  // The library's option for this is not read: one timer for all turns at once. `showingThatItWorks` has one for each.
  app.startTypingTimer = () => {};
  const handled = (handle: Handle) => (context: TurnContext) =>
    showingThatItWorks(context, () => guarded(options, context, handle));

  app.activity('installationUpdate', handled(installed));
  app.activity('conversationUpdate', async ({ activity }) => {
    if (await noteChannel(options.ports, activity)) options.workIsDue();
  });
  app.activity('message', handled(message));
  app.activity(isCardAction, handled(cardAction));
  const composed = { 'composeExtension/query': searchToShare, 'composeExtension/selectItem': shareSelected };
  for (const [name, answer] of Object.entries(composed)) {
    app.activity(
      ({ activity }) => Promise.resolve(activity.type === 'invoke' && activity.name === name),
      handled(async ({ ports }, context, turn) =>
        respond(context, await answer(ports, turn, context.activity.value)),
      ),
    );
  }
  return app;
}

function isCardAction({ activity }: TurnContext): Promise<boolean> {
  return Promise.resolve(activity.type === 'invoke' && activity.name === 'adaptiveCard/action');
}

type Handle = (options: BotOptions, context: TurnContext, turn: Turn) => Promise<void>;

/** The one funnel: what goes wrong in a turn is logged once and answered with a sentence. */
async function guarded(lasting: BotOptions, context: TurnContext, handle: Handle): Promise<void> {
  const { adapter, demo, workIsDue } = lasting;
  const store = storeOfTurn(lasting.ports.store, context.activity);
  const ports = { ...lasting.ports, store };
  const options = { ...lasting, ports };
  let [turn, wrote] = [undefined as Turn | undefined, false];
  try {
    const read = await readTurn(ports, context, { adapter, demo });
    turn = read;
    const channelWaits = await noteChannel(ports, context.activity, read?.plan);
    const note = () => {
      wrote = true;
    };
    if (read) await observeWrites(note, () => handle(options, context, read));
    else if (context.activity.type === 'invoke' || context.activity.type === 'message') {
      await reply(context, { text: translator(languageOfClient(context))('notice.noIdentity') });
    }
    if (turn?.isReachedAgain || channelWaits) workIsDue();
  } catch (error) {
    const code = logged(ports, error);
    // Somebody who blocks Roder, or is no longer there, is not told so.
    if (error instanceof TeamsRefused && error.outcome.kind === 'unreachable') return;
    // Without the store nobody knows which language the person chose; Teams knows its own.
    const t = translator(turn?.language ?? languageOfClient(context));
    const key =
      error instanceof TeamsRefused && error.isTransient ? 'notice.replyNotTaken' : faultText(code, context);
    await replyIfPossible(ports, context, { text: t(wrote ? writtenText(key) : key, { code }) }, code);
  }
}

/**
 * Where Teams takes no reply at all, the turn ends as answered: what was asked for is done, and a message that is
 * brought again would do it twice. With the store away nothing was done: then it may come again.
 */
async function replyIfPossible(
  ports: Ports,
  context: TurnContext,
  result: Pick<ActionResult, 'text'>,
  code: string,
): Promise<void> {
  try {
    await reply(context, result);
  } catch (error) {
    if (code === 'store-unavailable') throw error;
    if (error instanceof TeamsRefused) logRefusal(ports, error);
    else logFailure(ports, error, 'reply-failed');
  }
}

/** The code that the person is told. What Teams answers is logged as Teams' answer. */
function logged(ports: Ports, error: unknown): string {
  if (error instanceof TeamsRefused) logRefusal(ports, error);
  // Whom Teams could not name has been logged where it was asked.
  const isLogged = error instanceof TeamsRefused || codeOf(error) === 'sender-not-known-now';
  return isLogged ? codeOf(error) : logFailure(ports, error, 'turn-failed');
}

/** That nothing was changed is said only where it is so. */
function writtenText(key: string): string {
  if (key === 'notice.wentWrong') return 'notice.wentWrongHalfway';
  return key === 'notice.replyNotTaken' ? 'notice.replyNotTakenHalfway' : key;
}

/** What was typed into a card stays there, since the card is not replaced; a message has no card. */
function faultText(code: string, { activity }: TurnContext): string {
  if (code === 'sender-not-known-now') return 'notice.senderNotKnownNow';
  if (code !== 'store-unavailable') return 'notice.wentWrong';
  return activity.name === 'adaptiveCard/action' ? 'notice.storeAway' : 'notice.storeAwayAsked';
}

function languageOfClient({ activity }: TurnContext): Language {
  return activity.locale?.startsWith('en') ? 'en' : 'sv';
}

async function installed({ ports }: BotOptions, context: TurnContext, turn: Turn): Promise<void> {
  const { activity } = context;
  if (isRemoval(activity)) {
    if (turn.where === 'personal') await forgetChat(ports, turn.actor);
    return;
  }
  if (activity.action !== 'add') return;
  const waiting = turn.where === 'personal' ? await waitingBlock(ports, turn) : [];
  await send(context, welcomeCard(turn, waiting));
}

async function message(options: BotOptions, context: TurnContext, turn: Turn): Promise<void> {
  const files = droppedFiles(context.activity);
  if (files.length > 0) return showDropped(options, context, turn, files);
  const cards = await runTypedCommand(
    options.ports,
    turn,
    context.activity.text ?? '',
    mentionsIn(context.activity),
  );
  for (const made of cards) {
    const card = withPageLink(made, options.pageLinks);
    const sent = await send(context, card);
    if (turn.where === 'personal') await keepOwnCard(options.ports, turn.actor, placeOf(context, sent), card);
  }
}

function placeOf({ activity }: TurnContext, sent: { id: string } | undefined) {
  return { conversationId: activity.conversation.id, activityId: sent?.id ?? '' };
}

/** How mentions look in the text; the name, where Teams does not say. */
function mentionsIn({ entities = [] }: Activity): string[] {
  return entities.flatMap(({ type, text, mentioned }) =>
    type === 'mention' ? (text ?? mentioned.name ?? []) : [],
  );
}

async function cardAction(options: BotOptions, context: TurnContext, turn: Turn): Promise<void> {
  const result = await runCardAction(options.ports, turn, context.activity.value);
  await reply(
    context,
    result.card ? { ...result, card: withPageLink(result.card, options.pageLinks) } : result,
  );
  if (result.forEverybody) await replaceForEverybody(options.ports, turn, context, result.forEverybody);
  if (result.workIsDue) options.workIsDue();
}

/** An invoke is answered in the response, with a card or a sentence; a message by a message. */
async function reply(context: TurnContext, result: Pick<ActionResult, 'card' | 'text'>): Promise<void> {
  if (context.activity.type !== 'invoke')
    return void (await send(context, result.card ?? noticeCard(result.text ?? '', 'sv')));
  if (context.activity.name?.startsWith('composeExtension/'))
    return respond(context, composeSentence(result.text ?? ''));
  const body = result.card
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: result.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: result.text };
  await respond(context, body);
}

async function respond(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

async function send(context: TurnContext, card: Card): Promise<{ id: string } | undefined> {
  return context.sendActivity(activityOf({ card }));
}
