import { Workbook } from '@cj-tech-master/excelts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import readExcel from 'read-excel-file/node';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { makePaper } from '../../src/exports/make-paper.ts';
import type { Format } from '../../src/exports/paper.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { reportId } from '../../src/reports/report.ts';
import { replyToSupport } from '../../src/support-requests/reply-to-support.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';
import { parseCsv } from './parse-csv.ts';

/** What a spreadsheet might take for a formula, and what a document might take for its own. */
const hostile = '=HYPERLINK("http://x.example","klicka"); åäö <b>& "citat"\nny\u0007 rad';
/** As PowerPoint, the web and broken programs have lines and nothing; kept so by 0.1.0. */
const pasted = 'Rad ett\u000brad två\u2028rad tre\u0000\u0085rad fyra\r\nrad fem';
const lines = ['Rad ett', 'rad två', 'rad tre', 'rad fyra', 'rad fem'];
const helpReply = '=cmd|/c calc, <b>ja</b>';
const clean = hostile.replace('\u0007', '');
const roundId = '2026-D';
let world: Sjovik;

beforeAll(async () => {
  world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  const { ports, tenantId } = world;
  const by = { personId: world.actor('socialchef').personId, roleId: 'socialchef' };
  const words = { kind: 'words', words: '+1+1' } as const;
  const answers = {
    judgement: {
      status: 'deviation',
      ownWords: hostile,
      help: { what: '@SUM(A1:A9)', from: 'kommundirektor' },
    },
    aspects: {
      economic: words,
      ecological: { kind: 'words', words: pasted },
      social: { kind: 'words', words: '-2+3' },
    },
    readings: { i14: { value: -92.5, comment: '=1+1' }, i12: { skipped: 'not-ready' } },
  } as const;
  await recordReport(ports, {
    tenantId,
    roundId,
    assignmentId: 'gu2',
    contributionId: 'hostile',
    by,
    answers,
  });
  const plan = await currentPlan(ports.store, tenantId);
  const requestId = reportId(roundId, 'gu2');
  const reply = { actor: world.actor('kommundirektor'), plan, requestId, words: helpReply };
  await replyToSupport(ports, reply);
});

async function paper(format: Format, more: { assignmentId?: string; language?: 'sv' | 'en' } = {}) {
  const { ports, tenantId } = world;
  const file = await makePaper(ports, { tenantId, roundId, format, language: 'sv', ...more });
  return file!;
}

describe('the Word briefing', () => {
  test('reads from the whole to the parts, with header rows, charts in words, and sources', async () => {
    const { body, fileName } = await paper('word');
    expect(fileName).toBe('Lägesbild Delår 2026.docx');
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    const { value: html, messages } = await mammoth.convertToHtml({ buffer: body }, { convertImage });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    const headings = [...html.matchAll(/<h[12]>(.*?)<\/h[12]>/gu)].map(([, text]) =>
      text!.replaceAll(/<[^>]*>/gu, ''),
    );
    expect(headings.slice(0, 5)).toEqual([
      'Beslut och stöd som önskas',
      'Avvikelser',
      'Ekonomiskt, ekologiskt och socialt',
      'Bilaga: uppdrag för uppdrag',
      'Grunduppdrag',
    ]);
    expect(headings.at(-1)).toBe('Källor');
    expect(html).toContain('7 av 8 uppdrag är besvarade. 2 avviker, 1 önskar stöd.');
    expect(html).toContain('=HYPERLINK("http://x.example","klicka"); åäö &lt;b&gt;&amp; "citat"');
    expect(html).toContain('=cmd|/c calc, &lt;b&gt;ja&lt;/b&gt; (Kommundirektör, 21 september 2026)');
    expect(html).toContain('Inget svar än');
    const tables = [...html.matchAll(/<table>.*?<\/table>/gu)].map(([table]) => table);
    for (const table of tables.filter((one) => !one.includes('<img'))) {
      expect(table).toMatch(/^<table><thead><tr>(?:<th>.*?<\/th>)+<\/tr><\/thead><tbody><tr><td>/u);
    }
    const pictures = html.match(/<img[^>]*>/gu)!;
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) expect(picture).toMatch(/alt="Diagram över [^"]+: [^"]+\d/u);
    expect(html).toContain('styrplanen, Kommunfullmäktige 2025-11-26 § 112');
  });

  test('says its title and its language, so that it is read aloud as it should be', async () => {
    for (const [language, locale, title] of [
      ['sv', 'sv-SE', 'Lägesbild Delår 2026'],
      ['en', 'en-GB', 'Summary Interim 2026'],
    ] as const) {
      const zip = await JSZip.loadAsync((await paper('word', { language })).body);
      expect(await zip.file('docProps/core.xml')!.async('string')).toContain(`<dc:title>${title}`);
      expect(await zip.file('word/styles.xml')!.async('string')).toContain(`w:val="${locale}"`);
    }
  });

  test('of one assignment holds that assignment alone', async () => {
    const { body, fileName, title } = await paper('word', { assignmentId: 'pu1' });
    expect([fileName, title]).toEqual([
      'Lägesrapport Fossiloberoende fordon senast 2030, Delår 2026.docx',
      'Lägesrapport Fossiloberoende fordon senast 2030, Delår 2026 (januari–augusti)',
    ]);
    const { value } = await mammoth.extractRawText({ buffer: body });
    expect(value).toContain('Laddstolparna');
    expect(value).not.toContain('Trygghetsenkäten');
  });
});

