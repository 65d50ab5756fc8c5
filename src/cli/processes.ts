import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { resolve as resolvePath } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asError, RoderError } from '../base/errors.ts';
import { type Language, translator } from '../language/language.ts';
import type { ExitStatus } from './plan-commands.ts';
import { terminalLanguage } from './terminal.ts';

/**
 * Resolves when the process is asked to end: Ctrl-C, SIGTERM from a platform, or a closed terminal. The same Ctrl-C may
 * arrive twice, from the terminal and through npm; the second has no effect.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/**
 * The one place where the process ends: exits with the status, or prints the reason to standard error and exits with 1.
 */
export async function endProcess(work: Promise<ExitStatus>): Promise<never> {
  const language = terminalLanguage(process.env);
  let unwritten: NodeJS.ErrnoException | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader closed the pipe (`| head`): the work is still done.
      if (error.code !== 'EPIPE') unwritten ??= error;
    });
  }
  const fail = (error: unknown): ExitStatus => {
    process.stderr.write(`${failureSentence(error, language)}\n`);
    return 1;
  };
  const status = await work.catch(fail);
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(unwritten ? fail(unwritten) : status);
}

/** File system error codes, grouped by what the user can do. */
const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'folder',
  EEXIST: 'there',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  ENAMETOOLONG: 'name',
};

/** A sentence that says why a command failed and what to do; never a stack trace or a bare code. */
export function failureSentence(thrown: unknown, language: Language): string {
  const error = asError(thrown);
  const t = translator(language);
  if (error instanceof RoderError) return error.message;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const fault = syscall && fileFaults[code];
  if (!fault) return t('cli.failed.other', { message: error.message });
  return path ? t(`cli.failed.${fault}`, { path: resolvePath(path) }) : t('cli.failed.output', { code });
}

/** Waits until a slow reader has received everything: exiting drops output that is still buffered. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // The reader is gone: nothing to wait for.
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}

const betweenMs = 100;
const maxSeconds = 60;

/** Resolves once the URL answers 200. Throws `demo-not-up`, naming the log, if that takes more than a minute. */
export async function untilOk(
  url: string,
  { language, log }: { language: Language; log: string },
): Promise<void> {
  for (let left = (maxSeconds * 1000) / betweenMs; left > 0; left -= 1) {
    if (await isOk(url)) return;
    await wait(betweenMs);
  }
  throw new RoderError(
    'demo-not-up',
    translator(language)('cli.demo.notUp', { url, seconds: maxSeconds, file: log }),
  );
}

async function isOk(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(betweenMs * 10);
  const response = await fetch(url, { signal }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}

export interface DemoPorts {
  readonly port: number;
  readonly playgroundPort: number;
}

/**
 * The ports to use, with 0 replaced by a free one, or a sentence for each port that is taken. Holds both until both are
 * found, so that they differ. Left to itself, the Playground would silently choose another port.
 */
export async function findPorts(
  wanted: DemoPorts,
  language: Language,
): Promise<DemoPorts | { taken: string[] }> {
  const roder = await hold(wanted.port, '127.0.0.1');
  const playground = await hold(wanted.playgroundPort);
  await Promise.all([roder, playground].map((one) => ('server' in one ? release(one.server) : undefined)));
  if ('server' in roder && 'server' in playground) {
    return { port: roder.port, playgroundPort: playground.port };
  }
  const t = translator(language);
  const sentences = [
    { ...roder, program: 'Roder', option: '--port' },
    { ...playground, program: 'Playground', option: '--playground-port' },
  ].flatMap((one) => ('code' in one ? [t('cli.demo.portTaken', { ...one, other: one.port + 10 })] : []));
  return { taken: sentences };
}

type Held = { readonly port: number } & ({ readonly server: Server } | { readonly code: string });

async function hold(port: number, host?: string): Promise<Held> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  } catch (error) {
    return { port, code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
