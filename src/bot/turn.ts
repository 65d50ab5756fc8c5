import type { Activity, TurnContext } from 'botbuilder';
import { RoderError } from '../base/errors.ts';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Language, type Translate, translator } from '../language/language.ts';
import { languageOf, type PersonRecord, persons, rememberPerson } from '../people/person.ts';
import { identityIn } from '../people/plan-identity.ts';
import type { Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { askWhoIsReached } from '../rounds/ask-who-is-reached.ts';
import { isDocumentId } from '../storage/checked-input.ts';
import { TeamsRefused } from './patience.ts';
import type { TeamsAdapter } from './teams-adapter.ts';

/** In which language the person reads, with its texts; made once a turn and passed on. */
export interface Reading {
  readonly language: Language;
  readonly t: Translate;
  /** Undefined: there is no plan yet. */
  readonly reader: Reader | undefined;
}

export function readingIn(
  language: Language,
  { plan, clock }: Pick<Ports, 'clock'> & { readonly plan: Plan | undefined },
): Reading {
  return {
    language,
    t: translator(language),
    reader: plan && readerOf(plan, language, clock.now()),
  };
}

/** What a handler needs to know of a turn; who acts is what Teams says of the sender, and nothing else. */
export interface Turn extends Reading {
  readonly actor: Actor;
  readonly plan: Plan | undefined;
  /** What Roder keeps of whoever acts. */
  readonly record?: PersonRecord | undefined;
  /** RODER_TIME_ZONE, for what is said before there is a plan. */
  readonly timeZone?: string | undefined;
  readonly where: 'personal' | 'channel' | 'group';
  /** The channel as the plan names it, without its thread; only in one. */
  readonly channelId?: string | undefined;
  /** Where it is said, as Teams names it. */
  readonly conversationId?: string | undefined;
  readonly demo: Demo | undefined;
  /** Who they are to Teams, where that is another than `actor`: in the demo alone one can be anybody. */
  readonly self?: string | undefined;
  /** Teams had refused the person until this turn; what did not arrive is asked now. */
  readonly isReachedAgain?: boolean | undefined;
}

/** What the person who tries the demo can do beside using it; there is none outside demo mode. */
export interface Demo {
  /** Moves the clock to the next event and says what happened. */
  next(turn: Turn): Promise<Card>;
  /** Who somebody is being; themself until they have said otherwise. */
  actedBy(self: Actor): Promise<string>;
  /** Makes them whoever the words name; `is` absent: nobody is called so, and the card says who there is. */
  become(turn: Turn, words: string): Promise<{ readonly is?: string; readonly card: Card }>;
}

/**
 * Undefined when Teams does not say who it is: then nothing may be done in anybody's name. Throws
 * `sender-not-known-now` where Teams has to be asked and cannot say just now.
 */
export async function readTurn(
  ports: Pick<Ports, 'store' | 'log' | 'clock' | 'timeZone'>,
  context: TurnContext,
  { adapter, demo }: { readonly adapter: TeamsAdapter; readonly demo?: Demo | undefined },
): Promise<Turn | undefined> {
  const { activity } = context;
  const [tenantId, objectId] = [tenantOf(activity), activity.from?.aadObjectId?.toLowerCase()];
  if (!tenantId || !objectId) return undefined;
  const where = whereOf(activity);
  const { store } = ports;
  const [plan, seen] = await Promise.all([
    currentPlan(store, tenantId),
    persons(store).find(tenantId, objectId),
  ]);
  const teams = { tenantId, personId: objectId };
  const askTeams = where === 'personal' ? () => principalNameOf(ports, context, adapter) : undefined;
  const self = await identityIn(plan, ports, teams, seen?.principal, askTeams);
  const personId = demo ? await demo.actedBy({ tenantId, personId: self }) : self;
  const actor = { tenantId, personId };
  const known = personId === objectId ? seen : await persons(store).find(tenantId, personId);
  const isReached = where === 'personal' && known?.unreachable && !isRemoval(activity);
  // Before it is kept that they can be reached: if it ends in between, the next turn asks.
  const isReachedAgain = isReached && plan ? await askWhoIsReached(ports, plan, actor) : false;
  const place = { conversationId: activity.conversation.id, serviceUrl: activity.serviceUrl };
  const record = where === 'personal' ? await rememberPerson(ports, actor, place, known) : known;
  const channelId = where === 'channel' ? channelOf(activity) : undefined;
  return {
    actor,
    plan,
    record,
    ...readingIn(languageOf(plan, record, personId, activity.locale), { plan, clock: ports.clock }),
    timeZone: ports.timeZone,
    where,
    channelId,
    conversationId: activity.conversation.id,
    demo,
    self: self === personId ? undefined : self,
    isReachedAgain,
  };
}

/** The app was taken away, which shows the opposite of being reached. */
export function isRemoval({ type, action }: Activity): boolean {
  return type === 'installationUpdate' && String(action).startsWith('remove');
}

/**
 * Once in a person's life; a Teams that does not say is asked again at the next turn. Whoever waits for an answer is
 * told that it could not say, and not that they are nobody.
 */
async function principalNameOf(
  { log }: Pick<Ports, 'log'>,
  context: TurnContext,
  adapter: TeamsAdapter,
): Promise<string | undefined> {
  try {
    return (await adapter.sender(context)).userPrincipalName ?? '';
  } catch (thrown) {
    if (!(thrown instanceof TeamsRefused)) throw thrown;
    log.warn({ event: 'member-unknown', error: thrown.message }, 'Teams did not say who somebody is.');
    const { type } = context.activity;
    if (thrown.saysNothing && (type === 'message' || type === 'invoke'))
      throw new RoderError('sender-not-known-now', 'Teams cannot say just now who somebody is.', {
        cause: thrown,
      });
    return undefined;
  }
}

export function tenantOf(activity: Activity): string | undefined {
  const { tenantId } = activity.conversation ?? {};
  const said: unknown = (activity.channelData as ChannelData | undefined)?.tenant?.id ?? tenantId;
  return typeof said === 'string' ? said.toLowerCase() : undefined;
}

/** The compose box is in somebody else's conversation, even where Teams calls that one personal. */
function whereOf({ conversation, name = '' }: Activity): Turn['where'] {
  if (name.startsWith('composeExtension/')) return 'group';
  if (conversation.conversationType === 'channel') return 'channel';
  return conversation.conversationType === 'groupChat' || conversation.isGroup ? 'group' : 'personal';
}

/** Who asks, who can read the answer where it is given, and what the turn has read. */
export function askerOf({ actor, plan, language, where, channelId }: Turn) {
  const place: Where =
    where === 'channel' ? { kind: 'channel', channelId: channelId ?? '' } : { kind: where };
  return { actor, plan, language, where: place };
}

function channelOf({ channelData, conversation }: Activity): string | undefined {
  const { channel } = (channelData ?? {}) as ChannelData;
  const id = channel?.id ?? conversation.id.split(';')[0]!;
  return isDocumentId(id) ? id : undefined;
}

interface ChannelData {
  readonly tenant?: { readonly id?: string };
  readonly channel?: { readonly id?: string };
  readonly team?: { readonly id?: string };
}
