import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { languages, rawText } from '../src/language/language.ts';
import { cardFaults } from './support/adaptive-card-schema.ts';
import { sendersIn } from './support/card-form.ts';
import { cardSamples } from './support/card-samples.ts';
import { templateFaults } from './support/card-template-lint.ts';

const folder = new URL('../cards/', import.meta.url);
const templates = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('every template', () => {
  test.each(templates)('%s is well made, and its words are in both languages', (file) => {
    const template: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const hasText = (key: string) => languages.every((language) => rawText(language, key));
    expect(templateFaults(template, hasText)).toEqual([]);
  });
});

describe.each(languages)('every card in %s', (language) => {
  test('is an Adaptive Card that Teams takes, with labels, ids only, and nothing left unfilled', async () => {
    const samples = await cardSamples(language);
    const faulty = samples.map(({ name, card }) => [name, cardFaults(card)] as const);
    expect(faulty.filter(([, faults]) => faults.length > 0)).toEqual([]);
  });

  test('names in each button the inputs that go with it: a client leaves out what is empty', async () => {
    const samples = await cardSamples(language);
    const buttons = samples.flatMap(({ name, card }) =>
      sendersIn(card).flatMap(({ action, inputs }) =>
        action.type === 'Action.Execute' ? [{ name, title: action.title, action, inputs }] : [],
      ),
    );
    const named = buttons.map(({ name, title, action }) => [name, title, action.data?.inputs]);
    const held = buttons.map(({ name, title, inputs }) => [
      ...[name, title, inputs.length > 0 ? inputs.map(({ id }) => id).join(' ') : undefined],
    ]);
    expect(named).toEqual(held);
    expect(held.filter(([, , inputs]) => inputs).length).toBeGreaterThan(50);
  });
});