describe('the workbook', () => {
  test('has real numbers and dates, a filter on each sheet, and no formula of what people wrote', async () => {
    const { body } = await paper('excel');
    const sheets = await readExcel(body);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Mätvärden',
      'Lägesrapporter',
      'Önskat stöd',
      'Styrplan',
      'Mått',
    ]);
    const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)!.data;
    const value = rows('Mätvärden').find(([id, , , period]) => id === 'i14' && period === 'Tertial 2 2026')!;
    expect(value[5]).toBe(-92.5);
    expect(value[4]).toEqual(new Date('2026-08-31T00:00:00Z'));
    const titles = rows('Lägesrapporter')[0]!;
    expect(titles.slice(-3)).toEqual(['Social', 'Roll', 'Inskickad']);
    const report = rows('Lägesrapporter').find(([id]) => id === 'gu2')!;
    expect(report[5]).toBe(clean);
    expect(report[6]).toBe('+1+1');
    // Excel keeps a moment as a share of a day, so it comes back within a thousandth of a second.
    expect(Math.abs(Number(report.at(-1)) - Date.UTC(2026, 8, 21, 8))).toBeLessThan(2);
    const support = rows('Önskat stöd').find(([id]) => id === 'gu2')!;
    expect([support[2], support[6], support[7]]).toEqual(['@SUM(A1:A9)', helpReply, 'Kommundirektör']);
    expect(rows('Styrplan')).toHaveLength(9);
    const zip = await JSZip.loadAsync(body);
    const parts = await Promise.all(
      zip.file(/worksheets\/sheet\d+\.xml/u).map((file) => file.async('string')),
    );
    expect(parts).toHaveLength(5);
    for (const part of parts) {
      expect(part).toMatch(/<pageSetup[^>]*orientation="landscape"/u);
      expect(part).toContain('<pageSetUpPr fitToPage="1"');
      expect(part).toMatch(/fitToHeight="0"/u);
      expect(part).not.toMatch(/<f[ >]/u);
      expect(part).toContain('<autoFilter');
    }
  });

  test('is printed so that it can be read: what is wide on pages beside each other, with its names again', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load((await paper('excel')).body);
    for (const { name, columns, pageSetup } of workbook.worksheets) {
      const widths = columns.map(({ width }) => width ?? 0);
      const all = widths.reduce((sum, one) => sum + one, 0);
      const pages = pageSetup.fitToWidth!;
      const onEach = (all + (pages - 1) * (widths[0]! + widths[1]!)) / pages;
      // As many letters of eight points as A4 on its side has room for.
      expect([name, onEach <= 205]).toEqual([name, true]);
      expect([name, pageSetup.printTitlesRow]).toEqual([name, '1:1']);
      expect([name, pageSetup.printTitlesColumn]).toEqual([name, pages > 1 ? 'A:B' : undefined]);
    }
    expect(workbook.worksheets.map(({ pageSetup }) => pageSetup.fitToWidth)).toEqual([1, 2, 2, 2, 1]);
  });

  test('has no more than a page of titles where nobody asks for support', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load((await paper('excel', { assignmentId: 'gu1' })).body);
    const support = workbook.worksheets[2]!;
    expect(support.rowCount).toBe(1);
    expect([support.pageSetup.fitToWidth, support.pageSetup.printTitlesColumn]).toEqual([1, undefined]);
  });
});

