import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { demoTenant } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import { isWhole, type MovedKind, moveDocuments } from '../storage/move-documents.ts';
import { tenantsInSqliteFile } from '../storage/sqlite-file.ts';
import type { ExitStatus } from './plan-commands.ts';

export interface MoveOptions {
  /** `sqlite:PATH` or `cosmos`, as RODER_STORE names a store. */
  readonly from: string;
  readonly to: string;
  /** Whose documents; absent: RODER_TENANTS, or else all that an SQLite file holds. */
  readonly tenant?: readonly string[];
}

export interface MoveCommandPorts {
  /** A store by its name in RODER_STORE; the command closes it. */
  openStore(name: string): Promise<DocumentStore>;
  /** RODER_TENANTS. */
  readonly tenants: readonly string[];
  print(line: string): void;
  readonly language: Language;
}

export function addMoveCommand(
  program: Command,
  ports: MoveCommandPorts,
  exit: (status: ExitStatus) => void,
): void {
  program
    .command('move')
    .description('copy everything from one store to another, and prove that it is there; stop Roder first')
    .requiredOption('--from <store>', 'sqlite:PATH or cosmos (COSMOS_ENDPOINT and COSMOS_DATABASE say which)')
    .requiredOption('--to <store>', 'the same')
    .option('--tenant <id...>', 'only these tenants; absent: RODER_TENANTS, or all that an SQLite file holds')
    .action(async (options: MoveOptions) => exit(await moveStore(options, ports)));
}

/** 0 only when both stores were read to their end and hold the same. */
export async function moveStore(options: MoveOptions, ports: MoveCommandPorts): Promise<ExitStatus> {
  const t = translator(ports.language);
  const tenants = tenantsOf(options, ports);
  if ('fault' in tenants) {
    ports.print(t(`move.${tenants.fault}`, { ...options, others: tenants.others?.join(', ') }));
    return 1;
  }
  const from = await ports.openStore(options.from);
  try {
    const to = await ports.openStore(options.to);
    try {
      return await moveAll({ from, to, tenants: tenants.ids }, options, ports);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

type Tenants =
  | { readonly ids: readonly string[] }
  | { readonly fault: 'same' | 'noFile' | 'noTenants' | 'others'; readonly others?: readonly string[] };

/** Nobody's documents are left behind unsaid: an SQLite file is asked whose it holds. */
function tenantsOf({ from, to, tenant }: MoveOptions, { tenants }: MoveCommandPorts): Tenants {
  if (from === to) return { fault: 'same' };
  const asked = tenant ?? tenants;
  if (!from.startsWith('sqlite:')) return asked.length > 0 ? { ids: asked } : { fault: 'noTenants' };
  const held = tenantsInSqliteFile(from.slice('sqlite:'.length));
  if (!held) return { fault: 'noFile' };
  if (asked.length === 0) return { ids: held };
  const others = held.filter((one) => !asked.includes(one) && one !== demoTenant);
  return others.length > 0 && !tenant ? { fault: 'others', others } : { ids: asked };
}

interface Move {
  readonly from: DocumentStore;
  readonly to: DocumentStore;
  readonly tenants: readonly string[];
}

async function moveAll(
  { from, to, tenants }: Move,
  options: MoveOptions,
  { print, language }: MoveCommandPorts,
): Promise<ExitStatus> {
  const t = translator(language);
  const all: MovedKind[] = [];
  for (const tenantId of tenants) {
    print(t('move.tenant', { tenantId }));
    for await (const one of moveDocuments(from, to, tenantId)) {
      all.push(one);
      if (one.source.count + one.target.count > 0) print(t(lineOf(one), valuesOf(one)));
    }
  }
  const amiss = all.filter((one) => !isWhole(one));
  const count = all.reduce((sum, { source }) => sum + source.count, 0);
  print(t(amiss.length > 0 ? 'move.notWhole' : 'move.whole', { ...options, count }));
  return amiss.length > 0 ? 1 : 0;
}

function lineOf(one: MovedKind): string {
  if (isWhole(one)) return 'move.kind';
  return one.different.length > 0 ? 'move.kindDifferent' : 'move.kindMore';
}

function valuesOf({ kind, moved, already, different, source, target }: MovedKind) {
  const ids = different.slice(0, 5).join(', ');
  const hash = source.sha256.slice(0, 12);
  const counts = { source: source.count, target: target.count };
  return { kind, moved, already, different: different.length, ids, hash, ...counts };
}
