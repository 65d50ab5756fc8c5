import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '../../test/support/at-end.ts';
import type { ConnectorRequest, Misbehaviour } from '../../test/support/connector-faults.ts';

/**
 * A Bot Connector that only counts, so that no figure waits for it; the tests' own records everything. Accepts every
 * message, or refuses as told by `misbehave`.
 */
export class PlainConnector {
  /** Number of messages accepted, by conversation. */
  readonly taken = new Map<string, number>();
  /** When each was accepted, in milliseconds of `performance.now`. */
  readonly times: number[] = [];
  refused = 0;
  /** The body of the last message accepted. */
  lastBody = '';
  misbehave: Misbehaviour = () => undefined;
  readonly #server = createServer((request, response) => this.#serve(request, response));

  static async start(): Promise<PlainConnector> {
    const connector = new PlainConnector();
    await new Promise<void>((resolve) => connector.#server.listen(0, '127.0.0.1', resolve));
    atEnd(() => {
      connector.#server.close();
      connector.#server.closeAllConnections();
    });
    return connector;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/teams/`;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.#answer(request, response, chunks));
  }

  #answer({ url = '', method = '' }: IncomingMessage, response: ServerResponse, chunks: Buffer[]): void {
    const target = decodeURIComponent(/conversations\/([^/?]+)/u.exec(url)?.[1] ?? '');
    const operation = method === 'PUT' ? 'update' : 'send';
    const fault = this.misbehave({ operation, target, method, path: url } as ConnectorRequest);
    const json = { 'Content-Type': 'application/json' };
    if (fault && 'status' in fault) {
      this.refused += 1;
      response.writeHead(fault.status, { ...json, ...fault.headers });
      response.end(JSON.stringify(fault.body));
      return;
    }
    this.times.push(performance.now());
    this.taken.set(target, (this.taken.get(target) ?? 0) + 1);
    this.lastBody = Buffer.concat(chunks).toString();
    response.writeHead(201, json);
    response.end(`{"id":"${1_700_000_000_000 + this.times.length}"}`);
  }
}
