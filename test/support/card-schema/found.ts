import type { JsonObject } from '../teams-conversations.ts';

/** One object of a card and where it stands. */
export interface Found {
  readonly object: JsonObject;
  /** `card.body.0.items.2` */
  readonly path: string;
  /** The last of the path. */
  readonly key: string;
  readonly isInput: boolean;
  readonly isAction: boolean;
  /** Stands in for something else, or within what does. */
  readonly isFallback: boolean;
}

/** Every object of a card, depth first. The data of actions is not part of the card's structure. */
export function foundIn(card: unknown): Found[] {
  return walk(card, ['card']);
}

function walk(node: unknown, path: readonly string[]): Found[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.entries(node)
    .filter(([key]) => key !== 'data' || Array.isArray(node))
    .flatMap(([key, value]) => walk(value, [...path, key]));
  return Array.isArray(node) ? inside : [found(node as JsonObject, path), ...inside];
}

function found(object: JsonObject, path: readonly string[]): Found {
  const type = String(object.type ?? '');
  return {
    object,
    path: path.join('.'),
    key: path.at(-1) ?? '',
    isInput: type.startsWith('Input.'),
    isAction: type.startsWith('Action.'),
    isFallback: path.includes('fallback'),
  };
}
