import { parentPort, workerData } from 'node:worker_threads';
import { asError } from '../base/errors.ts';
import { backUpSqlite } from './sqlite-backup.ts';

/** Runs a backup in its own thread: checking a large one takes seconds, which would block every answer. */
const { path, file, takenAt } = workerData as { path: string; file: string; takenAt: string };
parentPort!.postMessage(
  await backUpSqlite(path, file, takenAt).then(
    () => undefined,
    (error) => asError(error).message,
  ),
);
