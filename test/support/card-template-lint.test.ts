import { describe, expect, test } from '@jest/globals';
import { templateFaults } from './card-template-lint.ts';

type Json = Record<string, unknown>;
const template = (...body: unknown[]): Json => ({ type: 'AdaptiveCard', version: '1.5', body });
const text = (words: string, more: Json = {}): Json => ({ type: 'TextBlock', text: words, ...more });
const faults = (one: Json) => templateFaults(one, (key) => key.startsWith('answer.'));

test('a template takes its words from the language files, from data, or has none', () => {
  const fine = template(
    text('@answer.title', { $when: "${name != ''}" }),
    text('${name} · ${date}'),
    text('${if(open, a.b, c)}', { $data: '${list}' }),
    '${blocks}',
    {
      type: 'Input.ChoiceSet',
      id: 'x',
      label: '@answer.x',
      choices: [{ title: '${title}', value: 'on_track' }],
    },
  );
  expect(faults(fine)).toEqual([]);
  expect(faults({ type: 'Container', items: [text('@answer.title')] })).toEqual([]);
});

describe('a template is refused for', () => {
  test.each<[string, Json, string]>([
    [
      'words',
      template(text('Skicka in')),
      'card.body.0: text is written out ("Skicka in"); use "@a.key" or "${a field}"',
    ],
    ['words around a binding', template(text('Senast ${date}')), 'text is written out ("Senast ${date}")'],
    ['words inside a binding', template(text("${if(open, 'Ja', 'Nej')}")), 'text is written out'],
    ['a word as label', template({ type: 'Input.Text', id: 'a', label: 'Status' }), 'label is written out'],
    [
      'a word as a fact',
      template({ type: 'FactSet', facts: [{ title: '@answer.a', value: 'Ja' }] }),
      'card.body.0.facts.0: value is written out',
    ],
    [
      'a text that no language has',
      template(text('@anwser.title')),
      'there is no text anwser.title in every language',
    ],
    ['a misspelt property', template(text('${a}', { warp: true })), 'card.body.0: TextBlock has no warp'],
    ['a misspelt type', template({ type: 'Textblock' }), 'card.body.0: there is no type Textblock'],
    ['another version', { ...template(), version: '1.4' }, 'card: the version is 1.4, not 1.5'],
  ])('%s', (_what, bad, fault) => expect(faults(bad).join('\n')).toContain(fault));
});
