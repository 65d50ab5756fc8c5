import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { type PlanVersion, planHistory } from '../../src/plan/plan-store.ts';
import { rounds } from '../../src/rounds/round.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith, type Place, passedQuarter } from '../plan/demo-plan.ts';
import { bookWithCells, demoBook } from '../plan/workbooks.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { FileHost } from '../support/file-host.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let host: FileHost;
let utredare: FakePerson;
afterAll(endAll);

beforeAll(async () => {
  world = await startDemoWorld();
  host = await FileHost.start();
  utredare = world.people.utredare;
  await moveClock(world.service, '2026-09-02T09:00:00+02:00');
});

/** What the person looks at once the file has been dealt with. */
async function drop(file: { name: string; url: string }, person = utredare): Promise<Card> {
  const turn = await person.drops(file);
  expect(turn.status).toBe(200);
  return turn.updates.at(-1)?.card ?? turn.card!;
}

async function versions(): Promise<PlanVersion[]> {
  const store = openSqliteStore(world.service.store);
  const found = await Array.fromAsync(planHistory(store, demoTenant));
  await store.close();
  return found;
}

const json = (...changes: readonly (readonly [Place, unknown])[]) =>
  Buffer.from(JSON.stringify(demoInputWith(...changes)));
const titles = (card: Card) => actionsIn(card).map(({ title }) => title);

describe('a file that is refused', () => {
  /** Nothing changes by it, and unless said otherwise nothing is fetched. */
  async function refused(act: () => Promise<Card>, fetches = 0): Promise<string> {
    const [before, asked] = [await versions(), host.asked.length];
    const card = await act();
    expect(await versions()).toEqual(before);
    expect(host.asked.length - asked).toBe(fetches);
    expect(inputsIn(card)).toEqual([]);
    return textOf(card);
  }

  test('from anybody but the administrator is not even fetched', async () => {
    const file = host.keep('plan.xlsx', await demoBook());
    expect(await refused(() => drop(file, world.people.socialchef))).toContain('Bara processledaren kan');
  });

  test('of another kind, or several at once, are not fetched', async () => {
    const [one, two] = [host.keep('bild.png', Buffer.from('x')), host.keep('plan.json', json())];
    expect(await refused(() => drop(one))).toContain('Jag kan inte läsa bild.png som en plan');
    expect(await refused(async () => (await utredare.drops(two, one)).card!)).toContain('en fil i taget');
  });

  test.each([
    ['another host', 'https://example.org/plan.xlsx'],
    ['a host that only looks like one', 'http://127.0.0.1.example.org/plan.xlsx'],
    ['Microsoft, in the demo', 'https://sjovik-my.sharepoint.com/plan.xlsx'],
    ['the disk', 'file:///etc/passwd'],
    ['nowhere', 'plan.xlsx'],
  ])('from %s is not fetched', async (_what, url) => {
    expect(await refused(() => drop({ name: 'plan.xlsx', url }))).toContain('hämtar jag inga filer');
  });

  test('that leads on to another host is left there', async () => {
    const file = host.keep('plan.xlsx', { redirect: 'https://example.org/plan.xlsx' });
    expect(await refused(() => drop(file), 1)).toContain('hämtar jag inga filer');
  });

  test('that leads on without end is left', async () => {
    const next = host.keep('plan.xlsx', { status: 200 });
    const file = host.keep('plan.xlsx', { redirect: next.url });
    host.keep('x', { redirect: file.url });
    let last = file;
    for (let step = 0; step < 4; step++) last = host.keep('plan.xlsx', { redirect: last.url });
    expect(await refused(() => drop(last), 4)).toContain('Jag kunde inte hämta');
  });

  test('that is gone', async () => {
    expect(await refused(() => drop(host.keep('plan.xlsx', { status: 404 })), 1)).toContain(
      'Jag kunde inte hämta',
    );
  });

  test.each([
    ['says so', Buffer.alloc(5_000_001)],
    ['does not say so', { endless: 8_000_000 }],
  ])('that is too large and %s', async (_what, answer) => {
    expect(await refused(() => drop(host.keep('plan.xlsx', answer)), 1)).toContain('större än 5 MB');
  });

  test('that is no workbook', async () => {
    const said = await refused(() => drop(host.keep('plan.xlsx', Buffer.from('hej'))), 1);
    expect(said).toContain('går inte att läsa som Excel-arbetsbok');
  });

  test('with faults: each is told with sheet, row and column', async () => {
    const book = await bookWithCells(['Uppdrag', 'H5', 'socialchefen'], ['Uppdrag', 'C3', null]);
    const said = await refused(() => drop(host.keep('plan.xlsx', book)), 1);
    expect(said).toContain('plan.xlsx har 2 fel. Ingenting har ändrats.');
    expect(said).toContain('Uppdrag, rad 5, kolumn H (Ansvarig): rollen ”socialchefen” finns inte i planen.');
    expect(said).toContain('Uppdrag, rad 3, kolumn C (Uppdrag): här saknas något.');
  });

  test('that is the plan already in force', async () => {
    const file = host.keep('plan.xlsx', await demoBook());
    const said = await refused(() => drop(file), 1);
    expect(said).toContain('Den planen gäller redan');
    expect(said).toContain('I filen finns 8 uppdrag');
  });
});

