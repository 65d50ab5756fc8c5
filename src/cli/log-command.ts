import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { type SendLogEntry, type SendResult, searchSendLog, sendResults } from '../messages/send-log.ts';
import { sendWords } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { recipientsCalled } from '../reminders/search-words.ts';
import { inPlansLanguage } from './language-option.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';
import { clip, dayStart, textTable } from './terminal.ts';

export interface LogOptions {
  readonly tenant: string;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly who?: string | undefined;
  readonly round?: string | undefined;
  readonly outcome?: string | undefined;
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** The fields a program can use, not how the store keeps them. */
const shown = [
  ...[
    'at',
    'personId',
    'channelId',
    'webhookId',
    'clientId',
    'about',
    'askIds',
    'push',
    'notice',
    'rule',
    'dueAt',
  ],
  ...['outcome', 'reason', 'perhapsSecondCopy', 'activityId'],
];

/** About as much as one reads on a screen. */
const shownAtOnce = 200;

/** `log --who socialchef --round 2026-D --outcome unreachable`: what was sent, to whom, when, and the result. */
export function addLogCommand(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  withTenantOption(program.command('log'))
    .description('search what was sent, to whom, when, why, and how it went')
    .option('--since <date>', 'from this day on: 2026-09-01')
    .option('--until <date>', 'to the end of this day')
    .option(
      '--who <person, role or channel>',
      "a role, or a channel of leadership's, by name or id, or a person: object id or user principal name",
    )
    .option('--round <id>', 'only this round: 2026-D')
    .option('--outcome <outcomes>', `one or more of ${sendResults.join(', ')}, with commas between`)
    .option('--all', `more than the latest ${shownAtOnce}`)
    .option('--json', 'as JSON, one entry a line, for other programs')
    .action(async (options: Omit<LogOptions, 'tenant'> & TenantOption) =>
      exit(await inTenant(options, ports, (one) => searchLog(one, ports))),
    );
}

export async function searchLog(options: LogOptions, given: PlanCommandPorts): Promise<ExitStatus> {
  const store = await given.openStore();
  try {
    const plan = await currentPlan(store, options.tenant);
    const ports = inPlansLanguage(given, plan?.content);
    const fault = plan
      ? faultOf(options, plan, ports.language)
      : translator(ports.language)('sendLog.fault.noPlan', { tenant: options.tenant });
    if (!plan || fault) {
      ports.print(fault!);
      return 1;
    }
    await show(store, options, plan, ports);
    return 0;
  } finally {
    await store.close();
  }
}

async function show(
  store: DocumentStore,
  options: LogOptions,
  plan: Plan,
  ports: PlanCommandPorts,
): Promise<void> {
  const { print, language } = ports;
  const t = translator(language);
  const { tenant, since, until, who, round: roundId, outcome, all, json } = options;
  const time = (day: string | undefined, add: number) =>
    day ? toTimestamp(dayStart(day, plan.content.timeZone, add)!) : undefined;
  const query = {
    since: time(since, 0),
    until: time(until, 1),
    roundId,
    recipients: who ? recipientsCalled(who, plan, language) : undefined,
    outcomes: outcome ? outcomesOf(outcome) : undefined,
  };
  const latest: SendLogEntry[] = [];
  let count = 0;
  for await (const entry of searchSendLog(store, tenant, query)) {
    count += 1;
    latest.push(entry);
    if (!all && latest.length > shownAtOnce) latest.shift();
  }
  if (json) {
    for (const entry of latest) print(JSON.stringify(entry, shown));
    return;
  }
  for (const line of tableOf(latest, plan, language)) print(line);
  if (count > latest.length) print(t('sendLog.truncated', { count: latest.length }));
}

function tableOf(entries: readonly SendLogEntry[], plan: Plan, language: Language): string[] {
  const t = translator(language);
  if (entries.length === 0) return [t('sendLog.nothing')];
  const columns = ['when', 'who', 'what', 'why', 'outcome'] as const;
  const rows = entries.map((entry) => {
    const words = sendWords(entry, { plan, language });
    return columns.map((name) => clip(words[name]));
  });
  return textTable([columns.map((name) => t(`sendLog.column.${name}`)), ...rows]);
}

function faultOf(options: LogOptions, plan: Plan, language: Language): string | undefined {
  const t = translator(language);
  for (const name of ['since', 'until'] as const) {
    const given = options[name];
    if (given !== undefined && !dayStart(given, plan.content.timeZone))
      return t('sendLog.fault.date', { option: `--${name}`, given });
  }
  const { outcome, who } = options;
  if (outcome !== undefined && outcomesOf(outcome).length !== outcome.split(',').length)
    return t('sendLog.fault.outcome', { given: outcome, outcomes: sendResults.join(', ') });
  if (who !== undefined && recipientsCalled(who, plan, language).length === 0)
    return t('sendLog.fault.who', { given: who });
  return undefined;
}

function outcomesOf(given: string): SendResult[] {
  const named = given.split(',').map((one) => one.trim());
  return sendResults.filter((one) => named.includes(one));
}
