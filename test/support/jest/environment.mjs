import { statfsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

// Every process that a test starts finds what Node has made of the files already.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

// What tests write lies in memory where there is room for it: SQLite waits for a disk at every commit, and no test is
// about the disk. After the cache, which is to be there for the next run.
const memory = '/dev/shm';
if (!process.env.TMPDIR && freeBytes(memory) > 2 ** 30) process.env.TMPDIR = memory;

function freeBytes(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** The worker's own realm: test files run in it as any program does, not in a context made for each of them. */
export default class OwnRealm {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;
  #environment = { ...process.env };

  constructor({ projectConfig }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {
    // Jest asks for a hundred lines of every error: dear where errors are ordinary, as in what reads plans.
    Error.stackTraceLimit = 20;
    // And it looks for a source map at each line of each of them: there is none, and the browser's driver reads many.
    Error.prepareStackTrace = undefined;
    delete globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')];
  }

  /** The next file finds the process as this one did. */
  async teardown() {
    this.fakeTimersModern.dispose();
    // At the worker's end it would take longer than Jest waits for one.
    flushCompileCache();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.#console;
    process.exit = this.#exit;
    for (const name of Object.keys(process.env)) if (!(name in this.#environment)) delete process.env[name];
    Object.assign(process.env, this.#environment);
  }

  exportConditions() {
    return ['node'];
  }

  getVmContext() {
    return null;
  }
}
