import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { RoderError } from '../base/errors.ts';
import { type Language, translator } from '../language/language.ts';
import type { PlanContent } from '../plan/plan-schema.ts';

export interface PlaygroundOptions {
  /** Its working folder: configuration and log. */
  readonly folder: string;
  readonly config: object;
  /** Where it sends activities. */
  readonly endpoint: string;
  readonly port: number;
  readonly language: Language;
}

export interface Playground {
  readonly url: string;
  /** Its log file. */
  readonly log: string;
  /** Never resolves; rejects with `playground-ended` and the reason when it ends without being asked to. */
  readonly lost: Promise<never>;
  /** Resolves when it and all that it has started have ended. */
  end(): Promise<void>;
}

const packageName = '@microsoft/m365agentsplayground';
/** How long it gets to end by itself. */
const patienceMs = 3000;

/**
 * Microsoft's Agents Playground as a process group of its own: no browser is opened, nothing is reported to
 * Microsoft. Throws `playground-missing` where development dependencies are not installed.
 */
export function startPlayground(options: PlaygroundOptions): Playground {
  const { folder, config, endpoint, port, language } = options;
  const script = findScript(language);
  const log = join(folder, 'devTools', 'm365agentsplayground.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(log, { force: true });
  writeFileSync(join(folder, '.m365agentsplayground.yml'), stringify(config));
  const child = spawn(
    process.execPath,
    [script, 'start', '-e', endpoint, '-c', 'msteams', '-p', `${port}`, '--disable-telemetry'],
    {
      cwd: folder,
      env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
      stdio: 'ignore',
      // A group of its own: Ctrl-C reaches Roder alone, which then ends it with all that it has started.
      detached: true,
    },
  );
  const exited = once(child, 'exit');
  const lost = exited.then((): never => {
    const reason = reasonIn(log) ?? translator(language)('cli.demo.playgroundSilent', { file: log });
    throw new RoderError('playground-ended', translator(language)('cli.demo.playgroundEnded', { reason }));
  });
  // Nobody may be waiting when it ends because it was asked to.
  lost.catch(() => undefined);
  return { url: `http://localhost:${port}`, log, lost, end: () => end(child, exited) };
}

function findScript(language: Language): string {
  try {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve(`${packageName}/package.json`);
    return join(dirname(manifest), require(manifest).bin.agentsplayground);
  } catch (cause) {
    throw new RoderError('playground-missing', translator(language)('cli.demo.playgroundMissing'), { cause });
  }
}

async function end(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
  await exited;
  clearTimeout(timer);
}

/** Windows has no process groups: there the process alone is ended. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // The group has ended already.
  }
}

/** It says "Listening" before it reads its configuration; what was wrong with that is in its log alone. */
function reasonIn(log: string): string | undefined {
  if (!existsSync(log)) return undefined;
  return /^error Reason: (?:\w+Error )?(.+)$/mu.exec(readFileSync(log, 'utf8'))?.[1];
}

/**
 * What the Playground is told of the organisation (`.m365agentsplayground.yml`). It wants exactly five
 * people beside the one at the screen, and one channel beside General. A person's id here is the Entra
 * object id: the Playground finds people by `id` alone, while Teams takes either, as Roder relies on.
 */
export function playgroundConfig(
  plan: PlanContent,
  { tenantId, language }: { tenantId: string; language: Language },
): object {
  const t = translator(language);
  const people = plan.persons.flatMap(({ id, roles }) =>
    id ? [person(id, shortName(plan, roles[0]!))] : [],
  );
  const colleague = person('00000000-0000-4000-8000-000000000005', t('cli.demo.colleague'));
  const [currentUser, ...others] = people;
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: '28:roder', name: 'Roder' },
    currentUser,
    users: [...others, colleague],
    personalChat: { id: 'personal-chat' },
    groupChat: { id: 'group-chat', name: t('cli.demo.groupChat') },
    team: {
      id: '19:organisation@thread.tacv2',
      name: plan.organisation.name[plan.language],
      aadGroupId: '00000000-0000-4000-8000-0000000000bb',
      channels: plan.channels.slice(0, 1).map(({ id, name }) => ({ id, name: name[plan.language] })),
    },
  };
}

function person(id: string, name: string): object {
  const email = `${id}@example.com`;
  return { id, aadObjectId: id, name, givenName: name, surname: 'Demo', userPrincipleName: email, email };
}

/** `Socialchef (förvaltningschef)` is shown as `Socialchef`. */
function shortName({ roles, language }: PlanContent, roleId: string): string {
  const name = roles.find(({ id }) => id === roleId)?.name[language] ?? roleId;
  return name.split(/ \(|,/u)[0]!;
}
