import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { TelemetryConfig } from '../config.ts';

export interface Exporters {
  readonly metrics: readonly PushMetricExporter[];
  readonly spans: readonly SpanExporter[];
}

/** One pair for each place that is configured; only those are loaded. */
export async function exportersOf(config: TelemetryConfig): Promise<Exporters> {
  const all = await Promise.all([
    ...(config.connectionString ? [azureMonitor(config)] : []),
    ...(config.otlpEndpoint ? [otlp()] : []),
  ]);
  return { metrics: all.flatMap((one) => one.metrics), spans: all.flatMap((one) => one.spans) };
}

/** Nothing is left on the disk, and nothing about the exporter itself goes to Microsoft. */
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

/** The address, headers and the like are read from the OTEL_ variables by the exporters themselves. */
async function otlp(): Promise<Exporters> {
  const [{ OTLPMetricExporter }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/exporter-metrics-otlp-http'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  return { metrics: [new OTLPMetricExporter()], spans: [new OTLPTraceExporter()] };
}
