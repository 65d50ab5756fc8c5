import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { asks } from '../../src/rounds/ask.ts';
import { openRounds } from '../../src/rounds/round.ts';
import { links } from '../../src/web/links.ts';
import { type LargeWorld, openLargeWorld } from '../support/large-world.ts';
import { type PageServer, servePages } from '../support/page-server.ts';

/** With all that it loads, compressed: also the two scripts that only pages in Teams load. */
const maxBytes = 150_000;

/** Of the longest table or list of a page, its heading not counted. */
function longestOf(html: string): number {
  const counts = html.split(/<(?:thead|tbody|ul)/u).map((part) => part.match(/<(?:tr|li)\b/gu)?.length ?? 0);
  return Math.max(...counts);
}

let world: LargeWorld;
let server: PageServer;

beforeAll(async () => {
  world = await openLargeWorld(300);
  server = await servePages(world.ports, world.tenantId);
}, 60_000);

async function cookieOf(personId: string): Promise<string> {
  const { name, value } = await server.sessionOf(personId);
  return `${name}=${value}`;
}

/** What goes over the wire: `fetch` would unpack it. */
async function load(path: string, cookie = ''): Promise<{ text: string; bytes: number }> {
  const asked = get(`${server.url}${path}`, { headers: { cookie, 'accept-encoding': 'gzip' } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  const { statusCode, headers } = answer;
  expect([path, statusCode, headers['content-encoding']]).toEqual([path, 200, 'gzip']);
  return { text: gunzipSync(body).toString(), bytes: body.length };
}

test('every page of a municipality with 300 assignments is small enough for a telephone on a bad line, and no list longer than it may be', async () => {
  const { content, ports, tenantId } = world;
  const [round] = await openRounds(ports.store, tenantId);
  const [ask] = await Array.fromAsync(asks(ports.store).all(tenantId, {}));
  const lead = content.persons.find(({ roles }) =>
    roles.some((role) => content.roles.some(({ id, access }) => id === role && access === 'administrator')),
  );
  const cookie = await cookieOf(lead!.id!);
  const places = [
    links.whole(),
    ...['help', 'deviations', 'indicators', 'aspect/social', 'departments'].map((one) => `/app/lists/${one}`),
    links.assignment('a1'),
    links.indicator(content.indicators[0]!.id),
    links.rounds,
    links.round(round!.id),
    links.mine,
    ...['assignments', 'indicators', 'roles', 'periods'].map(links.planPart),
    links.versions,
    links.operations,
  ];
  const { text } = await load(places[0]!, cookie);
  const beside = new Set([...text.matchAll(/\/app\/assets\/[\w.]+/gu)].map(([path]) => path));
  for (const script of ['teams.js', 'start.js']) beside.add(`/app/assets/${script}`);
  expect(beside.size).toBe(4);
  let besides = 0;
  for (const path of beside) besides += (await load(path)).bytes;
  const sizes = new Map<string, number>();
  const long: string[] = [];
  for (const place of places) {
    const { text, bytes } = await load(place, cookie);
    sizes.set(place, bytes);
    if (longestOf(text) > 100) long.push(place);
  }
  expect(long).toEqual([]);
  const asked = links.ask(ask!);
  sizes.set('an answer', (await load(asked, await cookieOf(ask!.personId))).bytes);
  expect([...sizes].filter(([, bytes]) => !(bytes > 0 && bytes + besides <= maxBytes))).toEqual([]);
});
