interface DoubleKey {
  readonly key: string;
  /** Where the second one begins. */
  readonly position: number;
}

/** A text, a mark of JSON's own, or what stands between them. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:]+/gu;

/**
 * The first key that one object has twice, of which `JSON.parse` keeps the last without a word; undefined where
 * none has. `text` is JSON that has been parsed; takes time in proportion to its length.
 */
export function firstDoubleKey(text: string): DoubleKey | undefined {
  /** The keys of the objects we are in; a list has none. */
  const open: (Set<string> | undefined)[] = [];
  let last: DoubleKey = { key: '', position: 0 };
  for (const { 0: token, index: position } of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) last = { key: token, position };
    else if (token === ':') {
      const key: string = JSON.parse(last.key);
      const keys = open.at(-1)!;
      if (keys.has(key)) return { ...last, key };
      keys.add(key);
    }
  }
  return undefined;
}
