import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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

/** What is read by its path while Roder runs: letters and a drawing program for charts, and what browsers load. */
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
    const own = `new URL('../${relative(root, id)}', import.meta.url).href`;
    return {
      code: code.replaceAll(/('[^']*?([\w-]+-worker)\.ts', )?import\.meta\.url/gu, (_, _address, worker) =>
        worker ? `'./${worker}.js', import.meta.url` : own,
      ),
      // No line moves.
      map: null,
    };
  },
};

/** Makes the folder anew. */
export async function bundle(folder: string): Promise<void> {
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
    // V8 holds a text with any other letter in two bytes for each of its letters.
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
  keepLicences(chunks.flatMap(({ moduleIds }) => moduleIds).concat(readFromPackages.map(inPackages)), folder);
}

const inPackages = (path: string) => join(root, 'node_modules', path);

function copy(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(root, path), join(folder, path), { recursive: true });
}

/** What a package's authors ask of those who pass it on: its licence goes with it. */
function keepLicences(files: readonly string[], folder: string): void {
  const packages = new Set(
    files.flatMap(
      (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(file.split('?')[0]!)?.[0] ?? [],
    ),
  );
  for (const one of packages)
    for (const name of readdirSync(one).filter((file) => /^(?:licen[cs]e|notice|copying|third)/iu.test(file)))
      if (statSync(join(one, name)).isFile()) {
        const place = join(folder, 'licences', relative(join(root, 'node_modules'), one));
        mkdirSync(place, { recursive: true });
        cpSync(join(one, name), join(place, name));
      }
}

if (import.meta.main) await bundle(process.argv[2] ?? join(root, 'build/image'));
