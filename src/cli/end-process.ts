import { asError } from '../errors.ts';
import type { ExitStatus } from './plan-commands.ts';

/** The one funnel: ends the process with the status, or with 1 and the reason on standard error. */
export async function endProcess(work: Promise<ExitStatus>): Promise<never> {
  try {
    process.exit(await work);
  } catch (error) {
    process.stderr.write(`${asError(error).message}\n`);
    process.exit(1);
  }
}
