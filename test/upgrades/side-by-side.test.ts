import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  type Document,
  type DocumentKind,
  type DocumentStore,
  documentKinds,
} from '../../src/base/document-store.ts';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import type { Notice } from '../../src/messages/notice.ts';
import type { SendLogEntry } from '../../src/messages/send-log.ts';
import type { PersonRecord } from '../../src/people/person.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import type { Draft } from '../../src/reports/draft.ts';
import type { Report } from '../../src/reports/report.ts';
import type { Ask } from '../../src/rounds/ask.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { loseChannel } from '../../src/summaries/unreached-channel.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { atEnd } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { type DemoWorld, leadershipChannel, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';
import { keptService } from './kept-code.ts';

/**
 * While an update is rolled out, instances of both versions work on one Cosmos DB for some minutes, and Teams hands
 * each press to either. What they write for each other is the table in `docs/storage.md`.
 */
describe.each(['0.1.0'])('%s and today’s version side by side', (version) => {
  let world: DemoWorld;
  let before: RunningService;
  let today: RunningService;
  let truth: DocumentStore;

  beforeAll(async () => {
    // As the earlier version's template made it; it does not start on less.
    const server = await startCosmosServer(['/dueInSlot/?']);
    atEnd(() => server.close());
    truth = openCosmosStore(server);
    atEnd(() => truth.close());
    const { endpoint: COSMOS_ENDPOINT, database: COSMOS_DATABASE, key: COSMOS_KEY } = server;
    const env = { RODER_STORE: 'cosmos', COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY };
    world = await startDemoWorld({ env, entry: await keptService(version) });
    before = world.service;
    today = await startService({ env });
  }, 120_000);

  const all = <D extends Document>(kind: DocumentKind) =>
    truth.list<D>({ tenantId: demoTenant, kind, limit: 1000 });
  const inReport = async (id: string) =>
    (await all<Report>('report')).find((one) => one.id === id)?.revisions ?? [];
  const saidIn = async (id: string) => (await inReport(id)).map(({ answers }) => answers.judgement?.ownWords);
  const ask = ({ member }: FakePerson) => `2026-D:${member.aadObjectId}`;
  const draftOf = async (person: FakePerson) =>
    (await all<Draft>('draft')).find(({ id }) => id === ask(person));
  const opens = async (person: FakePerson) =>
    (await person.presses('answer/open', { ask: ask(person) })).card!;
  /** From now on Teams hands what people do to this one. */
  const at = (service: RunningService) => world.teams.connectTo(service.url);
  const faults = (service: RunningService) =>
    service
      .output()
      .split('\n')
      .filter((line) => /"level":"error"|turn-failed/u.test(line));

  test('a round that opens for both is opened once, and each person is reminded once', async () => {
    await Promise.all([before, today].map((service) => moveClock(service, '2026-09-01T08:00:00+02:00')));
    const asked = (await all<Ask>('ask')).filter(({ roundId }) => roundId === '2026-D');
    const sent = (await all<SendLogEntry>('sendLog')).filter(({ push }) => push === 'opening');
    expect(sent.map(({ personId, outcome }) => `${personId} ${outcome}`).toSorted()).toEqual(
      asked.map(({ personId }) => `${personId} sent`).toSorted(),
    );
    for (const { conversationId, member } of Object.values(world.people)) {
      const cards = world.teams.cardsIn(conversationId).filter((card) => textOf(card).includes('Nu börjar'));
      expect(cards).toHaveLength(asked.some(({ personId }) => personId === member.aadObjectId) ? 1 : 0);
    }
  });

  test('an answer goes on from one to the other and back, with every word that was typed', async () => {
    const { socialchef } = world.people;
    at(before);
    const first = await opens(socialchef);
    const readings = await press(first, socialchef, 'Nästa', {
      status: 'on_track',
      ownWords: 'Skrivet hos den förra.',
    });

    at(today);
    const opened = await opens(socialchef);
    expect(valuesOn(opened)).toMatchObject({ ownWords: 'Skrivet hos den förra.' });
    await press(readings, socialchef, 'Nästa', {
      'reading-i14': '60',
      'reading-i12': '90',
      'reading-i13': '81',
    });

    at(before);
    const aspects = await opens(socialchef);
    const second = await press(aspects, socialchef, 'Nästa', { 'aspect-social': 'Fler hembesök.' });
    const preview = await goOn(socialchef, second, { status: 'completed', ownWords: 'Klart.' });
    for (const words of ['Skrivet hos den förra.', 'Fler hembesök.', 'Klart.'])
      expect(textOf(preview)).toContain(words);

    at(today);
    const sent = await press(preview, socialchef, 'Skicka in');
    expect(textOf(sent)).toContain('Ditt svar är inskickat');
    expect(await saidIn('2026-D:gu2')).toEqual(['Skrivet hos den förra.']);
    expect(await draftOf(socialchef)).toBeUndefined();
  });

  test('what one took is changed with the other, as one revision more each time', async () => {
    const { socialchef } = world.people;
    const words = ['Ändrat hos dagens.', 'Ändrat hos den förra.'];
    for (const [index, service] of [today, before].entries()) {
      at(service);
      const preview = (await socialchef.presses('answer/preview', { ask: ask(socialchef) })).card!;
      const form = await press(preview, socialchef, 'Ändra: Äldreomsorg');
      const changed = await goOn(socialchef, form, { ownWords: words[index]! });
      await press(changed, socialchef, 'Skicka in');
    }
    expect(await saidIn('2026-D:gu2')).toEqual(['Skrivet hos den förra.', ...words]);
    at(today);
    expect(textOf((await socialchef.says('hur går det med äldreomsorgen?')).card!)).toContain(words[1]);
  });

  test('two who answer about the same at once, one with each, are both heard', async () => {
    const { hrChef, kommundirektor } = world.people;
    const previews: Card[] = [];
    for (const [person, service] of [
      [hrChef, today],
      [kommundirektor, before],
    ] as const) {
      at(service);
      previews.push(await goOn(person, await opens(person), { status: 'on_track', ownWords: 'Vi två.' }));
    }
    at(today);
    const first = press(previews[0]!, hrChef, 'Skicka in');
    at(before);
    await Promise.all([first, press(previews[1]!, kommundirektor, 'Skicka in')]);
    const by = (await inReport('2026-D:gu4')).map(({ by: { personId } }) => personId);
    expect(by.toSorted()).toEqual([kommundirektor, hrChef].map(({ member }) => member.aadObjectId));
  });

  test('a form of today’s that comes to the earlier version writes nothing there, and goes on', async () => {
    const { samhallsbyggnadschef: chief } = world.people;
    at(today);
    const form = await press(await opens(chief), chief, 'Nästa', {
      status: 'on_track',
      ownWords: 'Vi bygger.',
    });
    const kept = await draftOf(chief);
    at(before);
    for (const title of titlesOn(form)) {
      const turn = await chief.fill(form, {}).press(title);
      expect(turn.status).toBe(200);
      expect(turn.notice ?? textOf(turn.card!)).toMatch(/inget har sparats|finns inte längre/u);
    }
    expect(await draftOf(chief)).toEqual(kept);
    at(today);
    expect(textOf((await chief.presses('answer/preview', { ask: ask(chief) })).card!)).toContain(
      'Vi bygger.',
    );
  });

  test('help that is asked for with one is replied to with the other; each is told once', async () => {
    const { socialchef, samhallsbyggnadschef: chief } = world.people;
    at(today);
    const form = await press(await opens(chief), chief, 'Jag vill ha hjälp');
    const help = { helpWhat: 'Ett rum.', helpFrom: 'socialchef' };
    const next = await press(form, chief, 'Nästa', { status: 'deviation', ownWords: 'Vi väntar.', ...help });
    const preview = await goOn(chief, next, { status: 'on_track', ownWords: 'Vi bygger vidare.' });
    await press(preview, chief, 'Skicka in');
    const toldOf = (person: FakePerson, words: string) =>
      world.teams.cardsIn(person.conversationId).filter((one) => textOf(one).includes(words));
    const question = await world.teams.until(() => toldOf(socialchef, 'Ett rum.')[0]);

    at(before);
    await press(question, socialchef, 'Svara', { words: 'Ta rum 12.' });
    await world.teams.until(() => toldOf(chief, 'Ta rum 12.')[0]);
    for (const service of [today, before]) await moveClock(service, '2026-09-02T09:00:00+02:00');
    expect(toldOf(chief, 'Ta rum 12.')).toHaveLength(1);
    expect(toldOf(socialchef, 'Ett rum.')).toHaveLength(1);
  });

  test('what one keeps of a person the other leaves as it is', async () => {
    const { kommundirektor } = world.people;
    const record = async () =>
      (await all<PersonRecord>('person')).find(({ id }) => id === kommundirektor.member.aadObjectId)!;
    at(today);
    for (const text of ['inställningar', 'hur går det med äldreomsorgen?']) await kommundirektor.says(text);
    const { cards, spoken } = await record();
    expect([cards, spoken]).toEqual([expect.anything(), expect.anything()]);
    at(before);
    const settings = (await kommundirektor.says('inställningar')).card!;
    await press(settings, kommundirektor, 'Spara', { hour: '09:30', weekday: 'any', language: 'sv' });
    expect(await record()).toMatchObject({ spoken, cards, language: 'sv' });
    at(today);
    expect(valuesOn((await kommundirektor.says('inställningar')).card!)).toMatchObject({ hour: '09:30' });
  });

  test('a plan that one puts in force is the other’s as well', async () => {
    const { utredare } = world.people;
    const checked = checkPlan(
      demoInputWith(
        [['decision'], 'Beslut hos dagens'],
        [['indicators', 'i12', 'target'], { op: '>=', value: 93 }],
      ),
    );
    if (!('plan' in checked)) throw new TypeError('The plan has faults.');
    const plan = { tenantId: demoTenant, content: checked.plan, by: 'cli' };
    await importPlan({ store: truth, ...plan, now: Temporal.Instant.from('2026-09-02T07:30:00Z') });

    at(before);
    expect(textOf((await utredare.says('planens versioner')).card!)).toContain('Beslut hos dagens');
    const target = { kind: 'target', subject: 'i10', value: '44', decision: 'Beslut hos den förra' };
    const proposed = (await utredare.presses('plan/change-look', target)).card!;
    await press(proposed, utredare, 'Inför planen', { decision: 'Beslut hos den förra' });
    const current = (await currentPlan(truth, demoTenant))!;
    expect(current.version).toBe(3);
    const targets = current.content.indicators.map(({ id, target: one }) => [id, one]);
    expect(targets).toContainEqual(['i12', { op: '>=', value: 93 }]);
    expect(targets).toContainEqual(['i10', expect.objectContaining({ value: 44 })]);

    at(today);
    expect(textOf((await utredare.says('planens versioner')).card!)).toContain('Beslut hos den förra');
  });

  test('a round that both see end keeps its one post where today’s ends it', async () => {
    for (const time of ['2026-10-02T16:30', '2026-10-05T08:00', '2026-10-06T08:00'])
      for (const service of [today, before]) await moveClock(service, `${time}:00+02:00`);
    const posts = world.teams
      .sentTo(leadershipChannel)
      .filter(({ operation, card }) => operation === 'send' && card && textOf(card).includes('Delår 2026'));
    expect(posts).toHaveLength(1);
  });

  test('neither has found a fault, and nothing has a shape that the earlier version refuses', async () => {
    expect({ before: faults(before), today: faults(today) }).toEqual({ before: [], today: [] });
    const schemas = new Set<number>();
    for (const kind of documentKinds) for (const { schema } of await all(kind)) schemas.add(schema);
    expect([...schemas]).toEqual([1]);
  });

  describe('what it cannot say', () => {
    test('a channel that is out of reach is told by today’s: the earlier version leaves it for a try later', async () => {
      const { utredare } = world.people;
      const now = Temporal.Instant.from('2026-10-06T06:03:00Z');
      const lost = { tenantId: demoTenant, channelId: leadershipChannel, reason: 'not-installed' };
      const plan = (await currentPlan(truth, demoTenant))!;
      await loseChannel({ store: truth, clock: { now: () => now } }, plan, lost);
      const waiting = async () =>
        (await all<Notice>('notice')).filter(
          ({ about, state }) => about.type === 'channel' && state === 'waiting',
        );
      const isTold = () =>
        world.teams
          .cardsIn(utredare.conversationId)
          .some((card) => textOf(card).includes('Lägesbilden når inte'));
      await moveClock(before, '2026-10-06T08:04:00+02:00');
      expect(isTold()).toBe(false);
      expect(await waiting()).toHaveLength(1);
      await moveClock(today, '2026-10-06T08:05:00+02:00');
      expect(isTold()).toBe(true);
    });

    test('the list of what was sent says so where something stands in it that it does not know, and today’s shows it', async () => {
      const { utredare } = world.people;
      at(before);
      expect(textOf((await utredare.says('visa utskick')).card!)).toContain('Något gick fel hos mig');
      at(today);
      expect(textOf((await utredare.says('visa utskick')).card!)).toContain('Det här har jag skickat');
    });
  });
});

const titlesOn = (card: Card) => actionsIn(card).map(({ title = '' }) => title);
const valuesOn = (card: Card) => Object.fromEntries(inputsIn(card).map(({ id, value }) => [id, value]));

async function press(
  card: Card,
  person: FakePerson,
  title: string,
  values: Record<string, string> = {},
): Promise<Card> {
  const { status, notice, card: next } = await person.fill(card, values).press(title);
  expect({ status, notice }).toEqual({ status: 200, notice: undefined });
  return next!;
}

/** Through what either version asks, to the preview: these values where they are asked for, and plain ones. */
async function goOn(person: FakePerson, from: Card, values: Record<string, string>): Promise<Card> {
  let card = from;
  for (let step = 0; !titlesOn(card).some((title) => title.startsWith('Skicka')); step++) {
    if (step > 20) throw new TypeError(`It goes on and on: ${textOf(card)}`);
    const typed = inputsIn(card).flatMap(({ id, value }) => {
      const [kind = ''] = id.split('-');
      const given = values[id] ?? (value || { reading: '80', milestone: 'not_yet' }[kind]);
      return given ? [[id, given] as const] : [];
    });
    card = await press(card, person, 'Nästa', Object.fromEntries(typed));
  }
  return card;
}
