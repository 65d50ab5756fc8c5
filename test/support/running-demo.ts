import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { atEnd, temporaryFolder } from './at-end.ts';

export interface DemoRun {
  /** The working folder; the demo keeps what it has in `.roder` there. */
  readonly folder?: string;
  /** Beside `--port` and `--playground-port`. */
  readonly options?: readonly string[];
  readonly ports?: { readonly roder: number; readonly playground: number };
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunningDemo {
  readonly folder: string;
  /** What the demo says to open. */
  readonly url: string | undefined;
  readonly roderUrl: string;
  /** All that it has written so far. */
  output(): string;
  /** Ctrl-C as a terminal gives it, to the whole group; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** SIGTERM, to the command alone. */
  terminate(): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

const commandLine = join(import.meta.dirname, '../../src/cli/main.ts');

/** Runs `roder demo`, and resolves when it has said all it has to say: it is up, or it has ended. */
export async function startDemo(run: DemoRun = {}): Promise<RunningDemo> {
  const folder = run.folder ?? (await temporaryFolder());
  const ports = run.ports ?? { roder: await freePort(), playground: await freePort() };
  const given = ['--port', `${ports.roder}`, '--playground-port', `${ports.playground}`];
  const child = spawn(process.execPath, [commandLine, 'demo', ...given, ...(run.options ?? [])], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'sv_SE.UTF-8', ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const said = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        if (output.includes('Ctrl-C')) resolve();
      });
    }
  });
  const end = async (pid: number, signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, signal);
    return exited;
  };
  atEnd(() => end(child.pid!, 'SIGTERM'));
  await Promise.race([said, exited]);
  return {
    folder,
    url: /http:\/\/localhost:\d+/u.exec(output)?.[0],
    roderUrl: `http://127.0.0.1:${ports.roder}`,
    output: () => output,
    interrupt: () => end(-child.pid!, 'SIGINT'),
    terminate: () => end(child.pid!, 'SIGTERM'),
    exited,
  };
}

/**
 * A port that nobody has. Below those that Linux hands out by itself (`ip_local_port_range`), or another test could be
 * given it in the moment before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port);
    const isFree = await once(server, 'listening').then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        return false;
      },
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
