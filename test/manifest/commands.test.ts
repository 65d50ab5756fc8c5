import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { files } from '../../manifest/command-lists.ts';
import { translator } from '../../src/language/language.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';
import { invokeActivity } from '../support/teams-activities.ts';

/** Choosing a command in Teams' menu writes its title: what stands in the menu must be understood as it stands. */

interface Manifest {
  readonly bots: readonly [{ commandLists: readonly { scopes: string[]; commands: { title: string }[] }[] }];
  readonly composeExtensions: readonly [
    { commands: readonly [{ id: string; parameters: readonly [{ name: string }] }] },
  ];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../manifest/${name}`, import.meta.url), 'utf8'));
const manifest = read('manifest.json') as Manifest;
const english = read('en.json') as Record<string, string>;

const [personal, shared] = manifest.bots[0].commandLists;
const titlesOf = (list: number) =>
  manifest.bots[0].commandLists[list]!.commands.flatMap(({ title }, index) => [
    title,
    english[`bots[0].commandLists[${list}].commands[${index}].title`]!,
  ]);

let world: DemoWorld;
beforeAll(async () => {
  world = await startDemoWorld();
  await moveClock(world.service, '2026-09-21T08:00:00+02:00');
});
afterAll(endAll);

/** What Roder says when it did not understand, or will not say it there. */
const refusals = (['sv', 'en'] as const).flatMap((language) =>
  ['question.unknown', 'notice.notUnderstood', 'question.notHere', 'notice.wentWrong'].map((key) =>
    translator(language)(key),
  ),
);
const isUnderstood = (text: string) => text !== '' && !refusals.some((refusal) => text.includes(refusal));

describe('Teams’ menus', () => {
  test.each(Object.entries(files))('in %s are made from the catalog: npm run docs', (name, made) => {
    const text = readFileSync(new URL(`../../manifest/${name}`, import.meta.url), 'utf8');
    expect(JSON.parse(made(text))).toEqual(JSON.parse(text));
  });

  test('are no longer than Teams takes', () => {
    const lists = manifest.bots[0].commandLists;
    expect(lists.length).toBeLessThanOrEqual(3);
    expect(Math.max(...lists.map(({ commands }) => commands.length))).toBeLessThanOrEqual(12);
    const titles = [...titlesOf(0), ...titlesOf(1)].map(({ length }) => length);
    expect(Math.max(...titles)).toBeLessThanOrEqual(128);
  });
});

describe('in one’s own chat', () => {
  test('the menu is for it', () => expect(personal?.scopes).toEqual(['personal']));

  test.each(titlesOf(0))('%j is understood, by a manager and by the process lead', async (title) => {
    for (const person of [world.people.socialchef, world.people.utredare]) {
      const { card, status } = await person.says(title);
      expect(status).toBe(200);
      expect(isUnderstood(textOf(card!))).toBe(true);
    }
  });

  test('what is in no menu may well not be', async () => {
    const { card } = await world.people.socialchef.says('plutten knorr fnurg');
    expect(isUnderstood(textOf(card!))).toBe(false);
  });
});

describe('in leadership’s channel', () => {
  test('the menu is for it and for group chats', () => expect(shared?.scopes).toEqual(['team', 'groupChat']));

  test.each(titlesOf(1))('%j is understood', async (title) => {
    const { card } = await world.leadership.mention(world.people.kommundirektor, title);
    expect(isUnderstood(textOf(card!))).toBe(true);
  });
});

test('the compose box’s search is asked with the names that the manifest gives it', async () => {
  const [{ id, parameters }] = manifest.composeExtensions[0].commands;
  const { kommundirektor } = world.people;
  const value = { commandId: id, parameters: [{ name: parameters[0].name, value: 'hamn' }] };
  const activity = invokeActivity(kommundirektor.envelope(), 'composeExtension/query', value);
  const { body } = await world.teams.post(activity);
  expect(JSON.stringify(body)).toContain('Utveckla hamnområdet');
});
