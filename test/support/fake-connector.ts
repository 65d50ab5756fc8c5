import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Answer, type ConnectorRequest, type Misbehaviour, teamsRefusals } from './connector-faults.ts';
import { connectorRoutes, type Route, targetOf } from './connector-routes.ts';
import type { JsonObject, TeamsConversations } from './teams-conversations.ts';

/** About what Teams takes, in UTF-16 bytes with everything. */
const LARGEST_ACTIVITY = 100 * 1024;

/** The HTTP face of the fake: reads a request, lets it go wrong as asked, answers and records. */
export class FakeConnector {
  readonly requests: ConnectorRequest[] = [];
  /** The conversations in which the bot has shown that it is writing: no message, and of none of what is counted. */
  readonly typingIn: string[] = [];
  misbehaviours: readonly Misbehaviour[] = [];
  readonly #conversations: TeamsConversations;
  readonly #server: Server;
  readonly #watchers = new Set<() => void>();
  readonly #delays = new Set<NodeJS.Timeout>();

  constructor(conversations: TeamsConversations) {
    this.#conversations = conversations;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    // An idle connection is left open: closed at the very moment it is used again, it would be a fault nobody asked for.
    this.#server.keepAliveTimeout = 0;
  }

  /** Ends with a slash, as Teams' own does. */
  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/teams/`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Cuts what still hangs. */
  close(): Promise<void> {
    for (const delay of this.#delays) clearTimeout(delay);
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** `watcher` is called after each request is dealt with; the function returned ends that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.serviceUrl);
    const body = parsed(await text(incoming));
    const { route, ids } = findRoute(incoming.method ?? '', url.pathname);
    if (body.type === 'typing') {
      this.typingIn.push(targetOf(ids, body));
      response.writeHead(202, { 'Content-Type': 'application/json' });
      return void response.end('{}');
    }
    const request: ConnectorRequest = {
      number: this.requests.length + 1,
      operation: route?.operation ?? 'unknown',
      method: incoming.method ?? '',
      path: url.pathname,
      target: targetOf(ids, body),
      body,
      headers: incoming.headers,
    };
    this.requests.push(request);
    const { conversations, serviceUrl } = { conversations: this.#conversations, serviceUrl: this.serviceUrl };
    const answer = () =>
      route?.answer({ conversations, serviceUrl, ids, query: url.searchParams, body }) ?? { status: 404 };
    await this.#answerOrFail(request, response, () => (isTooBig(body) ? teamsRefusals.tooBig() : answer()));
    for (const watcher of this.#watchers) watcher();
  }

  async #answerOrFail(
    request: ConnectorRequest,
    response: ServerResponse,
    answer: () => Answer,
  ): Promise<void> {
    const fault = this.#faultFor(request);
    if (fault && 'delayMs' in fault) await this.#delay(fault.delayMs);
    if (!fault || 'delayMs' in fault) {
      reply(request, response, answer());
    } else if ('drop' in fault) {
      request.answered = 'none';
      if (fault.drop === 'after') answer();
      response.destroy();
    } else {
      if (fault.delivered) answer();
      if ('status' in fault) reply(request, response, fault);
      else request.answered = 'none';
    }
  }

  #faultFor(request: ConnectorRequest) {
    for (const misbehaviour of this.misbehaviours) {
      const fault = misbehaviour(request);
      if (fault) return fault;
    }
    return undefined;
  }

  #delay(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#delays.delete(timer);
        resolve();
      }, milliseconds);
      this.#delays.add(timer);
    });
  }
}

function reply(request: ConnectorRequest, response: ServerResponse, { status, headers, body }: Answer): void {
  request.answered = status;
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function findRoute(method: string, path: string): { route: Route | undefined; ids: string[] } {
  for (const route of connectorRoutes) {
    const match = route.method === method && route.pattern.exec(path);
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) };
  }
  return { route: undefined, ids: [] };
}

function parsed(body: string): JsonObject {
  return body === '' ? {} : (JSON.parse(body) as JsonObject);
}

function isTooBig(body: JsonObject): boolean {
  return JSON.stringify(body).length * 2 > LARGEST_ACTIVITY;
}
