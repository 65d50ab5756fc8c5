import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import { documentKinds } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { readConfig } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import {
  chooseAfterRestore,
  countFellDue,
  type Held,
  planRestoreQuestions,
  type RestoreHold,
  restoreHold,
  restoreHolds,
  unknownTime,
} from '../messages/restore-hold.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { type DisposalLine, disposeAgain, type LoggedDisposal } from '../retention/dispose.ts';
import { releaseHold } from '../schedule/release-hold.ts';
import { type DocumentSource, isWhole, moveDocuments, pages } from '../storage/move-documents.ts';
import {
  type BackupDescription,
  backUpDocuments,
  backUpSqlite,
  openBackup,
} from '../storage/sqlite-backup.ts';
import { type CommandStore, storeVariables } from './command-store.ts';
import { inPlansLanguage, type Spoken } from './language-option.ts';
import type { ExitStatus } from './plan-commands.ts';
import { readDisposalLog } from './read-disposal-log.ts';
import { asTable } from './rehearse-command.ts';
import { inTenant, type TenantOption, withTenantOption } from './tenant-option.ts';

export interface BackupPorts extends Spoken {
  /** An existing store, to be backed up. */
  readonly there: CommandStore;
  /** A store to restore into; created if there is none. */
  readonly alone: CommandStore;
  readonly environment: NodeJS.ProcessEnv;
  now(): Temporal.Instant;
  print(line: string): void;
}

export function addBackupCommands(
  program: Command,
  ports: BackupPorts,
  exit: (status: ExitStatus) => void,
): void {
  program
    .command('backup')
    .argument('<file>', 'where the backup goes; an existing file is never overwritten')
    .description('copy the whole store into one file and check it, also while Roder runs')
    .action(async (file: string) => exit(await backUp(file, ports)));
  program
    .command('restore')
    .argument('<file>', 'a file that `roder backup` or the daily backup made')
    .option(
      '--disposed <log>',
      'what `roder retention log --json` printed: what was disposed of since is again',
    )
    .description(
      'bring a backup back into an empty store; Roder then sends nothing until somebody has chosen',
    )
    .action(async (file: string, options: RestoreOptions) => exit(await restore(file, options, ports)));
  withTenantOption(program.command('release'))
    .description('after a restore: say what may have been sent since the backup, and let Roder send again')
    .addOption(new Option('--leave', 'count it as sent').conflicts('send'))
    .option('--send', 'send it, perhaps a second time')
    .action(async (options: ReleaseOptions) =>
      exit(await inTenant(options, { ...ports, tenants: ports.there.tenants }, (one) => release(one, ports))),
    );
}

interface RestoreOptions {
  readonly disposed?: string;
}

interface ReleaseOptions extends TenantOption {
  readonly leave?: true;
  readonly send?: true;
}

/** Without a choice, only lists the messages that the choice is about. */
async function release(
  { tenant: tenantId, leave, send }: ReleaseOptions & { readonly tenant: string },
  ports: BackupPorts,
): Promise<ExitStatus> {
  const { there, now, print } = ports;
  const store = await there.openStore();
  try {
    const plan = await currentPlan(store, tenantId);
    const { language } = inPlansLanguage(ports, plan?.content);
    const t = translator(language);
    const hold = await restoreHold(store, tenantId);
    if (hold?.state !== 'held') {
      print(t(hold?.state === 'restoring' ? 'backup.notWhole' : 'backup.notHeld', { tenantId }));
      return hold?.state === 'restoring' ? 1 : 0;
    }
    const { from: start, until } = unknownTime(hold);
    if (!leave && !send && !hold.choice) {
      const fellDue = plan && (await rehearse({ tenantId, of: { store, now: start }, from: start, until }));
      print(t('backup.mayHaveBeenSent', { from: toTimestamp(start), to: hold.restoredAt }));
      for (const line of fellDue ? asTable(fellDue, plan, language) : [t('sendLog.nothing')]) print(line);
      print(t('backup.choose'));
      return 2;
    }
    // The first choice holds, even if the process lead made it in the chat a moment ago.
    const choice = await chooseAfterRestore(store, tenantId, leave ? 'leave' : 'send');
    const chosen = await restoreHold(store, tenantId);
    const clock = { now };
    if (chosen?.state === 'held' && !(await releaseHold({ store, clock, instance: 'cli' }, chosen))) {
      print(t('backup.underWay'));
      return 0;
    }
    print(t(`backup.released.${choice}`));
    return 0;
  } finally {
    await store.close();
  }
}

async function backUp(file: string, ports: BackupPorts): Promise<ExitStatus> {
  const t = translator(ports.language);
  const { store } = readConfig(storeVariables(ports.environment));
  const takenAt = toTimestamp(ports.now());
  const tenants = ports.there.tenants();
  if (tenants.length === 0) {
    ports.print(t('backup.nobody'));
    return 1;
  }
  const made =
    store.kind === 'sqlite'
      ? await backUpSqlite(store.path, resolve(file), takenAt)
      : await fromStore(ports, tenants, { file: resolve(file), takenAt });
  for (const line of contentLines(made, ports.language)) ports.print(line);
  ports.print(t('backup.made', { file: resolve(file), count: countOf(made) }));
  return 0;
}

async function fromStore(
  ports: BackupPorts,
  tenants: readonly string[],
  to: { file: string; takenAt: string },
): Promise<BackupDescription> {
  const store = await ports.there.openStore();
  try {
    return await backUpDocuments(store, tenants, to);
  } finally {
    await store.close();
  }
}

