import { startRoder } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { ExitStatus } from './plan-commands.ts';
import { stopSignal } from './processes.ts';

/** Runs Roder with the environment's settings until it is asked to end. Throws a `RoderError` if it cannot start. */
export async function runService(): Promise<ExitStatus> {
  // Listen before anything else: as process 1 in a container, Roder would otherwise ignore the signal.
  const asked = stopSignal();
  const roder = await Promise.race([startRoder(readConfig(process.env)), asked]);
  // Asked to end during startup, such as while waiting for a store: nothing has started that must be stopped.
  if (!roder) return 0;
  await asked;
  await roder.stop();
  return 0;
}
