import type { Temporal } from 'temporal-polyfill';
import { formatMoment } from '../language/dates.ts';
import { say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { OutgoingMessage } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import { authorName, byLine, roleName, statusColor, statusWord } from '../reports/report-block.ts';
import type { AssignmentView, RoundView } from './round-view.ts';

/** Leadership's card: the whole in one sentence, help wanted, deviations in their own words, then each assignment. */
export function summaryCard(
  view: RoundView,
  { language, now }: { language: Language; now: Temporal.Instant },
): OutgoingMessage {
  const t = translator(language);
  const headline = headlineOf(view, t);
  const help = view.assignments.filter(({ state }) => state.judgement?.answer.help);
  const deviations = view.assignments.filter(({ status }) => status === 'deviation');
  const period = say(view.plan.period(view.round.id)!.name, language);
  const card = renderCard(
    'summary',
    {
      period,
      headline,
      hasHelp: help.length > 0,
      help: help.map((one) => helpOf(view, one, language, t)),
      hasDeviations: deviations.length > 0,
      deviations: deviations.map(({ assignment, state }) => ({
        title: say(assignment.title, language),
        ownWords: `”${state.judgement!.answer.ownWords}”`,
        by: byLine(view.plan, state.judgement!, language, t),
      })),
      groups: groupsOf(view, language, t),
      updated: t('summary.updated', { moment: formatMoment(now, view.plan.content.timeZone, language) }),
    },
    language,
  );
  return { card, summary: t('summary.notification', { round: period, headline }) };
}

function headlineOf({ assignments }: RoundView, t: Translate): string {
  const count = assignments.filter(({ status }) => status !== 'no_report').length;
  const wanting = assignments.filter(({ state }) => state.judgement?.answer.help).length;
  const support = wanting === 0 ? t('summary.support_zero') : t('summary.support', { count: wanting });
  const key = count === assignments.length ? 'summary.headlineAll' : 'summary.headline';
  return t(key, { count, of: assignments.length, support });
}

function helpOf(
  { plan }: RoundView,
  { assignment, state }: AssignmentView,
  language: Language,
  t: Translate,
) {
  const { answer, by } = state.judgement!;
  const who = authorName(plan, by, language);
  const from = answer.help!.from;
  return {
    title: say(assignment.title, language),
    what: answer.help!.what,
    from: from
      ? t('summary.helpFrom', { by: who, from: roleName(plan, from, language) })
      : t('summary.helpFromAnyone', { by: who }),
  };
}

function groupsOf({ assignments }: RoundView, language: Language, t: Translate) {
  return (['core', 'political'] as const)
    .map((type) => ({
      name: t(`types.${type}`),
      rows: assignments
        .filter(({ assignment }) => assignment.type === type)
        .map(({ assignment, status }) => ({
          title: say(assignment.title, language),
          status: statusWord(status, t),
          color: statusColor(status),
        })),
    }))
    .filter(({ rows }) => rows.length > 0);
}
