import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { atEnd, temporaryFolder } from './at-end.ts';

export interface ServiceOptions {
  /** Beside and over the ones a demo service is started with; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A SQLite file to go on with (after a restart, or shared by several); a new one if absent. */
  readonly store?: string;
  /** Where the demo clock is put once the service is up: `2026-09-01T08:00:00+02:00`. */
  readonly clock?: string;
  /** What is run: the service itself, unless a test of this tool says otherwise. */
  readonly entry?: string;
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningService {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The SQLite file. */
  readonly store: string;
  /** Asks it to end, as a platform does, and waits until it has. */
  stop(): Promise<ServiceExit>;
  /** Ends it with no warning (`kill -9`). */
  kill(): Promise<ServiceExit>;
  /** All that it has written to both outputs so far. */
  output(): string;
  readonly exited: Promise<ServiceExit>;
}

/** Starts the whole service as a process of its own on a free port; throws with its output if it ends instead. */
export async function startService(options: ServiceOptions = {}): Promise<RunningService> {
  const store = options.store ?? (await newStore());
  const child = spawn(process.execPath, [options.entry ?? 'src/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: environment(store, options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  const output = () => chunks.join('');
  const exited = ended(child);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  atEnd(() => end('SIGKILL'));
  const port = await listeningPort(child, { chunks, exited });
  const url = `http://127.0.0.1:${port}`;
  const [stop, kill] = [() => end('SIGTERM'), () => end('SIGKILL')];
  const service: RunningService = { url, port, pid: child.pid!, store, stop, kill, output, exited };
  if (options.clock) await moveClock(service, options.clock);
  return service;
}

/** Moves the demo clock; what became due has been done when this resolves. */
export async function moveClock(service: Pick<RunningService, 'url'>, now: string): Promise<unknown> {
  const response = await fetch(`${service.url}/demo/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`The clock was not moved to ${now}: ${response.status} ${body}`);
  return body === '' ? undefined : JSON.parse(body);
}

async function newStore(): Promise<string> {
  return join(await temporaryFolder(), 'roder.db');
}

function environment(store: string, own: ServiceOptions['env']): NodeJS.ProcessEnv {
  const demo = {
    PORT: '0',
    HOST: '127.0.0.1',
    RODER_MODE: 'demo',
    RODER_STORE: `sqlite:${store}`,
    LOG_LEVEL: 'info',
  };
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...demo, ...own };
}

/** Resolves once both outputs are read to their end, too. */
function ended(child: ChildProcess): Promise<ServiceExit> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}

/** From the first log line `{ "event": "listening", "port": … }`. */
function listeningPort(
  child: ChildProcess,
  { chunks, exited }: { chunks: string[]; exited: Promise<ServiceExit> },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let lines = '';
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      chunks.push(chunk);
      lines += chunk;
      const port = lines
        .split('\n')
        .slice(0, -1)
        .map(portIn)
        .find((found) => found !== undefined);
      if (port !== undefined) resolve(port);
      lines = lines.slice(lines.lastIndexOf('\n') + 1);
    });
    child.once('error', reject);
    void exited.then(({ code, signal }) => {
      reject(new Error(`The service ended (${signal ?? code}) before it listened:\n${chunks.join('')}`));
    });
  });
}

function portIn(line: string): number | undefined {
  if (!line.includes('"listening"')) return undefined;
  const entry = JSON.parse(line) as { event?: string; port?: number };
  return entry.event === 'listening' ? entry.port : undefined;
}
