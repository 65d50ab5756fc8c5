import { join } from 'node:path';
import { atEnd, temporaryFolder } from './at-end.ts';
import { Program, type ProgramExit } from './program.ts';
import type { HostAnswer, HostOrder } from './service-host.ts';

export interface ServiceOptions {
  /** Beside and over the ones a demo service is started with; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A SQLite file to go on with (after a restart, or shared by several); a new one if absent. */
  readonly store?: string;
  /** Where the demo clock is put once the service is up: `2026-09-01T08:00:00+02:00`. */
  readonly clock?: string;
  /** In a process that nothing has run in before, as it starts in earnest: where a test is about just that. */
  readonly ownProcess?: boolean;
  /** What is run, in a process of its own, in place of the service: `src/main.ts`. */
  readonly entry?: string;
  /** Node's flags for that process. */
  readonly flags?: readonly string[];
}

export type ServiceExit = ProgramExit;

export interface RunningService {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The SQLite file. */
  readonly store: string;
  /** Asks it to end, as a platform does, and waits until it has. */
  stop(): Promise<ServiceExit>;
  /** Ends it with no warning (`kill -9`); throws for one that shares its process. */
  kill(): Promise<ServiceExit>;
  /** All that it has written to both outputs so far. */
  output(): string;
  /** When a process of its own ends, by whatever. */
  readonly exited?: Promise<ServiceExit>;
}

type Run = Pick<RunningService, 'port' | 'stop' | 'kill' | 'output' | 'pid' | 'exited'>;

/** Starts the whole service on a free port; throws with its output if it ends instead. */
export async function startService(options: ServiceOptions = {}): Promise<RunningService> {
  const store = options.store ?? (await newStore());
  const env = environment(store, options.env);
  const { ownProcess, entry = ownProcess ? 'src/main.ts' : undefined } = options;
  const run = entry ? await runAlone(entry, env, options.flags) : await runInHost(env);
  const service = { ...run, url: `http://127.0.0.1:${run.port}`, store };
  if (options.clock) await moveClock(service, options.clock);
  return service;
}

async function runAlone(entry: string, env: NodeJS.ProcessEnv, flags?: readonly string[]): Promise<Run> {
  const program = new Program(entry, env, flags);
  const kill = () => program.end('SIGKILL');
  atEnd(kill);
  const port = await program.hears(portIn);
  const stop = () => program.end('SIGTERM');
  return { port, pid: program.pid, stop, kill, output: () => program.said, exited: program.exited };
}

/** Where this process's services run, all in one (`service-host.ts`), from the first on. */
let host: Program | undefined;
let orders = 0;

async function runInHost(env: NodeJS.ProcessEnv): Promise<Run> {
  const { PATH, HOME, TMPDIR } = process.env;
  host ??= new Program('test/support/service-host.ts', { PATH, HOME, TMPDIR });
  const program = host;
  orders += 1;
  const id = orders;
  const from = program.said.length;
  const { port } = await order(program, { id, env });
  let ending: Promise<ServiceExit> | undefined;
  const stop = () => {
    ending ??= order(program, { id }).then(() => ({ code: 0, signal: null }));
    return ending;
  };
  atEnd(stop);
  const kill = () => Promise.reject(new TypeError('Only a service with `ownProcess` can be killed.'));
  return { port: port!, pid: program.pid, stop, kill, output: () => program.said.slice(from) };
}

/** One that nobody waits for holds this process up no longer. */
async function order(program: Program, what: HostOrder): Promise<HostAnswer> {
  program.hold(true);
  program.tell(JSON.stringify(what));
  const answer = await program.hears((line) => answerTo(what.id, line));
  program.hold(false);
  if (answer.failed) throw new Error(`The service ended before it listened:\n${answer.failed}`);
  return answer;
}

function answerTo(id: number, line: string): HostAnswer | undefined {
  return line.startsWith(`{"host":${id},`) || line === `{"host":${id}}` ? JSON.parse(line) : undefined;
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

function portIn(line: string): number | undefined {
  if (!line.includes('"listening"')) return undefined;
  const entry = JSON.parse(line) as { event?: string; port?: number };
  return entry.event === 'listening' ? entry.port : undefined;
}
