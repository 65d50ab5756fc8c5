import { setTimeout as wait } from 'node:timers/promises';
import { asError } from '../base/errors.ts';
import type { Log, Metrics, Tracing } from '../base/ports.ts';
import type { TelemetryConfig } from '../config.ts';

export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Loads the exporters; nothing is measured before that. A failure is only logged: Roder works without telemetry. */
  load(): Promise<void>;
  /** Flushes what has not been sent. */
  stop(): Promise<void>;
}

export interface Sender {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  stop(): Promise<void>;
}

/** A platform that stops Roder does not wait for ever. */
const lastWordsMs = 5000;

/**
 * Metrics and traces, if configured. OpenTelemetry takes longer to load than the rest of Roder, so it is loaded only
 * once Roder listens, and not at all without a destination.
 */
export function createTelemetry(
  config: TelemetryConfig | undefined,
  known: { readonly log: Log; readonly instance: string },
): Telemetry | undefined {
  if (!config) return undefined;
  const { log } = known;
  let sender: Sender | undefined;
  return {
    metrics: { record: (...said) => sender?.metrics.record(...said) },
    tracing: {
      step: (name, attributes, work) =>
        sender ? sender.tracing.step(name, attributes, work) : work(() => undefined),
    },
    async load() {
      try {
        const { startSending } = await import('./open-telemetry.ts');
        sender = await startSending(config, known);
        log.info(
          { event: 'telemetry-on', azureMonitor: !!config.connectionString, otlp: !!config.otlpEndpoint },
          'Metrics and traces are sent.',
        );
      } catch (thrown) {
        log.error({ event: 'telemetry-failed', error: asError(thrown).message }, 'Nothing is measured.');
      }
    },
    async stop() {
      const stopped = sender?.stop().catch((thrown: unknown) => {
        log.warn({ event: 'telemetry-lost', error: asError(thrown).message }, 'The last was not sent.');
      });
      await Promise.race([stopped, wait(lastWordsMs, undefined, { ref: false })]);
    },
  };
}
