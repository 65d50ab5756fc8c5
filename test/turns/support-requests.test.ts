import { beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { reportId } from '../../src/reports/report.ts';
import { type SupportRequest, supportRequests } from '../../src/support-requests/support-request.ts';
import { AtCard, inStore, openInterim, values } from '../support/answering.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, leadershipChannel } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

const wanted = 'Tidigarelägg etapp 2 av renoveringen.';
const reply = 'Ja, vi börjar redan i november.';

/** The Socialchef sends in a deviation and what help is wanted. */
async function askFor(world: DemoWorld, help: Record<string, string>): Promise<AtCard> {
  const socialchef = new AtCard(world, world.people.socialchef);
  await socialchef.press('Svara');
  await socialchef.press('Nästa', { status: 'deviation', ownWords: 'Väntetiden växer.', ...values });
  await socialchef.press('Nästa', { helpWhat: wanted, ...help });
  await socialchef.press('Nästa', { status: 'completed', ownWords: 'Klart.' });
  await socialchef.press('Skicka in');
  return socialchef;
}

/** The last card in somebody's chat that says so, once it has come. */
function cardSaying(world: DemoWorld, person: FakePerson, words: string): Promise<AtCard> {
  return world.teams.until(() => {
    const found = new AtCard(world, person, words);
    return found.card && found;
  });
}

/** How many times somebody has been asked. */
function timesAsked(world: DemoWorld, person: FakePerson): number {
  const sent = world.teams.sentTo(person.conversationId).filter(({ operation }) => operation === 'send');
  return sent.filter(({ card }) => card && textOf(card).includes('önskar stöd')).length;
}

function stored(world: DemoWorld): Promise<SupportRequest> {
  return inStore(world, (store) => supportRequests(store).get(demoTenant, reportId('2026-D', 'gu2')));
}

const summaryOf = (world: DemoWorld) => world.teams.cardsIn(leadershipChannel).at(-1)!;

describe('help that is wanted of a role', () => {
  let world: DemoWorld;
  let asked: AtCard;
  beforeAll(async () => {
    world = await openInterim();
    await askFor(world, { helpFrom: 'samhallsbyggnadschef' });
    asked = await cardSaying(world, world.people.samhallsbyggnadschef, 'önskar stöd av dig');
  });

  test('comes to its holder as a card to answer, with why, and a talk instead', () => {
    expect(asked.text).toContain(`”${wanted}”`);
    expect(asked.text).toContain('Väntetiden växer.');
    expect(asked.text).toContain('Svarar du inte påminner jag högst');
    expect(asked.titles).toEqual([
      ...['Svara', 'Boka ett samtal i stället', 'Påminn mig senare', 'Jag är borta'],
      'Inte jag',
    ]);
    const url = new URL(actionsIn(asked.card).find(({ type }) => type === 'Action.OpenUrl')!.url!);
    expect(url.origin + url.pathname).toBe('https://teams.microsoft.com/l/meeting/new');
    expect(url.searchParams.get('attendees')).toBe('socialchef@sjovik.example');
    expect(url.searchParams.get('subject')).toMatch(/^Önskat stöd: /u);
  });

  test('nobody else may answer it, save leadership', async () => {
    const data = { request: '2026-D:gu2', words: 'Nej.' };
    for (const person of [world.people.hrChef, world.people.socialchef]) {
      const turn = await person.presses('support/reply', data);
      expect(textOf(turn.card!)).toContain('ställd till någon annan');
    }
    expect((await stored(world)).wishes[0]!.replies).toEqual([]);
  });

  test('without words, or with too many, asks once more and keeps what was typed', async () => {
    await asked.press('Svara', { words: '  ' });
    expect(asked.text).toContain('Skriv ett svar. En mening räcker.');
    await asked.press('Svara', { words: 'å'.repeat(1001) });
    expect(asked.text).toContain('Högst 1\u00a0000 tecken, nu 1\u00a0001.');
    expect(asked.values.words).toHaveLength(1001);
    const turn = await asked.press('Svara', { words: 'å'.repeat(9000) });
    expect(turn.notice).toContain('Texten är för lång');
  });

  test('the reply goes back to the manager, and the card becomes the receipt', async () => {
    const before = asked.card;
    await asked.press('Svara', { words: reply });
    expect(asked.text).toContain('Tack! Ditt svar har gått till Socialchef');
    const told = await cardSaying(world, world.people.socialchef, 'Du har fått svar om stödet');
    expect(told.text).toContain(reply);
    expect(told.text).toContain('Samhällsbyggnadschef (förvaltningschef), 1 september 2026');
    const again = await world.people.samhallsbyggnadschef.fill(before, { words: reply }).press('Svara');
    expect(textOf(again.card!)).toContain('Tack!');
    expect((await stored(world)).wishes[0]!.replies).toHaveLength(1);
  });

  test('a list that no document can be is none', async () => {
    const data = { request: '2026-D:gu2', words: reply, list: '\\' };
    const turn = await world.people.samhallsbyggnadschef.presses('support/reply', data);
    expect(textOf(turn.card!)).toContain('Tack!');
  });

  test('it stands in the summary as answered, and nobody is asked again', async () => {
    await moveClock(world.service, '2026-09-21T08:00:00+02:00');
    const more = await world.people.kommundirektor.fill(summaryOf(world)).press('Mer');
    const view = await world.people.kommundirektor.fill(more.card!).press('Önskat stöd och beslut');
    expect(textOf(view.card!)).toContain('Har fått svar');
    expect(textOf(view.card!)).toContain(reply);
    expect(timesAsked(world, world.people.samhallsbyggnadschef)).toBe(1);
  });

  test('the manager’s own receipt says what was replied', async () => {
    const receipt = new AtCard(world, world.people.socialchef, 'Tack! Ditt svar är inskickat');
    const turn = await world.people.socialchef.says('mina svar');
    receipt.card = turn.card!;
    expect(receipt.titles).not.toContain('Boka ett samtal i stället');
    await receipt.press('Visa hela svaret');
    expect(receipt.text).toContain(reply);
  });

  test('other words than were answered are a new wish, and asked anew', async () => {
    const socialchef = new AtCard(world, world.people.socialchef, 'Tack! Ditt svar är inskickat');
    await socialchef.press('Ändra: Äldreomsorg');
    await socialchef.press('Nästa', { helpWhat: 'Tidigarelägg etapp 3 också.' });
    await socialchef.press('Skicka in');
    expect(socialchef.titles).toContain('Boka ett samtal i stället');
    const again = await cardSaying(world, world.people.samhallsbyggnadschef, 'etapp 3 också');
    expect(again.text).not.toContain(reply);
    expect((await stored(world)).wishes.map(({ number, ended }) => [number, ended])).toEqual([
      [1, true],
      [2, undefined],
    ]);
    const old = await world.people.samhallsbyggnadschef.fill(asked.card).press('Skriv ett svar till');
    expect(textOf(old.card!)).toContain('Den som bad om stöd har ändrat sin fråga');
  });
});

describe('help that nobody answers', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await openInterim();
    await askFor(world, { helpFrom: 'samhallsbyggnadschef' });
    await cardSaying(world, world.people.samhallsbyggnadschef, 'önskar stöd av dig');
  });

  test('comes up again after three working days, three times in all, and then never', async () => {
    const { samhallsbyggnadschef } = world.people;
    await moveClock(world.service, '2026-09-03T18:00:00+02:00');
    expect(timesAsked(world, samhallsbyggnadschef)).toBe(1);
    await moveClock(world.service, '2026-09-04T12:00:00+02:00');
    expect(timesAsked(world, samhallsbyggnadschef)).toBe(2);
    await moveClock(world.service, '2026-10-30T12:00:00+01:00');
    expect(timesAsked(world, samhallsbyggnadschef)).toBe(3);
  });

  test('stands in leadership’s summary until leadership answers it, there and then', async () => {
    const { kommundirektor, hrChef } = world.people;
    const card = summaryOf(world);
    expect(textOf(card)).toContain(wanted);
    const other = await hrChef.fill(card).press('Svara: Äldreomsorg');
    expect(other.notice).toContain('ställd till någon annan');
    const form = await kommundirektor.fill(card).press('Svara: Äldreomsorg');
    const sent = await kommundirektor.fill(form.card!, { words: reply }).press('Svara');
    expect(textOf(sent.card!)).toContain('Tack!');
    await world.teams.until(() => !textOf(summaryOf(world)).includes(wanted));
    const more = await kommundirektor.fill(summaryOf(world)).press('Mer');
    const view = await kommundirektor.fill(more.card!).press('Önskat stöd och beslut');
    expect(textOf(view.card!)).toContain('Har fått svar');
    expect(textOf(view.card!)).toContain(reply);
    await cardSaying(world, world.people.socialchef, 'Du har fått svar om stödet');
    const theirs = await cardSaying(world, world.people.samhallsbyggnadschef, 'Det här är besvarat');
    expect(theirs.text).toContain(reply);
  });
});

