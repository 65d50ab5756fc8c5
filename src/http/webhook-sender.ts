import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup as resolveHost } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { asError, RoderError } from '../base/errors.ts';
import type { SendOutcome } from '../base/messenger.ts';
import type { WebhookPost, WebhookSender } from '../base/webhook-sender.ts';
import type { SendPace } from '../bot/send-pace.ts';

export interface WebhookSenderOptions {
  /** Unix time in seconds, real also in the demo: receivers refuse what is old. */
  readonly now: () => number;
  /** The demo's receivers are on this machine; elsewhere only public addresses are reached, encrypted. */
  readonly mayBeHere: boolean;
  readonly pace?: SendPace | undefined;
  readonly timeoutMs?: number;
  /** Given when the service can wait no longer for an answer. */
  readonly cut?: AbortSignal | undefined;
}

/** Past this, the receiver may or may not have it. */
const usualTimeoutMs = 15_000;

/** Posts events over HTTP, one attempt each. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  return {
    async post(event) {
      const wait = await options.pace?.turn(event.tenantId, event.webhookId);
      if (wait) return { kind: 'retry', reason: 'held-back', afterMs: wait.heldBackMs, notTried: true };
      try {
        return await attempt(event, options);
      } catch (thrown) {
        return outcomeOfError(asError(thrown));
      }
    },
  };
}

/**
 * By the Standard Webhooks convention (standardwebhooks.com): HMAC-SHA256 over id, time and body, one signature a key.
 * Ten lines here; `standardwebhooks` would be three packages that do the same by hand.
 */
export function signatureHeaders(
  { messageId, body, keys }: Pick<WebhookPost, 'messageId' | 'body' | 'keys'>,
  at: number,
) {
  const signed = `${messageId}.${at}.${body}`;
  const signatures = keys.map((key) =>
    createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64'),
  );
  return {
    'webhook-id': messageId,
    'webhook-timestamp': `${at}`,
    'webhook-signature': signatures.map((one) => `v1,${one}`).join(' '),
  };
}

async function attempt(event: WebhookPost, options: WebhookSenderOptions): Promise<SendOutcome> {
  const { mayBeHere, timeoutMs = usualTimeoutMs, cut } = options;
  const url = new URL(event.url);
  // An address that is written as one is looked up by nobody.
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (isIP(host) && isForbidden(host, mayBeHere)) throw privateAddress();
  if (url.protocol !== 'https:' && !mayBeHere) throw privateAddress();
  const end = AbortSignal.timeout(timeoutMs);
  const signal = cut ? AbortSignal.any([end, cut]) : end;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(event.body),
    'User-Agent': 'Roder',
    ...signatureHeaders(event, Math.floor(options.now())),
  };
  // No connection is kept: the next event looks its receiver up anew.
  const sending = send(url, {
    method: 'POST',
    headers,
    signal,
    agent: false,
    lookup: lookupPublic(mayBeHere),
  });
  sending.on('response', resolve);
  sending.on('error', reject);
  sending.end(event.body);
  const response = await promise;
  // What a receiver says is read by nobody.
  response.destroy();
  return outcomeOf(event, response);
}

function outcomeOf({ tenantId, webhookId, messageId }: WebhookPost, response: IncomingMessage): SendOutcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300)
    return { kind: 'sent', message: { tenantId, conversationId: webhookId, activityId: messageId } };
  // A redirect might lead inside: a receiver that has moved is named anew by whoever runs Roder.
  if (status >= 300 && status < 400) return { kind: 'refused', reason: 'redirect' };
  if (status === 410) return { kind: 'refused', reason: '410' };
  if (status === 502 || status === 504) return { kind: 'unknown', reason: `${status}` };
  const afterMs = Number(response.headers['retry-after']) * 1000;
  const isTold = Number.isFinite(afterMs) && afterMs >= 0;
  return { kind: 'retry', reason: `${status}`, ...(isTold ? { afterMs } : {}) };
}

/** Before a byte was sent; any other broken connection leaves the outcome open. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function outcomeOfError(error: Error): SendOutcome {
  if (error instanceof RoderError) return { kind: 'refused', reason: error.code };
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND') return { kind: 'retry', reason: 'no-address' };
  if (neverSent.includes(code) || /CERT|SSL|TLS/u.test(code)) return { kind: 'retry', reason: code };
  return { kind: 'unknown', reason: code || error.name };
}

function privateAddress(): RoderError {
  return new RoderError('private-address', 'Events go to public addresses alone, encrypted.');
}

/** The connection is made to just those addresses that were looked at, whatever the name comes to the next moment. */
function lookupPublic(mayBeHere: boolean): LookupFunction {
  return (host, options, done) => {
    resolveHost(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, '');
      if (found.some(({ address }) => isForbidden(address, mayBeHere))) return done(privateAddress(), '');
      if (options.all) return done(null, found);
      const [{ address, family }] = found as [LookupAddress];
      done(null, address, family);
    });
  };
}

function isForbidden(address: string, mayBeHere: boolean): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (here[family].check(address, family)) return !mayBeHere;
  return closed[family].check(address, family);
}

type Net = readonly [net: string, prefix: number];

/** Each family by itself: in a list of both, `::/3` would hold every address of the other. */
function listsOf(nets: Readonly<Record<'ipv4' | 'ipv6', readonly Net[]>>) {
  const listOf = (family: 'ipv4' | 'ipv6') => {
    const list = new BlockList();
    for (const [net, prefix] of nets[family]) list.addSubnet(net, prefix, family);
    return list;
  };
  return { ipv4: listOf('ipv4'), ipv6: listOf('ipv6') };
}

const here = listsOf({ ipv4: [['127.0.0.0', 8]], ipv6: [['::1', 128]] });

/** Networks that are nobody's in public (IANA's special-purpose registries). */
const closed = listsOf({
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    // Azure's own channel to its machines, though its address is a public one; that of their metadata is the next.
    ['168.63.129.16', 32],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  // Beside what is global unicast nothing is public, nor what has an address of the other family within it.
  ipv6: [
    ['::', 3],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
    ['4000::', 2],
    ['8000::', 1],
  ],
});
