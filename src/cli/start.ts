import { startRoder } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { ExitStatus } from './plan-commands.ts';
import { stopSignal } from './stop-signal.ts';

/** Runs Roder by the environment's settings until it is asked to end. Throws a `RoderError` if it cannot start. */
export async function start(): Promise<ExitStatus> {
  const roder = await startRoder(readConfig(process.env));
  await stopSignal();
  await roder.stop();
  return 0;
}
