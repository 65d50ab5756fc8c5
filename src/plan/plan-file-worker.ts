import { parentPort, workerData } from 'node:worker_threads';
import { checkPlanFile } from './check-plan-file.ts';
import { parsePlanFile } from './read-plan-file.ts';

/** The other side of `check-plan-aside.ts`: reads and checks one file on a thread of its own, and ends. */
const { name, bytes } = workerData as { readonly name: string; readonly bytes: Uint8Array };
parentPort!.postMessage(checkPlanFile(await parsePlanFile(name, bytes)));
