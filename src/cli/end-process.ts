import { asError } from '../errors.ts';
import type { ExitStatus } from './plan-commands.ts';

/** The one funnel: ends the process with the status, or with 1 and the reason on standard error. */
export async function endProcess(work: Promise<ExitStatus>): Promise<never> {
  const status = await work.catch((error: unknown) => {
    process.stderr.write(`${asError(error).message}\n`);
    return 1;
  });
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(status);
}

/** A program that reads slowly gets all that was said: ending drops what it has not taken yet. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // Nobody reads any more: then there is nothing to wait for.
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}
