import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callOffRound } from '../../src/rounds/change-round.ts';
import { rounds } from '../../src/rounds/round.ts';
import { endAll } from '../support/at-end.ts';
import { type ApiWorld, appId, openApi, otherTenant, programId } from './api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApi();
});
afterAll(endAll);

const read = '/api/v1/assignments?limit=1';
const write = '/api/v1/indicators/i14/values/2026-T2';
const value = { value: 77, unit: 'dagar', source: 'Procapita', date: '2026-08-31' };
const now = () => Math.round(Date.now() / 1000);

describe('who may do what', () => {
  test.each<[who: string, token: () => Promise<string> | undefined, reads: number, writes: number]>([
    ['without a token', () => undefined, 401, 401],
    ['with a token that is none', async () => 'abc', 401, 401],
    ['a program that may read', () => world.program(['Roder.Read']), 200, 403],
    ['a program that may deliver', () => world.program(['Roder.Values.Write']), 403, 201],
    ['a program that may both', () => world.program(['Roder.Read', 'Roder.Values.Write']), 200, 200],
    ['a program without a role', () => world.program([]), 403, 403],
    ['a program with a role of another app', () => world.program(['User.Read.All']), 403, 403],
    ['a manager', () => world.person('socialchef'), 200, 403],
    ['somebody who is not in the plan', () => world.person('stranger'), 403, 403],
    [
      'a person whose token is not for acting for them',
      () => world.entra.signedIn({ tid: world.tenantId, oid: programId, aud: appId, scp: 'User.Read' }),
      403,
      403,
    ],
    [
      'a token for another app',
      () =>
        world.entra.signedIn({
          tid: world.tenantId,
          oid: programId,
          aud: programId,
          roles: ['Roder.Read'],
          sub: programId,
        }),
      401,
      401,
    ],
    [
      'a token that has run out',
      () =>
        world.entra.signedIn({
          ...{ tid: world.tenantId, oid: programId, sub: programId, aud: appId, roles: ['Roder.Read'] },
          exp: now() - 120,
        }),
      401,
      401,
    ],
    [
      'a tenant that is not served',
      () => world.program(['Roder.Read'], '99999999-9999-4999-8999-999999999999'),
      401,
      401,
    ],
  ])('%s', async (_, token, reads, writes) => {
    const given = await token();
    expect((await world.call(read, given)).status).toBe(reads);
    expect((await world.put(write, given ?? '', value)).status).toBe(writes);
  });

  test('help that is wanted is read by those who can help, and by no program', async () => {
    const helpIn = async (token: string) =>
      (await world.call('/api/v1/reports?round=2026-D', token)).text.includes('"help"');
    expect(await helpIn(await world.person('kommundirektor'))).toBe(true);
    expect(await helpIn(await world.program(['Roder.Read']))).toBe(false);
  });

  test('nobody is named but by role', async () => {
    const token = await world.program(['Roder.Read']);
    for (const path of [
      '/plan',
      '/assignments',
      '/indicators',
      '/rounds',
      '/reports?limit=200',
      '/summary',
      '/values.csv',
    ])
      expect((await world.call(`/api/v1${path}`, token)).text).not.toMatch(
        /00000000-0000-4000-8000-00000000000\d|@sjovik|personId|upn/u,
      );
  });

  test('while Entra’s keys are away it is said that one may try again', async () => {
    const late = await openApi();
    late.entra.keysAreAway = true;
    const answer = await late.call(read, await late.program(['Roder.Read']));
    expect([answer.status, answer.body.code]).toEqual([503, 'sign-in-away']);
  });
});

test('two organisations never meet', async () => {
  const [ours, theirs] = [
    await world.program(['Roder.Read']),
    await world.program(['Roder.Read'], otherTenant),
  ];
  const nameFor = async (token: string) =>
    ((await world.call('/api/v1/plan', token)).body as { organisation: { sv: string } }).organisation.sv;
  expect([await nameFor(ours), await nameFor(theirs)]).toEqual(['Sjövik kommun', 'Norrnäs kommun']);
  const writes = await world.program(['Roder.Values.Write'], otherTenant);
  await world.put('/api/v1/indicators/i14/values/2026-T2', writes, { ...value, value: 33 });
  const ids = async (tenantId: string) =>
    (await world.ports.store.list({ tenantId, kind: 'deliveredValue', limit: 10 })).map((one) =>
      JSON.stringify(one).includes('"value":33'),
    );
  expect(await ids(otherTenant)).toEqual([true]);
  expect(await ids(world.tenantId)).toEqual([false]);
  expect((await world.call('/api/v1/reports', theirs)).body.items).toEqual([]);
});

