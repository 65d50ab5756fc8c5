import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `node infra/prune-modules.ts FOLDER`: removes from an installed node_modules what a running Roder never reads.
 * More than half of it is source maps, typings and browser builds. Keeps licences.
 */

/** Files that no program reads at run time. */
const unreadFiles =
  /\.(map|[cm]?tsx?|md|markdown|tsbuildinfo|flow|tgz|(test|spec)\.[cm]?js|umd\.cjs|iife\.js)$|^recognizers-text.*\.(es5|browser)\.js$/iu;
const keptFiles = /^(licen[cs]e|notice|copying|third)/iu;

/** Whole folders, anywhere in a package: builds for other platforms, older typings, tests. */
const unreadFolders = /(^|\/)(_ts3\.4|__tests__|dist-browser|dist\/(browser|react-native|iife))$/u;

/** Other large parts, by package, with the reason. */
const unreadParts: Readonly<Record<string, readonly string[]>> = {
  // The identity library uses it only in browsers.
  '@azure/msal-browser': ['.'],
  // Roder, an ES module, loads the equivalent ES module build.
  '@cj-tech-master/excelts': ['dist/cjs', 'dist/types'],
  // The other of two equal builds, as above.
  '@modelcontextprotocol/sdk': ['dist/cjs'],
  hono: ['dist/cjs', 'dist/types'],
  zod: ['src'],
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
  // Browsers get the smallest build of all in one file.
  '@microsoft/teams-js': ['dist/esm', 'dist/umd/MicrosoftTeams.js'],
  // The library is loaded without its dialogs (decision 12) and without language models: these are never read.
  'botbuilder-dialogs': ['.'],
  '@microsoft/recognizers-text-suite': ['.'],
  '@microsoft/recognizers-text-choice': ['.'],
  '@microsoft/recognizers-text-date-time': ['.'],
  '@microsoft/recognizers-text-number': ['.'],
  '@microsoft/recognizers-text-number-with-unit': ['.'],
  '@microsoft/recognizers-text-sequence': ['.'],
  'gpt-tokenizer': ['.'],
  moment: ['dist', 'min', 'src'],
  'moment-timezone': ['builds'],
  // A test library, published by mistake.
  botbuilder: ['vendors/chai'],
  'botframework-streaming': ['vendors/chai'],
  '@types': ['.'],
};

/** Prunes the folder; returns its size before and after, in bytes. */
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

/** Total size of all files in the folder, in bytes. */
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
