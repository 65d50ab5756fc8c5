import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CheckedPlan } from './check-plan.ts';

/** A plan of thousands of indicators takes a tenth of either. */
const mostMegabytes = 600;
const mostSeconds = 30;

export interface FileAside {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For a plan that names none. */
  readonly timeZone: string | undefined;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * The same as reading and checking a file here, on a thread of its own and one at a time: whoever waits for an
 * answer goes before a file, and a file that is made to take all time or memory takes only its thread's.
 */
export function checkPlanAside(file: FileAside): Promise<CheckedPlan> {
  const checked = last.then(() => checkOnThread(file));
  last = checked;
  return checked;
}

function checkOnThread(file: FileAside): Promise<CheckedPlan> {
  const { promise, resolve } = Promise.withResolvers<CheckedPlan>();
  const tooMuch = () =>
    resolve({ faults: [{ path: file.name, code: 'file-too-much', found: '', expected: '' }] });
  const worker = new Worker(fileURLToPath(new URL('./plan-file-worker.ts', import.meta.url)), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const clock = setTimeout(() => {
    tooMuch();
    void worker.terminate();
  }, mostSeconds * 1000);
  worker.on('message', resolve);
  // Whatever ends the thread before it has answered is the file's doing: the plan is left as it was.
  worker.once('error', tooMuch);
  worker.once('exit', () => {
    clearTimeout(clock);
    tooMuch();
  });
  return promise;
}
