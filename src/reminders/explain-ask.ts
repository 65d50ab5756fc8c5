import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { type Fact, noteCard } from '../messages/note-card.ts';
import { dayAndTime } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type AnswerContext, answerContext, type Refusal } from '../reports/answer-context.ts';
import { periodName } from '../reports/indicator-series.ts';
import { roleName } from '../reports/report-block.ts';
import { type Ask, nextPush } from '../rounds/ask.ts';
import { answersFully, whatIsAsked } from '../rounds/what-is-asked.ts';
import { rolesAsked } from './reminder-card.ts';

/** "Varför får jag den här?", from the data that made it so. */
export async function explainAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, language }: { actor: Actor; askId: string; language: Language },
): Promise<Card | { refused: Refusal }> {
  const context = await answerContext(ports, actor, askId);
  if ('refused' in context) return { refused: context.refused };
  const { plan, round } = context;
  const t = translator(language);
  const ask = { ask: askId };
  return noteCard(
    {
      title: t('why.titleRound', { round: periodName(round.id, plan, language) }),
      facts: [
        { label: t('why.whose'), lines: whose(context, language) },
        { label: t('why.decision'), lines: decisions(context, language) },
        { label: t('why.now'), lines: rightNow(context, language) },
        { label: t('why.readers'), lines: [readers(plan, context.ask, language)] },
        { label: t('why.next'), lines: whatNext(context, language) },
        { label: t('why.decline'), lines: [t('why.declineText')] },
      ] satisfies Fact[],
      actions: [
        { verb: 'answer/open', title: t('reminder.answer'), data: ask, style: 'positive' },
        { verb: 'reminders/not-me', title: t('reminder.notMe'), data: ask },
        { verb: 'reminders/show', title: t('reminder.backToCard'), data: ask },
      ],
    },
    language,
  );
}

function whose({ plan, ask, actor, returns }: AnswerContext, language: Language): string[] {
  const t = translator(language);
  const role = rolesAsked(plan, ask, language);
  if (actor.personId === ask.personId) {
    const isVacant = ask.parts.every(({ roleId }) => plan.personsWithRole(roleId).length === 0);
    const isShared = ask.parts.some(({ roleId }) => plan.respondents(roleId).length > 1);
    if (isVacant) return [t('why.vacant', { role })];
    return [t('why.whoseText', { role }), ...(isShared ? [t('why.shared')] : [])];
  }
  if (returns) return [t('why.standsIn', { role, day: dayOf(lastDayBefore(returns), language) })];
  return [t(ask.givenTo?.personId === actor.personId ? 'why.given' : 'why.sharedRole', { role })];
}

function decisions({ plan, ask }: AnswerContext, language: Language): string[] {
  const t = translator(language);
  return ask.parts.map((part) => {
    const { title, decision } = plan.assignment(part.assignmentId)!;
    return t('why.decisionText', { title: say(title, language), decision });
  });
}

function rightNow(context: AnswerContext, language: Language): string[] {
  const { plan, ask, round } = context;
  const t = translator(language);
  const opened = t('why.nowOpened', { day: dayOf(round.opens, language), due: dayOf(round.due, language) });
  const asked = whatThisTime(context, language);
  const last = ask.pushes.findLast((push) => push.outcome === 'sent');
  if (!last?.settledAt) return [opened, ...asked];
  const day = localDate(fromTimestamp(last.settledAt), plan.content.timeZone).toString();
  return [
    opened,
    t('why.lastPush', { day: dayOf(day, language), rule: t(`why.rule.${last.rule}`) }),
    ...asked,
  ];
}

/** Where it is only values, or the last time that an assignment is asked about. */
function whatThisTime({ plan, ask, round, rounds }: AnswerContext, language: Language): string[] {
  const t = translator(language);
  const period = plan.period(round.id);
  if (!period) return [];
  const ending = ask.parts.flatMap(({ assignmentId }) => {
    const assignment = plan.assignment(assignmentId)!;
    const asked = whatIsAsked(plan, period, assignment, rounds);
    return asked.asks === 'all' && asked.lastSince
      ? t('why.lastTime', { title: say(assignment.title, language), day: dayOf(asked.lastSince, language) })
      : [];
  });
  const isValues = ask.parts.every(
    ({ assignmentId }) => !answersFully(plan.assignment(assignmentId)!, period.kind),
  );
  return isValues ? [t('why.valuesOnly')] : ending;
}

function readers(plan: Plan, ask: Ask, language: Language): string {
  const { roles, channels } = readersOf(plan, ask, language);
  return translator(language)(channels ? 'why.readersText' : 'why.readersNoChannel', { roles, channels });
}

/** Who reads the answers: the leadership's roles, and the channels of the plan in which the assignments are shown. */
export function readersOf(plan: Plan, ask: Pick<Ask, 'parts'>, language: Language) {
  const leading = plan.content.roles.filter((role) => role.access === 'leadership');
  const roles = joinWords(
    leading.map((role) => roleName(plan, role.id, language)),
    language,
  );
  const departments = ask.parts.map((part) => plan.assignment(part.assignmentId)!.leadDepartment);
  const shown = plan.content.channels.filter(
    (channel) => !channel.departments || channel.departments.some((one) => departments.includes(one)),
  );
  const channels = joinWords(
    shown.map((channel) => say(channel.name, language)),
    language,
  );
  return { roles, channels };
}

function whatNext({ plan, ask, round }: AnswerContext, language: Language): string[] {
  const t = translator(language);
  const closes = t('why.closes', { day: dayOf(round.closes, language) });
  if (ask.state === 'answered') return [t('why.answered'), closes];
  const next = nextPush(ask);
  if (!next) return [t('why.last'), closes];
  const moment = dayAndTime(fromTimestamp(next.at), plan, language);
  return [t('why.nextText', { moment, rule: t(`why.nextRule.${next.rule}`) }), closes];
}

function dayOf(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  return formatDay(day, language, day);
}

function lastDayBefore(returns: string): string {
  return Temporal.PlainDate.from(returns).subtract({ days: 1 }).toString();
}