test('two replies that have come when the manager is told are one message', async () => {
  const world = await openInterim();
  await askFor(world, { helpFrom: 'samhallsbyggnadschef' });
  await cardSaying(world, world.people.samhallsbyggnadschef, 'önskar stöd av dig');
  const replies = [reply, 'Vi talas vid.'].map((words, minute) => ({
    words,
    by: { personId: demoPeople.kommundirektor, roleId: 'kommundirektor' },
    at: `2026-09-02T08:0${minute}:00.000Z`,
  }));
  await inStore(world, (store) =>
    supportRequests(store).change(demoTenant, reportId('2026-D', 'gu2'), (one) => ({
      ...one,
      wishes: one.wishes.map((wish) => ({ ...wish, replies })),
      nextAt: '2026-09-02T08:02:00.000Z',
    })),
  );
  await moveClock(world.service, '2026-09-02T12:00:00+02:00');
  const told = await cardSaying(world, world.people.socialchef, 'Du har fått svar om stödet');
  for (const { words } of replies) expect(told.text).toContain(words);
  const sent = world.teams.sentTo(world.people.socialchef.conversationId);
  const news = sent.filter(({ card }) => card && textOf(card).includes('Du har fått svar om stödet'));
  expect(news).toHaveLength(1);
});

describe('help that is no longer needed', () => {
  let world: DemoWorld;
  let receipt: AtCard;
  const withdraw = 'Stödet behövs inte: Äldreomsorg';
  const undo = 'Ångra, stödet behövs: Äldreomsorg';
  const theirs = () => new AtCard(world, world.people.samhallsbyggnadschef, wanted);
  const says = (words: string, look: () => string) => world.teams.until(() => look().includes(words));

  beforeAll(async () => {
    world = await openInterim();
    receipt = await askFor(world, { helpFrom: 'samhallsbyggnadschef' });
    await cardSaying(world, world.people.samhallsbyggnadschef, 'önskar stöd av dig');
  });

  test('can be said by whoever wanted it, on the receipt, and by nobody else', async () => {
    expect(receipt.titles).toContain(withdraw);
    const ask = String(
      actionsIn(receipt.card).find(({ verb }) => verb === 'answer/help-withdraw')!.data!.ask,
    );
    const data = { ask, assignment: 'gu2' };
    for (const person of [world.people.hrChef, world.people.samhallsbyggnadschef]) {
      const turn = await person.presses('answer/help-withdraw', data);
      expect(textOf(turn.card!)).toContain('någon annan');
    }
    await world.people.socialchef.presses('answer/help-withdraw', { ask, assignment: 'gu3' });
    expect((await stored(world)).wishes[0]!.withdrawn).toBeUndefined();
  });

  test('is said on the card of whoever was asked, who cannot answer it then, and in what is kept', async () => {
    const asked = theirs().card;
    await receipt.press(withdraw);
    expect(receipt.titles).toContain(undo);
    expect(receipt.titles).not.toContain(withdraw);
    await says('behövs inte längre, så du behöver inte göra något', () => theirs().text);
    expect(theirs().titles).not.toContain('Svara');
    const late = await world.people.samhallsbyggnadschef.fill(asked, { words: reply }).press('Svara');
    expect(textOf(late.card!)).toContain('behövs inte längre');
    const { wishes } = await stored(world);
    expect(wishes).toMatchObject([
      { what: wanted, replies: [], withdrawn: { by: { roleId: 'socialchef' } } },
    ]);
  });

  test('is not unanswered in leadership’s summary, nor asked about again', async () => {
    await moveClock(world.service, '2026-09-11T12:00:00+02:00');
    expect(textOf(summaryOf(world))).not.toContain(wanted);
    expect(timesAsked(world, world.people.samhallsbyggnadschef)).toBe(1);
    const { card } = await world.people.kommundirektor.says('vilka behöver hjälp?');
    expect(textOf(card!)).not.toContain(wanted);
  });

  test('can be taken back while the round is open: it waits for an answer again', async () => {
    await receipt.press(undo);
    expect(receipt.titles).toContain(withdraw);
    await says(wanted, () => textOf(summaryOf(world)));
    await says('Ditt svar', () => theirs().text);
    await receipt.press(withdraw);
    await moveClock(world.service, '2026-10-05T08:00:00+02:00');
    const late = await receipt.press(undo);
    expect(textOf(late.card!)).toContain('är stängd, så inget har ändrats');
    expect((await stored(world)).wishes[0]!.withdrawn).toBeDefined();
  });
});
