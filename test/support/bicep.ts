import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { atEnd, temporaryFolder } from './at-end.ts';

/** Microsoft's compiler of infra/, asked by JSON-RPC: one process, since its start takes longer than its work. */

export interface Diagnostic {
  readonly source: string;
  readonly level: string;
  readonly code: string;
  readonly message: string;
}

export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  /** The template as Azure takes it, with its modules inside. */
  readonly contents: string;
}

/** A resource as it would be deployed; what only Azure knows stands as an expression in brackets. */
export interface Predicted {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Bicep {
  version(): Promise<string>;
  /** Throws with what the compiler said where nothing came of it. */
  compile(path: string): Promise<Compiled>;
  compileParameters(path: string): Promise<Compiled>;
  /** The file as the compiler's own formatter writes it. */
  format(path: string): Promise<string>;
  /** What main.bicep makes in the resource group `rg-roder` of an invented subscription, with these parameters. */
  predict(parameters: Readonly<Record<string, string | number | boolean>>): Promise<readonly Predicted[]>;
}

/** The tenant that predictions are made for. */
export const predictedTenant = '11111111-2222-4333-8444-555555555555';

const project = 'infra/bicep.csproj';

/** The compiler that `dotnet restore infra/bicep.csproj` fetched, else one on the path, else undefined. */
export function findBicep(): string | undefined {
  const [, version = ''] = /Version="\[(.+)\]"/u.exec(readFileSync(project, 'utf8')) ?? [];
  const cache = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget/packages');
  const fetched = existsSync(cache) ? readdirSync(cache) : [];
  const places = [
    ...fetched
      .filter((name) => name.startsWith('azure.bicep.commandline.'))
      .map((name) => join(cache, name, version, 'tools')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return places.flatMap((place) => [join(place, 'bicep'), join(place, 'bicep.exe')]).find(existsSync);
}

/** Said by the tests that need a compiler, where there is none. */
export const noBicep = `Azure's template is not tested here: there is no Bicep compiler (with .NET's SDK: dotnet restore ${project}).`;

/** Ended at the end of the test file. */
export function startBicep(program: string): Bicep {
  const child = spawn(program, ['jsonrpc', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  atEnd(() => child.kill());
  const waiting = new Map<number, (answer: Answer) => void>();
  let unread = Buffer.alloc(0);
  child.stdout.on('data', (some: Buffer) => {
    unread = Buffer.concat([unread, some]);
    for (let message = firstMessage(unread); message; message = firstMessage(unread)) {
      unread = unread.subarray(message.end);
      const answer = JSON.parse(message.text) as Answer;
      waiting.get(answer.id)?.(answer);
    }
  });
  let asked = 0;
  async function ask<T>(method: string, parameters: object): Promise<T> {
    asked += 1;
    const id = asked;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const text = JSON.stringify({ jsonrpc: '2.0', id, method: `bicep/${method}`, params: [parameters] });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    const { result, error } = await answered;
    if (error) throw new Error(`bicep/${method}: ${error.message}`);
    return result as T;
  }
  return {
    version: async () => (await ask<{ version: string }>('version', {})).version,
    async compile(path) {
      const compiled = await ask<Compiled>('compile', { path: absolute(path) });
      if (!compiled.contents) throw new Error(compiled.diagnostics.map(sentenceOf).join('\n'));
      return compiled;
    },
    compileParameters: (path) => ask('compileParams', { path: absolute(path), parameterOverrides: {} }),
    format: async (path) => (await ask<{ contents: string }>('format', { path: absolute(path) })).contents,
    async predict(parameters) {
      const folder = await temporaryFolder();
      const file = join(folder, 'predicted.bicepparam');
      const lines = Object.entries(parameters).map(([name, value]) =>
        `param ${name} = ${JSON.stringify(value)}`.replaceAll('"', "'"),
      );
      await writeFile(
        file,
        [`using '${relative(folder, absolute('infra/main.bicep'))}'`, ...lines].join('\n'),
      );
      const { snapshot } = await ask<{ snapshot: string }>('getSnapshot', {
        path: file,
        metadata: {
          tenantId: predictedTenant,
          subscriptionId: '22222222-2222-4333-8444-555555555555',
          resourceGroup: 'rg-roder',
          location: 'swedencentral',
          deploymentName: 'roder',
        },
      });
      return (JSON.parse(snapshot) as { predictedResources: Predicted[] }).predictedResources;
    },
  };
}

function sentenceOf({ source, level, code, message }: Diagnostic): string {
  return `${source}: ${level} ${code}: ${message}`;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** `Content-Length: 12`, an empty line, and so many bytes; undefined while they are not all there. */
function firstMessage(bytes: Buffer): { readonly text: string; readonly end: number } | undefined {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = Number(/Content-Length: (\d+)/iu.exec(bytes.toString('latin1', 0, head))?.[1]);
  const end = head + 4 + length;
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', head + 4, end), end };
}

function absolute(path: string): string {
  return join(process.cwd(), path);
}
