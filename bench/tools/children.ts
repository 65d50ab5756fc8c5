import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atEnd } from '../../test/support/at-end.ts';

/** Flags for a measured process: with `npm run bench -- --profile` it leaves a CPU profile behind. */
export function nodeFlags(): string[] {
  const profiles = process.env.RODER_BENCH_PROFILES;
  return profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
}

/** A process of ours that talks by messages; ready when it has sent its first, which is given. */
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

  /** Resolves with what it answers. */
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

/** Asked first, so that a profile is written. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (child.connected) child.send({ stop: true });
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(timer);
}
