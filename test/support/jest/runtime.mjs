import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { setOfFile } from './globals.mjs';

/**
 * Jest's runtime gives every test file its own copy of every module: botbuilder, Azure's libraries and our own
 * sources would be read, stripped and compiled anew for each of them. This one lets Node load them, so what a file
 * imports is there already when an earlier file of the same worker has imported it. Only the test file itself is new
 * each time: so modules that tests import keep nothing between tests, and `jest.mock` and coverage are not to be had.
 */
enableCompileCache();
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: new URL('globals.mjs', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

// Told to end (jest-worker's CHILD_MESSAGE_END), a worker ends: what is left in it is its own, such as the process that
// services run in, the browser and connections kept for seconds. Once whoever listens for the exit has done its part
// (the browser's folder is removed) it kills itself: taking its memory apart takes longer than the half second that
// Jest waits before it says that a worker had to be forced.
if (process.send)
  process.on('message', ([type]) => {
    if (type !== 2) return;
    process.on('exit', () => process.kill(process.pid, 'SIGKILL'));
    process.exit();
  });

const require = createRequire(import.meta.url);
let loaded = 0;

class NodesOwnLoader {
  #environment;

  constructor(_config, environment) {
    this.#environment = environment;
  }

  /** Jest's own parts know one test file each. */
  requireInternalModule(path) {
    delete require.cache[path];
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    loaded += 1;
    await import(`${pathToFileURL(path).href}?load=${loaded}`);
  }

  setGlobalsForRuntime(globals) {
    setOfFile(globals, this.#environment);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
}

export { NodesOwnLoader as 'module.exports' };