/** Another target, another owner, and an indicator less. */
function changed(): Buffer {
  const input = demoInputWith(
    [['indicators', 'i10', 'target', 'value'], 11],
    [['assignments', 'pu1', 'owner'], 'socialchef'],
  ) as { indicators: { id: string }[] };
  const indicators = input.indicators.filter(({ id }) => id !== 'i22');
  return Buffer.from(JSON.stringify({ ...input, indicators }));
}

describe('a plan dropped in the chat', () => {
  let preview: Card;

  test('is read while a card says so, and nothing of Roder’s goes along', async () => {
    const turn = await utredare.drops(host.keep('plan.json', changed()));
    expect(textOf(turn.replies[0]!.card!)).toBe('Jag läser plan.json. Det tar några sekunder.');
    expect(turn.updates).toHaveLength(1);
    preview = turn.updates[0]!.card!;
    expect(host.asked.at(-1)!.headers.authorization).toBeUndefined();
  });

  test('is shown as what it would change, whom it concerns, and what the open round would do', () => {
    const said = textOf(preview);
    expect(said).toContain('Så ändrar plan.json planen');
    expect(said).toContain('Tas bort: ett mått. Ändras: ett uppdrag och ett mått.');
    expect(said).toContain(
      'Ansvarig: Samhällsbyggnadschef (förvaltningschef) → Socialchef (förvaltningschef)',
    );
    expect(said).toMatch(/Målvärde: [\d,]+ → 11/u);
    expect(said).toContain('Pågående omgång: Delår 2026 (januari–augusti)');
    expect(said).toMatch(/Socialchef[^\n]*: nytt att svara på är [^\n]*Fossiloberoende/u);
    expect(said).toMatch(/Samhällsbyggnadschef[^\n]*: behöver inte svara på/u);
    expect(said).toContain('Svar som redan är inskickade är kvar.');
    expect(said).toContain('Roller som berörs');
  });

  test('changes nothing until it is confirmed', async () => {
    expect(await versions()).toHaveLength(1);
    expect(titles(preview)).toEqual(['Inför planen', 'Avbryt']);
  });

  test('asks for the decision behind it', async () => {
    const data = { token: actionsIn(preview)[0]!.data!.token, decision: '  ' };
    const { card } = await utredare.presses('plan/confirm', data, preview);
    expect(textOf(card!)).toContain('Skriv vilket beslut ändringen bygger på.');
    const long = await utredare.presses('plan/confirm', { ...data, decision: 'x'.repeat(501) }, preview);
    expect(textOf(long.card!)).toContain('vara högst 500 tecken');
    expect(await versions()).toHaveLength(1);
  });

  test('cannot be confirmed by anybody else, who has the same card or not', async () => {
    const data = { token: actionsIn(preview)[0]!.data!.token, decision: 'KF § 1' };
    const { card } = await world.people.socialchef.presses('plan/confirm', data);
    expect(textOf(card!)).toContain('Bara processledaren kan');
    expect(await versions()).toHaveLength(1);
  });

  test('comes into force when confirmed, once, with decision, who and when; those concerned are told', async () => {
    const confirm = () => utredare.fill(preview, { decision: 'KF 2026-09-02 § 88' }).press('Inför planen');
    const [one, two] = await Promise.all([confirm(), confirm()]);
    for (const turn of [one, two]) expect(textOf(turn.card!)).toMatch(/Planen gäller nu som version [23]\n/u);
    expect(await versions()).toMatchObject([
      { replaces: 1, decision: 'KF 2026-09-02 § 88', by: demoPeople.utredare },
      { version: 1 },
    ]);
    const told = await world.teams.until(() =>
      world.teams
        .cardsIn(world.people.socialchef.conversationId)
        .find((card) => textOf(card).includes('§ 88')),
    );
    expect(textOf(told)).toContain('Fossiloberoende');
  });

  test('is nothing any more once it is in force, or once another has been dropped', async () => {
    const again = await utredare.fill(preview, { decision: 'KF § 2' }).press('Inför planen');
    expect(textOf(again.card!)).toContain('Planen gäller nu som version');
    await drop(host.keep('plan.json', json([['burdenCapMinutes'], 20])));
    const late = await utredare.presses('plan/confirm', {
      token: actionsIn(preview)[0]!.data!.token,
      decision: 'KF § 2',
    });
    expect(textOf(late.card!)).toContain('gäller inte längre');
    expect(await versions()).toHaveLength(2);
  });

  test('is left when the administrator thinks better of it', async () => {
    const card = await drop(host.keep('plan.json', json([['burdenCapMinutes'], 20])));
    const { card: receipt } = await utredare.fill(card).press('Avbryt');
    expect(textOf(receipt!)).toContain('Planen är som förut.');
    const late = await utredare.fill(card, { decision: 'KF § 3' }).press('Inför planen');
    expect(textOf(late.card!)).toContain('gäller inte längre');
    expect(await versions()).toHaveLength(2);
  });
});

