import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atEnd } from '../../test/support/at-end.ts';

/** Node flags for a measured process: with `npm run bench -- --profile` it writes a CPU profile. */
export function nodeFlags(): string[] {
  const profiles = process.env.RODER_BENCH_PROFILES;
  return profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
}

/** A child process that communicates by messages. It is ready when it has sent its first, available as `first`. */
export class Child<Order extends object, Answer> {
  readonly process: ChildProcess;
  readonly first: Answer;

  private constructor(child: ChildProcess, first: Answer) {
    this.process = child;
    this.first = first;
  }

  static async start<Order extends object, Answer>(
    script: string,
    options: object,
  ): Promise<Child<Order, Answer>> {
    const child = fork(join(import.meta.dirname, '../..', script), [JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: nodeFlags(),
    });
    atEnd(() => ended(child));
    return new Child<Order, Answer>(child, await answerOf<Answer>(child));
  }

  /** Sends an order; resolves with the answer. */
  ask(order: Order): Promise<Answer> {
    const answer = answerOf<Answer>(this.process);
    this.process.send(order);
    return answer;
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ending = once(child, 'exit').then(([code]) => {
    throw new Error(`A process ended with ${code}.`);
  });
  return (await Promise.race([once(child, 'message').then(([answer]) => answer), ending])) as Answer;
}

/** Asks the child to stop before killing it, so that its CPU profile is written. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (child.connected) child.send({ stop: true });
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(timer);
}
