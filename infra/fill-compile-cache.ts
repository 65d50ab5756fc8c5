import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * `node infra/fill-compile-cache.ts`: loads all that Roder loads, at its start or later, so that Node keeps each file
 * stripped and compiled where NODE_COMPILE_CACHE says. A new container would else do that at every start.
 */

/** These run when they are loaded, and the command line is not what the image is for. */
const running = ['src/main.ts', 'src/http/health-check.ts', 'src/**/*-worker.ts', 'src/cli/**'];

for (const path of globSync('src/**/*.ts', { exclude: running })) await import(pathToFileURL(path).href);
process.exit(0);