test('what has not changed is not sent again', async () => {
  const token = await world.program(['Roder.Read']);
  const first = await world.call('/api/v1/plan', token);
  const etag = first.headers.get('etag')!;
  const again = await world.call('/api/v1/plan', token, { headers: { 'If-None-Match': etag } });
  expect([again.status, again.text]).toEqual([304, '']);
  const other = await world.call('/api/v1/rounds', token, { headers: { 'If-None-Match': etag } });
  expect(other.status).toBe(200);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
});

test.each<[what: string, path: string, method: string, status: number, code: string, says: string]>([
  ['an address that there is not', '/plans', 'GET', 404, 'no-such-address', 'GET /api/v1'],
  ['a method that is not taken', '/plan', 'DELETE', 405, 'wrong-method', 'Allow'],
  ['an assignment that there is not', '/assignments/x', 'GET', 404, 'unknown', 'Uppdraget ”x” finns inte.'],
  ['reports of a round that there is not', '/reports?round=1900-T1', 'GET', 404, 'unknown', '2026-D'],
  ['reports of an assignment that there is not', '/reports?assignment=x', 'GET', 404, 'unknown', 'gu2'],
  ['a page too large', '/rounds?limit=201', 'GET', 400, 'invalid', 'Väntat: number <= 200.'],
  ['a language that there is not', '/values.csv?language=de', 'GET', 400, 'invalid', 'Väntat: sv, en.'],
  ['what nobody has heard of', '/plan?x=1', 'GET', 400, 'invalid', 'x har fel form.'],
])(
  'of %s it is said in the caller’s language what would be right',
  async (_, path, method, status, code, says) => {
    const token = await world.program(['Roder.Read']);
    const headers = { 'Accept-Language': 'sv-SE' };
    const answer = await world.call(`/api/v1${path}`, token, { method, headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.detail).toContain(says);
    expect(answer.headers.get('allow')).toBe(status === 405 ? 'GET' : null);
  },
);

test('pages follow each other to the end, each thing once', async () => {
  const token = await world.program(['Roder.Read']);
  const all = ((await world.call('/api/v1/indicators?limit=200', token)).body.items as { id: string }[]).map(
    ({ id }) => id,
  );
  const paged: string[] = [];
  let next: string | undefined = '/api/v1/indicators?limit=7';
  while (next) {
    const { body }: { body: Readonly<Record<string, unknown>> } = await world.call(next, token);
    paged.push(...(body.items as { id: string }[]).map(({ id }) => id));
    next = body.next as string | undefined;
  }
  expect(paged).toEqual(all);
  expect(all.length).toBeGreaterThan(14);
});

test('a client that asks too fast is told when to come again, and holds nobody else up', async () => {
  const slow = await openApi({ maxPerMinute: 8 });
  const token = await slow.program(['Roder.Read']);
  const statuses = [];
  for (let time = 0; time < 3; time++) statuses.push((await slow.call(read, token)).status);
  expect(statuses).toEqual([200, 200, 429]);
  const answer = await slow.call(read, token, { headers: { 'Accept-Language': 'sv' } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({ status: 429, title: 'För många anrop', code: 'too-many' });
  expect((await slow.call(read, await slow.person('socialchef'))).status).toBe(200);
});

test('a round that was called off stands for the whole no more, unless it is asked for', async () => {
  const token = await world.program(['Roder.Read']);
  const shown = async (path: string) => (await world.call(path, token)).body.round;
  expect(await shown('/api/v1/summary')).toMatchObject({ id: '2026-D' });
  await callOffRound(
    world.ports,
    await rounds(world.ports.store).get(world.tenantId, '2026-D'),
    'administrator',
  );
  expect(await shown('/api/v1/summary')).toMatchObject({ id: '2026-T1', state: 'closed' });
  expect(await shown('/api/v1/summary?round=2026-D')).toMatchObject({ state: 'cancelled' });
});
