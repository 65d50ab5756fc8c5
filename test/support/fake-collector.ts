import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { atEnd } from './at-end.ts';

export interface SpanSaid {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where metrics and traces are sent: OpenTelemetry's collector and Azure Monitor's ingestion at one address. */
export class FakeCollector {
  /** What came, by path, as text. */
  readonly received: { readonly path: string; readonly text: string; readonly authorization?: string }[] = [];
  /** Refuses everything. */
  isAway = false;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  static async start(): Promise<FakeCollector> {
    const collector = new FakeCollector();
    await new Promise<void>((resolve) => collector.#server.listen(0, '127.0.0.1', resolve));
    atEnd(() => {
      collector.#server.close();
      collector.#server.closeAllConnections();
    });
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get everything(): string {
    return this.received.map(({ text }) => text).join('\n');
  }

  /** Name to the attributes of each series. */
  metrics(): Map<string, Record<string, unknown>[]> {
    const found = new Map<string, Record<string, unknown>[]>();
    for (const metric of this.#otlp('/v1/metrics', 'resourceMetrics', 'scopeMetrics', 'metrics')) {
      const { dataPoints } = metric.histogram ?? metric.sum ?? metric.gauge;
      const series = dataPoints.map(({ attributes }: { attributes: OtlpAttribute[] }) => read(attributes));
      found.set(metric.name, [...(found.get(metric.name) ?? []), ...series]);
    }
    return found;
  }

  spans(): SpanSaid[] {
    return this.#otlp('/v1/traces', 'resourceSpans', 'scopeSpans', 'spans').map((span) => ({
      ...span,
      attributes: read(span.attributes),
    }));
  }

  #otlp(path: string, ...[resources, scopes, items]: [string, string, string]) {
    return this.received
      .filter((one) => one.path === path)
      .flatMap(({ text }) => JSON.parse(text)[resources])
      .flatMap((resource) => resource[scopes])
      .flatMap((scope) => scope[items]);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (this.isAway) {
      response.writeHead(400);
      return void response.end();
    }
    const { authorization } = request.headers;
    this.received.push({ path, text, ...(authorization ? { authorization } : {}) });
    const count = text.split('\n').length;
    const taken = { itemsReceived: count, itemsAccepted: count, errors: [] };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(path.endsWith('/track') ? taken : {}));
  }
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function read(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
