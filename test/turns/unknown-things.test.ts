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
