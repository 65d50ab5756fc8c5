import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from './document-store.ts';
import type { Kolada } from './kolada.ts';
import type { LanguageModel } from './language-model.ts';
import type { Messenger } from './messenger.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** The only source of the current time. `compose.ts` creates it; in demo mode it stands still until moved. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Logs ids and codes only: never people's words, names or cards. */
export interface Log {
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;
}

export type LogFacts = Readonly<Record<string, unknown>>;

/** Metrics for those who operate Roder, under names such as `roder.store.request_charge`. */
export interface Metrics {
  /** Records one measurement. Attributes are codes from a small set: never ids, people or words. */
  record(name: string, value: number, attributes?: MetricAttributes): void;
}

export interface Tracing {
  /** Runs `work` as a step; `note` adds attributes to it. An error is recorded on the step and rethrown. */
  step<T>(name: string, attributes: MetricAttributes, work: (note: Note) => Promise<T>): Promise<T>;
}

export type Note = (attributes: MetricAttributes) => void;

export type MetricAttributes = Readonly<Record<string, string | number | boolean>>;

/**
 * One instance at a time sends a tenant's scheduled messages: Teams limits them all together, and equal instances do not
 * know of each other. It only spares refusals; that nothing is sent twice is up to each message's own claim.
 */
export interface SendingTurn {
  /** Takes the turn or keeps it, asked before each message. False: another instance has it, or had it a moment ago. */
  hold(tenantId: string): Promise<boolean>;
  release(tenantId: string): Promise<void>;
}

/** Everything a use case may reach outside itself. */
export interface Ports {
  readonly store: DocumentStore;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent: metrics are off. */
  readonly metrics?: Metrics | undefined;
  /** Absent: tracing is off. */
  readonly tracing?: Tracing | undefined;
  /** Names this instance in leases, so that the log shows who held what. */
  readonly instance: string;
  /** Absent: Roder runs without Kolada, and nothing is fetched. */
  readonly kolada?: Kolada | undefined;
  /** Absent, as by default: messages are understood by the rules alone. */
  readonly languageModel?: LanguageModel | undefined;
  /** Absent: events go to nobody outside. */
  readonly webhooks?: WebhookSender | undefined;
  /** Absent: no other instance sends. */
  readonly sendingTurn?: SendingTurn | undefined;
  /** Aborted when the service shuts down: start no new work after that. */
  readonly stopping?: AbortSignal | undefined;
  /** Used for plans that name no time zone, and before there is a plan; absent: the default zone. */
  readonly timeZone?: string | undefined;
  /** The URL where people's browsers reach Roder, without a trailing slash; undefined: not configured. */
  readonly publicUrl?: () => string | undefined;
}

/** Who is acting, according to Teams: never taken from card data. */
export interface Actor {
  readonly tenantId: string;
  /** Entra object id. */
  readonly personId: string;
}
