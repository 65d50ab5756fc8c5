import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';

/**
 * `node infra/bundle.ts [FOLDER]`: writes all that a running Roder reads into the folder (`build/image` if absent), and
 * nothing else. Its two thousand files are put together into some eighty, so that it starts in two thirds of the time
 * and holds less text in memory (docs/decisions/0036-a-bundle-in-the-image.md).
 */

const root = join(import.meta.dirname, '..');

/** Where each program of its own, and each thread, begins: `roder/NAME.js`. */
const entries = {
  main: 'src/main.ts',
  'health-check': 'src/http/health-check.ts',
  'paper-worker': 'src/exports/paper-worker.ts',
  'plan-file-worker': 'src/plan/plan-file-worker.ts',
  'sqlite-backup-worker': 'src/storage/sqlite-backup-worker.ts',
};

/** What is read by its path while Roder runs: fonts and a drawing program for charts, and what browsers load. */
const readFromPackages = [
  '@expo-google-fonts/pt-sans/package.json',
  '@expo-google-fonts/pt-sans/400Regular',
  '@expo-google-fonts/pt-sans/400Regular_Italic',
  '@expo-google-fonts/pt-sans/700Bold',
  '@microsoft/teams-js/package.json',
  '@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js',
  '@resvg/resvg-wasm/package.json',
  '@resvg/resvg-wasm/index_bg.wasm',
];

/** What is read beside a file is found by the address that the file had, and a thread by that of its program. */
const addresses: Plugin = {
  name: 'addresses',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return;
    const own = `new URL('../${posix(relative(root, id))}', import.meta.url).href`;
    const found = code.replaceAll(
      /('[^']*?([\w-]+-worker)\.ts',\s*)?import\.meta\.url/gu,
      (_, _address, thread) => (thread ? `'./${thread}.js', import.meta.url` : own),
    );
    if (/-worker\.ts'/u.test(found))
      throw new TypeError(`A thread of ${id} would not be found in the bundle.`);
    // No line moves.
    return { code: found, map: null };
  },
};

const posix = (path: string) => path.replaceAll('\\', '/');

/** Makes the folder anew. Throws a `TypeError` if it holds anything else. */
export async function bundle(path: string): Promise<void> {
  const folder = resolve(path);
  const isOurs = !existsSync(folder) || existsSync(join(folder, 'roder/main.js'));
  if (!isOurs && readdirSync(folder).length > 0) throw new TypeError(`${folder} holds something else.`);
  rmSync(folder, { recursive: true, force: true });
  const bundled = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    // As src/bot/teams-application.ts does when it loads the library from its own files.
    resolve: { alias: { 'botbuilder-dialogs': join(root, 'src/bot/no-dialogs.cjs') } },
    plugins: [addresses],
    onLog: (level, log) => {
      if (level === 'warn') throw new TypeError(log.message);
    },
  });
  const { output } = await bundled.write({
    dir: join(folder, 'roder'),
    // V8 holds a text with a character beyond Latin-1 in two bytes a character.
    charset: 'ascii',
    // Names stay, for stack traces; with `--enable-source-maps` those name our own files and lines.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  for (const path of ['cards', 'pages', 'LICENSE', 'package.json']) copy(path, folder);
  for (const path of readdirSync(join(root, 'src'), { recursive: true }).map(String))
    if (/\.(?:bin|json|txt)$/u.test(path)) copy(join('src', path), folder);
  for (const path of readFromPackages) copy(join('node_modules', path), folder);
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
  const bundledFiles = chunks.flatMap(({ moduleIds }) => moduleIds);
  const others = [...readFromPackages, 'rolldown/package.json'].map((one) => join(root, 'node_modules', one));
  keepLicences([...bundledFiles, ...others], folder);
}

function copy(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(root, path), join(folder, path), { recursive: true });
}

/**
 * What a package's authors ask of those who pass it on: its licence goes with it, and what says whose it is and where
 * its source is; where it has no file for its licence, what it says of itself.
 */
function keepLicences(files: readonly string[], folder: string): void {
  const packages = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(posix(file))?.[0] ?? []),
  );
  for (const one of packages) {
    const names = readdirSync(one);
    const licences = names.filter((name) => /^(?:licen[cs]e|notice|copying|third)/iu.test(name));
    const instead = licences.length > 0 ? [] : names.filter((name) => /^readme/iu.test(name));
    for (const name of [...licences, ...instead, 'package.json'])
      cpSync(join(one, name), join(folder, 'licences', relative(join(root, 'node_modules'), one), name), {
        recursive: true,
      });
  }
}

if (import.meta.main) await bundle(process.argv[2] ?? join(root, 'build/image'));
