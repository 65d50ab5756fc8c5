import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { AtCard, changePlan, kept, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { inputsIn, textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await openInterim();
});
afterAll(endAll);

function valuesOf(card: Card | undefined): Record<string, string> {
  return Object.fromEntries(inputsIn(card!).map(({ id, value }) => [id, value]));
}

async function told(person: FakePerson, text: string) {
  const { card } = await person.says(text);
  return { card: card!, text: textOf(card!), values: valuesOf(card) };
}

describe('an answer told in a message', () => {
  test('by a number alone is asked of what it is', async () => {
    for (const number of ['1', '7']) {
      const { text, values } = await told(world.people.socialchef, number);
      expect(text).toContain('Jag vet inte vilket uppdrag eller mått');
      expect(values).toEqual({});
    }
  });

  test('of one of several assignments fills in none of them', async () => {
    const { text, values } = await told(world.people.socialchef, 'det går enligt plan');
    expect(text).toContain('Jag vet inte vilket uppdrag');
    expect(values).toEqual({});
  });

  test.each([
    [
      'äldreomsorgen går enligt plan, väntetiden är 74 dagar',
      { status: 'on_track', 'reading-i14': '74 dagar' },
    ],
    [
      'elderly care is on track, the waiting time is 74 days',
      { status: 'on_track', 'reading-i14': '74 days' },
    ],
    ['väntetid 1 234,5 dagar', { 'reading-i14': '1 234,5 dagar' }],
    ['väntetiden är minus 5 dagar', { 'reading-i14': 'minus 5 dagar' }],
    [
      'väntetiden är 70 dagar och äldreomsorgen har ingen avvikelse',
      { status: 'on_track', 'reading-i14': '70 dagar' },
    ],
    ['äldreomsorgen går inte enligt plan', { status: 'deviation' }],
    ['svara äldreomsorgen: pausad', { status: 'paused' }],
    [
      'vi ligger efter på äldreomsorgen, behöver hjälp av hr-chefen med bemanningen',
      { status: 'deviation', helpFrom: 'hr-chef', helpWhat: 'bemanningen' },
    ],
    ['we are behind on elderly care and need help', { status: 'deviation', helpWhat: '' }],
  ])('%p stands on the card that its button opens', async (text, values) => {
    const shown = await told(world.people.socialchef, text);
    expect(shown.values).toMatchObject(values);
    expect(shown.text).toContain(text.startsWith('e') || text.startsWith('we') ? 'Filled in' : 'Ifyllt');
  });

  test('is in the unit as people say it', async () => {
    const { values, text } = await told(world.people.hrChef, 'matsvinn 48 gram');
    expect(values['reading-i10']).toBe('48 gram');
    expect(text).not.toContain('Jag kan inte läsa');
  });

  test.each([
    ['väntetiden är 7x4 dagar', 'reading-i14', '7x4 dagar', 'Jag kan inte läsa ”7x4 dagar” som ett tal'],
    ['väntetiden är 74 kronor', 'reading-i14', '74 kronor', 'Jag kan inte läsa ”74 kronor” som ett tal'],
    ['brukarbedömning hemtjänst 740 %', 'reading-i12', '740 %', 'En andel brukar ligga mellan 0 och 100 %'],
  ])('%p stands as it was written, with what the card says of it', async (text, id, value, fault) => {
    const shown = await told(world.people.socialchef, text);
    expect(shown.values[id]).toBe(value);
    expect(shown.text).toContain(fault);
  });

  test.each([
    ['väntetiden är 74 dagar, målet är 60', '74 dagar'],
    ['väntetiden är 74 dagar jämfört med 81 i våras', '74 dagar'],
    ['waiting time is 74 days, down from 81', '74 days'],
    ['väntetiden blev 12 inte 14', '12'],
    ['väntetiden är 74 dagar på våra 3 boenden', '74 dagar'],
    ['väntetiden var 74 dagar per 31 augusti', '74 dagar'],
    ['väntetiden var 81 i april och är 74 nu', '74'],
    ['väntetiden är tolv och en halv dagar', '12,5 dagar'],
    ['waiting time is seventy-two and a half days', '72,5 days'],
  ])('“%s” has the one value that is told, %p', async (text, value) => {
    const shown = await told(world.people.socialchef, text);
    expect(shown.values['reading-i14']).toBe(value);
    expect(shown.text).not.toMatch(/kan inte läsa|cannot read|Jag vet inte|I do not know/u);
  });

  test.each([
    ['väntetiden är mellan 70 och 75 dagar', '70, 75 dagar'],
    ['väntetiden är inte 80 dagar', 'inte 80 dagar'],
    ['väntetiden minskade med 7 dagar', 'med 7 dagar'],
    ['väntetiden är 7 dagar kortare än sist', '7 dagar kortare'],
    ['waiting time is up 3 days', 'up 3 days'],
    ['väntetiden är 74 dagar för kvinnor och 71 för män', '74 dagar kvinnor, 71 män'],
  ])('“%s” tells no one value, and stands as it was written', async (text, value) => {
    const shown = await told(world.people.socialchef, text);
    expect(shown.values['reading-i14']).toBe(value);
    expect(shown.text).toMatch(/Jag kan inte läsa|I cannot read/u);
  });

  test.each([
    ['väntetiden är 14,1 i oktober', 'är här för Tertial 2 2026. Du skrev om en annan tid'],
    ['väntetiden var 60 dagar 2019', 'är här för Tertial 2 2026. Du skrev om en annan tid'],
    ['väntetiden blir 60 dagar nästa år', 'är här för Tertial 2 2026. Du skrev om en annan tid'],
    ['waiting time was 74 days in January', 'is for May–August 2026 here. You wrote about another time'],
  ])('“%s” is of another time than the value that is asked for, and fills in none', async (text, said) => {
    const shown = await told(world.people.socialchef, text);
    expect(shown.values['reading-i14']).toBe('');
    expect(shown.text).toContain(said);
    expect(shown.text).toContain(text);
  });

  test.each([
    'väntetiden är 74 dagar idag',
    'väntetiden är 74 dagar i augusti',
    'väntetiden i år är 74 dagar',
  ])('“%s” is of the time that is asked for', async (text) => {
    expect((await told(world.people.socialchef, text)).values['reading-i14']).toBe('74 dagar');
  });

  test('is of what was spoken of, though its unit looks like a part of something else', async () => {
    const { hrChef } = world.people;
    await hrChef.says('matsvinn?');
    expect((await told(hrChef, 'det blev 48 gram')).values['reading-i10']).toBe('48 gram');
  });

  test('that nobody asks this person is said, with the way to what is', async () => {
    const { text, values } = await told(world.people.socialchef, 'matsvinn 48 gram');
    expect(text).toContain('”Matsvinn i kök och matsal” frågar jag inte dig om. Det svarar Kostchef på.');
    expect(values).toEqual({});
  });

  test('of what the plan does not know fills in nothing', async () => {
    const { text } = await told(world.people.socialchef, 'vi ligger efter på LSS, behöver hjälp');
    expect(text).toContain('Jag vet inte vilket uppdrag eller mått det här gäller: ”vi ligger efter på LSS');
  });

  test('is not opened where others read it', async () => {
    const turn = await world.leadership.mention(world.people.socialchef, 'väntetiden är 74 dagar');
    expect(textOf(turn.card!)).toContain('i vår egen chatt');
    expect(inputsIn(turn.card!)).toEqual([]);
  });

  test('is neither kept nor sent until the person goes on from the card', async () => {
    const { socialchef } = world.people;
    const before = await kept(world);
    const { card } = await socialchef.says('äldreomsorgen går enligt plan, väntetiden är 74 dagar');
    expect(await kept(world)).toEqual(before);
    await socialchef.fill(card!).press('Nästa');
    expect(JSON.stringify(await kept(world))).toContain('74 dagar');
  });

  test('puts nothing in place of a draft unseen', async () => {
    const { socialchef } = world.people;
    const form = new AtCard(world, socialchef);
    await form.press('Svara');
    const begun = await kept(world);
    const { text, values } = await told(socialchef, 'väntetiden är 60 dagar');
    expect(values['reading-i14']).toBe('60 dagar');
    expect(text).toContain('Förut stod: Väntetid till särskilt boende, medelvärde (dagar): 74 dagar');
    expect(await kept(world)).toEqual(begun);
  });
});

