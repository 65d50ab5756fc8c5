import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../base/document-store.ts';
import { asError } from '../../base/errors.ts';
import type { UnreachableReason } from '../../base/messenger.ts';
import { localDate } from '../../calendar/instants.ts';
import type { AppConfig, Config, LanguageModelConfig } from '../../config.ts';
import { koladaHealth } from '../../kolada/fetch-step.ts';
import { formatStoredDate } from '../../language/dates.ts';
import { type Language, say, translator } from '../../language/language.ts';
import { createLanguageModel } from '../../language-model/azure-openai.ts';
import { isSendingHeld } from '../../messages/restore-hold.ts';
import { unreachedWords } from '../../messages/send-log-words.ts';
import { channelsOf } from '../../people/channel.ts';
import { type PersonReach, reachability } from '../../people/reachability.ts';
import type { Plan } from '../../plan/plan-index.ts';
import { currentPlan } from '../../plan/plan-store.ts';
import { daysSinceBackup } from '../../schedule/daily-backup.ts';
import { secretExpiry } from '../../secret-expiry.ts';

/**
 * One finding of the doctor. `wrong`: Roder does not work, or some people cannot be reached, until somebody acts;
 * `soon`: it will come to that if nobody does. `key` is a text under `doctor`, and `key` + `Next` is the next step.
 */
export interface Finding {
  readonly state: 'well' | 'soon' | 'wrong';
  readonly key: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * Whether the latest post to each of leadership's channels was delivered. Undefined: there is no plan, which is already
 * reported.
 */
export async function checkChannels(
  store: DocumentStore,
  tenantId: string,
  language: Language,
): Promise<Finding | undefined> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return undefined;
  const all = await channelsOf(store, tenantId, plan);
  if (all.length === 0) return { state: 'well', key: 'channelsNone', values: { tenantId } };
  const named = (some: typeof all) => some.map(({ channel }) => say(channel.name, language)).join(', ');
  const unreached = all.flatMap(({ channel, record }) => {
    if (!record?.unreached) return [];
    return `${say(channel.name, language)} (${unreachedWords(record.unreached.reason, language).why})`;
  });
  if (unreached.length > 0)
    return { state: 'wrong', key: 'channelsUnreached', values: { tenantId, channels: unreached.join('; ') } };
  const unmet = all.filter(({ record }) => !record?.serviceUrl);
  const values = { tenantId, channels: named(unmet.length > 0 ? unmet : all) };
  return { state: 'well', key: unmet.length > 0 ? 'channelsUnknown' : 'channelsGood', values };
}

/**
 * Clock deviation in seconds: beyond `wrong` tokens are refused, and reminders go out at other times than announced.
 */
const allowed = { wrong: 300, soon: 30 } as const;

export interface ClockCheck {
  /** The server to compare this machine's clock with. */
  readonly url: string;
  readonly now: () => Temporal.Instant;
}

/** Every HTTP response, even a refusal, carries the server's time. */
export async function checkClock({ url, now }: ClockCheck): Promise<Finding> {
  const { host } = new URL(url);
  try {
    const before = now();
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return { state: 'soon', key: 'clockUnknown', values: { host, reason: '–' } };
    return judged(secondsApart(theirs, before, now()), host);
  } catch (error) {
    const { message, cause } = asError(error);
    const reason = cause instanceof Error ? cause.message : message;
    return { state: 'soon', key: 'clockUnknown', values: { host, reason } };
  }
}

/**
 * The smallest deviation that fits: the response was made between request and arrival, and its time is truncated to
 * whole seconds.
 */
function secondsApart(theirs: number, asked: Temporal.Instant, heard: Temporal.Instant): number {
  const ahead = (asked.epochMilliseconds - (theirs + 1000)) / 1000;
  const behind = (theirs - heard.epochMilliseconds) / 1000;
  return Math.round(Math.max(ahead, behind, 0));
}

function judged(seconds: number, host: string): Finding {
  const values = { host, count: seconds };
  if (seconds > allowed.wrong) return { state: 'wrong', key: 'clockWrong', values };
  if (seconds > allowed.soon) return { state: 'soon', key: 'clockSoon', values };
  return { state: 'well', key: 'clockGood', values };
}

/** Whether an SQLite store is backed up every day; Cosmos DB does that itself. */
export async function checkBackup(config: Config, now: Temporal.Instant): Promise<Finding | undefined> {
  if (config.store.kind !== 'sqlite' || config.mode === 'demo') return undefined;
  if (!config.backup) return { state: 'soon', key: 'backupNone' };
  const { folder } = config.backup;
  const days = await daysSinceBackup(folder, localDate(now, config.timeZone));
  if (days === undefined) return { state: 'wrong', key: 'backupMissing', values: { folder } };
  const values = { folder, count: days };
  return days > 1
    ? { state: 'wrong', key: 'backupOld', values }
    : { state: 'well', key: 'backupGood', values };
}

