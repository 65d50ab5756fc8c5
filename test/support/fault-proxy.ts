import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request on its way to the server behind. */
export interface ProxiedRequest {
  /** 1 and upwards, in order of arrival. */
  readonly number: number;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What goes wrong with one request. `taken`: the server behind has done it all the same. */
export type ProxyFault =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly taken?: boolean;
    }
  /** The connection is cut. */
  | { readonly drop: true; readonly taken?: boolean }
  /** No answer comes. */
  | { readonly hang: true; readonly taken?: boolean }
  /** It reaches the server only when this resolves, however long its sender has been gone. */
  | { readonly held: Promise<unknown> };

export type Mischief = (request: ProxiedRequest) => ProxyFault | undefined;

export interface FaultProxy {
  readonly url: string;
  /** All that came, in order. */
  readonly requests: ProxiedRequest[];
  /** From now on; without an argument all goes well again. */
  misbehave(mischief?: Mischief): void;
  close(): Promise<void>;
}

/** Stands before an HTTP server and passes everything on, but for what it is told to do wrong. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: ProxiedRequest[] = [];
  const agent = new http.Agent({ keepAlive: true });
  let mischief: Mischief | undefined;
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await received(incoming, requests.length + 1);
    requests.push(request);
    const fault = mischief?.(request);
    const pass = () => passOn({ target, agent, request });
    await (fault ? goWrong(fault, pass, response) : answer(response, await pass()));
  };
  // Either side may hang up in the middle, also while a body is read.
  const server = http.createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    misbehave(next) {
      mischief = next;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function received(incoming: IncomingMessage, number: number): Promise<ProxiedRequest> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const at = performance.now();
  return { number, at, method, path, headers, body: await buffer(incoming) };
}

interface Passed {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
}

function passOn({
  target,
  agent,
  request,
}: {
  target: string;
  agent: http.Agent;
  request: ProxiedRequest;
}): Promise<Passed> {
  const { method, path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = http.request(new URL(path, target), { method, headers, agent }, (incoming) => {
      buffer(incoming).then((read) => resolve({ incoming, body: read }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function goWrong(
  fault: ProxyFault,
  pass: () => Promise<Passed>,
  response: ServerResponse,
): Promise<void> {
  if ('held' in fault) {
    await fault.held;
    return answer(response, await pass());
  }
  if (fault.taken) await pass();
  if ('drop' in fault) response.destroy();
  if ('status' in fault) {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
    response.end(fault.body ?? JSON.stringify({ code: String(fault.status), message: 'made up by a test' }));
  }
}

async function answer(response: ServerResponse, { incoming, body }: Passed): Promise<void> {
  const { 'transfer-encoding': _, connection: __, ...headers } = incoming.headers;
  response.writeHead(incoming.statusCode ?? 502, headers);
  response.end(body);
}
