import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { intents } from '../../src/conversation/catalog.ts';
import { pack } from '../../src/conversation/classifier.ts';
import { learn } from './learn.ts';
import { lessonsOfExamples, lessonsOfQuestions, lessonsOfSets } from './lessons.ts';
import { isKept } from './measure.ts';

/**
 * `src/conversation/learnt.bin`, learnt from the tables of examples, the sets and the first questions; run this file to
 * learn anew, which takes some seconds. The digest says of which examples and words it was learnt.
 */

const root = new URL('../../', import.meta.url);
export const learntFile = new URL('src/conversation/learnt.bin', root);
export const digestFile = new URL('learnt-from.txt', import.meta.url);

/** Words that are not kept when nobody understood them: nothing is learnt from these. */
const notLearntFrom = 'never-kept.txt';
const folders = ['src/conversation/words/', 'src/conversation/words/examples/', 'test/conversation/sets/'];

/** Of everything that is data and decides what is learnt. */
export function digestOfExamples(): string {
  const digest = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(new URL(folder, root)).toSorted())
      if (/\.(?:txt|tsv)$/u.test(name) && name !== notLearntFrom && !isKept(name))
        digest.update(name).update(readFileSync(new URL(folder + name, root)));
  for (const { id, examples } of intents) digest.update(JSON.stringify([id, examples]));
  return digest.digest('hex');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const lessons = [...lessonsOfExamples(), ...lessonsOfQuestions(), ...lessonsOfSets()];
  const ids = intents.map(({ id }) => id);
  writeFileSync(learntFile, pack(learn(lessons, ids)));
  writeFileSync(digestFile, `${digestOfExamples()}\n`);
}
