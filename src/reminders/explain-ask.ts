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
import { rolesAsked } from './reminder-card.ts';

/** "Varför får jag den här?", from the data that made it so. */
export async function explainAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, known, language }: AskOfActor & { readonly language: Language },
): Promise<Card | { refused: Refusal }> {
  const context = await answerContext(ports, actor, askId, { known });
  if ('refused' in context) return { refused: context.refused };
  const { plan, round } = context;
  const reader = readerOf(plan, language);
  const { t } = reader;
  const ask = { ask: askId };
  return noteCard(
    {
      title: t('why.titleRound', { round: reader.roundName(round.id) }),
      facts: [
        { label: t('why.whose'), lines: whose(reader, context) },
        { label: t('why.decision'), lines: decisions(reader, context) },
        { label: t('why.now'), lines: rightNow(reader, context) },
        { label: t('why.readers'), lines: [readers(reader, context.ask)] },
        { label: t('why.next'), lines: whatNext(reader, context) },
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

function whose(reader: Reader, { ask, actor, returns }: AnswerContext): string[] {
  const { t, weekday } = reader;
  const role = rolesAsked(reader, ask);
  if (actor.personId === ask.personId) return [t('why.whoseText', { role })];
  if (returns) return [t('why.standsIn', { role, day: weekday(lastDayBefore(returns)) })];
  return [t('why.given', { role })];
}

function decisions({ plan, t, say }: Reader, { ask }: AnswerContext): string[] {
  return ask.parts.map((part) => {
    const { title, decision } = plan.assignment(part.assignmentId)!;
    return t('why.decisionText', { title: say(title), decision });
  });
}

function rightNow({ t, weekday }: Reader, { ask, round }: AnswerContext): string[] {
  const opened = t('why.nowOpened', { day: weekday(round.opens), due: weekday(round.due) });
  const last = ask.pushes.findLast((push) => push.outcome === 'sent');
  if (!last?.settledAt) return [opened];
  const facts = { day: weekday(last.settledAt), rule: t(`why.rule.${last.rule}`) };
  return [opened, t('why.lastPush', facts)];
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
