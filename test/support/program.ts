import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program of ours as a process of its own, and what it says. */
export class Program {
  readonly pid: number;
  /** Once both outputs are read to their end, too. */
  readonly exited: Promise<ProgramExit>;
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(text: string) => void>();
  #said = '';

  /** `entry` as a path from the project's folder; `flags` are Node's. */
  constructor(entry: string, env: NodeJS.ProcessEnv, flags: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...flags, entry], {
      cwd: join(import.meta.dirname, '../..'),
      env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    });
    this.pid = this.#child.pid!;
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
    for (const output of [this.#child.stdout!, this.#child.stderr!])
      output.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
        for (const listener of this.#listeners) listener(text);
      });
    // One that is gone reads nothing more; `exited` tells that it is gone.
    this.#child.stdin!.on('error', () => {});
  }

  /** All that it has written to both outputs so far. */
  get said(): string {
    return this.#said;
  }

  end(signal: NodeJS.Signals): Promise<ProgramExit> {
    this.#child.kill(signal);
    return this.exited;
  }

  /** One line on its standard input. */
  tell(line: string): void {
    this.#child.stdin!.write(`${line}\n`);
  }

  /** Hands on what it says from now on, until what is returned is called. */
  listen(listener: (text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What `find` makes of the first line it makes something of, from now on; throws what was said if it ends. */
  async hears<T>(find: (line: string) => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const from = this.#said.length;
    let unread = '';
    const silence = this.listen((text) => {
      const lines = (unread + text).split('\n');
      unread = lines.pop()!;
      const found = lines.map(find).find((one) => one !== undefined);
      if (found !== undefined) resolve(found);
    });
    void this.exited.then(({ code, signal }) => {
      const said = this.#said.slice(from);
      reject(new Error(`The program ended (${signal ?? code}) before it listened:\n${said}`));
    }, reject);
    return promise.finally(silence);
  }

  /** Whether this process goes on for its sake: one that nobody uses holds nobody up. */
  hold(isHeld: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    for (const handle of [this.#child, stdin, stdout, stderr] as (ChildProcess | Socket)[])
      if (isHeld) handle.ref();
      else handle.unref();
  }
}
