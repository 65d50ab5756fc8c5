import { parentPort, workerData } from 'node:worker_threads';
import { asError } from '../base/errors.ts';
import { backUpSqlite } from './sqlite-backup.ts';

/** A backup on a thread of its own: checking a large one takes seconds in which nobody would be answered. */
const { path, file, takenAt } = workerData as { path: string; file: string; takenAt: string };
parentPort!.postMessage(
  await backUpSqlite(path, file, takenAt).then(
    () => undefined,
    (error) => asError(error).message,
  ),
);
