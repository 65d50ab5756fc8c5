import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import type { Ports } from '../../src/base/ports.ts';
import { runCardAction } from '../../src/bot/card-actions.ts';
import { readingIn, type Turn } from '../../src/bot/turn.ts';
import { runTypedCommand } from '../../src/bot/typed-commands.ts';
import { beginningOf } from '../../src/language/render-card.ts';
import { persons } from '../../src/people/person.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { endAll } from '../support/at-end.ts';
import { sendersIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

jest.setTimeout(240_000);

/** What is written to begin with; each person of the demo writes it all. */
const openings = [
  'hjälp',
  'svara',
  'mina svar',
  'varför får jag den här?',
  'påminn mig senare',
  'det är inte jag',
  'jag är borta',
  'jag är tillbaka',
  'inställningar',
  'vad följer jag',
  'följ äldreomsorg varje månad',
  'mina uppgifter',
  'hur går det med äldreomsorgen?',
  'hur går det med väntetiden till särskilt boende?',
  'vilka behöver hjälp?',
  'vad avviker?',
  'vad är ett mått?',
  'vilka mått finns det?',
  'färre meddelanden tack',
  'dumma bot',
  'exportera delår 2026 som word',
  'visa nästa omgång',
  'skjut upp omgång',
  'ställ in omgång',
  'ändra planen',
  'versioner',
  'visa utskick',
  'vem når du inte?',
  'vem har exporterat?',
  'kolada',
  'blubb blabb',
];

/** So far from what was written, and so often what looks the same. */
const maxDepth = 6;

/** What takes away what others are asked: pressed when nothing else is left to press. */
const endsMuch = new Set(['rounds/cancel-do', 'plan/confirm']);

interface Place {
  readonly person: keyof typeof demoPeople;
  readonly where: Turn['where'];
  readonly card: Card;
  /** What was written, then pressed, to get here. */
  readonly path: readonly string[];
}

let world: Sjovik;
let ports: Ports;
let seen: readonly Place[];
const deadEnds: string[] = [];

beforeAll(async () => {
  world = await openSjovik();
  ports = { ...world.ports, publicUrl: () => 'http://127.0.0.1:3978' };
  await world.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  seen = await walk();
});
afterAll(endAll);

async function turnAs({ person, where }: Pick<Place, 'person' | 'where'>): Promise<Turn> {
  const actor = world.actor(person);
  const [plan, record] = await Promise.all([
    currentPlan(ports.store, actor.tenantId),
    persons(ports.store).find(actor.tenantId, actor.personId),
  ]);
  const channelId = where === 'channel' ? leadershipChannel : undefined;
  const reading = readingIn('sv', { plan, clock: ports.clock });
  return { actor, plan, record, ...reading, where, channelId, conversationId: person, demo: undefined };
}

/** From card to card by every button, each that looks like none before it. */
async function walk(): Promise<Place[]> {
  const places: Place[] = [];
  const known = new Set<string>();
  const queue: Place[] = [];
  const last: Press[] = [];
  const arrive = (place: Place) => {
    const name = nameOf(place);
    if (known.has(name)) return;
    known.add(name);
    places.push(place);
    // What answers a written question takes the place of nothing.
    if (place.path.length > 2 && sendersIn(place.card).length === 0)
      deadEnds.push(`${place.path.join(' > ')}: ${textOf(place.card).slice(0, 160)}`);
    if (place.path.length <= maxDepth) queue.push(place);
  };
  for (const person of Object.keys(demoPeople) as Place['person'][]) {
    for (const { to, message, operation } of world.messenger.sent) {
      const isOwn = 'personId' in to && to.personId === demoPeople[person];
      const where = operation === 'channel' ? ('channel' as const) : ('personal' as const);
      // In the channel the same lies before everybody: whoever may most of it presses.
      if (isOwn || (where === 'channel' && person === 'kommundirektor'))
        arrive({ person, where, card: message.card, path: [person, where] });
    }
    const where = 'personal';
    for (const words of openings)
      for (const card of await runTypedCommand(ports, await turnAs({ person, where }), words))
        arrive({ person, where, card, path: [person, words] });
  }
  const pressAll = async () => {
    for (let place = queue.shift(); place; place = queue.shift())
      for (const press of pressesOn(place)) {
        if (endsMuch.has(press.verb)) last.push(press);
        else await pressed(press, arrive);
      }
  };
  await pressAll();
  for (let press = last.shift(); press; press = last.shift()) {
    await pressed(press, arrive);
    await pressAll();
  }
  return places;
}

interface Press {
  readonly place: Place;
  readonly verb: string;
  readonly title: string;
  readonly data: object;
}

/** With the inputs left as they are. */
function pressesOn(place: Place): Press[] {
  return sendersIn(place.card).flatMap(({ action, inputs }) => {
    if (action.type !== 'Action.Execute') return [];
    const given = Object.fromEntries(inputs.flatMap(({ id, value }) => (value ? [[id, value]] : [])));
    const { verb = '', title = verb, tooltip = title } = action;
    return [{ place, verb, title: tooltip, data: { ...action.data, ...given } }];
  });
}

async function pressed({ place, verb, title, data }: Press, arrive: (place: Place) => void): Promise<void> {
  const path = [...place.path, title];
  const { card, text } = await runCardAction(ports, await turnAs(place), { action: { verb, data } });
  // A sentence beside the card leaves the card where it was.
  if (card) arrive({ ...place, card, path });
  else expect({ path, text }).toMatchObject({ text: expect.stringMatching(/\S/u) });
}

/** What tells one card from another for whoever looks at it: what it begins with, and its buttons. */
function nameOf({ person, where, card }: Place): string {
  const buttons = sendersIn(card).map(({ action }) => `${action.verb} ${action.title}`);
  return [person, where, beginningOf(card), ...new Set(buttons)].join('\n');
}

test('from every card that a press leads to there is something to press', () => {
  expect(seen.length).toBeGreaterThan(200);
  expect(deadEnds).toEqual([]);
});
