import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { demoTenant } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import { isWhole, type MovedKind, moveDocuments } from '../storage/move-documents.ts';
import { tenantsInSqliteFile } from '../storage/sqlite-file.ts';
import type { ExitStatus } from './plan-commands.ts';

export interface MoveOptions {
  /** `sqlite:PATH` or `cosmos`, as in RODER_STORE. */
  readonly from: string;
  readonly to: string;
  /** The tenants to move; absent: RODER_TENANTS, or every tenant in an SQLite file. */
  readonly tenant?: readonly string[];
}

export interface MoveCommandPorts {
  /** Opens a store by its RODER_STORE name; the command closes it. */
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

/** Exits with 0 only if both stores were read to the end and hold the same documents. */
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

/** Without named tenants, an SQLite file is asked which it holds, so that none is silently left behind. */
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
