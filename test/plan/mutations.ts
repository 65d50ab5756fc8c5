import fc from 'fast-check';
import JSZip from 'jszip';

/** What a damaged disk, a bad transfer or an unkind hand may do to a file. */
export interface Mutation {
  readonly how: 'flip' | 'cut' | 'insert' | 'swap' | 'drop';
  /** Where, as a share of the file. */
  readonly at: number;
  readonly size: number;
  readonly text: string;
}

const hostileText = fc.constantFrom(
  ...[
    '',
    '0',
    '-1',
    '9'.repeat(400),
    '1e999',
    'NaN',
    '=1+1',
    '#REF!',
    '__proto__',
    'A1:XFD1048576',
    '1048577',
  ],
  ...['\u0000', '\ud800', '&amp;#0;', '<', '>', '"', '&x;', ']]>', '<row r="1048576"/>', '<c r="XFD1"/>'],
  ...['- [', '{}', '*a', '&a', '!!js', '---', '\t', 'å'.repeat(600), 'grunduppdrag', '2026-02-30'],
);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom('flip', 'cut', 'insert', 'swap', 'drop'),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  size: fc.integer({ min: 1, max: 200 }),
  text: hostileText,
});

export function mutatedBytes(bytes: Buffer, { how, at, size, text }: Mutation): Buffer {
  const from = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
  switch (how) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      copy[from] = copy[from]! ^ (1 << (size % 8));
      return copy;
    }
    case 'cut':
      return Buffer.from(before);
    case 'insert':
      return Buffer.concat([before, Buffer.from(text), after]);
    case 'swap':
      return Buffer.concat([before, Buffer.from(text), after.subarray(size)]);
    case 'drop':
      return Buffer.concat([before, after.subarray(size)]);
  }
}

/** The same done to the XML inside a workbook, which is then packed as it should be. */
export async function mutatedParts(book: Buffer, mutations: readonly Mutation[]): Promise<Buffer> {
  const zip = await JSZip.loadAsync(book);
  const names = Object.keys(zip.files).filter((name) =>
    /workbook\.xml|sheet|sharedStrings|styles/u.test(name),
  );
  for (const one of mutations) {
    const name = names[one.size % names.length]!;
    const part = zip.file(name);
    if (part) zip.file(name, mutatedBytes(await part.async('nodebuffer'), one));
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** A value put in any cell of the book's shared texts and numbers: XML that is sound, content that is not. */
export async function mutatedCells(book: Buffer, mutations: readonly Mutation[]): Promise<Buffer> {
  const zip = await JSZip.loadAsync(book);
  for (const { at, text, size } of mutations) {
    const names = Object.keys(zip.files).filter((name) => /worksheets\/sheet|sharedStrings/u.test(name));
    const name = size % 2 ? 'xl/sharedStrings.xml' : names[size % names.length]!;
    const xml = await zip.file(name)!.async('string');
    const values = [...xml.matchAll(/<(?:t|v)(?: [^>]*)?>([^<]*)</gu)];
    const value = values[Math.floor(at * values.length)];
    if (!value) continue;
    const start = value.index + value[0].length - 1 - value[1]!.length;
    const safe = text.replaceAll(/[<>&]|\p{Cc}|\p{Cs}/gu, '');
    zip.file(name, xml.slice(0, start) + safe + xml.slice(start + value[1]!.length));
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
