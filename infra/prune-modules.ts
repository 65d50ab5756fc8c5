import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `node infra/prune-modules.ts FOLDER`: takes out of an installed node_modules what a running Roder never
 * reads. More than half of it is maps, typings and the same code once more for browsers. Licences stay.
 */

/** No program reads these while it runs. */
const unreadFiles =
  /\.(map|[cm]?tsx?|md|markdown|tsbuildinfo|flow|tgz|(test|spec)\.[cm]?js|umd\.cjs|iife\.js)$|^recognizers-text.*\.(es5|browser)\.js$/iu;
const keptFiles = /^(licen[cs]e|notice|copying|third)/iu;

/** Whole folders, wherever in a package: builds for other platforms, older typings, tests. */
const unreadFolders = /(^|\/)(_ts3\.4|__tests__|dist-browser|dist\/(browser|react-native|iife))$/u;

/** What else is large, by package, with the reason. */
const unreadParts: Readonly<Record<string, readonly string[]>> = {
  // The identity library uses it in browsers only.
  '@azure/msal-browser': ['.'],
  // Roder is an ES module, and so loads the other of two equal builds.
  '@cj-tech-master/excelts': ['dist/cjs', 'dist/types'],
  astronomia: ['lib'],
  'date-holidays': ['dist', 'scripts', 'types'],
  docx: ['dist/index.cjs', 'dist/layout.cjs'],
  // Whole builds for browsers: Roder takes the few parts it draws with, from lib.
  echarts: ['dist', 'i18n', 'theme', 'types', 'asset'],
  zrender: ['dist'],
  // Those without a browser are read: pdfkit.node.mjs and what stands in its folder data.
  pdfkit: [
    'js/pdfkit.js',
    'js/pdfkit.old.js',
    'js/pdfkit.standalone.js',
    'js/pdfkit.browser.js',
    'js/pdfkit.browser.mjs',
    'js/pdfkit.browser.old.js',
    'js/pdfkit.browser.old.mjs',
  ],
  // teams-ai loads the CommonJS build.
  'gpt-tokenizer': ['dist', 'esm', 'data', 'src'],
  // A test library, published with the package by mistake.
  botbuilder: ['vendors/chai'],
  'botframework-streaming': ['vendors/chai'],
  '@types': ['.'],
};

/** Removes, and says how many bytes the folder had and has. */
export function pruneModules(folder: string): { readonly before: number; readonly after: number } {
  const before = weigh(folder);
  for (const [name, parts] of Object.entries(unreadParts))
    for (const part of parts) rmSync(join(folder, name, part), { recursive: true, force: true });
  pruneFolder(folder);
  return { before, after: weigh(folder) };
}

function pruneFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && unreadFolders.test(path)) rmSync(path, { recursive: true });
    else if (entry.isDirectory()) pruneFolder(path);
    else if (unreadFiles.test(entry.name) && !keptFiles.test(entry.name)) rmSync(path);
  }
}

/** Bytes of all files below. */
export function weigh(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Say which node_modules: node infra/prune-modules.ts FOLDER');
  const { before, after } = pruneModules(folder);
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  console.log(`${folder}: ${megabytes(before)}, pruned to ${megabytes(after)}`);
}
