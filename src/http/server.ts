import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Request, Response, Server } from 'restify';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/v4';
import { codeOf, RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import type { Bot } from '../bot/teams-bot.ts';
import type { WebOptions } from '../web/visit.ts';
import { addPages } from '../web/web.ts';
import { activity, readJson } from './activity.ts';
import { addDownloads } from './downloads.ts';
import {
  addSecurityHeaders,
  closeUnread,
  endConnections,
  limitCallers,
  serveThisMachineOnly,
} from './guards.ts';
import { addHealth, type HealthOptions } from './health.ts';
import { createRestifyServer } from './restify-server.ts';

export interface ServerOptions extends HealthOptions {
  readonly bot: Bot;
  readonly ports: Ports;
  readonly tenants: readonly string[];
  /** Absent: there are no pages, and their addresses are not there. */
  readonly web?: Omit<WebOptions, 'ports' | 'tenants'> | undefined;
  /** Moves the demo's clock; absent outside demo mode, where the route does not exist. */
  readonly demoTime?: DemoDoor | undefined;
}

export interface DemoDoor {
  readonly clock: { now(): Temporal.Instant };
  moveTo(instant: Temporal.Instant): Promise<readonly unknown[]>;
}

/** The longest path segment: a link's token, which is signed and carries what it is for. */
const maxSegmentLength = 700;

/** The Restify routes: activities in, health out. Knows nothing of what the activities mean. */
export function createServer(options: ServerOptions): Server {
  const server = createRestifyServer({
    // Do not reveal which software runs here.
    name: '',
    handleUncaughtExceptions: false,
    maxParamLength: maxSegmentLength,
  });
  addSecurityHeaders(server);
  limitCallers(server);
  closeUnread(server);
  if (options.demoTime) serveThisMachineOnly(server);
  if (options.ports.stopping) endConnections(server, options.ports.stopping);
  server.on('restifyError', (request: Request, _response: Response, error: RouteError, done: () => void) => {
    const { name } = error;
    if (!error.statusCode || error.statusCode >= 500) logFailure(options.ports, request, error);
    Object.assign(error, { toJSON: () => ({ error: name }), toString: () => name });
    done();
  });

  const letOthersIn = oneAtATime();
  server.post('/api/messages', async (request: Request, response: Response) =>
    receive({ ...options, letOthersIn }, request, response),
  );
  addHealth(server, options);
  addDownloads(server, options);
  if (options.web) addPages(server, { ...options.web, ports: options.ports, tenants: options.tenants });
  if (options.demoTime) addDemoDoor(server, options.demoTime);
  return server;
}

interface RouteError extends Error {
  readonly statusCode?: number;
}

/** Logs the failure and tells the caller nothing about it. A client that hangs up is not an error. */
function logFailure({ log }: Ports, request: Request, error: RouteError): void {
  if (request.destroyed && !request.complete) {
    log.info({ event: 'request-cut' }, 'A client hung up before it had said what it wanted.');
    return;
  }
  const code = codeOf(error);
  // The last segment of a download link gives access to the file, so it is kept out of the log.
  const path = request.path().replace(/(?<=^\/downloads\/).*/u, '…');
  const facts = { event: 'request-failed', path, code };
  log.error({ ...facts, error: error.message, stack: error.stack }, 'A request went wrong.');
}

/** Resolves for one caller in each round of the event loop: other requests and timers come in between. */
function oneAtATime(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}

async function receive(
  { bot, ports, letOthersIn }: ServerOptions & { readonly letOthersIn: () => Promise<void> },
  request: Request,
  response: Response,
): Promise<void> {
  const read = await readJson(request);
  if ('error' in read) return void response.send(read.status, { error: read.error });
  const parsed = activity.safeParse(read.value);
  if (!parsed.success) return void response.send(400, { error: 'not-an-activity' });
  await letOthersIn();
  const { headers } = request;
  const { status, body } = await bot.receive({
    authorization: headers.authorization ?? '',
    body: parsed.data,
  });
  ports.log.info({ event: 'activity', type: parsed.data.type, status }, 'Activity answered.');
  response.send(status, body);
}

const clockBody = z.object({ now: z.iso.datetime({ offset: true }) });

function addDemoDoor(server: Server, demo: DemoDoor): void {
  const state = () => ({ now: demo.clock.now().toString() });
  server.get('/demo/clock', async (_request: Request, response: Response) => {
    response.send(200, state());
  });
  server.post('/demo/clock', async (request: Request, response: Response) => {
    // A year of the demo takes minutes, during which nothing is sent.
    request.socket.setTimeout(0);
    const read = await readJson(request);
    const parsed = clockBody.safeParse('value' in read ? read.value : undefined);
    if (!parsed.success)
      return void response.send(400, { error: 'Give { "now": "2026-09-01T08:00:00+02:00" }.' });
    const events = await demo.moveTo(Temporal.Instant.from(parsed.data.now));
    response.send(200, { ...state(), events });
  });
}

/** Starts listening; resolves with the port. Throws `port-taken` if it is in use. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE';
    reject(
      taken
        ? new RoderError(
            'port-taken',
            `Port ${port} on ${host} is taken: end what uses it, or set PORT to another.`,
          )
        : new RoderError(
            'cannot-listen',
            `Cannot listen on port ${port} of the address in HOST: ${error.code ?? 'unknown'}.`,
            { cause: error },
          ),
    );
  });
  server.listen(port, host, () => resolve((server.address() as unknown as AddressInfo).port));
  return promise;
}
