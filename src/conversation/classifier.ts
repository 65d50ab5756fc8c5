import { readFileSync } from 'node:fs';
import type { Features } from './features.ts';

/**
 * How likely each intent is by the features of a message. The weights are learnt beforehand from the tables of examples
 * and from what people wrote (`npm run docs` writes `learnt.bin`), so that nothing is learnt at the start.
 */
export interface Learnt {
  readonly intents: readonly string[];
  /** The hashes of the features, in order. */
  readonly hashes: Uint32Array;
  /** A row for each feature, a column for each intent, in steps of `step`. */
  readonly weights: Int8Array;
  readonly step: number;
}

let learnt: Learnt | undefined;

/** Read once for all. */
export function learntWeights(): Learnt {
  learnt ??= unpack(readFileSync(new URL('learnt.bin', import.meta.url)));
  return learnt;
}

/** A number for each intent, 0 to 1; together they are 1. Features that nothing was learnt of say nothing. */
export function sharesOf(
  { intents, hashes, weights, step }: Learnt,
  said: Features,
): ReadonlyMap<string, number> {
  const size = intents.length;
  const sums = new Float32Array(size);
  for (const [feature, value] of said) {
    const row = rowOf(hashes, hashOf(feature));
    if (row === undefined) continue;
    const scale = value * step;
    for (let one = 0; one < size; one++) sums[one]! += weights[row * size + one]! * scale;
  }
  const shares = softmax(sums);
  return new Map(intents.map((id, place) => [id, shares[place]!]));
}

/** Whether anything was learnt of a feature. */
export function isLearnt({ hashes }: Learnt, feature: string): boolean {
  return rowOf(hashes, hashOf(feature)) !== undefined;
}

/** Sums become shares of one; in place. */
export function softmax(sums: Float32Array): Float32Array {
  const max = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let one = 0; one < sums.length; one++) {
    sums[one] = Math.exp(sums[one]! - max);
    total += sums[one]!;
  }
  for (let one = 0; one < sums.length; one++) sums[one]! /= total;
  return sums;
}

/** FNV-1a. */
export function hashOf(feature: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let place = 0; place < feature.length; place++)
    hash = Math.imul(hash ^ feature.charCodeAt(place), 0x01_00_01_93);
  return hash >>> 0;
}

function rowOf(hashes: Uint32Array, hash: number): number | undefined {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === hash ? low : undefined;
}

/** A line of JSON, filled up to whole words, then the hashes, then the weights. */
export function pack({ intents, hashes, weights, step }: Learnt): Buffer {
  const head = JSON.stringify({ intents, count: hashes.length, step });
  const line = `${head.padEnd(Math.ceil((head.length + 1) / 4) * 4 - 1)}\n`;
  return Buffer.concat([
    Buffer.from(line),
    Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength),
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ]);
}

function unpack(file: Buffer): Learnt {
  const end = file.indexOf('\n') + 1;
  const head = JSON.parse(file.subarray(0, end).toString()) as {
    intents: string[];
    count: number;
    step: number;
  };
  const start = file.byteOffset + end;
  return {
    intents: head.intents,
    step: head.step,
    // What was read and no copy of it: seven megabytes. The head is filled up so that whole words begin here.
    hashes: new Uint32Array(file.buffer, start, head.count),
    weights: new Int8Array(file.buffer, start + head.count * 4, head.count * head.intents.length),
  };
}
