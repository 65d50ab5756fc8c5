import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `node fill-compile-cache.ts`, where the bundle is: loads all that Roder loads, at its start or later, so that Node
 * keeps each file compiled where NODE_COMPILE_CACHE says. A new container would else do that at every start.
 */

/** These run when they are loaded. */
const running = ['roder/main.js', 'roder/health-check.js', 'roder/*-worker.js'];

for (const path of globSync('roder/*.js', { exclude: running }))
  await import(pathToFileURL(resolve(path)).href);
process.exit(0);
