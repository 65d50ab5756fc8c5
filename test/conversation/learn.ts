import { hashOf, type Learnt, softmax } from '../../src/conversation/classifier.ts';
import type { Features } from '../../src/conversation/features.ts';

/** One message whose intent is known. */
export interface Lesson {
  readonly features: Features;
  /** Any of these is right. */
  readonly intents: readonly string[];
  readonly weight: number;
}

const rounds = 6;
/** Slowly: what moves fast is sure of what strangers do not mean. */
const pace = 0.1;
/** A feature in fewer lessons than this says more of its lesson than of the intent. */
const minSeen = 2;
/** A feature that moves no intent by more than this is left out. */
const minSaid = 0.12;

/** Weights that tell the lessons apart, by steps along the slope. The same lessons give the same weights. */
export function learn(lessons: readonly Lesson[], intents: readonly string[]): Learnt {
  const places = placesOf(lessons);
  const size = intents.length;
  const columns = new Map(intents.map((id, place) => [id, place]));
  const rows = lessons.map(({ features, intents: right, weight }) => {
    const known = [...features].filter(([name]) => places.has(name));
    return {
      places: Int32Array.from(known, ([name]) => places.get(name)!),
      values: Float32Array.from(known, ([, value]) => value),
      right: right.map((id) => columns.get(id)!),
      weight,
    };
  });
  const weights = new Float32Array(places.size * size);
  const slopes = new Float32Array(places.size * size).fill(1e-3);
  const order = shuffled(rows.length);
  for (let round = 0; round < rounds; round++)
    for (const place of order) {
      const row = rows[place]!;
      const shares = softmax(scores(weights, row.places, row.values, size));
      const of = row.right.reduce((sum, one) => sum + shares[one]!, 0) || 1e-9;
      // Where several are right, they share what is right as they already do.
      const apart = shares.map((one) => -one);
      for (const one of row.right) apart[one]! += shares[one]! / of;
      const moved = columnsOf(apart);
      row.places.forEach((feature, at) => {
        const value = row.values[at]! * row.weight;
        for (const one of moved) {
          const cell = feature * size + one;
          const slope = apart[one]! * value;
          slopes[cell]! += slope * slope;
          weights[cell]! += (pace * slope) / Math.sqrt(slopes[cell]!);
        }
      });
    }
  return rounded(places, weights, intents);
}

function placesOf(lessons: readonly Lesson[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const { features } of lessons)
    for (const one of features.keys()) seen.set(one, (seen.get(one) ?? 0) + 1);
  const often = [...seen].filter(([, times]) => times >= minSeen);
  return new Map(often.map(([one], place) => [one, place]));
}

/** In steps that a byte holds, without what says little, in the order of the hashes. */
function rounded(
  places: ReadonlyMap<string, number>,
  weights: Float32Array,
  intents: readonly string[],
): Learnt {
  const size = intents.length;
  const rowOf = (place: number) => weights.subarray(place * size, (place + 1) * size);
  const kept = [...places]
    .map(([name, place]) => ({ hash: hashOf(name), row: rowOf(place) }))
    .filter(({ row }) => row.some((one) => Math.abs(one) >= minSaid))
    .toSorted((a, b) => a.hash - b.hash)
    .filter(({ hash }, place, all) => hash !== all[place - 1]?.hash);
  const most = kept.reduce((max, { row }) => row.reduce((a, b) => Math.max(a, Math.abs(b)), max), 0);
  const step = Math.fround(most / 127);
  return {
    intents,
    step,
    hashes: Uint32Array.from(kept, ({ hash }) => hash),
    weights: Int8Array.from(kept.flatMap(({ row }) => [...row].map((one) => Math.round(one / step)))),
  };
}

function scores(weights: Float32Array, places: Int32Array, values: Float32Array, size: number): Float32Array {
  const sums = new Float32Array(size);
  for (let at = 0; at < places.length; at++) {
    const start = places[at]! * size;
    const value = values[at]!;
    for (let one = 0; one < size; one++) sums[one]! += weights[start + one]! * value;
  }
  return sums;
}

/** The intents whose share is to be moved; what is right already teaches nothing. */
function columnsOf(apart: Float32Array): number[] {
  const moved: number[] = [];
  for (let one = 0; one < apart.length; one++) if (Math.abs(apart[one]!) > 0.002) moved.push(one);
  return moved;
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
