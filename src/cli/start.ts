import { startRoder } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { ExitStatus } from './plan-commands.ts';
import { stopSignal } from './processes.ts';

/** Runs Roder by the environment's settings until it is asked to end. Throws a `RoderError` if it cannot start. */
export async function start(): Promise<ExitStatus> {
  // Listened for from the first: as process 1 of a container Roder would not hear a signal at all before.
  const asked = stopSignal();
  const roder = await Promise.race([startRoder(readConfig(process.env)), asked]);
  // Asked while a store was waited for, say: nothing has been begun that would have to be ended.
  if (!roder) return 0;
  await asked;
  await roder.stop();
  return 0;
}
