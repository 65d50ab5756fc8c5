import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { keepRecord } from '../exports/export-record.ts';
import { makePaper } from '../exports/make-paper.ts';
import { type Format, formats } from '../exports/paper.ts';
import { type Language, translator } from '../language/language.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { allRounds } from '../rounds/round.ts';
import { languageOption } from './language-option.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';

export interface ExportOptions {
  readonly tenant: string;
  readonly round: string;
  readonly assignment?: string;
  readonly format: string;
  readonly out?: string;
  readonly language?: Language;
}

/** `export --round 2026-D --format word`: writes a file, prints progress and records the export. */
export function addExportCommand(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  withTenantOption(program.command('export'))
    .description('write a round, or one assignment of it, to a file')
    .requiredOption('--round <id>', 'the round, as the plan names its period: 2026-D')
    .requiredOption('--format <format>', formats.join(', '))
    .option('--assignment <id>', 'only this assignment')
    .option('--out <file>', 'where to write; absent: the file gets its name from what it holds')
    .addOption(languageOption("absent: the plan's; CSV has semicolons in sv, commas in en"))
    .action(async (options: Omit<ExportOptions, 'tenant'> & TenantOption) =>
      exit(await inTenant(options, ports, (one) => exportToFile(one, ports))),
    );
}

export async function exportToFile(options: ExportOptions, ports: PlanCommandPorts): Promise<ExitStatus> {
  const store = await ports.openStore();
  try {
    const fault = await faultOf(store, options, ports);
    if (fault) ports.print(fault);
    return fault ? 1 : await write(store, options, ports);
  } finally {
    await store.close();
  }
}

async function faultOf(
  store: DocumentStore,
  { tenant, round, assignment, format }: ExportOptions,
  { language }: PlanCommandPorts,
): Promise<string | undefined> {
  const t = translator(language);
  if (!isFormat(format)) return t('export.cli.badFormat', { format, formats: formats.join(', ') });
  const plan = await currentPlan(store, tenant);
  if (!plan) return t('export.cli.noPlan', { tenant });
  const opened = (await allRounds(store, tenant)).filter(({ openedAt }) => openedAt).map(({ id }) => id);
  if (!opened.includes(round)) return t('export.cli.noRound', { round, rounds: opened.join(', ') || '–' });
  if (assignment && !plan.assignment(assignment)) return t('export.cli.noAssignment', { assignment });
  return undefined;
}

async function write(
  store: DocumentStore,
  options: ExportOptions,
  ports: PlanCommandPorts,
): Promise<ExitStatus> {
  const { tenant: tenantId, round: roundId, assignment: assignmentId, out } = options;
  const t = translator(ports.language);
  const clock = { now: ports.now };
  const plan = await currentPlan(store, tenantId);
  const order = {
    tenantId,
    roundId,
    assignmentId,
    format: options.format as Format,
    language: options.language ?? plan?.content.language ?? ports.language,
  };
  const file = await makePaper({ store, clock }, order, (done, of) => {
    if (done % 10 === 0) ports.print(t('export.cli.progress', { done, of }));
  });
  if (!file) return 1;
  const path = resolve(out ?? file.fileName);
  const at = toTimestamp(ports.now());
  // Opens the file first, so that no export is recorded if the file cannot be written.
  await using written = await open(path, 'w');
  await keepRecord(store, { ...order, by: 'cli', at, expiresAt: at, fetchedAt: at });
  await written.writeFile(file.body);
  ports.print(t('export.cli.done', { file: path, title: file.title }));
  if (options.format === 'csv') ports.print(translator(order.language)('export.csvText'));
  return 0;
}

function isFormat(format: string): format is Format {
  return formats.some((one) => one === format);
}
