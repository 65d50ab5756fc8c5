import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { operations } from '../../src/api/operations.ts';
import { endAll } from '../support/at-end.ts';
import { type ApiWorld, type Called, openApi } from './api-world.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly format?: string;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

let world: ApiWorld;
let document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, { readonly content: Content }>>;
  };
};
let token: string;
/** Of a program without a role. */
let powerless: string;

beforeAll(async () => {
  world = await openApi();
  document = (await world.call('/api/v1/openapi.json')).body as unknown as typeof document;
  token = await world.program(['Roder.Read', 'Roder.Values.Write']);
  powerless = await world.program([]);
});
afterAll(endAll);

describe('the description', () => {
  test('is OpenAPI 3.1 without a fault, as a kept linter reads it', async () => {
    const lint = async (source: object) =>
      (
        await lintFromString({
          source: JSON.stringify(source),
          absoluteRef: '/openapi.json',
          config: await createConfig({ extends: ['recommended-strict'] }),
        })
      ).map(({ ruleId, message }) => `${ruleId}: ${message}`);
    expect(await lint(document)).toEqual([]);
    const { servers: _, ...without } = document as unknown as Record<string, unknown>;
    expect(await lint(without)).not.toEqual([]);
  });

  test('is open to everybody, and readable without anything from another host', async () => {
    const page = await world.call('/api/v1', undefined, { headers: { 'Accept-Language': 'sv' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('/api/v1/indicators/{id}/values/{period}');
    expect(page.text).toContain('<code>value</code> <code>women</code> <code>men</code> <code>unit</code>');
    expect(page.text).toContain('Vänta så många sekunder som Retry-After säger.');
    expect(page.text).not.toMatch(/https?:|<script|<link|style=/u);
  });

  test('names every operation that there is, once', () => {
    const described = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(described.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
  });
});

/** Holds an answer to what the description says of its status. */
function checker() {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'roder:/', ...document });
  const known = new Map<string, ValidateFunction>();
  return (described: Described, answer: Called): string[] => {
    const status = String(answer.status);
    const said = described.responses[status];
    if (!said) return [`${status} is not described: ${answer.text.slice(0, 200)}`];
    const content = said.$ref
      ? document.components.responses[said.$ref.split('/').at(-1)!]!.content
      : said.content;
    if (!content) return answer.text === '' ? [] : ['there is a body where none is described'];
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    if (!content[type]) return [`${type} is not described`];
    if (!type.includes('json')) return [];
    const key = `${described.operationId} ${status}`;
    const pointer = said.$ref
      ? `roder:/${said.$ref}/content/application~1problem+json/schema`
      : `roder:/#/paths/${escaped(pathOf(described))}/${methodOf(described)}/responses/${status}/content/application~1json/schema`;
    const validate = known.get(key) ?? ajv.compile({ $ref: pointer });
    known.set(key, validate);
    return validate(answer.body) ? [] : [ajv.errorsText(validate.errors)];
  };
}

const escaped = (path: string) =>
  path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
const operationOf = ({ operationId }: Described) => operations.find(({ id }) => id === operationId)!;
const pathOf = (one: Described) => operationOf(one).path;
const methodOf = (one: Described) => operationOf(one).method;

/** What a schema allows, and now and then what it does not. */
function valuesOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { $ref, type, enum: choices, minimum = 0, maximum = 1000 } = schema;
  if ($ref) return valuesOf(document.components.schemas[$ref.split('/').at(-1)!]!, name);
  if (choices) return fc.constantFrom(...choices);
  if (type === 'integer') return fc.integer({ min: minimum, max: maximum });
  if (type === 'number')
    return fc.oneof(
      fc.integer({ min: -1000, max: 1000 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
  if (type === 'object') {
    const { properties = {}, required = [] } = schema;
    const all = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, valuesOf(one, key)]));
    return fc.record(all, { requiredKeys: [...required] });
  }
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known(name)) },
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  );
}