describe('what else is begun by writing', () => {
  test('a later reminder has its day, and a day that cannot be has its fault', async () => {
    const { samhallsbyggnadschef } = world.people;
    expect((await told(samhallsbyggnadschef, 'påminn mig på fredag')).values).toEqual({ day: '2026-09-04' });
    const late = await told(samhallsbyggnadschef, 'påminn mig den 24 december');
    expect(late.values).toEqual({ day: '2026-12-24' });
    expect(late.text).toContain('Den dagen är efter sista svarsdagen');
  });

  test('being away has who answers and the day one is back, and says when it begins', async () => {
    const { text, values } = await told(
      world.people.socialchef,
      'jag är borta vecka 43, utbildningschefen svarar',
    );
    expect(values).toEqual({ deputy: 'utbildningschef', returns: '2026-10-26' });
    expect(text).toContain('Överlämningen gäller från att du trycker');
    const unknown = await told(world.people.socialchef, 'jag är borta idag, Kim svarar');
    expect(unknown.values.deputy).toBe('');
    expect(unknown.text).toContain('Välj vem som ska svara åt dig');
  });

  test.each([
    'jag är tillbaka på måndag',
    'jag är sjuk men tillbaka i morgon',
    'jag är inte frisk, jag är borta i dag',
  ])('“%s” asks until when one is away, and ends nothing', async (text) => {
    const said = await told(world.people.socialchef, text);
    expect(Object.keys(said.values)).toContain('returns');
  });

  test('a time that is over is said to be over, whether one was away or wants to be reminded', async () => {
    const { socialchef, samhallsbyggnadschef } = world.people;
    const away = await told(socialchef, 'jag var borta förra veckan');
    expect(away.text).toContain('Välj en dag efter i dag');
    const reminded = await told(samhallsbyggnadschef, 'påminn mig i går');
    expect(reminded.text).toContain('Den dagen har redan börjat eller varit');
  });

  test.each([
    ['byt ansvarig för äldreomsorgen till hr-chefen', { owner: 'hr-chef', decision: '' }],
    ['nytt målvärde för matsvinn: 40', { value: '40', by: '', decision: '' }],
    ['matsvinn kallas också svinn', { names: 'svinn' }],
    ['Dela upp matsvinn på kön', { byGender: 'yes' }],
    ['sluta dela upp matsvinnet på kön', { byGender: 'no' }],
    ['sluta fråga efter matsvinn för kvinnor och män', { byGender: 'no' }],
    ['matsvinnet should be split by gender', { byGender: 'yes' }],
    ['sätt socialchefen som ersättare för hr-chefen', { first: 'socialchef' }],
    ['replace the owner of elderly care with the HR manager', { owner: 'hr-chef' }],
  ])('a change of the plan, %p, is filled in, with its decision to be said', async (text, values) => {
    expect((await told(world.people.utredare, text)).values).toMatchObject(values);
  });

  test('a change of the plan is begun by nobody who may not', async () => {
    const shown = await told(world.people.socialchef, 'byt ansvarig för äldreomsorgen till hr-chefen');
    expect(shown.values).toEqual({});
  });

  test.each([
    ['flytta sista svarsdag till torsdag', '2026-D', '2026-09-03'],
    ['skjut upp omgången en vecka', '2026-D', '2026-09-25'],
    ['skjut upp helåret till den 1 februari', '2026-H', '2027-02-01'],
    ['skjut upp nästa omgång en vecka', '2026-H', '2027-01-14'],
    ['postpone the interim to Friday', '2026-D', '2026-09-04'],
  ])('%p has the round and the day', async (text, round, day) => {
    expect((await told(world.people.utredare, text)).values).toMatchObject({ round, day });
  });

  test('settings have the hour, the day and the language that are asked for', async () => {
    const { values } = await told(world.people.hrChef, 'jag vill ha påminnelser klockan 9 på tisdagar');
    expect(values).toMatchObject({ hour: '9', weekday: '2' });
  });

  test('somebody else who should answer is chosen', async () => {
    const { values } = await told(
      world.people.samhallsbyggnadschef,
      'det är inte jag, det är kommundirektören',
    );
    expect(values.role).toBe('kommundirektor');
  });

  test('a file has its round and format', async () => {
    const { text } = await told(world.people.kommundirektor, 'exportera delåret som Excel');
    expect(text).toContain('Excel');
    expect(text).toContain('Delår 2026');
  });

  test('what was told is corrected by the next message', async () => {
    const { socialchef } = world.people;
    await socialchef.says('väntetiden är 74 dagar');
    expect((await told(socialchef, 'nej vänta, 71 ska det vara')).values).toMatchObject({
      'reading-i14': '71',
    });
  });

  test('what was just spoken of is followed', async () => {
    const { kommundirektor } = world.people;
    await kommundirektor.says('hur går det med hamnen?');
    expect((await told(kommundirektor, 'följ den')).text).toContain('Du följer nu');
  });
});

test('values of women and of men have their own places, also where that is said after the number', async () => {
  const split = await openInterim();
  await changePlan(split, [['indicators', 'i14', 'byGender'], true]);
  const { values } = await told(
    split.people.socialchef,
    'väntetiden är 73 dagar, 74 för kvinnor och 71 för män',
  );
  expect(values).toMatchObject({ 'reading-i14': '73 dagar', 'women-i14': '74', 'men-i14': '71' });
});