describe('for the registrar', () => {
  test('CSV holds everything sent in, in order, and nothing that opens as a formula', async () => {
    const { body } = await paper('csv');
    expect(body.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    const [header, ...rows] = parseCsv(body.toString().slice(1), ';');
    const records = rows.map((cells) =>
      Object.fromEntries(header!.map((name, index) => [name, cells[index]!])),
    );
    const sent = records.map((one) => one.sent!);
    expect(sent).toEqual(sent.toSorted());
    expect(sent.at(-1)).toBe('2026-09-21T08:00:00+02:00');
    const own = records.filter(({ assignment }) => assignment === 'gu2');
    expect(own.find(({ part }) => part === 'own_words')!.value).toBe(`'${clean}`);
    expect(own.find(({ part }) => part === 'help')!.value).toBe("'@SUM(A1:A9)");
    expect(own.find(({ part, about }) => part === 'reading' && about === 'i14')!.value).toBe('-92,5');
    expect(own.find(({ part }) => part === 'reading_skipped')).toMatchObject({
      about: 'i12',
      value: 'not-ready',
    });
    expect(own.find(({ part }) => part === 'help_reply')).toMatchObject({
      id: '2026-D:gu2:support:1:1',
      role: 'kommundirektor',
      value: `'${helpReply}`,
    });
    expect(own[0]).toMatchObject({
      id: '2026-D:gu2:1',
      round: '2026-D',
      role: 'socialchef',
      role_name: 'Socialchef (förvaltningschef)',
      period_from: '2026-01-01',
      period_to: '2026-08-31',
    });
    const dangerous = records.flatMap((one) => Object.values(one)).filter((cell) => /^[=+@\t\r]/u.test(cell));
    expect(dangerous).toEqual([]);
  });

  test('JSON holds the same records with their roles, and no person', async () => {
    const { body } = await paper('json');
    const read = JSON.parse(body.toString());
    expect(read.format).toEqual({ name: 'roder-export', version: 1 });
    expect(read.records).toHaveLength(9);
    expect(read.replies).toMatchObject([
      { assignment: 'gu2', role: 'kommundirektor', words: helpReply, wanted: { what: '@SUM(A1:A9)' } },
    ]);
    expect(read.records.at(-1)).toMatchObject({
      id: '2026-D:gu2:1',
      role: 'socialchef',
      answers: { judgement: { ownWords: clean } },
    });
    expect(read.records.map(({ at }: { at: string }) => at)).toEqual(
      read.records.map(({ at }: { at: string }) => at).toSorted(),
    );
    expect(body.toString()).not.toContain('00000000-0000-4000');
  });
});

test('CSV in English has commas between its cells and decimal points', async () => {
  const { body } = await paper('csv', { language: 'en' });
  const [header, ...rows] = parseCsv(body.toString().slice(1));
  expect(header!.slice(0, 3)).toEqual(['id', 'sent', 'round']);
  expect(rows.find((cells) => cells.includes('i14'))).toContain('-92.5');
  expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([header!.length]));
});

test.each(['word', 'excel', 'csv', 'json'] as const)(
  'a line is a line in %s, however it was broken, and no control character is left',
  async (format) => {
    const { body } = await paper(format);
    const text = await plainTextOf(format, body);
    for (const line of lines) expect(text).toContain(line);
    expect(text).not.toMatch(/Rad ett ?rad två|tre ?rad fyra/u);
    expect(text).not.toMatch(/(?![\t\r\n])\p{Cc}|[\u2028\u2029]/u);
  },
);

