import { parentPort, workerData } from 'node:worker_threads';
import { checkPlanFile, type FileAside } from './check-plan-aside.ts';
import { parsePlanFile } from './read-plan-file.ts';

/** The other side of `check-plan-aside.ts`: reads and checks one file on a thread of its own, and ends. */
const { name, bytes, timeZone } = workerData as FileAside;
parentPort!.postMessage(checkPlanFile(await parsePlanFile(name, bytes), timeZone));
