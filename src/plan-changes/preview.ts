import type { Ports } from '../base/ports.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { comparePlans, type PlanChange } from '../plan/compare-plans.ts';
import { indexPlan, type Plan, severalOf } from '../plan/plan-index.ts';
import type { Period, PlanContent } from '../plan/plan-schema.ts';
import { type PlanWarning, planWarnings } from '../plan/plan-warnings.ts';
import { movedDates } from '../plan/round-dates.ts';
import { asksIn } from '../rounds/ask.ts';
import { movedLines } from '../rounds/moved-dates.ts';
import { passedPeriods } from '../rounds/passed-rounds.ts';
import { type AskEffect, planEffects } from '../rounds/plan-effects.ts';
import { nowContributing, questionWords } from '../rounds/question-words.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { datesOf } from '../rounds/round-calendar.ts';
import { type HeldRounds, limitedAssignments, limitedLines } from '../rounds/what-is-asked.ts';
import { type ChangeRow, describeChanges, shortened } from './describe-changes.ts';

/** What a plan would do, before it is in force. */
export interface PlanPreview {
  readonly rows: readonly ChangeRow[];
  /** How much the plan holds of each thing: "8 uppdrag, 22 mått och en kanal". */
  readonly holds: string;
  /** The roles whose tasks, or whose holders, change. */
  readonly affected: readonly string[];
  readonly rounds: readonly RoundPreview[];
  /** Rounds that are not opened, since their last answer day has passed: a name and that day each. */
  readonly passed: readonly string[];
  /** What begins or ends, and when it is asked about first or last: a line each. */
  readonly limited: readonly string[];
  /** The days of rounds to come that this plan moves on from free days, and why: a line each. */
  readonly moved: readonly string[];
  /** What it may well mean, and is asked about. */
  readonly warnings: readonly PlanWarning[];
}

/** What an open round would do. */
export interface RoundPreview {
  readonly name: string;
  readonly ends: boolean;
  readonly people: readonly PersonPreview[];
}

export interface PersonPreview {
  readonly roles: string;
  readonly isNew: boolean;
  readonly added: readonly string[];
  readonly withdrawn: readonly string[];
  /** What they were responsible for and contribute to from then on. */
  readonly contributes: readonly string[];
}

export interface PreviewSubject {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly content: PlanContent;
  readonly language: Language;
}

export async function readPreview(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, plan, content, language }: PreviewSubject,
): Promise<PlanPreview> {
  const next = indexPlan(content, plan.version + 1);
  const rounds = [];
  const held = await allRounds(ports.store, tenantId);
  for (const round of held.filter(({ state }) => state === 'open')) {
    const effects = planEffects(next, round, await asksIn(ports, round), held);
    const name = say(
      (plan.period(round.id) ?? next.period(round.id))?.name ?? { sv: round.id, en: round.id },
      language,
    );
    const people = effects.asks.map((effect) => personOf(effect, [next, plan], language));
    if (effects.ends || people.length > 0) rounds.push({ name, ends: effects.ends, people });
  }
  return {
    rows: describeChanges(plan.content, content, language),
    holds: thingsIn(content, language),
    affected: affectedRoles([next, plan], language),
    rounds,
    passed: passedLines(next, await passedPeriods(ports, tenantId, next), language),
    limited: limitedLines(limitedAssignments(next, withNew(next, held)), language),
    moved: newMoves(next, plan, held, language),
    warnings: planWarnings(content, language, plan.content),
  };
}

export function thingsIn(content: PlanContent, language: Language): string {
  const { assignments, indicators, roles, persons, departments, channels, periods } = content;
  const lists = {
    assignment: assignments,
    indicator: indicators,
    role: roles,
    person: persons,
    department: departments,
    channel: channels,
    period: periods,
  };
  const t = translator(language);
  const things = Object.entries(lists)
    .filter(([, { length: count }]) => count > 0)
    .map(([kind, { length: count }]) => t(`planChange.things.${kind}`, { count }));
  return joinWords(things, language);
}

export function passedLines(plan: Plan, passed: readonly Period[], language: Language): string[] {
  return passed.map((period) =>
    translator(language)('planChange.passed.round', {
      round: say(period.name, language),
      day: formatDate(datesOf(plan, period).due, language),
    }),
  );
}

/** Those that the plan in force does not have already, of rounds that are not over. */
function newMoves(next: Plan, before: Plan, held: readonly Round[], language: Language): string[] {
  const over = new Set(held.flatMap(({ id, state }) => (['planned', 'open'].includes(state) ? [] : [id])));
  const linesOf = ({ content }: Plan) =>
    movedLines(
      movedDates(
        content,
        content.periods.filter(({ id }) => !over.has(id)),
      ),
      language,
      true,
    );
  const known = new Set(linesOf(before));
  return linesOf(next).filter((line) => !known.has(line));
}

/** As the rounds will be: what the plan has beside those that there are is planned. */
function withNew({ content }: Plan, held: readonly Round[]): HeldRounds {
  const planned = content.periods.filter(({ id }) => held.every((round) => round.id !== id));
  return [...held, ...planned.map(({ id }) => ({ id, state: 'planned' as const }))];
}

type Both = readonly [next: Plan, before: Plan];

function personOf(effect: AskEffect, plans: Both, language: Language): PersonPreview {
  const { personId, isNew, added } = effect;
  const { contributes, withdrawn } = nowContributing(effect, plans[0]);
  const [roles = []] = plans.map((plan) => plan.rolesOf(personId)).filter((one) => one.length > 0);
  return {
    roles: joinWords(
      roles.map((role) => say(role.name, language)),
      language,
    ),
    isNew,
    contributes: contributes.flatMap(({ assignmentId }) => {
      const title = plans[0].assignment(assignmentId)?.title;
      return title ? [shortened(say(title, language))] : [];
    }),
    added: questionWords(added, ...plans).map((words) => shortened(say(words, language))),
    withdrawn: questionWords(withdrawn, ...plans).map((words) => shortened(say(words, language))),
  };
}

function affectedRoles(plans: Both, language: Language): string[] {
  const [next, before] = plans;
  const ids = new Set(
    comparePlans(before.content, next.content).flatMap((change) =>
      plans.flatMap((plan) => rolesIn(plan, change)),
    ),
  );
  return [...ids].flatMap((id) => {
    const role = next.role(id) ?? before.role(id);
    return role ? say(role.name, language) : [];
  });
}

function rolesIn(plan: Plan, { kind, id }: PlanChange): readonly string[] {
  switch (kind) {
    case 'assignment': {
      const found = plan.assignment(id);
      return found ? [...severalOf(found.owner), ...(found.contributors ?? [])] : [];
    }
    case 'indicator':
      return plan.indicator(id)?.owner ? [plan.indicator(id)!.owner] : [];
    case 'person':
      return plan.rolesOf(id).map((role) => role.id);
    case 'role':
      return [id];
    default:
      return [];
  }
}
