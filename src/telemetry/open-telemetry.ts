import { AsyncLocalStorage } from 'node:async_hooks';
import {
  DiagLogLevel,
  diag,
  type Meter,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { RoderError } from '../base/errors.ts';
import type { Log, MetricAttributes, Metrics, Tracing } from '../base/ports.ts';
import type { TelemetryConfig } from '../config.ts';
import { exportersOf } from './exporters.ts';
import { instruments } from './instruments.ts';
import type { Sender } from './lazy-telemetry.ts';
import { stepSampler } from './step-sampler.ts';

/** How often metrics are sent: what an alert of five minutes needs, and no more to pay for. */
const everyMs = 60_000;

/** OpenTelemetry behind Roder's two ports. Nothing is registered globally: no library adds anything of its own. */
export async function startSending(
  config: TelemetryConfig,
  { log, instance }: { log: Log; instance: string },
): Promise<Sender> {
  diag.setLogger(complaintsTo(log), DiagLogLevel.ERROR);
  const exporters = await exportersOf(config);
  const resource = resourceFromAttributes({ 'service.name': 'roder', 'service.instance.id': instance });
  const exportIntervalMillis = Number(process.env.OTEL_METRIC_EXPORT_INTERVAL) || everyMs;
  const meters = new MeterProvider({
    resource,
    readers: exporters.metrics.map(
      (exporter) => new PeriodicExportingMetricReader({ exporter, exportIntervalMillis }),
    ),
  });
  const tracers = new BasicTracerProvider({
    resource,
    sampler: stepSampler,
    spanProcessors: exporters.spans.map((exporter) => new BatchSpanProcessor(exporter)),
  });
  const current = new AsyncLocalStorage<Span>();
  return {
    metrics: metricsOn(meters.getMeter('roder'), () => current.getStore()),
    tracing: tracingOn(tracers.getTracer('roder'), current),
    async stop() {
      await Promise.all([meters.shutdown(), tracers.shutdown()]);
    },
  };
}

/** What cannot be sent is told like everything else, and harms nothing. */
function complaintsTo(log: Log) {
  const complain = (message: string) =>
    log.warn({ event: 'telemetry-lost', error: message }, 'Metrics or traces were not sent.');
  return { error: complain, warn: complain, info: complain, debug: complain, verbose: complain };
}

/** What is measured within a step also stands on the step: an operation's request units, say. */
function metricsOn(meter: Meter, currentStep: () => Span | undefined): Metrics {
  const made = new Map<string, (value: number, attributes?: MetricAttributes) => void>();
  return {
    record(name, value, attributes) {
      const record = made.get(name) ?? recorderOf(meter, name);
      made.set(name, record);
      record(value, attributes);
      currentStep()?.setAttribute(name, value);
    },
  };
}

function recorderOf(meter: Meter, name: string) {
  const { kind, ...options } = instruments[name] ?? { kind: 'histogram' };
  if (kind === 'counter') {
    const counter = meter.createCounter(name, options);
    return (value: number, attributes?: MetricAttributes) => counter.add(value, attributes);
  }
  const instrument =
    kind === 'gauge' ? meter.createGauge(name, options) : meter.createHistogram(name, options);
  return (value: number, attributes?: MetricAttributes) => instrument.record(value, attributes);
}

function tracingOn(tracer: Tracer, current: AsyncLocalStorage<Span>): Tracing {
  return {
    async step(name, attributes, work) {
      const parent = current.getStore();
      const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes }, context);
      try {
        return await current.run(span, () => work((more) => void span.setAttributes(more)));
      } catch (error) {
        // The code alone: a message may hold what somebody wrote.
        const code = error instanceof RoderError ? error.code : 'unknown';
        span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
