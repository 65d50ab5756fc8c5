import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AtCard, openInterim, values } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { type CosmosPlaces, startCosmosPlaces } from '../support/cosmos-world.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { ProxiedRequest } from '../support/fault-proxy.ts';

let places: CosmosPlaces;
let world: DemoWorld;
beforeAll(async () => {
  places = await startCosmosPlaces();
  world = await openInterim({ env: places.env });
});
afterAll(endAll);

/** A press as Cosmos DB sees it, without the service's own looking for due work, which sending in sets going. */
async function requestsOf(press: () => Promise<unknown>): Promise<{ reads: string[]; writes: string[] }> {
  const from = places.proxy.requests.length;
  await press();
  const asked = places.proxy.requests.slice(from).filter(({ path }) => path.includes('/docs'));
  const written = asked.findIndex((one) => !isRead(one));
  const looks = asked.findIndex((one, at) => at > written && nameOf(one) === 'GET restore~hold');
  const ofPress = written < 0 || looks < 0 ? asked : asked.slice(0, looks);
  return {
    reads: ofPress.filter(isRead).map(nameOf).filter(isOfPress),
    writes: ofPress.filter((one) => !isRead(one)).map(nameOf),
  };
}

const isQuery = ({ headers }: ProxiedRequest) => headers['x-ms-documentdb-isquery'] !== undefined;
const isRead = (one: ProxiedRequest) => one.method === 'GET' || isQuery(one);
const nameOf = (one: ProxiedRequest) =>
  isQuery(one)
    ? `query of ${one.body.toString().includes('c.key IN') ? 'many' : one.body}`
    : `${one.method} ${decodeURIComponent(one.path.split('/docs/')[1] ?? '')}`;
/** Whom somebody plays is asked in the demo alone; looking for work reads the plan and asks what is due. */
const isOfPress = (name: string) =>
  !['GET demoPerson~', 'GET plan~current', 'GET restore~hold'].some((one) => name.startsWith(one)) &&
  !name.includes('c.due');

test('each press of a whole answer is one request that reads and at most one that writes', async () => {
  const chief = new AtCard(world, world.people.socialchef);
  const presses: [string, Record<string, string>, string][] = [
    ['Svara', {}, 'opened'],
    ['Jag vill ha hjälp', {}, 'unfolded'],
    [
      'Nästa',
      { status: 'deviation', ownWords: 'Vi följer planen.', helpWhat: 'Fler platser.', ...values },
      'answered',
    ],
    ['Nästa', { status: 'completed', ownWords: 'Klart.' }, 'the last one, and the preview'],
    ['Skicka in', {}, 'sent in'],
  ];
  for (const [title, given, what] of presses) {
    const { reads, writes } = await requestsOf(() => chief.press(title, given));
    expect([what, reads]).toEqual([what, ['query of many']]);
    expect([what, writes.length]).toEqual([what, title === 'Svara' ? 0 : 1]);
  }
  expect(chief.text).toContain('Tack!');
});
