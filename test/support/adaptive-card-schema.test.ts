import { describe, expect, test } from '@jest/globals';
import { cardFaults } from './adaptive-card-schema.ts';

type Json = Record<string, unknown>;
const card = (body: Json[], actions: Json[] = []): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
});
const text = (more: Json = {}): Json => ({ type: 'TextBlock', text: 'Hej', ...more });
const choices = [{ title: 'Ja', value: 'yes' }];
const execute = (more: Json = {}): Json => ({
  type: 'Action.Execute',
  title: 'Nästa',
  verb: 'answer/next',
  ...more,
});
const line = { type: 'Chart.Line', data: [{ legend: 'Utfall', values: [{ x: '2026-01-01', y: 1 }] }] };

describe('a card without faults', () => {
  const cell = { type: 'TableCell', items: [text()] };
  test.each<[string, Json]>([
    [
      'text',
      card([text({ size: 'Large', color: 'Attention', style: 'heading', wrap: true, spacing: 'None' })]),
    ],
    [
      'rich text',
      card([{ type: 'RichTextBlock', inlines: ['rå', { type: 'TextRun', text: 'text', italic: true }] }]),
    ],
    [
      'columns',
      card([{ type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items: [text()] }] }]),
    ],
    [
      'a table',
      card([{ type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [cell] }] }]),
    ],
    ['facts', card([{ type: 'FactSet', facts: [{ title: 'Mål', value: '4,8 %' }] }])],
    ['a picture', card([{ type: 'Image', url: 'https://example.org/a.png', altText: '' }])],
    [
      'an input',
      card([{ type: 'Input.Text', id: 'a', label: 'A', isRequired: true, errorMessage: 'Skriv något.' }]),
    ],
    ['choices', card([{ type: 'Input.ChoiceSet', id: 'a', label: 'A', style: 'expanded', choices }])],
    ['a chart with what stands for it', card([{ ...line, fallback: text() }])],
    [
      'an action for old clients, too',
      card([text()], [execute({ fallback: { type: 'Action.Submit', title: 'Nästa' } })]),
    ],
    ['a link', card([text()], [{ type: 'Action.OpenUrl', title: 'Läs mer', url: 'https://example.org' }])],
    [
      'an inner card',
      card(
        [text()],
        [{ type: 'Action.ShowCard', title: 'Mer', card: { type: 'AdaptiveCard', body: [text()] } }],
      ),
    ],
    ['full width', { ...card([text()]), msteams: { width: 'Full' } }],
  ])('may hold %s', (_what, good) => expect(cardFaults(good)).toEqual([]));
});

describe('a card is refused for', () => {
  const nested = (inner: Json) => card([{ type: 'Container', items: [inner] }]);
  test.each<[string, Json, string | RegExp]>([
    [
      'an unknown property',
      nested(text({ colour: 'good' })),
      'card.body.0.items.0: Unrecognized key: "colour"',
    ],
    [
      'an unknown value',
      nested(text({ size: 'huge' })),
      /^card\.body\.0\.items\.0\.size: must be one of default, small/,
    ],
    ['an unknown type', nested({ type: 'Heading' }), 'card.body.0.items.0.type: there is no such type here'],
    [
      'a part in a wrong place',
      card([{ type: 'TextRun', text: 'Hej' }]),
      /body\.0\.type: there is no such type/,
    ],
    ['another version', { ...card([text()]), version: '1.6' }, /card\.version/],
    ['an input without a label', card([{ type: 'Input.Text', id: 'a' }]), /card\.body\.0\.label/],
    ['an input without an id', card([{ type: 'Input.Text', label: 'A' }]), /card\.body\.0\.id/],
    [
      'a picture without a description',
      card([{ type: 'Image', url: 'https://example.org/a.png' }]),
      /altText/,
    ],
    [
      'a required input that does not say what it wants',
      card([{ type: 'Input.Text', id: 'a', label: 'A', isRequired: true }]),
      'card.body.0: a required input says what it wants (errorMessage)',
    ],
    [
      'two inputs with one id',
      card([
        { type: 'Input.Text', id: 'a', label: 'A' },
        { type: 'Input.Text', id: 'a', label: 'B' },
      ]),
      'card.body.0, card.body.1: the id a stands more than once',
    ],
    ['a chart without its facts in words', card([line]), /card\.body\.0\.fallback/],
    ['a chart whose facts are dropped', card([{ ...line, fallback: 'drop' }]), /card\.body\.0\.fallback/],
    [
      'a fault in what stands for a chart',
      card([{ ...line, fallback: text({ colour: 1 }) }]),
      /body\.0\.fallback: Unrecognized key: "colour"/,
    ],
    [
      'a verb that names no use case',
      card([text()], [execute({ verb: 'next' })]),
      'card.actions.0: the verb next is not feature/use-case',
    ],
    [
      'facts in an action',
      card([text()], [execute({ data: { name: 'Två ord' } })]),
      'card.actions.0: data.name is not an id',
    ],
    [
      'a structure in an action',
      card([text()], [execute({ data: { ids: ['a'] } })]),
      'card.actions.0: data.ids is not an id',
    ],
    [
      'two actions with one title',
      card([text()], [execute(), execute({ verb: 'answer/back' })]),
      'card.actions.0, card.actions.1: the title Nästa stands more than once',
    ],
    [
      'an old kind of action',
      card([text()], [{ type: 'Action.Submit', title: 'Skicka' }]),
      'card.actions.0: Action.Submit stands only as a fallback',
    ],
    [
      'more actions than are shown',
      card(
        [text()],
        [1, 2, 3, 4, 5, 6, 7].map((n) => execute({ title: `${n}` })),
      ),
      'card: a client shows at most six actions in a row',
    ],
    [
      'an unsafe link',
      card([text()], [{ type: 'Action.OpenUrl', title: 'Läs', url: 'javascript:alert(1)' }]),
      /must begin with https/,
    ],
    [
      'a binding that was not filled',
      card([text({ text: 'Senast ${until}' })]),
      /card: a binding was left: .*\$\{until\}/,
    ],
    [
      'a text that was not looked up',
      card([text({ text: '@answer.title' })]),
      'card.body.0: the text @answer.title was not looked up',
    ],
    ['its size', card([text({ text: 'å'.repeat(13_000) })]), /bytes are more than 24576/],
  ])('%s', (_what, bad, fault) => {
    expect(cardFaults(bad)).toContainEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
  });

  test('what the open-source renderer will not read, whatever our own schema says', () => {
    const bad = card([text({ size: 'Hugest' })]);
    expect(cardFaults(bad)).toContainEqual('renderer: Invalid value "Hugest" for property "size".');
  });
});
