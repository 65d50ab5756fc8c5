import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KoladaError } from '../../src/base/kolada.ts';
import { createKolada } from '../../src/kolada/kolada-client.ts';
import { endAll } from '../support/at-end.ts';
import { FakeKolada, type Misbehaviour, refusing } from '../support/fake-kolada.ts';

/** Time that passes when it is waited for, and not otherwise. */
function stillWatch() {
  const waits: number[] = [];
  let now = 0;
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    now += milliseconds;
    return Promise.resolve();
  };
  return { waits, now: () => now, wait };
}

let server: FakeKolada;
let watch: ReturnType<typeof stillWatch>;
let stop: AbortController;

beforeEach(async () => {
  server = await FakeKolada.start();
  watch = stillWatch();
  stop = new AbortController();
});
afterAll(endAll);

const client = (timeoutMs = 5000) =>
  createKolada({ baseUrl: server.url, stopping: stop.signal, stopwatch: watch, timeoutMs });

const ids = (count: number) => Array.from({ length: count }, (_, index) => `N${String(10_000 + index)}`);
const figures = (count: number) => ids(count).map((id) => ({ id, title: `Mått ${id}` }));
const value = (kpi: string, given: number | null, period = 2025, municipality = '1234') => ({
  kpi,
  municipality,
  period,
  value: given,
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: KoladaError | undefined = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  return error?.code ?? 'none';
}

describe('asking Kolada', () => {
  test('follows the pages to the last, and asks for the next where the first was', async () => {
    server.keyFigures = figures(7);
    server.perPage = 3;
    const found = (await Array.fromAsync(client().catalogue())).map((some) => some.length);
    expect(found).toEqual([3, 3, 1]);
    const elsewhere: Misbehaviour = (request, response) => {
      if (request.url !== '/v3/kpi?per_page=5000') return undefined;
      const next = `https://elsewhere.example/v3/kpi?page=3`;
      response.end(
        JSON.stringify({ values: figures(3).map((one) => ({ ...one })), count: 3, next_url: next }),
      );
      return true;
    };
    server.misbehaviour = elsewhere;
    expect((await Array.fromAsync(client().catalogue())).flat()).toHaveLength(4);
  });

  test('never names more than 25 ids in a segment, and gets them all', async () => {
    server.keyFigures = figures(60);
    server.values = ids(60).map((id) => value(id, 1));
    const municipalities = ['1234', ...Array.from({ length: 30 }, (_, index) => String(2000 + index))];
    expect(await client().keyFigures(ids(60))).toHaveLength(60);
    expect(await client().values({ keyFigures: ids(60), municipalities, years: [2025] })).toHaveLength(60);
    const longest = server.paths.flatMap((path) => path.split('/')).map((one) => one.split(',').length);
    expect(Math.max(...longest)).toBe(25);
  });

  test('takes the whole population, whatever stands first, and neither the withdrawn nor the empty', async () => {
    server.values = [
      value('N00001', 12.5),
      value('N00001', null, 2024),
      { ...value('N00001', 9, 2023), isdeleted: true },
    ];
    const asked = { keyFigures: ['N00001'], municipalities: ['1234'], years: [2023, 2024, 2025] };
    expect((await client().values(asked)).map((one) => [one.year, one.value])).toEqual([
      [2025, 12.5],
      [2024, null],
      [2023, null],
    ]);
  });

  test('finds out which id Kolada refuses, and gets the others', async () => {
    server.keyFigures = figures(6);
    server.misbehaviour = (request, response) => {
      if (!request.url?.includes('N10003')) return undefined;
      return refusing(422, 1)(request, response);
    };
    expect((await client().keyFigures(ids(6))).map(({ id }) => id)).toEqual(
      ids(6).filter((id) => id !== 'N10003'),
    );
  });

  test('keeps to five requests a second, over everything that is asked', async () => {
    server.keyFigures = figures(100);
    const kolada = client();
    await Promise.all([kolada.keyFigures(ids(100)), kolada.groups('a'), kolada.groups('b')]);
    expect(server.requests).toHaveLength(6);
    expect(watch.now()).toBe(1000);
  });
});

describe('when Kolada', () => {
  test('is asked too often it waits as long as it is told, and goes on', async () => {
    server.keyFigures = figures(1);
    server.misbehaviour = refusing(429, 2, { 'Retry-After': '3' });
    expect(await client().keyFigures(ids(1))).toHaveLength(1);
    expect(watch.waits.filter((one) => one === 3000)).toHaveLength(2);
  });

  test('asks to be left alone for long it is, and says for how long', async () => {
    server.misbehaviour = refusing(429, 9, { 'Retry-After': '600' });
    const error = await client()
      .groups('a')
      .catch((thrown) => thrown);
    expect([error.code, error.afterMs, server.requests.length]).toEqual(['kolada-busy', 600_000, 1]);
  });

  test.each([
    [410, 'kolada-gone', 1],
    [403, 'kolada-refused', 1],
    [404, 'kolada-not-found', 1],
    [500, 'kolada-down', 3],
    [503, 'kolada-down', 3],
  ])('answers %i it is %s after %i tries', async (status, code, tries) => {
    server.misbehaviour = refusing(status, 9);
    expect(await codeOf(client().groups('a'))).toBe(code);
    expect(server.requests).toHaveLength(tries);
  });

  test('fails once and then answers, nothing is noticed', async () => {
    server.keyFigures = figures(1);
    server.misbehaviour = refusing(503, 1);
    expect(await client().keyFigures(ids(1))).toHaveLength(1);
  });

  test.each([
    ['is cut in the middle', '{"values":[{"id":"N1000', 'kolada-incomplete'],
    ['holds less than it counts', '{"values":[],"count":7,"next_url":null}', 'kolada-incomplete'],
    ['is a page of a proxy', '<html>Blocked</html>', 'kolada-incomplete'],
    ['has another form', '{"data":[]}', 'kolada-unreadable'],
    ['is of another version', '{"values":[{"kpi_id":1}],"count":1}', 'kolada-unreadable'],
  ])('gives an answer that %s, it is not believed', async (_how, body, code) => {
    server.misbehaviour = (_request, response) => {
      response.end(body);
      return true;
    };
    expect(await codeOf(client().groups('a'))).toBe(code);
  });

  test('never ends its pages, that is found out', async () => {
    server.misbehaviour = (request, response) => {
      response.end(
        JSON.stringify({ values: figures(1), count: 1, next_url: `${server.url}/kpi?per_page=5000` }),
      );
      return request ? true : undefined;
    };
    expect(await codeOf(Array.fromAsync(client().catalogue()))).toBe('kolada-unreadable');
  });

  test('does not answer in time, or is not there, it is down', async () => {
    server.misbehaviour = () => true;
    expect(await codeOf(client(50).groups('a'))).toBe('kolada-down');
    await server.stop();
    expect(await codeOf(client().groups('a'))).toBe('kolada-down');
  });

  test('is slow and Roder ends, nobody waits for it', async () => {
    server.misbehaviour = () => true;
    const asked = codeOf(client().groups('a'));
    setTimeout(() => stop.abort(), 50);
    expect(await asked).toBe('kolada-stopping');
  });
});
