import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
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
import {
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type Sampler,
  SamplingDecision,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { codeOf } from '../base/errors.ts';
import type { Log, MetricAttributes, Metrics, Tracing } from '../base/ports.ts';
import type { TelemetryConfig } from '../config.ts';
import { instruments } from './instruments.ts';
import type { Sender } from './lazy-telemetry.ts';

export interface Exporters {
  readonly metrics: readonly PushMetricExporter[];
  readonly spans: readonly SpanExporter[];
}

/** One pair of exporters per configured destination; only those are loaded. */
export async function exportersOf(config: TelemetryConfig): Promise<Exporters> {
  const all = await Promise.all([
    ...(config.connectionString ? [azureMonitor(config)] : []),
    ...(config.otlpEndpoint ? [otlp()] : []),
  ]);
  return { metrics: all.flatMap((one) => one.metrics), spans: all.flatMap((one) => one.spans) };
}

/** Writes nothing to disk and sends Microsoft no statistics about the exporter itself. */
async function azureMonitor({ connectionString, clientId }: TelemetryConfig): Promise<Exporters> {
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import(
    '@azure/monitor-opentelemetry-exporter'
  );
  const options = {
    connectionString: connectionString!,
    disableOfflineStorage: true,
    ...(clientId ? { credential: await identity(clientId) } : {}),
  };
  return {
    metrics: [new AzureMonitorMetricExporter(options)],
    spans: [new AzureMonitorTraceExporter(options)],
  };
}

async function identity(clientId: string) {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return new ManagedIdentityCredential({ clientId });
}

/** The exporters themselves read the URL, headers and so on from the OTEL_ variables. */
async function otlp(): Promise<Exporters> {
  const [{ OTLPMetricExporter }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/exporter-metrics-otlp-http'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  return { metrics: [new OTLPMetricExporter()], spans: [new OTLPTraceExporter()] };
}

/** Trace one tick in this many: there are about seventeen thousand a day, and nearly all find nothing to do. */
const oneTickIn = 100;

/** Traces every turn in full; store operations appear only as part of another step. */
export const stepSampler: Sampler = {
  shouldSample(context: Context, traceId: string, name: string) {
    const parent = trace.getSpan(context);
    const taken = parent ? parent.isRecording() : isTaken(traceId, name);
    return { decision: taken ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
  },
  toString: () => 'roder',
};

function isTaken(traceId: string, name: string): boolean {
  if (name === 'roder.store') return false;
  if (name === 'roder.tick') return Number.parseInt(traceId.slice(-8), 16) % oneTickIn === 0;
  return true;
}

/** How often metrics are exported: often enough for a five-minute alert, and no more than that costs. */
const everyMs = 60_000;

/** Implements Roder's two ports with OpenTelemetry. Registers nothing globally, so no library adds its own spans. */
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

/** A failed export is logged like everything else and does no harm. */
function complaintsTo(log: Log) {
  const complain = (message: string) =>
    log.warn({ event: 'telemetry-lost', error: message }, 'Metrics or traces were not sent.');
  return { error: complain, warn: complain, info: complain, debug: complain, verbose: complain };
}

/** A measurement made within a step is also added to the step's span, such as the request units of an operation. */
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
        // Only the code: a message may contain what somebody wrote.
        const code = codeOf(error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
