import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** Documents that point at what there is, and pictures that are small and have words. */

const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const text = (page: string) => readFileSync(page, 'utf8');
const links = (page: string) =>
  [...text(page).matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/gu)].map(([, mark, words, to]) => ({
    isPicture: mark === '!',
    words: words!,
    path: join(dirname(page), to!.replace(/#.*$/u, '')),
    isElsewhere: /^(https?:|#|mailto:)/u.test(to!),
  }));

describe.each(pages)('%s', (page) => {
  test('points at files that there are', () => {
    const missing = links(page).filter(({ path, isElsewhere }) => !isElsewhere && !existsSync(path));
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  test('has words for its pictures', () => {
    expect(links(page).filter(({ isPicture, words }) => isPicture && words.length < 20)).toEqual([]);
  });

  test('names commands that there are', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = [...text(page).matchAll(/(?:`|^)npm run ([\w:]+)/gmu)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('every picture is shown somewhere, and is under 150 kB; the sheet of twenty cards under 300', () => {
  const pictures = readdirSync('docs/pictures').map((name) => join('docs/pictures', name));
  const shown = pages.flatMap((page) => links(page).map(({ path }) => path));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((path) => !shown.includes(path))).toEqual([]);
  const most = (path: string) => (path.endsWith('/fore-och-efter.png') ? 300_000 : 150_000);
  expect(pictures.filter((path) => statSync(path).size > most(path))).toEqual([]);
});