/** All the text of a file, as its programs have it. */
async function plainTextOf(format: Format, body: Buffer): Promise<string> {
  if (format === 'csv') return body.toString();
  if (format === 'json') return textsIn(JSON.parse(body.toString())).join('\n');
  const zip = await JSZip.loadAsync(body);
  const parts = await Promise.all(zip.file(/\.xml$/u).map((file) => file.async('string')));
  return parts
    .join('\n')
    .replaceAll(/&#(?:x(?:0*[0-8be-f]|1[\da-f]|85)|0*(?:[0-8]|1[124-9]|2\d|3[01]));/giu, '\u0007');
}

function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

test('of what does not exist there is no paper', async () => {
  const { ports, tenantId } = world;
  const order = { tenantId, format: 'json', language: 'sv' } as const;
  expect(await makePaper(ports, { ...order, roundId: 'none' })).toBeUndefined();
  expect(await makePaper(ports, { ...order, roundId, assignmentId: 'none' })).toBeUndefined();
  expect(await makePaper(ports, { ...order, roundId: '2026-H' })).toBeUndefined();
});

test('names the decision that put the plan in force, which the plan need not hold itself', async () => {
  const { ports, tenantId, time } = await openSjovik();
  await time.moveTo(Temporal.Instant.from('2026-09-08T08:00:00+02:00'));
  const plan = (await currentPlan(ports.store, tenantId))!;
  const content = { ...plan.content, burdenCapMinutes: 20 };
  const decision = 'Kommunstyrelsen § 12';
  await importPlan({ ...ports, now: ports.clock.now(), tenantId, content, by: 'cli', decision });
  const order = { tenantId, roundId, language: 'sv' } as const;
  for (const format of ['word', 'json'] as const) {
    const { body } = (await makePaper(ports, { ...order, format }))!;
    const text = await plainTextOf(format, body);
    expect(text).toContain(decision);
    expect(text).not.toContain('2025-11-26 § 112');
  }
});

describe('a milestone that was answered of', () => {
  async function milestonesInExcel(assignmentId: string) {
    const sheets = await readExcel((await paper('excel')).body);
    const [header, ...rows] = sheets.find(({ sheet }) => sheet === 'Lägesrapporter')!.data;
    return rows.find(([id]) => id === assignmentId)![header!.indexOf('Milstolpar')];
  }

  test('stands there also where nobody has said how the assignment goes', async () => {
    const early = await openSjovik();
    await early.time.moveTo(Temporal.Instant.from('2026-09-08T08:00:00+02:00'));
    const { ports, tenantId } = early;
    const about = { tenantId, roundId, assignmentId: 'pu2' };
    await recordReport(ports, {
      ...about,
      contributionId: 'milestone-alone',
      by: { personId: early.actor('samhallsbyggnadschef').personId, roleId: 'samhallsbyggnadschef' },
      answers: { milestones: { byggstart: { state: 'reached' } } },
    });
    const made = await makePaper(ports, { ...about, format: 'word', language: 'sv' });
    const { value } = await mammoth.extractRawText({ buffer: made!.body });
    expect(value).toMatch(/Etapp 1 byggstart: Nådd\n\nSamhällsbyggnadschef \(.*\), 8 september 2026/u);
  });

  test('stands in the paper and, by itself, in the records: nothing that was answered is left out', async () => {
    const { ports, tenantId } = world;
    const by = { personId: world.actor('samhallsbyggnadschef').personId, roleId: 'samhallsbyggnadschef' };
    const moved = { state: 'moved', to: '2027-09-30', words: 'Överklagad' } as const;
    await recordReport(ports, {
      tenantId,
      roundId,
      assignmentId: 'pu2',
      contributionId: 'milestones',
      by,
      answers: { judgement: { status: 'on_track', ownWords: '' }, milestones: { detaljplan: moved } },
    });
    const { value } = await mammoth.extractRawText({
      buffer: (await paper('word', { assignmentId: 'pu2' })).body,
    });
    expect(value).toMatch(/Detaljplan antagen.*30 september 2027\. Överklagad/u);
    expect(await milestonesInExcel('pu2')).toBe(
      'Detaljplan antagen: Flyttad till 30 september 2027. Överklagad',
    );
    const { body } = await paper('csv');
    const [header, ...rows] = parseCsv(body.toString().slice(1), ';');
    const told = rows.filter((cells) => cells[header!.indexOf('about')] === 'detaljplan');
    expect(told.map((cells) => ['part', 'value'].map((name) => cells[header!.indexOf(name)]))).toEqual([
      ['milestone', 'moved'],
      ['milestone_moved_to', '2027-09-30'],
      ['milestone_comment', 'Överklagad'],
    ]);
  });
});
