import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * Every regular expression in `src`, and what the analyser recheck says of it: whether the time it takes grows with
 * the text, or faster. That takes seconds for some of them, so what has been found linear is kept:
 * `node test/security/linear-patterns.ts` looks at all of them anew and writes the list, with `--new` only at those
 * that are not in it.
 */

const root = join(import.meta.dirname, '../..');
const file = join(import.meta.dirname, 'linear-patterns.json');

/** As it stands in the source: `/a+/u`. */
export type Pattern = string;

export interface Found {
  readonly pattern: Pattern;
  readonly at: string;
}

export function patternsInSource(): Found[] {
  return sources().flatMap((name) => {
    const source = ts.createSourceFile(
      name,
      readFileSync(join(root, name), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const found: Found[] = [];
    const visit = (node: ts.Node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      if (ts.isRegularExpressionLiteral(node)) found.push({ pattern: node.text, at: `${name}:${line + 1}` });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Those that are put together, which no reader of the source sees: seen while their files are loaded. */
export async function patternsMade(): Promise<Found[]> {
  const found: Found[] = [];
  const own = globalThis.RegExp;
  const files = sources().filter((name) => readFileSync(join(root, name), 'utf8').includes('new RegExp('));
  globalThis.RegExp = new Proxy(own, {
    construct(target, given) {
      const made = Reflect.construct(target, given) as RegExp;
      const at = files.find((name) => new Error('where').stack?.includes(name));
      if (at) found.push({ pattern: String(made), at });
      return made;
    },
  });
  try {
    for (const name of files) {
      const before = found.length;
      // Anew, whoever has imported it before.
      await import(`${pathToFileURL(join(root, name)).href}?patterns`);
      // One that is made only when it is used would not be seen: there are none.
      if (found.length === before)
        throw new Error(`${name} makes its patterns later: make them where it begins.`);
    }
  } finally {
    globalThis.RegExp = own;
  }
  return found;
}

/** Signs of intents are looked for in the first 400 letters alone (`understand.ts`), which bounds them whatever they are. */
const signs = join('conversation', 'intents');

function sources(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith(signs))
    .map((name) => `src/${name}`)
    .toSorted();
}

export function keptAsLinear(): ReadonlySet<Pattern> {
  return new Set(JSON.parse(readFileSync(file, 'utf8')) as Pattern[]);
}

interface Diagnostics {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity?: { readonly type: string; readonly degree?: number };
}

/** The same on every machine: its own programs for some platforms are quicker, and not on all. */
process.env.RECHECK_BACKEND = 'pure';
const { checkSync } = (await import('recheck')).default as unknown as {
  checkSync(source: string, flags: string, params: object): Diagnostics;
};

/**
 * `linear`, or how it grows. Its proof by automata does not end for long lists of words: what it has not proved in
 * some seconds it attacks with texts of its own making, and no attack that hurts counts as linear.
 */
export function growthOf(pattern: Pattern): string {
  const end = pattern.lastIndexOf('/');
  const [source, flags] = [pattern.slice(1, end), pattern.slice(end + 1)];
  const proof = checkSync(source, flags, { timeout: 3000 });
  const found =
    proof.status === 'unknown' ? checkSync(source, flags, { checker: 'fuzz', timeout: 30_000 }) : proof;
  if (found.status === 'safe') return 'linear';
  return found.complexity ? `${found.complexity.type} ${found.complexity.degree ?? ''}`.trim() : found.status;
}

if (import.meta.main) {
  const found = [...patternsInSource(), ...(await patternsMade())];
  const all = [...new Set(found.map(({ pattern }) => pattern))].toSorted();
  const kept = process.argv.includes('--new') ? keptAsLinear() : new Set<Pattern>();
  const linear = all.filter((pattern) => {
    const growth = kept.has(pattern) ? 'linear' : growthOf(pattern);
    if (growth !== 'linear') console.error(`${growth}: ${pattern}`);
    return growth === 'linear';
  });
  writeFileSync(file, `${JSON.stringify(linear, undefined, 2)}\n`);
  process.exitCode = linear.length < all.length ? 1 : 0;
}
