import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { FileAside } from './check-plan-aside.ts';

/** The other side of `check-plan-aside.ts`: reads and checks files on a thread of its own. */
// A thread does not have by itself what Node keeps of the files: without it half the time goes into reading them.
// It is kept at once, since the thread is ended from outside.
enableCompileCache();
const { checkPlanFile } = await import('./check-plan-aside.ts');
const { parsePlanFile } = await import('./read-plan-file.ts');
parentPort!.on('message', async ({ name, bytes, timeZone }: FileAside) => {
  parentPort!.postMessage(checkPlanFile(await parsePlanFile(name, bytes), timeZone));
  flushCompileCache();
});
