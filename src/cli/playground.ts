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
  /** The Playground's working folder, for its configuration and log. */
  readonly folder: string;
  readonly config: object;
  /** The URL to which it sends activities. */
  readonly endpoint: string;
  readonly port: number;
  readonly language: Language;
}

export interface Playground {
  readonly url: string;
  readonly log: string;
  /** Never resolves; rejects with `playground-ended` and the reason if the Playground ends unexpectedly. */
  readonly lost: Promise<never>;
  /** Resolves when the Playground and all its child processes have ended. */
  end(): Promise<void>;
}

const packageName = '@microsoft/m365agentsplayground';
/** How long it gets to end by itself before it is killed. */
const patienceMs = 3000;

/**
 * Starts Microsoft's Agents Playground in its own process group, without opening a browser or sending telemetry to
 * Microsoft. Throws `playground-missing` if development dependencies are not installed.
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
      // A separate process group: Ctrl-C then reaches only Roder, which ends the whole group.
      detached: true,
    },
  );
  const exited = once(child, 'exit');
  const lost = exited.then((): never => {
    const reason = reasonIn(log) ?? translator(language)('cli.demo.playgroundSilent', { file: log });
    throw new RoderError('playground-ended', translator(language)('cli.demo.playgroundEnded', { reason }));
  });
  // When it ends on request, nobody may be listening for the rejection.
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

/** Windows has no process groups: only the process itself is ended. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // The group has already ended.
  }
}

/** The Playground prints "Listening" before it reads its configuration; a fault in that appears only in its log. */
function reasonIn(log: string): string | undefined {
  if (!existsSync(log)) return undefined;
  return /^error Reason: (?:\w+Error )?(.+)$/mu.exec(readFileSync(log, 'utf8'))?.[1];
}

/**
 * The organisation as the Playground expects it (`.m365agentsplayground.yml`): exactly five people besides the one at
 * the screen, and one channel besides General. A person's id here is the Entra object id: the Playground finds people
 * by `id` only, while Teams accepts either, which Roder relies on.
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

/** Shortens `Socialchef (förvaltningschef)` to `Socialchef`. */
function shortName({ roles, language }: PlanContent, roleId: string): string {
  const name = roles.find(({ id }) => id === roleId)?.name[language] ?? roleId;
  return name.split(/ \(|,/u)[0]!;
}
