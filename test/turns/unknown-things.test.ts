import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await openInterim();
});
afterAll(endAll);

const says = async (text: string) => textOf((await world.people.kommundirektor.says(text)).card!);

test('what the plan has not is neither followed nor left as what was spoken of before', async () => {
  await says('hur går det med skolan?');
  expect(await says('följ badhuset')).toContain('Jag hittar inget uppdrag som heter så');
  expect(await says('vad följer jag')).toContain('Du följer inget');
  await says('hur går det med skolan?');
  expect(await says('följ den')).toContain('Du följer nu ”Förskola och grundskola”');
  await says('sluta följa badhuset');
  expect(await says('vad följer jag')).toContain('Sluta följa: Förskola och grundskola');
});

test('who answers for it, or what was decided, is not what is so of another thing or of oneself', async () => {
  const questions = ['vem ansvarar för badhuset?', 'när beslutades badhuset?', 'vad beslutades om badhuset?'];
  for (const question of questions) {
    await says('hur går det med hamnen?');
    expect(await says(question)).toContain('Jag hittar inget om det');
  }
  await says('hur går det med hamnen?');
  expect(await says('who owns the swimming pool?')).toContain('I cannot find anything about that');
  await says('hur går det med hamnen?');
  expect(await says('vem ansvarar för projektet?')).toContain('Utveckla hamnområdet');
  expect(await says('vad ansvarar jag för?')).toContain('Kommundirektör ansvarar för');
});

test('no file is made of another thing', async () => {
  await says('hur går det med skolan?');
  expect(await says('exportera badhuset')).toContain('Jag hittade ingen sådan omgång');
});

const unknown = /Jag hittar inget om det|I cannot find anything about that/u;
const ofWhatIsLacking = [
  'vad är nytt om badhuset?',
  'vilket stöd önskar badhuset?',
  'vad har jag skickat in om badhuset?',
  'vad avviker på ishallen?',
  'avvikelser badhuset',
  'vad är viktigast för badhuset?',
  'ekonomin för bryggeriet?',
  'vad är nytt om Ostindiefararen?',
  'what help does the swimming pool want?',
];

test.each(ofWhatIsLacking)(
  'it is not answered of everything, nor of what was spoken of before: %s',
  async (question) => {
    await says('vad är klockan?');
    expect(await says(question)).toMatch(unknown);
    await says('hur går det med hamnen?');
    expect(await says(question)).toMatch(unknown);
  },
);

test.each(['och badhuset?', 'badhuset då?', 'what about the swimming pool?'])(
  'nor is it what was spoken of where nothing else is asked: %s',
  async (question) => {
    for (const before of ['hur går det med hamnen?', 'vad är nytt i skolan?']) {
      await says(before);
      expect(await says(question)).toMatch(unknown);
    }
  },
);

test('what is near is named', async () => {
  expect(await says('hur är ekonomin i badhuset?')).toContain('Ledning, ekonomi och arbetsgivaransvar');
});

test.each([
  'vad är nytt på kontoret?',
  'vilka avvikelser ska nämnden känna till?',
  'vad är det viktigaste jag bör ta tag i?',
  'anything going off the rails?',
])('a place of work, a board and a turn of phrase are no such thing: %s', async (question) => {
  expect(await says(question)).not.toMatch(unknown);
});
