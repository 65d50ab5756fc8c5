import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FileAside } from './check-plan-aside.ts';

/** The other side of `check-plan-aside.ts`: reads and checks one file on a thread of its own, and ends. */
// A thread does not have by itself what Node keeps of the files: without it half the time goes into reading them.
enableCompileCache();
const { checkPlanFile } = await import('./check-plan-aside.ts');
const { parsePlanFile } = await import('./read-plan-file.ts');
const { name, bytes, timeZone } = workerData as FileAside;
parentPort!.postMessage(checkPlanFile(await parsePlanFile(name, bytes), timeZone));
