import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatMoment, formatStoredDate } from '../language/dates.ts';
import { type Translate, translator } from '../language/language.ts';
import { timeZoneOf } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type Disposal, type DisposalLine, disposals, dispose, planDisposal } from '../retention/dispose.ts';
import { inPlansLanguage } from './language-option.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';

/** `retention show`, `dry-run`, `dispose` and `log`: retention periods, and disposal by decision. */
export function addRetentionCommands(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  const retention = program.command('retention').description('what is kept, and disposal by decision');
  const add = (name: string, description: string) =>
    withTenantOption(retention.command(name)).description(description);
  const inOne =
    <O extends TenantOption>(act: (options: O & { readonly tenant: string }) => Promise<ExitStatus>) =>
    async (options: O) =>
      exit(await inTenant(options, ports, act));
  add('show', 'say what the plan keeps, and how long').action(
    inOne(({ tenant }) => showRetention(tenant, ports)),
  );
  add('dry-run', 'say what would be disposed of today; deletes nothing').action(
    inOne(({ tenant }) => dryRun(tenant, ports)),
  );
  add('dispose', 'dispose of what a dry run found')
    .requiredOption('--run <id>', 'the dry run, by the id that it printed')
    .action(inOne((options: TenantOption & { run: string; tenant: string }) => disposeOfRun(options, ports)));
  add('log', 'say what has been disposed of, when, and by which decision')
    .option('--json', 'a line for each disposal, to be kept beside the backups (`roder restore --disposed`)')
    .action(
      inOne(({ tenant, json }: TenantOption & { json?: true; tenant: string }) =>
        json ? printLog(tenant, ports) : showLog(tenant, ports),
      ),
    );
}

export function showRetention(tenant: string, given: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(given, tenant, async (store, t, ports) => {
    const plan = await currentPlan(store, tenant);
    if (!plan) return refuse(ports, t('retention.cli.no-plan', { tenant }));
    const { decision, records = [] } = plan.content.retention ?? {};
    ports.print(decision ? t('retention.cli.decision', { decision }) : t('retention.cli.off'));
    for (const { record, class: kept, months } of records)
      ports.print(`  ${t(`retention.record.${record}`)}: ${t(`retention.${kept}`, { count: months ?? 0 })}`);
    ports.print(t('retention.cli.others'));
    return 0;
  });
}

export function dryRun(tenant: string, given: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(given, tenant, async (store, t, ports) => {
    const planned = await planDisposal({ store, clock: { now: ports.now } }, tenant);
    if (planned.outcome !== 'planned')
      return refuse(ports, t(`retention.cli.${planned.outcome}`, { tenant }));
    const saying = await sayingIn(store, tenant, ports);
    const { id: run, decision } = planned.disposal;
    ports.print(t('retention.cli.decision', { decision }));
    for (const line of planned.disposal.lines) ports.print(`  ${foundLine(line, saying)}`);
    ports.print(t('retention.cli.dryRun', { tenant, run }));
    return 0;
  });
}

export function disposeOfRun(
  { tenant, run }: { tenant: string; run: string },
  given: PlanCommandPorts,
): Promise<ExitStatus> {
  return inStore(given, tenant, async (store, t, ports) => {
    const disposed = await dispose({ store, clock: { now: ports.now } }, { tenantId: tenant, runId: run });
    if (disposed.outcome !== 'disposed')
      return refuse(ports, t(`retention.cli.${disposed.outcome}`, { run, tenant }));
    printDisposal(disposed.disposal, await sayingIn(store, tenant, ports));
    return 0;
  });
}

export function showLog(tenant: string, given: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(given, tenant, async (store, t, ports) => {
    const all = await Array.fromAsync(disposals(store).all(tenant));
    const begun = all.filter(({ state }) => state !== 'planned');
    if (begun.length === 0) ports.print(t('retention.cli.nothingYet'));
    const saying = await sayingIn(store, tenant, ports);
    for (const one of begun) printDisposal(one, saying);
    return 0;
  });
}

/** Only completed disposals: the result of one in progress is not known yet. */
export function printLog(tenant: string, ports: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(ports, tenant, async (store) => {
    for await (const { state, tenantId, id, decision, plannedAt, doneAt, lines } of disposals(store).all(
      tenant,
    ))
      if (state === 'done') ports.print(JSON.stringify({ tenantId, id, decision, plannedAt, doneAt, lines }));
    return 0;
  });
}

interface Saying {
  readonly ports: PlanCommandPorts;
  readonly t: Translate;
  readonly timeZone: string;
}

async function sayingIn(store: DocumentStore, tenant: string, ports: PlanCommandPorts): Promise<Saying> {
  const plan = await currentPlan(store, tenant);
  const timeZone = timeZoneOf(plan, ports.timeZone?.());
  return { ports, t: translator(ports.language), timeZone };
}

function printDisposal(
  { id, state, decision, doneAt, lines }: Disposal,
  { ports, t, timeZone }: Saying,
): void {
  const at = doneAt ? formatMoment(fromTimestamp(doneAt), timeZone, ports.language) : '';
  ports.print(t(state === 'done' ? 'retention.cli.done' : 'retention.cli.begun', { run: id, decision, at }));
  for (const { record, disposed: count } of lines)
    ports.print(`  ${t('retention.cli.disposed', { record: t(`retention.record.${record}`), count })}`);
}

function foundLine(
  { record, months, found, oldest, newest }: DisposalLine,
  { ports, t, timeZone }: Saying,
): string {
  const facts = { record: t(`retention.record.${record}`), months };
  if (!oldest || !newest) return t('retention.cli.foundNone', facts);
  const date = (at: string) => formatStoredDate(at, timeZone, ports.language);
  return t('retention.cli.found', { ...facts, count: found, oldest: date(oldest), newest: date(newest) });
}

function refuse({ print }: PlanCommandPorts, sentence: string): ExitStatus {
  print(sentence);
  return 1;
}

/** Output is in the plan's language. */
async function inStore(
  given: PlanCommandPorts,
  tenant: string,
  work: (store: DocumentStore, t: Translate, ports: PlanCommandPorts) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const store = await given.openStore();
  try {
    const ports = inPlansLanguage(given, (await currentPlan(store, tenant))?.content);
    return await work(store, translator(ports.language), ports);
  } finally {
    await store.close();
  }
}
