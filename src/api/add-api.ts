import { hash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type * as z from 'zod/v4';
import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { bucketsOf } from '../bot/token-bucket.ts';
import { readJson } from '../http/activity.ts';
import type { EntraVerifier } from '../http/entra-token.ts';
import type { Language } from '../language/language.ts';
import { type Caller, callerOf } from './caller.ts';
import { type Answer, type Operation, operations } from './operations.ts';
import { Problem, problemBody } from './problem.ts';

export interface ApiOptions {
  readonly ports: Ports;
  readonly verify: EntraVerifier;
  /** Requests of one client a minute; a quarter of them at once. */
  readonly maxPerMinute?: number;
}

const usualMaxPerMinute = 300;

/**
 * `/api/v1/…`: the use cases and the read model that Teams has, for other systems, and `/api/mcp` for agents. Who
 * calls is whom Entra says. The description of it all is open to everybody, as the source is.
 */
export function addApi(server: Server, options: ApiOptions): void {
  const allow = clientLimits(options.maxPerMinute ?? usualMaxPerMinute);
  for (const operation of operations) {
    const path = `/api/v1${operation.path.replaceAll(/\{(\w+)\}/gu, ':$1')}`;
    server[operation.method](path, async (request: Request, response: Response) => {
      await answering(options, request, response, async () => {
        const caller = await callerOf(request.headers.authorization, options.verify, options.ports);
        allow(caller);
        send(request, response, await run(operation, options, caller, request));
      });
    });
  }
  for (const [event, status, code] of noSuchRequest)
    server.on(event, (request: Request, response: Response, _error: Error, done: () => void) => {
      if (request.path().startsWith('/api/v1/')) sendProblem(request, response, new Problem(status, code));
      done();
    });
  server.get('/api/v1/openapi.json', async (request: Request, response: Response) => {
    const { description } = await import('./openapi.ts');
    send(request, response, { status: 200, body: description() });
  });
  server.get('/api/v1', async (request: Request, response: Response) => {
    const { readablePage } = await import('./readable-page.ts');
    sendText(request, response, {
      status: 200,
      type: 'text/html; charset=utf-8',
      text: readablePage(languageOf(request)),
    });
  });
  // Loaded when an agent first asks: the protocol's library takes half a second.
  server.post('/api/mcp', async (request: Request, response: Response) => {
    await answering(options, request, response, async () => {
      const caller = await callerOf(request.headers.authorization, options.verify, options.ports);
      allow(caller);
      if (caller.kind !== 'person') throw new Problem(403, 'not-allowed');
      const body = await readBody(request);
      const { answerAgent } = await import('./mcp.ts');
      await answerAgent(options.ports, caller.actor, { request, response, body });
    });
  });
}

const noSuchRequest = [
  ['NotFound', 404, 'no-such-address'],
  ['MethodNotAllowed', 405, 'wrong-method'],
] as const;

async function answering(
  { ports }: ApiOptions,
  request: Request,
  response: Response,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof Problem)) {
      const error = asError(thrown);
      const code = 'code' in error ? error.code : 'unknown';
      const facts = {
        event: 'api-failed',
        path: request.path(),
        code,
        error: error.message,
        stack: error.stack,
      };
      ports.log.error(facts, 'A request of the API went wrong.');
    }
    sendProblem(request, response, thrown instanceof Problem ? thrown : new Problem(500, 'internal'));
  }
}

async function run(
  operation: Operation,
  { ports }: ApiOptions,
  caller: Caller,
  request: Request,
): Promise<Answer> {
  const isAllowed =
    caller.kind === 'person' || (operation.right === 'read' ? caller.mayRead : caller.mayWrite);
  if (!isAllowed) throw new Problem(403, 'not-allowed');
  const params = parse(operation.params, onlyNamed(operation.params, request.params));
  const query = parse(operation.query, queryOf(request));
  const body = operation.body && parse(operation.body, await readBody(request));
  return operation.run({ ports, caller, params, query, body });
}

/** Restify puts more there than the path's own. */
function onlyNamed({ shape }: z.ZodObject, given: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, given[name]]));
}

/** What is given twice is a list, which no schema takes. */
function queryOf(request: Request): Record<string, unknown> {
  const given = new URLSearchParams(request.getQuery());
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const all = given.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

function parse<T extends z.ZodObject>(schema: T, given: unknown): z.output<T> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const unheard = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...issue.path, ...unheard].join('.') || 'body';
  throw new Problem(400, 'invalid', { field, expected: expectedOf(issue, schema) });
}

/** What would have been right, in signs and names that are the same in every language. */
function expectedOf(issue: z.core.$ZodIssue, { shape }: z.ZodObject): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.join(', ');
    case 'too_small':
      return `${issue.origin} >= ${issue.minimum}`;
    case 'too_big':
      return `${issue.origin} <= ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'YYYY-MM-DD' : (issue.pattern ?? issue.format);
    case 'unrecognized_keys':
      return Object.keys(shape).join(', ') || '–';
    default:
      return issue.message;
  }
}

async function readBody(request: Request): Promise<unknown> {
  const read = await readJson(request);
  if ('value' in read) return read.value;
  throw new Problem(read.status, read.error === 'too-large' ? 'too-large' : 'not-json');
}

function send(request: Request, response: Response, { status, body, csv }: Answer): void {
  if (csv) response.setHeader('Content-Disposition', `attachment; filename="${csv.name}"`);
  const answer = csv
    ? { type: 'text/csv; charset=utf-8', text: csv.file }
    : { type: 'application/json; charset=utf-8', text: JSON.stringify(body) };
  sendText(request, response, { status, ...answer });
}

interface TextAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string | Buffer;
}

/** With an ETag of what it says, and without the rest where the caller has it already. */
function sendText(request: Request, response: Response, { status, type, text }: TextAnswer): void {
  const isRead = request.method === 'GET' && status === 200;
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  if (isRead) {
    response.setHeader('ETag', etag);
    // Kept by the caller alone, and asked about each time.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('Vary', 'Authorization, Accept-Language');
  }
  if (isRead && isKnown(request.headers['if-none-match'], etag)) {
    response.writeHead(304);
    response.end();
    return;
  }
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
  response.end(body);
}

function isKnown(given: string | undefined, etag: string): boolean {
  const known = given?.split(',').map((one) => one.trim().replace(/^W\//u, '')) ?? [];
  return known.includes('*') || known.includes(etag);
}

function sendProblem(request: Request, response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', `${problem.retryAfter}`);
  // By Restify's own, which else would answer once more where it has found no route.
  response.sendRaw(problem.status, JSON.stringify(problemBody(problem, languageOf(request))), {
    'Content-Type': 'application/problem+json; charset=utf-8',
  });
}

/** The first that is asked for of the two there are; else English, as programs expect. */
function languageOf(request: Request): Language {
  const asked = request.headers['accept-language']?.toLowerCase() ?? '';
  return /^\s*sv\b/u.test(asked) ? 'sv' : 'en';
}

/** Counted by each instance for itself, of callers whom Entra has named. Throws a `Problem` that says when to come again. */
function clientLimits(maxPerMinute: number): (caller: Caller) => void {
  const take = bucketsOf(maxPerMinute);
  return (caller) => {
    const client = caller.kind === 'application' ? caller.clientId : caller.actor.personId;
    const wait = take(`${caller.tenantId} ${client}`, performance.now());
    if (wait > 0) throw new Problem(429, 'too-many', {}, Math.ceil(wait / 1000));
  };
}
