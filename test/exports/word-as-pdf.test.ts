import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { makePaper } from '../../src/exports/make-paper.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { answerTheRest, openSjovik } from '../support/sjovik.ts';

jest.setTimeout(240_000);

const run = promisify(execFile);
const programs = ['/usr/bin/soffice', '/usr/bin/pdftotext', '/usr/bin/pdfimages', '/usr/bin/pdftoppm'];
const missing = programs.filter((program) => !existsSync(program));
if (missing.length > 0)
  console.warn(
    `Word to PDF is not tested here: ${missing.join(', ')} is missing (apt-get install libreoffice-writer-nogui poppler-utils).`,
  );

const describeHere = missing.length > 0 ? describe.skip : describe;

describeHere('the PDF briefing', () => {
  test('is on its first page all that a council needs, and no more than six pages with the appendix', async () => {
    const world = await openSjovik();
    await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
    await answerTheRest(world);
    const order = { tenantId: world.tenantId, roundId: '2026-D', format: 'pdf', language: 'sv' } as const;
    const { body, fileName, contentType } = (await makePaper(world.ports, order))!;
    expect([fileName, contentType]).toEqual(['Lägesbild Delår 2026.pdf', 'application/pdf']);
    const pdf = join(await temporaryFolder(), 'paper.pdf');
    await writeFile(pdf, body);
    const pages = (await run('pdftotext', ['-layout', pdf, '-'])).stdout.split('\f').slice(0, -1);
    expect(pages.length).toBeLessThanOrEqual(6);
    const [first, ...appendix] = pages as [string, ...string[]];
    const inOrder = [
      'Lägesbild Delår 2026',
      '8 av 8 uppdrag är besvarade. 2 avviker, 2 önskar stöd.',
      'Besked om vi får anställa två samordnare',
      'Hemtjänsten har svårt att bemanna',
      'Ekologisk',
      'Ledning, ekonomi och',
      'Utred fria arbetsskor',
      `Sida 1 av ${pages.length}`,
    ].map((words) => first.indexOf(words));
    expect(inOrder).not.toContain(-1);
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
    // What stands on the first page in full is not said again.
    expect(appendix.join('')).not.toContain('Hemtjänsten har svårt att bemanna');
    expect(appendix[0]).toContain('Bilaga: uppdrag för uppdrag');
    // A table that goes on on the next page has its headings there too.
    expect(pages.filter((page) => /^\s*Mått +Värde/u.test(page))).toHaveLength(1);
    const { stdout: facts } = await run('pdfinfo', [pdf]);
    expect(facts).toMatch(/Title:\s+Lägesbild Delår 2026/u);
    expect(facts).toMatch(/Tagged:\s+yes/u);
    const { stdout: fonts } = await run('pdffonts', [pdf]);
    expect(
      fonts
        .split('\n')
        .slice(2, -1)
        .filter((line) => !/PTSans.* yes yes yes /u.test(line)),
    ).toEqual([]);
    const { stdout: read } = await run('pdfinfo', ['-struct-text', pdf]);
    for (const tag of ['H1', 'H3', 'Table', 'TH', 'TD', 'Figure'])
      expect(read).toMatch(new RegExp(`^\\s*${tag}\\b`, 'mu'));
    // English has the longer words, and is its paper is no longer for it.
    const english = (await makePaper(world.ports, { ...order, language: 'en' }))!;
    await writeFile(pdf, english.body);
    expect(await pagesOf(pdf)).toBeLessThanOrEqual(6);
  });
});

describeHere('the Word briefing as LibreOffice prints it', () => {
  test('has its title, its pages in order, and every chart in full', async () => {
    const world = await openSjovik();
    await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
    await answerTheRest(world);
    const order = { tenantId: world.tenantId, roundId: '2026-D', format: 'word', language: 'sv' } as const;
    const { body } = (await makePaper(world.ports, order))!;
    const folder = await temporaryFolder();
    const [docx, pdf] = [join(folder, 'paper.docx'), join(folder, 'paper.pdf')];
    await writeFile(docx, body);
    await run('soffice', [
      `-env:UserInstallation=file://${folder}/office`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      docx,
    ]);
    const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-']);
    const inOrder = [
      'Lägesbild Delår 2026',
      'Beslut och stöd som önskas',
      'Förskola och grundskola',
      'Källor',
    ];
    const places = inOrder.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text.split('\f')[1]).toContain('Bilaga: uppdrag för uppdrag');
    expect(await pagesOf(pdf)).toBeLessThanOrEqual(6);
    const { stdout: images } = await run('pdfimages', ['-list', pdf]);
    const wide = images.split('\n').filter((line) => / image +[6-9]\d\d +[3-5]\d\d /u.test(line));
    expect(wide.length).toBeGreaterThan(5);
    expect(await chartRows(folder, pdf)).toBeGreaterThan(60);
  });
});

async function pagesOf(pdf: string): Promise<number> {
  const { stdout } = await run('pdfinfo', [pdf]);
  return Number(/^Pages:\s+(\d+)/mu.exec(stdout)![1]);
}

/** The tallest run of rows of a page in which the charts' blue is seen: a chart that is cut to a line has few. */
async function chartRows(folder: string, pdf: string): Promise<number> {
  await run('pdftoppm', ['-r', '72', pdf, join(folder, 'page')]);
  const { stdout } = await run('ls', [folder]);
  const pages = stdout.split('\n').filter((name) => name.endsWith('.ppm'));
  const rows = await Promise.all(pages.map(async (name) => blueRows(await readFile(join(folder, name)))));
  return Math.max(...rows);
}

function blueRows(ppm: Buffer): number {
  const [, width, height, , start] = /^P6\s(\d+)\s(\d+)\s(\d+)\s()/u
    .exec(ppm.toString('latin1', 0, 40))!
    .map(Number);
  const offset = ppm.length - width! * height! * 3 + (start ?? 0);
  let count = 0;
  for (let row = 0; row < height!; row++) {
    const line = ppm.subarray(offset + row * width! * 3, offset + (row + 1) * width! * 3);
    if (hasBlue(line)) count += 1;
  }
  return count;
}

/** Near `#1f5fa8`, the line of every chart, and of nothing else on the page. */
function hasBlue(line: Buffer): boolean {
  for (let at = 0; at < line.length; at += 3) {
    const [red, green, blue] = [line[at]!, line[at + 1]!, line[at + 2]!];
    if (red < 90 && green > 70 && green < 140 && blue > 150) return true;
  }
  return false;
}
