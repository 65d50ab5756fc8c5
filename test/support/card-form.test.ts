import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { actionsIn, CardForm, inputsIn, textOf } from './card-form.ts';

const card: Card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Äldreomsorg' },
    {
      type: 'ColumnSet',
      columns: [
        {
          type: 'Column',
          items: [
            {
              type: 'Input.ChoiceSet',
              id: 'status',
              label: 'Status',
              isRequired: true,
              errorMessage: 'Välj en status.',
              choices: [
                { title: 'Pågår enligt plan', value: 'on_track' },
                { title: 'Pausad', value: 'paused' },
              ],
            },
          ],
        },
      ],
    },
    { type: 'Input.Text', id: 'words', label: 'Med egna ord', value: 'Som förra gången' },
    { type: 'Input.Toggle', id: 'help', title: 'Jag vill ha hjälp' },
    { type: 'FactSet', facts: [{ title: 'Beslut', value: '§ 12' }] },
    { type: 'RichTextBlock', inlines: ['Rå **text**', { type: 'TextRun', text: 'och mer' }] },
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.Execute', title: 'Nästa', verb: 'reports/next', data: { askId: 'a1' } }],
    },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Tillbaka', verb: 'reports/back', associatedInputs: 'none' },
    {
      type: 'Action.ShowCard',
      title: 'Jag är borta',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Date', id: 'back', label: 'Tillbaka den' }],
        actions: [{ type: 'Action.Execute', title: 'Spara', verb: 'reminders/away' }],
      },
    },
    { type: 'Action.Execute', title: 'Senare', verb: 'reminders/later', data: { when: 'tomorrow' } },
    { type: 'Action.Execute', title: 'Senare', verb: 'reminders/later', data: { when: 'monday' } },
  ],
};

describe('a filled card', () => {
  test('sends what is written, prefilled or left as it was, together with the action’s own data', () => {
    const { action, data } = new CardForm(card, { status: 'paused' }).press('Nästa');
    expect(action).toMatchObject({ type: 'Action.Execute', verb: 'reports/next' });
    expect(data).toEqual({ askId: 'a1', status: 'paused', words: 'Som förra gången', help: 'false' });
  });

  test('leaves out what is empty, as the renderer does', () => {
    expect(new CardForm(card, { status: 'paused', words: '' }).press('Nästa').data).toEqual({
      askId: 'a1',
      status: 'paused',
      help: 'false',
    });
  });

  test('sends an inner card’s inputs with that card’s actions alone', () => {
    const { data } = new CardForm(card, { status: 'on_track', back: '2026-11-02' }).press('reminders/away');
    expect(data).toEqual({
      status: 'on_track',
      words: 'Som förra gången',
      help: 'false',
      back: '2026-11-02',
    });
  });

  test('is not sent while something required is missing, unless the action takes no inputs', () => {
    expect(() => new CardForm(card).press('Nästa')).toThrow('Välj en status.');
    expect(new CardForm(card).press('Tillbaka').data).toEqual({});
  });

  test('takes nothing that a person could not write or press', () => {
    expect(() => new CardForm(card, { ghost: '1' })).toThrow('no input ghost, but status, words, help, back');
    expect(() => new CardForm(card, { status: 'great' })).toThrow('no choice great, but on_track, paused');
    expect(() => new CardForm(card, { help: 'maybe' })).toThrow('no choice maybe');
    expect(() => new CardForm(card).press('Skicka')).toThrow('offers 0 actions called Skicka; it has: Nästa');
    expect(() => new CardForm(card).press('Senare')).toThrow('offers 2 actions called Senare');
  });
});

test('a card is read as a person reads it, top to bottom', () => {
  expect(textOf(card).split('\n')).toEqual([
    ...['Äldreomsorg', 'Status', 'Pågår enligt plan', 'Pausad', 'Med egna ord', 'Som förra gången'],
    ...['Jag vill ha hjälp', 'Beslut', '§ 12', 'Rå **text**', 'och mer', 'Nästa', 'Tillbaka'],
    ...['Jag är borta', 'Senare', 'Senare'],
  ]);
});

test('its inputs and actions can be listed', () => {
  expect(inputsIn(card).map(({ id }) => id)).toEqual(['status', 'words', 'help', 'back']);
  expect(actionsIn(card).map(({ verb }) => verb)).toContain('reminders/away');
});