/** Whether a restored store still waits for the operator. */
export async function checkHold(store: DocumentStore, tenantId: string): Promise<Finding | undefined> {
  return (await isSendingHeld(store, tenantId))
    ? { state: 'wrong', key: 'restoreHeld', values: { tenantId } }
    : undefined;
}

/** Whether the language model answers, asked about nothing. Undefined: there is none. */
export async function checkLanguageModel(
  model: LanguageModelConfig | undefined,
): Promise<Finding | undefined> {
  if (!model) return undefined;
  const values = { deployment: model.deployment, host: URL.parse(model.endpoint)?.host };
  try {
    await createLanguageModel(model).choose({
      question: 'hej',
      intents: [{ id: 'small-talk', name: 'greetings' }],
      subjects: [],
    });
    return { state: 'well', key: 'modelGood', values };
  } catch {
    return { state: 'soon', key: 'modelSilent', values };
  }
}

/** The result of the running service's latest fetch from Kolada. Makes no request to Kolada. */
export async function checkKolada(
  store: DocumentStore,
  tenantId: string,
  { config, language }: { readonly config: Config; readonly language: Language },
): Promise<Finding> {
  const health = await koladaHealth({ store }, tenantId);
  const { wanted: count, problem, unknown, group, finishedAt } = health;
  const day = (at: string) => formatStoredDate(at, config.timeZone, language);
  if (!config.koladaUrl || count === 0) return { state: 'well', key: 'koladaNone', values: { tenantId } };
  if (problem) {
    const what = translator(language)(`kolada.problem.${problem.code}`);
    return { state: 'soon', key: 'koladaProblem', values: { tenantId, what, date: day(problem.since) } };
  }
  if (unknown.length > 0)
    return { state: 'soon', key: 'koladaUnknown', values: { tenantId, ids: unknown.join(', ') } };
  if (!finishedAt) return { state: 'well', key: 'koladaNotYet', values: { tenantId, count } };
  if (group && !group.found)
    return { state: 'soon', key: 'koladaNoGroup', values: { tenantId, group: group.wanted } };
  return { state: 'well', key: 'koladaGood', values: { tenantId, count, date: day(finishedAt) } };
}

/**
 * The people Teams has refused messages to, by role, since Roder stores no names. The same as the administrator sees in
 * the chat.
 */
export async function checkPeople(
  store: DocumentStore,
  tenantId: string,
  language: Language,
): Promise<Finding> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return { state: 'wrong', key: 'planNone', values: { tenantId } };
  const all = await reachability({ store }, tenantId);
  const count = all.length;
  const known = all.filter(({ reach }) => reach === 'installed').length;
  const refused = all.filter(({ reach }) => reach !== 'installed' && reach !== 'never-seen');
  if (refused.length === 0) {
    const values = { tenantId, count, known, unknown: count - known };
    return { state: 'well', key: known === count ? 'peopleGood' : 'peopleUnknown', values };
  }
  const who = refused.map((one) => describe(one, plan, language)).join('; ');
  return { state: 'wrong', key: 'peopleRefused', values: { tenantId, count: refused.length, who } };
}

function describe({ personId, roleIds, reach }: PersonReach, plan: Plan, language: Language): string {
  const roles = roleIds.flatMap((id) => plan.role(id) ?? []).map(({ name }) => say(name, language));
  const why = translator(language)(`doctor.reason.${reach as UnreachableReason}`);
  return `${roles.join(', ') || personId} (${why})`;
}

const found = {
  none: { state: 'well', key: 'secretNone' },
  unknown: { state: 'soon', key: 'secretUnknown' },
  enough: { state: 'well', key: 'secretGood' },
  month: { state: 'soon', key: 'secretMonth' },
  week: { state: 'soon', key: 'secretWeek' },
  day: { state: 'wrong', key: 'secretDay' },
  expired: { state: 'wrong', key: 'secretExpired' },
} as const satisfies Record<string, Finding>;

export function checkSecret(app: AppConfig | undefined, now: Temporal.Instant, zone: string): Finding {
  const expiry = secretExpiry(app, now, zone);
  const finding = found[expiry.left];
  return 'date' in expiry ? { ...finding, values: { date: expiry.date, count: expiry.days } } : finding;
}

/** Checks the database, its container, partition key, indexing and consistency, and Roder's permissions. */
export async function checkStore(open: () => Promise<DocumentStore>): Promise<{
  readonly finding: Finding;
  /** Only if it can be used; the caller closes it. */
  readonly store?: DocumentStore;
}> {
  try {
    const store = await open();
    const health = await store.check();
    if (health.ok) return { finding: { state: 'well', key: 'storeGood' }, store };
    await store.close();
    return { finding: wrong(health.problem) };
  } catch (error) {
    return { finding: wrong(asError(error).message) };
  }
}

function wrong(problem: string): Finding {
  return { state: 'wrong', key: 'storeWrong', values: { problem } };
}
