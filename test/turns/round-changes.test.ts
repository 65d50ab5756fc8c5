import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { importPlanFile } from '../../src/cli/plan-commands.ts';
import { demoTenant } from '../../src/config.ts';
import { readPaper } from '../../src/exports/paper.ts';
import { stateSentence } from '../../src/exports/paper-words.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { inStore } from '../support/answering.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let card: Card;
afterAll(endAll);

const cardsOf = (person: FakePerson) => world.teams.cardsIn(person.conversationId);
const find = (person: FakePerson, text: string) =>
  cardsOf(person).findLast((one) => textOf(one).includes(text));
const titles = (one: Card) => actionsIn(one).map(({ title }) => title);

beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
});

async function press(title: string, values: Record<string, string> = {}) {
  ({ card } = (await world.people.utredare.fill(card, values).press(title)) as { card: Card });
}

async function say(text: string) {
  ({ card } = (await world.people.utredare.says(text)) as { card: Card });
}

describe('the administrator postpones a round', () => {
  test('nobody else can, nor is told that one could', async () => {
    const { socialchef } = world.people;
    const { card: refused } = await socialchef.presses('rounds/postpone-do', {
      round: '2026-D',
      day: '2026-09-30',
    });
    expect(textOf(refused!)).toContain('Bara processledaren kan');
    expect(textOf((await socialchef.says('hjälp')).card!)).not.toContain('skjut upp');
    const { utredare } = world.people;
    const help = await utredare.fill((await utredare.says('hjälp')).card!).press('Leda uppföljningen');
    expect(textOf(help.card!)).toContain('Skjut upp omgång');
  });

  test.each([
    ['', 'Välj en dag.'],
    ['2026-09-18', 'Välj en dag efter fredag 18 september'],
    ['2026-09-26', 'Lördag 26 september är en ledig dag'],
    ['2026-08-31', 'Välj en dag efter i dag.'],
    ['2028-09-29', 'inom ett år'],
    ['inte en dag', 'Välj en dag.'],
  ])('a new due day of %p is refused with a sentence, and what was typed is kept', async (day, sentence) => {
    await say('skjut upp omgången');
    await press('Visa vad som händer', { day, words: 'Vi väntar på siffrorna.' });
    expect(textOf(card)).toContain(sentence);
    await press('Visa vad som händer', { day: '2026-09-30' });
    expect(textOf(card)).toContain('Vi väntar på siffrorna.');
  });

  test('sees the days and how many are told before anything is done', async () => {
    await say('skjut upp omgången');
    await press('Visa vad som händer', { day: '2026-09-30', words: 'Vi väntar på siffrorna.' });
    expect(textOf(card).split('\n')).toEqual([
      'Skjuta upp Delår 2026 (januari–augusti)?',
      'Sista svarsdag',
      'Onsdag 30 september (i stället för fredag 18 september)',
      'Stänger',
      'Onsdag 14 oktober (i stället för fredag 2 oktober)',
      'Får besked',
      '4 personer som redan har fått frågor',
      'Hälsning till dem som fått frågor (om du vill)',
      'Vi väntar på siffrorna.',
      'Det som är besvarat är kvar.',
      'Skjut upp',
      'Låt vara som det är',
    ]);
    expect(find(world.people.socialchef, 'Mer tid')).toBeUndefined();
  });

  test('those who have been asked are told once, with the greeting, however often the button is pressed', async () => {
    const { socialchef } = world.people;
    const confirm = card;
    await press('Skjut upp');
    expect(textOf(card)).toContain(
      'Sista svarsdag är onsdag 30 september och omgången stänger onsdag 14 oktober',
    );
    const told = await world.teams.until(() => find(socialchef, 'Mer tid för Delår 2026'));
    expect(textOf(told)).toContain(
      'Svara gärna senast onsdag 30 september, i stället för fredag 18 september.',
    );
    expect(textOf(told)).toContain('Vi väntar på siffrorna.');
    expect(titles(told)).toEqual(['Svara']);
    const again = await world.people.utredare.presses('rounds/postpone-do', {
      ...actionsIn(confirm)[0]!.data!,
    });
    expect(textOf(again.card!)).toContain('är uppskjuten');
    await moveClock(world.service, '2026-09-02T08:00:00+02:00');
    expect(cardsOf(socialchef).filter((one) => textOf(one).includes('Mer tid'))).toHaveLength(1);
  });
});

describe('a postponement', () => {
  test('can be undone: those told are told that the days are as before', async () => {
    await press('Ångra');
    expect(textOf(card)).toContain('dagarna är som förut');
    const { socialchef } = world.people;
    await world.teams.until(() =>
      find(socialchef, 'Omgången är inte längre uppskjuten. Svara gärna senast fredag 18'),
    );
  });

  test('of a round that has not opened moves its opening, and tells nobody', async () => {
    await say('skjut upp omgången');
    await press('Visa vad som händer', { round: '2026-H', day: '2027-01-18' });
    expect(textOf(card)).toContain('Öppnar\nMåndag 18 januari (i stället för torsdag 7 januari)');
    expect(textOf(card)).toContain('Ingen: inga frågor har gått ut');
    await press('Skjut upp');
    expect(textOf(card)).toContain('Omgången öppnar måndag 18 januari');
  });

  test('takes the reminders that are left to the new days', async () => {
    const { socialchef } = world.people;
    await say('skjut upp omgången');
    await press('Visa vad som händer', { day: '2026-09-30' });
    await press('Skjut upp');
    await moveClock(world.service, '2026-09-25T07:59:00+02:00');
    expect(find(socialchef, 'En liten påminnelse')).toBeUndefined();
    await moveClock(world.service, '2026-09-25T08:00:00+02:00');
    expect(textOf(find(socialchef, 'En liten påminnelse')!)).toContain('onsdag 30 september');
  });
});

