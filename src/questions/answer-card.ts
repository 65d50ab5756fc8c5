import type { Temporal } from 'temporal-polyfill';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate, formatMoment } from '../language/dates.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment, Language } from '../plan/plan-schema.ts';
import { authorName, reportBlock, roleName } from '../reports/report-block.ts';
import type { Answer, Found } from './answer-question.ts';

export function questionCard(answer: Answer, given: { language: Language; now: Temporal.Instant }): Card {
  const { language } = given;
  const t = translator(language);
  const notice = (title: string, text: string, actions: readonly object[] = []) =>
    renderCard('notice', { title, text, actions }, language);
  if (answer.kind === 'no-plan') return notice('', t('question.noPlan'));
  if (answer.kind === 'unknown') return unknownCard(answer.plan, language, t);
  if (answer.kind === 'several') {
    return notice(
      t('question.several'),
      t('question.severalText'),
      answer.assignments.map((one) => choice(one, language)),
    );
  }
  const { plan, assignment, found } = answer;
  const title = say(assignment.title, language);
  if (!found)
    return notice('', t('question.noReport', { title, role: roleName(plan, assignment.owner, language) }));
  const round = say(plan.period(found.round.id)!.name, language);
  return renderCard(
    'status-answer',
    {
      lead: t(found.older ? 'question.leadOlder' : 'question.lead', { title, round }),
      block: reportBlock({ plan, assignment, state: found.state, values: found.values, language }),
      source: sourceOf(plan, found, given, t),
    },
    language,
  );
}

function unknownCard(plan: Plan, language: Language, t: Translate): Card {
  const titles = plan.assignments.slice(0, 12).map((one) => say(one.title, language));
  const text = t('question.unknownText', { titles: joinWords(titles, language), example: titles[0] });
  return renderCard('notice', { title: t('question.unknown'), text, actions: [] }, language);
}

function choice({ id, title }: Assignment, language: Language) {
  return { verb: 'questions/status', data: { id }, title: say(title, language) };
}

/** Who said it, when, and where each number is from. */
function sourceOf(
  plan: Plan,
  found: Found,
  given: { language: Language; now: Temporal.Instant },
  t: Translate,
) {
  const { language, now } = given;
  const { by, at } = found.state.judgement!;
  const { timeZone } = plan.content;
  const date = formatDate(localDate(fromTimestamp(at), timeZone), language);
  const round = say(plan.period(found.round.id)!.name, language);
  const role = authorName(plan, by, language);
  return t('question.source', { round, role, date, moment: formatMoment(now, timeZone, language) });
}