describe('the plan’s versions', () => {
  let list: Card;

  test('are listed with decision, who and when, for the administrator', async () => {
    list = (await utredare.says('versioner')).card!;
    expect(textOf(list)).toMatch(/Version [23], gäller nu\nKF 2026-09-02 § 88\nUtredare/u);
    expect(textOf((await world.people.socialchef.says('versioner')).card!)).not.toContain('§ 88');
    const { card } = await world.people.socialchef.presses('plan/versions', {});
    expect(textOf(card!)).toContain('Bara processledaren kan');
  });

  test('each say what they changed', async () => {
    const [{ version } = { version: 0 }] = await versions();
    const { card } = await utredare.presses('plan/version', { version }, list);
    expect(textOf(card!)).toContain('Ändras: Uppdrag: Fossiloberoende fordon senast 2030');
    expect(textOf(card!)).toContain('→ Socialchef');
  });

  test('“vad ändrades?” says it to everybody', async () => {
    const said = textOf((await world.people.socialchef.says('vad ändrades?')).card!);
    const [latest] = await versions();
    expect(said).toMatch(/Version [23] lästes in/u);
    expect(said).toContain(`Beslut: ${latest!.decision}.`);
  });

  test('one can go back: that is a new version, seen before it is made', async () => {
    const { card: old } = await utredare.presses('plan/version', { version: 1 }, list);
    const { card } = await utredare.fill(old!).press('Gå tillbaka till version 1');
    expect(textOf(card!)).toContain('Så blir planen om ni går tillbaka till version 1');
    expect(textOf(card!)).toContain('→ Samhällsbyggnadschef');
    expect(await versions()).toHaveLength(2);
    const { card: receipt } = await utredare.fill(card!, { decision: 'KF § 99' }).press('Inför planen');
    expect(textOf(receipt!)).toContain('Planen gäller nu som version');
    const [third, second, first] = await versions();
    expect(third).toMatchObject({ replaces: second!.version, decision: 'KF § 99', hash: first!.hash });
  });

  test('one that does not exist is told', async () => {
    const { card } = await utredare.presses('plan/back', { version: 77 }, list);
    expect(textOf(card!)).toContain('Den versionen finns inte');
  });
});

describe('a plan without a channel for leadership', () => {
  test('is asked about in its preview, and can be confirmed', async () => {
    const card = await drop(host.keep('utan-kanal.json', json([['channels'], []])));
    expect(textOf(card)).toContain('Planen har ingen kanal för ledningen');
    expect(titles(card)).toContain('Inför planen');
  });
});

test('a round whose last day has passed is opened where its box is ticked', async () => {
  const preview = await drop(host.keep('plan.json', json([['periods', '2026-Q2'], passedQuarter])));
  expect(textOf(preview)).toContain('Kvartal 2 2026');
  expect(inputsIn(preview).map(({ id }) => id)).toContain('openPassed');
  await utredare.fill(preview, { openPassed: 'true', decision: 'KF § 3' }).press('Inför planen');
  expect((await versions())[0]).toMatchObject({ decision: 'KF § 3', opensPassed: true });
  await moveClock(world.service, '2026-09-02T10:00:00+02:00');
  const store = openSqliteStore(world.service.store);
  expect(await rounds(store).find(demoTenant, '2026-Q2')).toMatchObject({
    state: 'open',
    opens: '2026-09-02',
  });
  await store.close();
});

test('a plan in which a unit becomes another asks about the values that have been reported', async () => {
  const file = host.keep(
    'plan.json',
    json([['units'], undefined], [['indicators', 'i14', 'unit'], 'veckor']),
  );
  const said = textOf(await drop(file));
  expect(said).toContain('blir veckor i stället för dagar. Värden som redan har lämnats räknas inte om');
});
