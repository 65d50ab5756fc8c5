import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './at-end.ts';
import {
  commandOf,
  copyOf,
  readDockerfile,
  type Stage,
  type Step,
  settingOf,
  stepsOf,
} from './dockerfile.ts';

/** What the Dockerfile makes, made without an engine: its steps, carried out in folders of this machine. */
export interface ImageTree {
  /** The folder that is the image's working folder. */
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

interface Made {
  readonly stage: Stage;
  readonly root: string;
  workdir: string;
  user: string;
  readonly env: Record<string, string>;
}

export async function makeImageTree(): Promise<ImageTree> {
  const made: Made[] = [];
  for (const stage of readDockerfile()) {
    const current = { stage, root: await temporaryFolder(), workdir: '/', user: 'root', env: {} };
    chmodSync(current.root, 0o755);
    made.push(current);
    for (const step of stage.steps) carryOut(step, current, made);
  }
  const { stage, root, workdir, env } = made.at(-1)!;
  const [command, healthCheck] = ['CMD', 'HEALTHCHECK'].map((name) => commandOf(stepsOf(stage, name)[0]!));
  return { app: join(root, workdir), env, command: command!, healthCheck: healthCheck! };
}

function carryOut(step: Step, current: Made, made: readonly Made[]): void {
  if (step.instruction === 'WORKDIR') current.workdir = step.text;
  if (step.instruction === 'ENV') Object.assign(current.env, settingOf(step));
  if (step.instruction === 'COPY') copy(step, current, made);
  if (step.instruction === 'USER') current.user = step.text;
  if (step.instruction === 'RUN') run(step.text, current);
}

function copy(step: Step, { root, workdir }: Made, made: readonly Made[]): void {
  const { from, sources, target } = copyOf(step);
  const base = from ? made.find(({ stage }) => stage.name === from)!.root : process.cwd();
  for (const source of sources) {
    const path = join(base, source);
    const place = resolve(join(root, workdir), target);
    const isFile = statSync(path).isFile();
    const to = isFile && target.endsWith('/') ? join(place, basename(source)) : place;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to, { recursive: true });
  }
}

/** What a process takes to be somebody without rights, where this one may make it so. */
export function asNobody(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

/** With the Node that runs the tests, as the image has its own. */
function run(line: string, { root, workdir, user, env }: Made): void {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const options = { cwd: join(root, workdir), env: { ...process.env, ...env, PATH }, stdio: 'pipe' } as const;
  execFileSync('sh', ['-c', line], { ...options, ...(user === 'root' ? {} : asNobody()) });
}
