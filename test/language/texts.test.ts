import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { translator } from '../../src/language/language.ts';

const folder = new URL('../../src/language/', import.meta.url);
const files = readdirSync(new URL('sv/', folder));
const texts = (language: string) => new Map(files.flatMap((file) => flat(readFile(`${language}/${file}`))));
const [swedish, english] = [texts('sv'), texts('en')];

function readFile(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}

function flat(node: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof node === 'string') return [[path.join('.'), node]];
  return Object.entries(node as object).flatMap(([key, value]) => flat(value, [...path, key]));
}

function placeholders(text = ''): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/gu)].map((match) => match[1]!).toSorted();
}

describe('the texts', () => {
  test('are in the same files in both languages', () => {
    expect(readdirSync(new URL('en/', folder))).toEqual(files);
  });

  test('have the same keys in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...swedish.keys()].toSorted());
    expect(flat(readFile('plan-faults.en.json')).map(([key]) => key)).toEqual(
      flat(readFile('plan-faults.sv.json')).map(([key]) => key),
    );
  });

  test('take the same values in both languages', () => {
    for (const [key, text] of swedish) {
      expect([key, ...placeholders(english.get(key))]).toEqual([key, ...placeholders(text)]);
    }
  });

  test('are never empty', () => {
    for (const [key, text] of [...swedish, ...english]) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  test('of one file are of no other: a feature owns its words', () => {
    const owners = files.flatMap((file) => Object.keys(readFile(`sv/${file}`) as object));
    expect(owners.toSorted()).toEqual([...new Set(owners)].toSorted());
  });

  test.each([
    /försenad/iu,
    /ej inlämna/iu,
    /underkän/iu,
    /sista varningen/iu,
    /\bsämst/iu,
    /\bmåste\b/iu,
    /\boverdue\b/iu,
    /\bmust\b/iu,
    /\bworst\b/iu,
    /\bfailed to (answer|submit)/iu,
  ])('never say %s to anybody', (word) => {
    expect([...swedish, ...english].filter(([, text]) => word.test(text))).toEqual([]);
  });

  test('that are not there are a fault of ours, told by name', () => {
    expect(() => translator('sv')('answer.nothing-here')).toThrow('answer.nothing-here');
  });

  test('count in the language: one is not many', () => {
    const many = [...swedish.keys()].filter((key) => key.endsWith('_one'));
    expect(many.length).toBeGreaterThan(0);
    for (const key of many) expect(swedish.has(key.replace(/_one$/u, '_other'))).toBe(true);
  });
});
