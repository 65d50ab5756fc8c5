import { readFileSync } from 'node:fs';

/** The rows, without the header, of the first table of a page after some words that stand on it. */
export function tableAfter(page: string, words: string): string[][] {
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(words);
  if (from < 0) throw new TypeError(`${page} does not say "${words}".`);
  const [, table = ''] = /^(\|.*?)(?:\n(?!\|)|$(?!\n))/msu.exec(text.slice(from)) ?? [];
  const rows = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.slice(2);
}
