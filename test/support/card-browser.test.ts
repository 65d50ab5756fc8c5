import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { temporaryFolder } from './at-end.ts';
import { CardBrowser } from './card-browser.ts';
import { findChromium, startChromium } from './chromium.ts';
import { describeInBrowser } from './in-browser.ts';

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const choices = [
  { title: 'Pågår enligt plan', value: 'on_track' },
  { title: 'Pausad', value: 'paused' },
];
const card: Card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Äldreomsorg', style: 'heading' },
    {
      type: 'TextBlock',
      text: '**Viktigt** <b>inte</b> # rubrik ![bild](x.png) [länk](https://example.org)',
      wrap: true,
    },
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '**som skrivet**' }] },
    {
      type: 'Input.ChoiceSet',
      id: 'status',
      label: 'Status',
      isRequired: true,
      errorMessage: 'Välj en status.',
      choices,
    },
    { type: 'Input.ChoiceSet', id: 'forecast', label: 'Prognos', style: 'expanded', choices },
    {
      type: 'Input.ChoiceSet',
      id: 'aspects',
      label: 'Aspekter',
      isMultiSelect: true,
      value: 'paused',
      choices,
    },
    { type: 'Input.Text', id: 'words', label: 'Med egna ord', isMultiline: true },
    { type: 'Input.Toggle', id: 'help', title: 'Jag vill ha hjälp' },
    { type: 'Input.Date', id: 'back', label: 'Tillbaka den' },
    { type: 'Image', url: pixel, altText: 'Ett roder' },
    {
      type: 'Chart.Line',
      title: 'Sjukfrånvaro',
      fallback: { type: 'TextBlock', text: 'Sjukfrånvaro 5,1 %' },
    },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Nästa',
      verb: 'reports/next',
      data: { askId: 'a1' },
      style: 'positive',
    },
    { type: 'Action.Execute', title: 'Tillbaka', verb: 'reports/back', associatedInputs: 'none' },
    {
      type: 'Action.ShowCard',
      title: 'Mer',
      card: { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'more', label: 'Mer att säga' }] },
    },
  ],
};

let browser: CardBrowser;
beforeAll(async () => {
  browser = await CardBrowser.start();
});

describeInBrowser('a card in the browser', () => {
  test('is filled in as a person does it, and sends what a client sends', async () => {
    const open = await browser.open(card);
    await open.fill('Status', 'Pausad');
    await open.fill('forecast', 'on_track');
    await open.fill('Aspekter', 'on_track');
    await open.fill('words', 'Två nya\nmedarbetare');
    await open.fill('Jag vill ha hjälp', 'true');
    await open.fill('back', '2026-11-02');
    expect(await open.press('Nästa')).toMatchObject({
      kind: 'sent',
      type: 'Action.Execute',
      verb: 'reports/next',
      data: {
        askId: 'a1',
        status: 'paused',
        forecast: 'on_track',
        aspects: 'on_track',
        words: 'Två nya\nmedarbetare',
        help: 'true',
        back: '2026-11-02',
      },
    });
  });

  test('is stopped by what is missing, unless the action takes no inputs', async () => {
    const open = await browser.open(card);
    expect(await open.press('Nästa')).toEqual({ kind: 'stopped', messages: ['Välj en status.'] });
    expect(await open.press('Tillbaka')).toMatchObject({ kind: 'sent', verb: 'reports/back', data: {} });
  });

  test('opens what an action only shows, and its inputs can then be filled', async () => {
    const open = await browser.open(card);
    await expect(open.fill('more', 'x')).rejects.toThrow(
      'shows no input more; it shows: status (Status), forecast',
    );
    expect(await open.press('Mer')).toEqual({ kind: 'shown' });
    await open.fill('Mer att säga', 'ja');
    await open.fill('status', 'paused');
    expect(await open.press('Nästa')).toMatchObject({ kind: 'sent' });
  });

  test('reads as in Teams: its share of Markdown, text runs as written, a chart by its fallback', async () => {
    const open = await browser.open(card);
    const text = await open.text();
    expect(text).toContain('Viktigt <b>inte</b> # rubrik !bild länk');
    expect(text).toContain('**som skrivet**');
    expect(text).toContain('Sjukfrånvaro 5,1 %');
    expect(await open.rendererFaults()).toEqual([
      'Unknown element type "Chart.Line". Fallback will be used if present.',
    ]);
  });

  test('tells what a screen reader and a keyboard meet', async () => {
    const open = await browser.open(card, { width: 320, language: 'sv' });
    const facts = await open.facts();
    const tabOrder = (await open.tabStops()).map(({ name }) => name);
    expect(facts.headings).toEqual([{ level: 2, text: 'Äldreomsorg' }]);
    expect(facts.images).toEqual([{ altText: 'Ett roder' }]);
    expect(facts.overflowing).toEqual([]);
    expect(facts.inputs.map(({ label }) => label)).toEqual([
      ...['Status', 'Prognos', 'Aspekter', 'Med egna ord', 'Jag vill ha hjälp', 'Tillbaka den'],
    ]);
    expect(tabOrder.slice(0, 2)).toEqual(['bild', 'länk']);
    expect(tabOrder[2]).toMatch(/^Status/);
    expect(tabOrder.slice(-3)).toEqual(['Nästa', 'Tillbaka', 'Mer']);
    expect(await open.outline()).toContain('combobox "Status');
  });

  test('that does not fit a phone says what is too wide', async () => {
    const items = [{ type: 'TextBlock', text: 'Bred' }];
    const columns = { type: 'ColumnSet', columns: [{ type: 'Column', width: '700px', items }] };
    const open = await browser.open(
      { type: 'AdaptiveCard', version: '1.5', body: [columns] },
      { width: 320 },
    );
    expect((await open.facts()).overflowing).toContain('Bred');
  });

  test('is pictured whole, in each theme', async () => {
    const folder = await temporaryFolder();
    const pictures = [];
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      const open = await browser.open(card, { theme, width: 320 });
      await open.screenshot(join(folder, `${theme}.png`));
      pictures.push(await readFile(join(folder, `${theme}.png`)));
    }
    expect(pictures.map((png) => png.readUInt32BE(16))).toEqual([704, 704, 704]);
    expect(new Set(pictures.map((png) => png.toString('base64'))).size).toBe(3);
  });
});

test('without a browser it is said how to get one', async () => {
  expect(findChromium('/opt/mine', (path) => path === '/usr/bin/chromium')).toBeUndefined();
  expect(findChromium(undefined, (path) => path === '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
  await expect(startChromium('')).rejects.toThrow('apt-get install chromium');
});
