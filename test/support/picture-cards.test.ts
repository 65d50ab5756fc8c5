import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { temporaryFolder } from './at-end.ts';
import { testInBrowser } from './in-browser.ts';
import { pictureCards } from './picture-cards.ts';

testInBrowser(
  'each sample is pictured in both languages, light, dark, in contrast and on a phone, and in an overview',
  async () => {
    const folder = join(await temporaryFolder(), 'pictures');
    const pictures = await pictureCards({
      folder,
      samples: (language) => [
        {
          name: 'hej',
          card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: language }] },
        },
      ],
    });
    expect(pictures).toHaveLength(8);
    expect(pictures).toContain('hej.en.phone.png');
    expect((await readdir(folder)).sort()).toEqual([...pictures, 'index.html', 'sheets'].sort());
    const overview = await readFile(join(folder, 'index.html'), 'utf8');
    expect(pictures.filter((picture) => !overview.includes(picture))).toEqual([]);
  },
);
