import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Operation =
  | 'create'
  | 'send'
  | 'reply'
  | 'update'
  | 'delete'
  | 'members'
  | 'member'
  | 'team'
  | 'channels'
  | 'unknown';

/** One call from the bot to the connector. */
export interface ConnectorRequest {
  /** 1 and upwards, in order of arrival. */
  readonly number: number;
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  /** The conversation or team addressed; for `create`, the member or channel that it is for. */
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** The status the bot got, `none` where the answer hung or was dropped, undefined while under way. */
  answered?: number | 'none';
}

/** What the connector answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Teams has the message all the same: a 502 or 504 from a gateway in front of it. */
  readonly delivered?: boolean;
}

export type Fault =
  | Answer
  | { readonly hang: true; readonly delivered?: boolean }
  /** The connection is cut: before Teams took the request, or after, so that only the answer is lost. */
  | { readonly drop: 'before' | 'after' }
  | { readonly delayMs: number };

/** Decides per request what goes wrong; undefined: nothing does. */
export type Misbehaviour = (request: ConnectorRequest) => Fault | undefined;

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

/** What Teams answers, in its own words and shapes (Microsoft's "Status codes from bot conversational APIs"). */
export const teamsRefusals = {
  badSyntax: () => refusal(400, 'BadSyntax', 'Incorrect conversation creation parameters'),
  botNotRegistered: () => refusal(401, 'BotNotRegistered', 'No registration found for this bot.'),
  notInstalled: () =>
    refusal(403, 'ForbiddenOperationException', "The bot is not installed in user's personal scope"),
  notInRoster: () =>
    refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  blockedByUser: () =>
    refusal(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
  disabledByAdmin: () => refusal(403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot'),
  notEnoughPermissions: () =>
    refusal(403, 'NotEnoughPermissions', 'The bot does not have enough permissions for this operation.'),
  /** Unlike the others: no `error` object, and the code that matters is JSON inside the message. */
  writesBlocked: (): Answer => ({
    status: 403,
    body: {
      errorCode: 209,
      message:
        '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked from message writes.",\r\n' +
        '  "errorCode": null,\r\n  "errorSubCode": null\r\n}',
    },
  }),
  conversationNotFound: () => refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  /** What Teams has also answered to a change of a message that was deleted (BotFramework-Services#269). */
  serviceErrorUnknown: () => refusal(403, 'ServiceError', 'Unknown'),
  activityNotFound: () =>
    refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.'),
  memberNotFound: () =>
    refusal(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.'),
  preconditionFailed: () => refusal(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  tooBig: () => refusal(413, 'MessageSizeTooBig', 'Message size too large.'),
  throttled: (retryAfterSeconds?: number): Answer => ({
    ...refusal(429, 'Throttled', 'Too many requests.'),
    headers: retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
  }),
  serviceError: (status: 500 | 502 | 503 | 504 = 500) => refusal(status, 'ServiceError', 'Unknown'),
};

/** What passes by itself: each may be tried again. */
const passingFaults: readonly Fault[] = [
  teamsRefusals.throttled(1),
  teamsRefusals.throttled(),
  teamsRefusals.preconditionFailed(),
  teamsRefusals.serviceError(502),
  teamsRefusals.serviceError(503),
  teamsRefusals.serviceError(504),
  { drop: 'before' },
  { drop: 'after' },
  { ...teamsRefusals.serviceError(504), delivered: true },
];

/**
 * Faults by chance, at `rate` (0 to 1) of all requests. The same seed gives the same faults whatever order
 * parallel requests arrive in: chance is drawn per operation, target and how many times it was asked.
 */
export function randomFaults(seed: string | number, rate: number, faults = passingFaults): Misbehaviour {
  const asked = new Map<string, number>();
  return (request) => {
    const key = `${request.operation} ${request.target}`;
    const time = (asked.get(key) ?? 0) + 1;
    asked.set(key, time);
    if (draw(`${seed} whether ${key} ${time}`) >= rate) return undefined;
    return faults[Math.floor(draw(`${seed} which ${key} ${time}`) * faults.length)];
  };
}

/** The first `count` requests of these operations fail so, the rest succeed. */
export function firstTimes(
  count: number,
  fault: Fault,
  operations: readonly Operation[] = ['create', 'send', 'reply', 'update'],
): Misbehaviour {
  let left = count;
  return (request) => (operations.includes(request.operation) && left-- > 0 ? fault : undefined);
}

/** A number in [0, 1) that depends on the key alone. */
function draw(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
}

export interface RateLimit {
  /** Sends, updates and creations within any one second, all conversations together. */
  readonly perSecond?: number;
  /** The same in one conversation. */
  readonly perConversationPerSecond?: number;
  /** Milliseconds; a test may give its own clock. */
  readonly now?: () => number;
}

/** Answers 429 with Retry-After past the limit. Refused requests do not count against it. */
export function limitRate({ perSecond, perConversationPerSecond, now }: RateLimit): Misbehaviour {
  const clock = now ?? (() => performance.now());
  const everybody = new SlidingSecond(perSecond ?? Number.POSITIVE_INFINITY);
  const conversations = new Map<string, SlidingSecond>();
  return (request) => {
    if (!['create', 'send', 'reply', 'update'].includes(request.operation)) return undefined;
    const conversation =
      conversations.get(request.target) ??
      new SlidingSecond(perConversationPerSecond ?? Number.POSITIVE_INFINITY);
    conversations.set(request.target, conversation);
    const time = clock();
    if (everybody.isFull(time) || conversation.isFull(time)) return teamsRefusals.throttled(1);
    everybody.admit(time);
    conversation.admit(time);
    return undefined;
  };
}

class SlidingSecond {
  readonly #limit: number;
  #admitted: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  isFull(now: number): boolean {
    this.#admitted = this.#admitted.filter((time) => now - time < 1000);
    return this.#admitted.length >= this.#limit;
  }

  admit(now: number): void {
    this.#admitted.push(now);
  }
}
