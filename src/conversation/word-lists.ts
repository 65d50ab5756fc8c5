import { readFileSync } from 'node:fs';
import { fold } from '../language/words.ts';

/** A list in `words/`, line by line, without what explains it: words are data, so that whoever misses one adds it there. */
export function wordList(name: string): string[] {
  return readFileSync(new URL(`words/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Each word of a list, folded. */
export function foldedWords(name: string): ReadonlySet<string> {
  return new Set(
    wordList(name)
      .flatMap((line) => line.split(/\s+/u))
      .map(fold),
  );
}
