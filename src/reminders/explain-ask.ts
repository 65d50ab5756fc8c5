import { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { joinWords, say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import type { Actor, Ports } from '../ports.ts';
import { answerContext } from '../reports/answer-context.ts';
import { roleName } from '../reports/report-block.ts';
import { nextPush } from '../rounds/ask.ts';

/** "Varför får jag den här?", from the data that made it so. */
export async function explainAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, language }: { actor: Actor; askId: string; language: Language },
): Promise<Card> {
  const t = translator(language);
  const notice = (title: string, text: string, actions: object[] = []) =>
    renderCard('notice', { title, text, actions }, language);
  const context = await answerContext(ports, actor, askId);
  if ('refused' in context) return notice('', t(`answer.refused.${context.refused}`));
  const { plan, ask, round } = context;
  const assignments = ask.parts.map((part) => plan.assignment(part.assignmentId)!);
  const roles = [...new Set(ask.parts.map((part) => roleName(plan, part.roleId, language)))];
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const day = (date: Temporal.PlainDate) => formatDay(date, language, today);
  const next = nextPush(ask);
  const text = t('why.text', {
    assignments: joinWords(
      assignments.map(({ title }) => say(title, language)),
      language,
    ),
    role: joinWords(roles, language),
    decisions: joinWords([...new Set(assignments.map(({ decision }) => decision))], language),
    round: say(plan.period(round.id)!.name, language),
    opens: day(Temporal.PlainDate.from(round.opens)),
    due: day(Temporal.PlainDate.from(round.due)),
    readers: t('why.readers'),
    next: next
      ? t('why.next', { day: day(localDate(fromTimestamp(next.at), plan.content.timeZone)) })
      : t('why.last'),
  });
  return notice(t('why.title'), text, [
    { verb: 'answer/open', data: { ask: ask.id }, title: t('reminder.answer') },
  ]);
}
