import { createInterface } from 'node:readline';
import { realStopwatch, type Stopwatch } from '../../src/bot/send-pace.ts';
import { failureSentence } from '../../src/cli/processes.ts';
import { type Roder, startRoder } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';

/** What a line on standard input asks for: a service by these settings, or the end of the one that was started so. */
export type HostOrder = { readonly id: number; readonly env?: NodeJS.ProcessEnv };

/** What comes of it, as a line on standard output. */
export type HostAnswer = { readonly host: number; readonly port?: number; readonly failed?: string };

const times = 50;
/** The pace that Teams asks for is real time, also in the demo. Here a month of messages is to be sent in a moment. */
const quick: Stopwatch = {
  now: () => realStopwatch.now() * times,
  wait: (milliseconds, signal) => realStopwatch.wait(milliseconds / times, signal),
};

/**
 * Runs services in one process, each with its own store, port and settings: to read all that a service imports
 * takes longer than most tests do. Ends with whoever started it.
 */
const running = new Map<number, Roder>();

async function carryOut({ id, env }: HostOrder): Promise<HostAnswer> {
  if (env) {
    const roder = await startRoder(readConfig(env), undefined, quick);
    running.set(id, roder);
    return { host: id, port: roder.port };
  }
  await running.get(id)?.stop();
  running.delete(id);
  return { host: id };
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as HostOrder;
  const failed = (error: unknown): HostAnswer => ({ host: order.id, failed: failureSentence(error, 'en') });
  void carryOut(order)
    .catch(failed)
    .then((answer) => console.log(JSON.stringify(answer)));
}
process.exit(0);
