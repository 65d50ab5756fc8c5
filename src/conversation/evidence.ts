import { fold } from '../language/words.ts';
import { everydayWord } from './spelling.ts';
import { stem } from './stem.ts';
import { wordList } from './word-lists.ts';

/**
 * What the examples in `words/examples.txt` say of a message that is like them and none of them: one weight for each word
 * and pair of words in each intent, learnt from them when first needed. The same examples give the same weights.
 */
export interface Evidence {
  /** How likely each intent is by the message's words, 0 to 1; together they are 1. */
  of(words: readonly string[], isQuestion: boolean): ReadonlyMap<string, number>;
}

/** Something of the plan, a role, a time: what stands in their place, in examples and messages alike. */
export const placeholder = { thing: '‹x›', role: '‹r›', time: '‹t›' } as const;

/** A line with many alternatives is to weigh more than one with few, though not as much more as it is longer. */
const maxOfALine = 24;
const rounds = 10;
const pace = 0.4;
const forget = 0.000_02;

let learnt: Evidence | undefined;

/** Learnt once for all. */
export function evidence(): Evidence {
  learnt ??= learn();
  return learnt;
}

interface Example {
  readonly intent: number;
  readonly features: readonly number[];
  readonly weight: number;
}

function learn(): Evidence {
  const intents: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (feature: string) => {
    const known = places.get(feature);
    if (known !== undefined) return known;
    places.set(feature, places.size);
    return places.size - 1;
  };
  const examples: Example[] = [];
  for (const line of wordList('examples')) {
    const heading = /^\[(.+)\]$/u.exec(line);
    if (heading) {
      intents.push(heading[1]!);
      continue;
    }
    const all = written(line);
    const weight = Math.min(1, 3 / Math.sqrt(all.length) / 1.5);
    for (const text of all) {
      const features = featuresOf(wordsOfExample(text), false).map(placeOf);
      examples.push({ intent: intents.length - 1, features, weight });
    }
  }
  const weights = trained(examples, places.size, intents.length);
  return {
    of(words, isQuestion) {
      const known = featuresOf(words, isQuestion).flatMap((one) => places.get(one) ?? []);
      const shares = softmax(scores(weights, known, intents.length));
      return new Map(intents.map((intent, place) => [intent, shares[place]!]));
    },
  };
}

/** Every way to write a line with alternatives, or some of them, spread evenly, where there are many. */
function written(line: string): string[] {
  let all = [''];
  for (const [, plain = '', choice] of line.matchAll(/([^{}]+)|\{([^{}]*)\}/gu)) {
    const ways = choice === undefined ? [plain] : choice.split('|');
    all = all.flatMap((start) => ways.map((way) => start + way));
    if (all.length > maxOfALine * 16) all = spread(all, maxOfALine * 16);
  }
  return spread(all, maxOfALine);
}

function spread<T>(all: readonly T[], max: number): T[] {
  if (all.length <= max) return [...all];
  return Array.from({ length: max }, (_, place) => all[Math.floor(((place + 0.5) * all.length) / max)]!);
}

const signs: Readonly<Record<string, string>> = {
  X: placeholder.thing,
  R: placeholder.role,
  T: placeholder.time,
};

function wordsOfExample(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word, place, all) => !(word === 's' && all[place - 1] === 'R'))
    .flatMap((word) => signs[word] ?? everydayWord(word.toLowerCase()).split(' ').map(foldChange));
}

/** Folded; "ändra" is no "andra". */
export function foldChange(word: string): string {
  return word.startsWith('ändr') ? fold(word).replace('a', 'ae') : fold(word);
}

/** A message's words, their pairs, and how it begins. */
function featuresOf(words: readonly string[], _isQuestion: boolean): string[] {
  const stems = words.slice(0, 40).map((word) => (word.startsWith('‹') ? word : stem(word)));
  const plain = stems.filter((one, place) => one !== stems[place - 1]);
  const pairs = plain.map((one, place) => `${plain[place - 1] ?? '^'} ${one}`);
  const size = plain.length <= 1 ? 'one' : plain.length <= 3 ? 'few' : 'many';
  return [...new Set([...plain, ...pairs, `${plain.at(-1) ?? ''} $`, `size ${size}`])];
}

function trained(examples: readonly Example[], features: number, intents: number): Float32Array {
  const weights = new Float32Array(features * intents);
  const order = shuffled(examples.length);
  for (let round = 0; round < rounds; round++) {
    const step = pace / (1 + round * 0.4);
    for (const place of order) {
      const { intent, features: own, weight } = examples[place]!;
      const shares = softmax(scores(weights, own, intents));
      const scale = step * weight;
      for (const feature of own) {
        const start = feature * intents;
        for (let one = 0; one < intents; one++) {
          const apart = (one === intent ? 1 : 0) - shares[one]!;
          weights[start + one]! += scale * (apart - forget * weights[start + one]!);
        }
      }
    }
  }
  return weights;
}

function scores(weights: Float32Array, features: readonly number[], intents: number): Float32Array {
  const sums = new Float32Array(intents);
  for (const feature of features) {
    const start = feature * intents;
    for (let one = 0; one < intents; one++) sums[one]! += weights[start + one]!;
  }
  return sums;
}

function softmax(sums: Float32Array): Float32Array {
  const max = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let one = 0; one < sums.length; one++) {
    sums[one] = Math.exp(sums[one]! - max);
    total += sums[one]!;
  }
  for (let one = 0; one < sums.length; one++) sums[one]! /= total;
  return sums;
}

/** An order without pattern that is the same each time. */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  let seed = 12_345;
  for (let place = count - 1; place > 0; place--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (place + 1);
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}
