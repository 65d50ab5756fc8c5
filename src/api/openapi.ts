import * as z from 'zod/v4';
import { personScope, readRole, writeRole } from './caller.ts';
import { type Operation, operations } from './operations.ts';
import * as shapes from './shapes.ts';

/** JSON, as far as it is written here. */
type Json = { readonly [name: string]: unknown };

let made: Json | undefined;

/** OpenAPI 3.1, made of the schemas that check what comes in and that tests hold answers to. */
export function description(): Json {
  made ??= make();
  return made;
}

function make(): Json {
  const { schemas } = z.toJSONSchema(shapes.named, { uri: (id) => `#/components/schemas/${id}` });
  return {
    openapi: '3.1.1',
    info: {
      title: 'Roder',
      version: '1',
      summary: 'What an organisation has been asked to do, and how it goes.',
      description:
        'The same use cases, permissions and read model as in Teams. People are named by their roles alone. Lists are paged: follow `next`. Answers have an ETag; ask again with If-None-Match. What goes wrong is told as problem details (RFC 9457) with a `code` that stays and, where it can be said, what was `expected`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [
      { name: 'Read', description: `With the application role ${readRole}, or a person's own token.` },
      { name: 'Deliver', description: `With the application role ${writeRole}.` },
    ],
    security: [{ entra: [] }],
    paths: pathsOf(),
    components: {
      securitySchemes: {
        entra: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `An access token of Entra's for Roder's app registration: of a program with an application role, or of a person with the scope ${personScope}.`,
        },
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)])),
      responses: Object.fromEntries(
        Object.entries(problems).map(([name, one]) => [name, problemResponse(one)]),
      ),
    },
  };
}

const problems = {
  Invalid: 'The request is not of its form; `detail` says which part',
  Unauthorized: 'There is no token that Roder believes',
  Forbidden: 'The token does not give that right',
  NotFound: 'There is no such thing; `expected` says what there is',
  TooLarge: 'The body is too large',
  NotJson: 'The body is not JSON',
  Refused: 'What is delivered does not fit the plan; `expected` says what would',
  TooMany: 'Too many requests; come again after Retry-After seconds',
  Failed: 'Roder failed; its log says why',
  Away: 'Sign-in cannot be checked at the moment',
} as const;

const nameOfStatus: Readonly<Record<number, keyof typeof problems>> = {
  400: 'Invalid',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  413: 'TooLarge',
  415: 'NotJson',
  422: 'Refused',
  429: 'TooMany',
  500: 'Failed',
  503: 'Away',
};

/** What every operation may answer with; 404 where there is no plan yet. */
const everywhere = [400, 401, 403, 404, 429, 500, 503];

function problemResponse(text: string): Json {
  const headers =
    text === problems.TooMany
      ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer', minimum: 1 } } } }
      : {};
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description: text, ...headers, content: { 'application/problem+json': { schema } } };
}

function pathsOf(): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  return paths;
}

function operationOf({
  id,
  summary,
  right,
  params,
  query,
  body,
  answers,
  problems: own = [],
  method,
}: Operation): Json {
  const statuses = [...new Set([...everywhere, ...own])].sort((a, b) => a - b);
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query')];
  return {
    operationId: id,
    summary,
    tags: [right === 'read' ? 'Read' : 'Deliver'],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description: text, schema }]) => [
          status,
          {
            description: text,
            ...(method === 'get'
              ? { headers: { ETag: { description: 'Of what it says', schema: { type: 'string' } } } }
              : {}),
            content: schema
              ? { 'application/json': { schema: schemaOf(schema) } }
              : { 'text/csv': { schema: { type: 'string' } } },
          },
        ]),
      ),
      ...(method === 'get' ? { 304: { description: 'It is as the caller has it (If-None-Match)' } } : {}),
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/${nameOfStatus[status]}` }]),
      ),
    },
  };
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, one]) => {
    const { description: text, ...rest } = one as Record<string, unknown>;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(text ? { description: text } : {}),
      schema: typeOf(rest),
    };
  });
}

/** A number of a query comes as text, whatever it is written as: what is meant is the number. */
function typeOf(schema: Record<string, unknown>): Json {
  return 'minimum' in schema && !('type' in schema) ? { type: 'integer', ...schema } : schema;
}

function schemaOf(schema: z.ZodType): Json {
  const id = shapes.named.get(schema)?.id;
  return id ? { $ref: `#/components/schemas/${id}` } : plain(z.toJSONSchema(schema));
}

/** Within one document, parts have no address of their own. */
function plain(schema: object): Json {
  const { $schema: _, $id: __, id: ___, ...rest } = schema as Record<string, unknown>;
  return rest;
}
