import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from './document-store.ts';
import type { Kolada } from './kolada.ts';
import type { Messenger } from './messenger.ts';

/** The only way to know what time it is. `compose.ts` makes it; demo mode's stands still until moved. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Ids and codes only: never what people wrote, never a name, never a card. */
export interface Log {
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;
}

export type LogFacts = Readonly<Record<string, unknown>>;

/** Figures for those who run Roder, under names such as `roder.store.request_charge`. */
export interface Metrics {
  /** One measured value. Attributes are codes with few values: never an id, a person or words. */
  record(name: string, value: number, attributes?: MetricAttributes): void;
}

/** What Roder does, step by step, each step with what it is part of. */
export interface Tracing {
  /** Runs `work` as a step; `note` adds to what is said of it. What it throws is noted and thrown on. */
  step<T>(name: string, attributes: MetricAttributes, work: (note: Note) => Promise<T>): Promise<T>;
}

export type Note = (attributes: MetricAttributes) => void;

export type MetricAttributes = Readonly<Record<string, string | number | boolean>>;

/** Everything a use case may reach outside itself. */
export interface Ports {
  readonly store: DocumentStore;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent: nobody measures. */
  readonly metrics?: Metrics | undefined;
  /** Absent: nobody follows the steps. */
  readonly tracing?: Tracing | undefined;
  /** Names this instance in leases, so that a log tells who held what. */
  readonly instance: string;
  /** Absent: Roder is without it, and nothing is fetched. */
  readonly kolada?: Kolada | undefined;
  /** Given when the service is to end: nothing new is begun. */
  readonly stopping?: AbortSignal | undefined;
  /** For plans that name no zone, and before there is a plan; absent: the usual one. */
  readonly timeZone?: string | undefined;
  /** Where people's browsers reach Roder, without a slash at its end; undefined: nobody has said. */
  readonly publicUrl?: () => string | undefined;
}

/** Who acts: as Teams says, never as a card claims. */
export interface Actor {
  readonly tenantId: string;
  /** Entra object id. */
  readonly personId: string;
}
