import { failureSentence } from './failure-sentence.ts';
import type { ExitStatus } from './plan-commands.ts';
import { terminalLanguage } from './terminal-language.ts';

/** The one funnel: ends the process with the status, or with 1 and the reason on standard error. */
export async function endProcess(work: Promise<ExitStatus>): Promise<never> {
  const language = terminalLanguage(process.env);
  let unwritten: NodeJS.ErrnoException | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever read has read enough (`| head`): the work is done all the same.
      if (error.code !== 'EPIPE') unwritten ??= error;
    });
  }
  const fail = (error: unknown): ExitStatus => {
    process.stderr.write(`${failureSentence(error, language)}\n`);
    return 1;
  };
  const status = await work.catch(fail);
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(unwritten ? fail(unwritten) : status);
}

/** A program that reads slowly gets all that was said: ending drops what it has not taken yet. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // Nobody reads any more: then there is nothing to wait for.
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}