/** Verifies the whole backup before writing anything, and refuses a store that already holds documents. */
async function restore(file: string, { disposed }: RestoreOptions, ports: BackupPorts): Promise<ExitStatus> {
  const t = translator(ports.language);
  const log = disposed ? await readDisposalLog(resolve(disposed), ports.language) : [];
  if (!existsSync(resolve(file)))
    throw new RoderError('backup-missing', t('move.noFile', { from: resolve(file) }));
  const backup = await openBackup(resolve(file));
  try {
    const store = await ports.alone.openStore();
    try {
      return await bringBack(backup, store, { ports, log });
    } finally {
      await store.close();
    }
  } finally {
    backup.close();
    ports.print(t('backup.untouched', { file: resolve(file) }));
  }
}

async function bringBack(
  backup: Awaited<ReturnType<typeof openBackup>>,
  store: DocumentStore,
  { ports, log }: { readonly ports: BackupPorts; readonly log: readonly LoggedDisposal[] },
): Promise<ExitStatus> {
  const { now, print, language, alone } = ports;
  const t = translator(language);
  const tenants = [...new Set(backup.kinds.map(({ tenantId }) => tenantId))];
  const there = [...new Set([...tenants, ...alone.tenants()])];
  for (const tenantId of there) await refuseUnlessEmpty(store, tenantId, { backup, language });
  for (const line of contentLines(backup, language)) print(line);
  const restoredAt = toTimestamp(now());
  const holds = restoreHolds(store);
  const helds: Held[] = [];
  for (const tenantId of tenants) {
    const unknownSince = await stillUnknownSince(backup.documents, tenantId);
    helds.push({ tenantId, id: 'hold', backupAt: backup.takenAt, restoredAt, unknownSince });
  }
  // Written first: a service started on a partly restored store must send nothing.
  for (const held of helds) await holds.upsert({ ...held, state: 'restoring' });
  let whole = true;
  for (const tenantId of tenants)
    for await (const kind of moveDocuments(withoutHolds(backup.documents), store, tenantId))
      whole &&= kind.kind === 'restore' || isWhole(kind);
  if (!whole) {
    print(t('backup.notWhole'));
    return 1;
  }
  const again = log.filter(({ tenantId }) => tenants.includes(tenantId));
  const isAllGone = await disposeOfAll(again, store, ports);
  for (const held of helds) await hold(store, held);
  print(t('backup.restored', { count: countOf(backup), at: backup.takenAt }));
  print(t(log.length > 0 ? 'backup.held' : 'backup.heldUndisposed'));
  return isAllGone ? 0 : 2;
}

/** A backup of a store that still waited shows as little as that store of what was sent before it was restored. */
async function stillUnknownSince(
  documents: DocumentSource,
  tenantId: string,
): Promise<Timestamp | undefined> {
  for await (const page of pages(documents, tenantId, 'restore')) {
    const found = page as unknown as readonly RestoreHold[];
    const before = found.find(({ id, state }) => id === 'hold' && state !== 'released');
    if (before) return toTimestamp(unknownTime(before).from);
  }
  return undefined;
}

/** What an earlier restore asked is asked anew, once. */
function withoutHolds(documents: DocumentSource): DocumentSource {
  return { list: async (query) => (query.kind === 'restore' ? [] : documents.list(query)) };
}

/** Counts now what became due in between; whoever maintains the plan is asked once Roder runs. */
async function hold(store: DocumentStore, held: Held): Promise<void> {
  const { tenantId } = held;
  const { from, until } = unknownTime(held);
  const plan = await currentPlan(store, tenantId);
  const found = plan && (await rehearse({ tenantId, of: { store, now: from }, from, until }));
  await planRestoreQuestions(store, held, plan?.administrators() ?? []);
  await restoreHolds(store).upsert({ ...held, state: 'held', fellDue: countFellDue(found?.messages ?? []) });
}

/** False: some records were left, because they have been used since, or were in use when the backup was taken. */
async function disposeOfAll(
  log: readonly LoggedDisposal[],
  store: DocumentStore,
  { now, print, language }: BackupPorts,
): Promise<boolean> {
  const t = translator(language);
  let isAllGone = true;
  for (const logged of log) {
    const { disposal, left } = await disposeAgain({ store, clock: { now } }, logged);
    const record = (line: DisposalLine) => t(`retention.record.${line.record}`);
    for (const line of disposal?.lines ?? [])
      if (line.disposed > 0)
        print(t('backup.again.done', { run: logged.id, record: record(line), count: line.disposed }));
    for (const line of left)
      print(
        t('backup.again.left', {
          run: logged.id,
          record: record(line),
          now: line.now,
          before: line.disposed,
        }),
      );
    isAllGone &&= left.length === 0;
  }
  return isAllGone;
}

/** An interrupted restore may be continued with the same backup. */
async function refuseUnlessEmpty(
  store: DocumentStore,
  tenantId: string,
  { backup, language }: { readonly backup: BackupDescription; readonly language: Language },
): Promise<void> {
  const hold: RestoreHold | undefined = await restoreHold(store, tenantId);
  if (hold?.state === 'restoring' && hold.backupAt === backup.takenAt) return;
  for (const kind of documentKinds) {
    const [found] = await store.list({ tenantId, kind, limit: 1 });
    if (found)
      throw new RoderError('store-not-empty', translator(language)('backup.notEmpty', { tenantId, kind }));
  }
}

function contentLines({ kinds }: BackupDescription, language: Language): string[] {
  const t = translator(language);
  return kinds.map(({ sha256, ...one }) => t('backup.kind', { ...one, hash: sha256.slice(0, 12) }));
}

function countOf({ kinds }: BackupDescription): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}