/** What there is, so that right answers are asked for as often as wrong ones. */
function known(name: string): readonly string[] {
  const ids = ['i14', 'i03', 'gu2', 'pu1', '2026-D', '2026-T1'];
  const names: Readonly<Record<string, readonly string[]>> = {
    period: ['2026-T2', '2026-08', '2026', '2026-Q1', '2027-T3', 'augusti 2026', '2026-D'],
    unit: ['dagar', 'days', '%', 'kronor'],
    source: ['Personec', 'Procapita'],
    date: ['2026-08-31', '2026-09-30', '2026-02-31'],
    round: ['2026-D', '2026-T1'],
    assignment: ['gu2', 'pu1'],
    after: ['i14', 'gu2', '2026-D:gu2'],
  };
  return names[name] ?? ids;
}

/** A delivery that is right in every part, which would hardly come about by chance. */
const sound = {
  given: { id: 'i14', period: '2026-T2' },
  body: {
    unit: fc.constantFrom('dagar', 'days'),
    source: fc.constant('Procapita'),
    date: fc.constant('2026-08-31'),
  },
};

const wrong = fc.oneof(
  fc.constantFrom('', '-1', '0', '201', 'x'.repeat(300), 'null'),
  fc.string({ maxLength: 20 }),
);

test('every answer to right and to wrong input is as it is described', async () => {
  const check = checker();
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const statuses = new Map<string, number>();
  const one = fc.constantFrom(...described).chain((operation) => {
    const { parameters = [], requestBody } = operation;
    const given = Object.fromEntries(
      parameters.map(({ name, schema }) => [
        name,
        fc.oneof(
          { weight: 5, arbitrary: valuesOf(schema, name).map(String) },
          { weight: 1, arbitrary: wrong },
        ),
      ]),
    );
    const required = parameters.filter((each) => each.required).map(({ name }) => name);
    const bodySchema = requestBody?.content['application/json']?.schema;
    const body = bodySchema
      ? fc.oneof(
          { weight: 6, arbitrary: fc.record({ ...sound.body, value: fc.integer({ min: 50, max: 90 }) }) },
          { weight: 5, arbitrary: valuesOf(bodySchema, 'body') },
          { weight: 1, arbitrary: fc.jsonValue() },
        )
      : fc.constant(undefined);
    const anything = fc.record(given, { requiredKeys: required });
    return fc.record({
      operation: fc.constant(operation),
      given: bodySchema ? fc.oneof(fc.constant(sound.given), anything) : anything,
      extra: fc.constantFrom(...Array<undefined>(8).fill(undefined), 'x=1', 'limit=1&limit=2'),
      body,
      authorization: fc.constantFrom(...Array<string>(8).fill('right'), 'none', 'wrong', 'powerless'),
    });
  });
  await fc.assert(
    fc.asyncProperty(one, async ({ operation, given, extra, body, authorization }) => {
      const values = given as Readonly<Record<string, string>>;
      let path = pathOf(operation);
      const query = new URLSearchParams(extra);
      for (const { name, in: place } of operation.parameters ?? []) {
        const value = values[name];
        if (value === undefined) continue;
        if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value.toWellFormed()));
        else query.append(name, value);
      }
      // A part of a path that is empty, or one that URLs shorten, is another address.
      if (/\/\/|\/$|\/(?:\.|%2e){1,2}(?:\/|$)/iu.test(path)) return;
      const auth = { right: token, none: undefined, wrong: 'abc', powerless }[authorization];
      const answer = await world.call(`/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, auth, {
        method: methodOf(operation).toUpperCase(),
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      const key = `${operation.operationId} ${answer.status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
      expect([key, check(operation, answer)]).toEqual([key, []]);
      expect(answer.status).not.toBe(500);
    }),
    { numRuns: 1500 },
  );
  // Each was met with what it answers when all is well, and when not, and to whoever has not the right.
  for (const { operationId } of described) {
    const met = [...statuses.keys()].filter((key) => key.startsWith(`${operationId} `));
    expect([
      operationId,
      met.some((key) => / 20\d$/u.test(key)),
      met.some((key) => / 4\d\d$/u.test(key)),
      met.some((key) => key.endsWith(' 401')) && met.some((key) => key.endsWith(' 403')),
    ]).toEqual([operationId, true, true, true]);
  }
}, 60_000);
