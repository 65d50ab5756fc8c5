import { Worker } from 'node:worker_threads';

/** To begin a thread takes about a second of a processor, so one that may be needed again soon is kept. */
const keptMs = 60_000;

export interface AsideLimits {
  /** Of the thread's memory. */
  readonly maxMegabytes: number;
  /** For each order; absent: no limit. */
  readonly maxSeconds?: number;
}

/**
 * A thread for one kind of work, which is done one order at a time: whoever waits for an answer goes before it, and
 * work that takes all time or memory takes only the thread's. `file` listens to its `parentPort` for orders.
 */
export class Aside<Order, Said> {
  readonly #file: URL;
  readonly #limits: AsideLimits;
  #last: Promise<unknown> = Promise.resolve();
  #thread: Worker | undefined;
  #leaving: NodeJS.Timeout | undefined;

  constructor(file: URL, limits: AsideLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** The first that `resultIn` finds in what the thread says; rejects if the thread ends before that, by whatever. */
  do<Result>(order: Order, resultIn: (said: Said) => Result | undefined): Promise<Result> {
    const done = this.#last.then(() => this.#carryOut(order, resultIn));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #carryOut<Result>(order: Order, resultIn: (said: Said) => Result | undefined): Promise<Result> {
    const thread = this.#begin();
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const hear = (said: Said) => {
      const result = resultIn(said);
      if (result !== undefined) resolve(result);
    };
    const ended = (code: number) => reject(new Error(`The thread ended (${code}) before its work was done.`));
    const { maxSeconds } = this.#limits;
    const tooLong = () => reject(new Error(`The work took more than ${maxSeconds} seconds.`));
    const clock = maxSeconds === undefined ? undefined : setTimeout(tooLong, maxSeconds * 1000);
    thread.on('message', hear).once('error', reject).once('exit', ended);
    try {
      thread.postMessage(order);
      const result = await promise;
      thread.unref();
      this.#leaving = setTimeout(() => this.#end(thread), keptMs).unref();
      return result;
    } catch (error) {
      this.#end(thread);
      throw error;
    } finally {
      clearTimeout(clock);
      thread.off('message', hear).off('error', reject).off('exit', ended);
    }
  }

  #begin(): Worker {
    clearTimeout(this.#leaving);
    if (!this.#thread) {
      const thread = new Worker(this.#file, {
        resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxMegabytes },
      });
      // Also while it has nothing to do: without a listener an error would end the process.
      thread.on('error', () => this.#end(thread));
      this.#thread = thread;
    }
    this.#thread.ref();
    return this.#thread;
  }

  #end(thread: Worker): void {
    if (this.#thread === thread) this.#thread = undefined;
    void thread.terminate();
  }
}
