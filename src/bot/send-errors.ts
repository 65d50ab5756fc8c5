import { RoderError } from '../base/errors.ts';
import type { SendOutcome, UnreachableReason } from '../base/messenger.ts';

/**
 * Teams' answers told apart (status codes of its bot conversation API): what is worth another try, what
 * means that the person cannot be written to, and what is ours to mend.
 */
export function outcomeOfError(error: unknown): SendOutcome {
  if (error instanceof HeldBack)
    return { kind: 'retry', reason: error.code, afterMs: error.afterMs, notTried: true };
  if (error instanceof RoderError && error.code === 'not-met')
    return { kind: 'unreachable', reason: 'not-installed', detail: error.code };
  const { statusCode, code, retryAfterMs, network } = factsOf(error);
  const reason = [statusCode, code].filter(Boolean).join(' ') || 'no-answer';
  const unreachable = unreachableReason(statusCode, code);
  if (unreachable) return { kind: 'unreachable', reason: unreachable, detail: reason };
  if (statusCode === 429 || statusCode === 412 || statusCode === 503) {
    return { kind: 'retry', reason, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
  }
  if (code === 'service-host-refused') return { kind: 'refused', reason };
  if (network === 'never-sent') return { kind: 'retry', reason };
  if (network || statusCode === 502 || statusCode === 504 || statusCode === 408)
    return { kind: 'unknown', reason };
  return { kind: 'refused', reason };
}

/**
 * The same of a change to a message. Of one that was deleted Teams has said 404 with codes of several kinds, also
 * that of a conversation that is gone, and 403 `ServiceError` (microsoft/BotFramework-Services#269).
 */
export function outcomeOfUpdateError(error: unknown): SendOutcome {
  const { statusCode, code } = factsOf(error);
  const outcome = outcomeOfError(error);
  const isGone = statusCode === 404 || (statusCode === 403 && code === 'ServiceError');
  return isGone ? { kind: 'message-gone', reason: [statusCode, code].filter(Boolean).join(' ') } : outcome;
}

/** Not asked of Teams at all, to keep to its limits or since the service is ending. */
class HeldBack extends RoderError {
  readonly afterMs: number;

  constructor(afterMs: number) {
    super('held-back', `The request is held back for ${afterMs} ms.`);
    this.afterMs = afterMs;
  }
}

/** The person has never been in a chat with Roder, and Teams makes none by what is known of them. */
export function notMet(): RoderError {
  return new RoderError(
    'not-met',
    'The person has not had the app yet, and the plan does not name an object id.',
  );
}

export function heldBack(afterMs: number): RoderError {
  return new HeldBack(afterMs);
}

/** Whether Teams refused for the sake of its limits, and for how long. */
export function refusedFor(error: unknown): { readonly retryAfterMs: number | undefined } | undefined {
  const { statusCode, retryAfterMs } = factsOf(error);
  return statusCode === 429 ? { retryAfterMs } : undefined;
}

/** Teams does not know the conversation: nothing has been sent to it. */
export function isGone(error: unknown): boolean {
  const { statusCode, code } = factsOf(error);
  return statusCode === 404 && code === 'ConversationNotFound';
}

const unreachableCodes: Readonly<Record<string, UnreachableReason>> = {
  BotNotInConversationRoster: 'not-installed',
  ForbiddenOperationException: 'not-installed',
  NotEnoughPermissions: 'not-installed',
  MessageWritesBlocked: 'blocked',
  ConversationBlockedByUser: 'blocked',
  BotDisabledByAdmin: 'disabled-by-admin',
  ConversationNotFound: 'gone',
};

function unreachableReason(
  statusCode: number | undefined,
  code: string | undefined,
): UnreachableReason | undefined {
  if (statusCode !== 403 && statusCode !== 404) return undefined;
  return unreachableCodes[code ?? ''] ?? (statusCode === 403 ? 'not-installed' : 'gone');
}

/** Errors before a byte was sent; any other broken connection leaves the outcome open. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'no-service-url'];

function factsOf(error: unknown) {
  const { statusCode, code, details, response, message } = (error ?? {}) as RestErrorLike;
  const retryAfter = Number(response?.headers?.get('retry-after'));
  const subCode = details?.errorCode === 209 ? subCodeOf(details.message ?? message) : undefined;
  return {
    statusCode,
    code: subCode ?? code ?? details?.error?.code,
    retryAfterMs: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : undefined,
    network: statusCode ? undefined : neverSent.includes(code ?? '') ? 'never-sent' : 'open',
  };
}

/** A blocked chat says so in a JSON text inside the message. */
function subCodeOf(message: string | undefined): string {
  return /"subCode"\s*:\s*"(\w+)"/u.exec(message ?? '')?.[1] ?? 'MessageWritesBlocked';
}

interface RestErrorLike {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: {
    readonly errorCode?: number;
    readonly message?: string;
    readonly error?: { readonly code?: string };
  };
  readonly response?: { readonly headers?: { get(name: string): string | undefined | null } };
}
