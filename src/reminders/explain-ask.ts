import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { type Fact, noteCard } from '../messages/note-card.ts';
import { dayAndTime } from '../messages/send-log-words.ts';
import {
  type AnswerContext,
  type AskOfActor,
  answerContext,
  type Refusal,
} from '../reports/answer-context.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { type Ask, nextPush } from '../rounds/ask.ts';
import { movedIn, movedLines } from '../rounds/moved-dates.ts';
import { answersFully, whatIsAsked } from '../rounds/what-is-asked.ts';
import { ownAsksOf } from './own-asks.ts';
import { rolesAsked } from './reminder-card.ts';

/** "Varför får jag den här?", from the data that made it so, of every round that came in the same message. */
export async function explainAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, known, language }: AskOfActor & { readonly language: Language },
): Promise<Card | { refused: Refusal }> {
  const own = await ownAsksOf(ports, { actor, askId, known });
  if ('refused' in own) return own;
  const { plan, asked, bundle } = own;
  const others = bundle.filter((one) => one.ask.id !== askId);
  const found = await Promise.all(others.map((one) => answerContext(ports, actor, one.ask.id, { known })));
  const contexts = [asked, ...found.flatMap((one) => ('refused' in one ? [] : [one]))];
  const reader = readerOf(plan, language);
  const { t, roundName } = reader;
  const rounds = contexts.map(({ round }) => roundName(round.id));
  const each = (lines: (reader: Reader, context: AnswerContext) => string[]) => [
    ...new Set(contexts.flatMap((context) => lines(reader, context))),
  ];
  const ofRounds = (label: string, lines: (reader: Reader, context: AnswerContext) => string[]): Fact[] =>
    contexts.map((context, place) => ({
      label: contexts.length > 1 ? t('why.ofRound', { label: t(label), round: rounds[place]! }) : t(label),
      lines: lines(reader, context),
    }));
  const ask = { ask: askId };
  return noteCard(
    {
      title: t('why.titleRound', { round: reader.join(rounds) }),
      facts: [
        { label: t('why.whose'), lines: each(whose) },
        { label: t('why.decision'), lines: each(decisions) },
        ...ofRounds('why.now', rightNow),
        { label: t('why.readers'), lines: each((_, { ask: one }) => [readers(reader, one)]) },
        ...ofRounds('why.next', whatNext),
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

function whose(reader: Reader, { plan, ask, actor, returns }: AnswerContext): string[] {
  const { t, weekday } = reader;
  const role = rolesAsked(reader, ask);
  if (actor.personId === ask.personId) {
    const isVacant = ask.parts.every(({ roleId }) => plan.personsWithRole(roleId).length === 0);
    const isShared = ask.parts.some(({ roleId }) => plan.respondents(roleId).length > 1);
    if (isVacant) return [t('why.vacant', { role })];
    return [t('why.whoseText', { role }), ...(isShared ? [t('why.shared')] : [])];
  }
  if (returns) return [t('why.standsIn', { role, day: weekday(lastDayBefore(returns)) })];
  return [t(ask.givenTo?.personId === actor.personId ? 'why.given' : 'why.sharedRole', { role })];
}

function decisions({ plan, t, say }: Reader, { ask }: AnswerContext): string[] {
  return ask.parts.map((part) => {
    const { title, decision } = plan.assignment(part.assignmentId)!;
    return t('why.decisionText', { title: say(title), decision });
  });
}

function rightNow(reader: Reader, context: AnswerContext): string[] {
  const { t, weekday } = reader;
  const { ask, round } = context;
  const opened = t('why.nowOpened', { day: weekday(round.opens), due: weekday(round.due) });
  const moved = movedIn(context.plan, [round]).filter(({ field }) => field !== 'closes');
  const asked = [...movedLines(moved, reader.language), ...whatThisTime(reader, context)];
  const last = ask.pushes.findLast((push) => push.outcome === 'sent');
  if (!last?.settledAt) return [opened, ...asked];
  const facts = { day: weekday(last.settledAt), rule: t(`why.rule.${last.rule}`) };
  return [opened, t('why.lastPush', facts), ...asked];
}

/** Where it is only values, or the last time that an assignment is asked about. */
function whatThisTime({ t, say, weekday }: Reader, { plan, ask, round, rounds }: AnswerContext): string[] {
  const period = plan.period(round.id);
  if (!period) return [];
  const ending = ask.parts.flatMap(({ assignmentId }) => {
    const assignment = plan.assignment(assignmentId)!;
    const asked = whatIsAsked(plan, period, assignment, rounds);
    return asked.asks === 'all' && asked.lastSince
      ? t('why.lastTime', { title: say(assignment.title), day: weekday(asked.lastSince) })
      : [];
  });
  const isValues = ask.parts.every(
    ({ assignmentId }) => !answersFully(plan.assignment(assignmentId)!, period),
  );
  return isValues ? [t('why.valuesOnly')] : ending;
}

function readers(reader: Reader, ask: Ask): string {
  const { roles, channels } = readersOf(reader, ask);
  return reader.t(channels ? 'why.readersText' : 'why.readersNoChannel', { roles, channels });
}

/** Who reads the answers: the leadership's roles, and the channels of the plan in which the assignments are shown. */
export function readersOf({ plan, roleName, say, join }: Reader, ask: Pick<Ask, 'parts'>) {
  const leading = plan.content.roles.filter((role) => role.access === 'leadership');
  const roles = join(leading.map(({ id }) => roleName(id)));
  const departments = ask.parts.map((part) => plan.assignment(part.assignmentId)!.leadDepartment);
  const shown = plan.content.channels.filter(
    (channel) => !channel.departments || channel.departments.some((one) => departments.includes(one)),
  );
  const channels = join(shown.map(({ name }) => say(name)));
  return { roles, channels };
}

function whatNext({ plan, language, t, weekday }: Reader, { ask, round }: AnswerContext): string[] {
  const closes = t('why.closes', { day: weekday(round.closes) });
  if (ask.state === 'answered') return [t('why.answered'), closes];
  const next = nextPush(ask);
  if (!next) return [t('why.last'), closes];
  const moment = dayAndTime(fromTimestamp(next.at), plan, language);
  return [t('why.nextText', { moment, rule: t(`why.nextRule.${next.rule}`) }), closes];
}

function lastDayBefore(returns: string): string {
  return Temporal.PlainDate.from(returns).subtract({ days: 1 }).toString();
}