describe('a plan that changes in the middle of a round', () => {
  const put = async (...changes: (readonly [place: Place, value: unknown])[]) => {
    const file = join(await temporaryFolder(), 'plan.json');
    await writeFile(file, JSON.stringify(demoInputWith(...changes)));
    const status = await importPlanFile(
      file,
      { tenant: demoTenant, decision: 'KF § 200' },
      {
        openStore: async () => openSqliteStore(world.service.store),
        now: () => Temporal.Instant.from('2026-09-25T09:00:00+02:00'),
        print: () => {},
        language: 'sv',
      },
    );
    expect(status).toBe(0);
  };

  test('tells those asked what is new and what is withdrawn, and the decision; nobody else hears of it', async () => {
    const { socialchef, hrChef, samhallsbyggnadschef } = world.people;
    await put([['assignments', 'pu4', 'owner'], 'hr-chef']);
    const [withdrawn, added] = await Promise.all(
      [socialchef, hrChef].map((person) => world.teams.until(() => find(person, 'Dina frågor i Delår 2026'))),
    );
    expect(textOf(withdrawn!)).toContain('Styrplanen har ändrats. Beslut: KF § 200.');
    expect(textOf(withdrawn!)).toContain('Behöver inget svar längre\nUtred fria arbetsskor');
    expect(textOf(added!)).toContain('Nytt att svara på\nUtred fria arbetsskor');
    expect(find(samhallsbyggnadschef, 'har ändrats')).toBeUndefined();
    expect(textOf((await socialchef.says('svara')).card!)).not.toContain('arbetsskor');
  });

  test('the next reminder asks for what is now asked', async () => {
    const { socialchef, hrChef } = world.people;
    await moveClock(world.service, '2026-09-30T08:00:00+02:00');
    expect(textOf(find(socialchef, 'I dag är sista svarsdagen')!)).not.toContain('arbetsskor');
    expect(textOf(find(hrChef, 'I dag är sista svarsdagen')!)).toContain('arbetsskor');
  });
});

describe('the administrator cancels a round', () => {
  test('those who have been asked are told, nothing more is sent, and older cards say so', async () => {
    const { socialchef } = world.people;
    await say('ställ in omgången');
    await press('Visa vad som händer', { words: 'Bokslutet är försenat.' });
    expect(textOf(card)).toContain('4 personer som redan har fått frågor');
    expect(textOf(card)).toContain('du kan inte ångra dig');
    await press('Ställ in');
    expect(textOf(card)).toContain('är inställd');
    const told = await world.teams.until(() => find(socialchef, 'är inställd'));
    expect(textOf(told)).toContain('Bokslutet är försenat.');
    const opening = find(socialchef, 'Nu börjar')!;
    const { card: old } = await socialchef.fill(opening).press('Svara');
    expect(textOf(old!)).toContain('inställd');
    const before = cardsOf(socialchef).length;
    await moveClock(world.service, '2026-10-16T12:00:00+02:00');
    expect(cardsOf(socialchef)).toHaveLength(before);
  });

  test('leadership’s card says that it was called off, and no post ends it', () => {
    const posts = world.teams
      .cardsIn(world.leadership.conversationId)
      .filter((one) => textOf(one).includes('Delår'));
    expect(posts).toHaveLength(1);
    expect(textOf(posts[0]!)).toContain('Omgången ställdes in 30 september 2026');
  });

  test('what stands for all is the round before it, and of itself nothing says that it goes on or has closed', async () => {
    await say('sammanfatta läget');
    expect(textOf(card)).toContain('Tertial 1 2026');
    expect(textOf(card)).not.toContain('Delår');
    await say('exportera');
    expect(textOf(card)).toContain('Exportera Tertial 1 2026');
    await say('hur gick delåret?');
    expect(textOf(card)).toContain('Läget i korthet');
    await say('hur går omgången delår 2026?');
    expect(textOf(card)).toContain('Omgången ställdes in 30 september 2026');
    expect(textOf(card)).not.toContain('stängd');
    const paper = await inStore(world, (store) => {
      const clock = { now: () => Temporal.Instant.from('2026-10-16T12:00:00+02:00') };
      return readPaper({ store, clock }, { tenantId: demoTenant, roundId: '2026-D' }, 'sv');
    });
    expect(stateSentence(paper!)).toContain('Omgången ställdes in 30 september 2026');
  });

  test('what was sent in is shown, and no longer offered to be corrected', async () => {
    const { card: mine } = await world.people.samhallsbyggnadschef.says('mina svar');
    expect(textOf(mine!)).toContain('Delår 2026 (januari–augusti), inskickat');
    expect(titles(mine!).join()).not.toContain('Delår');
  });
});
