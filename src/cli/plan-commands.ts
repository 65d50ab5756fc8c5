import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import { type Language, say as sayIn, translator } from '../language/language.ts';
import type { PlanChange } from '../plan/compare-plans.ts';
import { indexPlan, planCounts } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { currentPlan, importPlan } from '../plan/plan-store.ts';
import { planWarnings } from '../plan/plan-warnings.ts';
import { movedByFreeTimes } from '../plan/round-dates.ts';
import { describeChanges } from '../plan-changes/describe-changes.ts';
import { passedLines } from '../plan-changes/preview.ts';
import { passedPeriods } from '../rounds/passed-rounds.ts';
import { inPlansLanguage, languageOption } from './language-option.ts';
import { type ReadPorts, readSoundPlan, say } from './read-sound-plan.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';

export interface TemplateOptions {
  /** An existing plan to fill the workbook with. */
  readonly from?: string;
  readonly language?: Language;
}

/** Writes a plan's workbook. Never overwrites a file: somebody may have filled it in. */
export async function writeTemplate(
  file: string,
  { from, language }: TemplateOptions,
  given: ReadPorts,
): Promise<0 | 1> {
  const ports = { ...given, chosen: language };
  if (extname(file).toLowerCase() !== '.xlsx') return refused('cli-template-kind', file, ports);
  const plan = from === undefined ? undefined : await readSoundPlan(from, ports);
  if (from !== undefined && !plan) return 1;
  const spoken = inPlansLanguage(ports, plan);
  const { writeWorkbook } = await import('../plan/write-workbook.ts');
  const book = await writeWorkbook(plan, spoken.language);
  try {
    await writeFile(file, book, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return refused('cli-template-there', file, spoken);
    throw error;
  }
  say(spoken, 'cli-template', { file });
  return 0;
}

function refused(key: string, file: string, ports: ReadPorts): 1 {
  say(ports, key, { file });
  return 1;
}

export interface PlanCommandPorts extends ReadPorts {
  /** The command closes it. */
  openStore(): Promise<DocumentStore>;
  now(): Temporal.Instant;
}

/**
 * 0: done. 1: nothing was changed, and the reason was printed. 2: something needs attention, such as the doctor's "act
 * soon".
 */
export type ExitStatus = 0 | 1 | 2;

export interface ImportOptions {
  readonly tenant: string;
  /** The decision behind the import, recorded with the plan. */
  readonly decision: string;
  readonly openPassed?: boolean | undefined;
}

/** `plan check` and `plan import`; calls `exit` with the status of the one that ran. */
export function addPlanCommands(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  const plan = program.command('plan').description('check a plan, or put one in force');
  plan
    .command('check <file>')
    .description('read a plan (Excel, YAML or JSON) and say everything that is wrong with it')
    .addOption(languageOption('the language of what is said; else the plan’s'))
    .action(async (file: string, { language }: LanguageChoice) =>
      exit(await checkFile(file, { ...ports, chosen: language })),
    );
  withTenantOption(plan.command('import <file>'))
    .description('put a plan in force as a new version')
    .requiredOption('--decision <text>', 'the decision behind it, as the records name it')
    .option('--open-passed', 'open rounds whose last answer day has passed, too, from today')
    .addOption(languageOption('the language of what is said; else the plan’s'))
    .action(async (file: string, options: Omit<ImportOptions, 'tenant'> & TenantOption & LanguageChoice) =>
      exit(
        await inTenant(options, ports, (one) =>
          importPlanFile(file, one, { ...ports, chosen: options.language }),
        ),
      ),
    );
  plan
    .command('template <file.xlsx>')
    .description('write an empty plan as a workbook, with explanations and drop-downs')
    .option('--from <file>', 'filled in with another plan (Excel, YAML or JSON)')
    .addOption(languageOption('the language of its titles'))
    .action(async (file: string, options: TemplateOptions) =>
      exit(await writeTemplate(file, options, ports)),
    );
}

interface LanguageChoice {
  readonly language?: Language;
}

/** Prints every fault in the file, one per line, or a summary of what it contains. */
export async function checkFile(file: string, given: ReadPorts): Promise<ExitStatus> {
  const plan = await readSoundPlan(file, given);
  if (!plan) return 1;
  const ports = inPlansLanguage(given, plan);
  say(ports, 'cli-sound', {});
  say(ports, 'cli-read', { counts: planCounts(plan, ports.language).join(', ') });
  sayWarnings(plan, ports);
  const t = translator(ports.language);
  for (const { period, field, from, to, why } of movedByFreeTimes(plan))
    say(ports, 'cli-moved', {
      period: sayIn(period.name, ports.language),
      field: t(`planFaults:cli-moved-${field}`),
      from,
      to,
      why: why ? sayIn(why, ports.language) : t('planFaults:cli-moved-july'),
    });
  return 0;
}

/** Imports the file's plan and prints what changed, one change per line. */
export async function importPlanFile(
  file: string,
  { tenant, decision, openPassed }: ImportOptions,
  given: PlanCommandPorts,
): Promise<ExitStatus> {
  const content = await readSoundPlan(file, given);
  if (!content) return 1;
  const ports = inPlansLanguage(given, content);
  const store = await ports.openStore();
  try {
    ports.progress?.(translator(ports.language)('planFaults:cli-step-importing'));
    const before = (await currentPlan(store, tenant))?.content;
    const now = ports.now();
    const opensPassed = openPassed || undefined;
    const request = { store, now, tenantId: tenant, content, by: 'cli', decision, opensPassed };
    const result = await importPlan(request);
    if (result.outcome === 'imported') {
      const described = describeChanges(before, content, ports.language).filter(
        ({ change }) => change === 'changed',
      );
      for (const change of result.changes) {
        ports.print(changeLine(change));
        const row = described.find(({ kind, id }) => kind === change.kind && id === change.id);
        for (const line of row?.lines ?? []) ports.print(`    ${line}`);
      }
    }
    say(ports, `cli-${result.outcome}`, { tenant, decision, ...result });
    sayWarnings(content, ports, before);
    if (result.outcome === 'imported' && !openPassed) {
      const plan = indexPlan(content, result.version);
      const passed = await passedPeriods({ store, clock: { now: () => now } }, tenant, plan);
      for (const line of passedLines(plan, passed, ports.language)) say(ports, 'cli-passed', { round: line });
    }
    return result.outcome === 'conflict' ? 1 : 0;
  } finally {
    await store.close();
  }
}

function sayWarnings(plan: PlanContent, ports: ReadPorts, before?: PlanContent | undefined): void {
  for (const { code, facts } of planWarnings(plan, ports.language, before))
    say(ports, `cli-warning-${code}`, facts);
}

const signs = { added: '+', changed: '~', withdrawn: '-' } as const;

/** In the terms used in the file, such as `~ indicator i10: target, owner`. */
function changeLine({ kind, id, change, fields }: PlanChange): string {
  return `${signs[change]} ${kind} ${id}${fields && kind !== 'setting' ? `: ${fields.join(', ')}` : ''}`;
}
