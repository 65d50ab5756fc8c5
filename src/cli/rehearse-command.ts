import type { Command } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import { demoTenant } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import { momentOf, roundNameOf, sendWords } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type MovedDate, movedDates } from '../plan/round-dates.ts';
import { type Rehearsal, type RehearsalOrder, rehearse, rehearsedPlan } from '../rehearsal/rehearse.ts';
import { movedLines } from '../rounds/moved-dates.ts';
import { limitedLines } from '../rounds/what-is-asked.ts';
import { inPlansLanguage } from './language-option.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { readSoundPlan } from './read-sound-plan.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';
import { clip, dayStart, textTable } from './terminal.ts';

export interface RehearseOptions {
  readonly from: string;
  readonly to: string;
  readonly tenant: string;
  readonly plan?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `rehearse --from 2026-09-01 --to 2027-01-31`: who would get what, when and why. Sends nothing. */
export function addRehearseCommand(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  withTenantOption(program.command('rehearse'))
    .description('say who would get what, when and why, if nobody answered; sends nothing')
    .requiredOption('--from <date>', 'the first day: 2026-09-01')
    .requiredOption('--to <date>', 'the last day, included')
    .option('--plan <file>', 'a plan by itself, as if everybody were new; absent: the organisation as it is')
    .option('--json', 'as JSON, for other programs')
    .action(async (options: Omit<RehearseOptions, 'tenant'> & TenantOption) => {
      // A plan file belongs to no tenant, so the demo's is used.
      const whose = options.plan ? { tenant: demoTenant, ...options } : options;
      exit(await inTenant(whose, ports, (one) => rehearseAndSay(one, ports)));
    });
}

export async function rehearseAndSay(options: RehearseOptions, ports: PlanCommandPorts): Promise<ExitStatus> {
  if (options.plan) {
    const plan = await readSoundPlan(options.plan, ports);
    return plan ? rehearseOne(options, ports, { plan }) : 1;
  }
  const store = await ports.openStore();
  try {
    return await rehearseOne(options, ports, { store, now: ports.now() });
  } finally {
    await store.close();
  }
}

async function rehearseOne(
  options: RehearseOptions,
  given: PlanCommandPorts,
  of: RehearsalOrder['of'],
): Promise<ExitStatus> {
  const { tenant: tenantId, from, to, json } = options;
  const plan = await rehearsedPlan({ of, tenantId });
  const ports = inPlansLanguage(given, plan?.content);
  const t = translator(ports.language);
  const fault = plan
    ? faultOf(options, plan, ports.language)
    : t('sendLog.fault.noPlan', { tenant: tenantId });
  if (!plan || fault) {
    ports.print(fault!);
    return 1;
  }
  const days = {
    from: dayStart(from, plan.content.timeZone)!,
    until: dayStart(to, plan.content.timeZone, 1)!,
  };
  const rehearsal = await rehearse({ of, tenantId, ...days });
  const said = json ? [asJson(rehearsal, options, plan)] : asTable(rehearsal, plan, ports.language);
  for (const line of said) ports.print(line);
  if (!json) ports.print(t('sendLog.rehearsed', { from, to }));
  return 0;
}

function faultOf({ from, to }: RehearseOptions, plan: Plan, language: Language): string | undefined {
  const t = translator(language);
  const start = (text: string): Temporal.Instant | undefined => dayStart(text, plan.content.timeZone);
  for (const [option, given] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (!start(given)) return t('sendLog.fault.date', { option, given });
  }
  return from > to ? t('sendLog.fault.order', { from, to }) : undefined;
}

/** In time order: rounds, messages to people and posts, followed by totals. */
export function asTable(rehearsal: Rehearsal, plan: Plan, language: Language): string[] {
  const { rounds, messages, asked, limited } = rehearsal;
  const t = translator(language);
  const reader = { plan, language };
  const rows = [
    ...rounds.map(({ at, what, roundId }) => ({
      at,
      cells: ['', t(`sendLog.what.${what}`, { round: roundNameOf(roundId, reader) }), '', '', ''],
    })),
    ...messages.map((entry) => {
      const { who, what, why, outcome } = sendWords(entry, reader);
      const isSent = entry.outcome === 'sent';
      return {
        at: entry.at,
        cells: [
          clip(who),
          what,
          aboutOf(entry.askIds, asked),
          why,
          isSent ? t('sendLog.outcome.would') : outcome,
        ],
      };
    }),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  if (rows.length === 0) return [t('sendLog.nothing')];
  const head = (['when', 'who', 'what', 'about', 'why', 'outcome'] as const).map((name) =>
    t(`sendLog.column.${name}`),
  );
  const table = textTable([head, ...rows.map(({ at, cells }) => [momentOf(at, plan), ...cells])]);
  const limits = limitedLines(limited, language);
  const moves = movedLines(movedAmong(rehearsal, plan), language, true);
  return [...table, '', ...totals(rehearsal, language), ...limits, ...moves];
}

/** The dates, moved by free days, of the rounds that open or close in the period. */
function movedAmong({ rounds }: Pick<Rehearsal, 'rounds'>, plan: Plan): MovedDate[] {
  const ids = new Set(rounds.map(({ roundId }) => roundId));
  return movedDates(
    plan.content,
    plan.content.periods.filter(({ id }) => ids.has(id)),
  );
}

/** Assignment ids: whoever rehearses has the plan at hand. */
function aboutOf(askIds: readonly string[], asked: Rehearsal['asked']): string {
  const ids = askIds.flatMap((id) => (asked.get(id) ?? []).map(({ assignmentId }) => assignmentId));
  return clip([...new Set(ids)].join(' '));
}

function totals({ messages, posts }: Rehearsal, language: Language): string[] {
  const t = translator(language);
  const sent = messages.filter(({ outcome, personId }) => outcome === 'sent' && personId);
  const people = new Set(sent.map(({ personId }) => personId)).size;
  const left = messages.filter(({ outcome }) => outcome !== 'sent').length;
  const total = t('sendLog.total', {
    messages: t('sendLog.messages', { count: sent.length }),
    people: t('sendLog.people', { count: people }),
    posts: t('sendLog.posts', { count: posts.length }),
  });
  return left > 0 ? [total, t('sendLog.left', { count: left })] : [total];
}

function asJson(
  { rounds, messages, posts, asked, limited }: Rehearsal,
  { from, to, tenant }: RehearseOptions,
  plan: Plan,
): string {
  const left = messages.filter(({ outcome, personId }) => personId || outcome !== 'sent');
  const said = left.map(({ at, personId, channelId, askIds, push, notice, rule, dueAt, ...result }) => {
    const roles = personId && plan.rolesOf(personId).map(({ id }) => id);
    const { outcome, reason } = result;
    const parts = askIds.flatMap((id) => asked.get(id) ?? []);
    return { at, personId, channelId, roles, askIds, parts, push, notice, rule, dueAt, outcome, reason };
  });
  const whole = { tenant, from, to, timeZone: plan.content.timeZone, planVersion: plan.version };
  const limits = limited.map(({ assignment, what, day, period }) => {
    return { assignmentId: assignment.id, what, day, roundId: period?.id };
  });
  const moves = movedAmong({ rounds }, plan).map(({ period, ...move }) => ({ roundId: period.id, ...move }));
  return JSON.stringify({ ...whole, rounds, messages: said, posts, limits, moves }, undefined, 2);
}
