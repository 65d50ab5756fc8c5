import { fromTimestamp } from '../calendar/instants.ts';
import { formatMoment } from '../language/dates.ts';
import { say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import type { Ports } from '../ports.ts';
import { openAnswer } from './answer.ts';
import { pageButtons, pageOf, pageWords } from './answer-pages.ts';
import type { AnswerView } from './answer-views.ts';
import { answersInWords } from './answer-words.ts';
import { type AnswerWork, type Move, questionsFor, readWork } from './answer-work.ts';
import type { Revision } from './report.ts';
import { authorName } from './report-block.ts';

/** Every version of a report that the person has a part in: who, when, what. */
export interface HistoryView {
  readonly view: 'history';
  readonly work: AnswerWork;
  readonly assignmentId: string;
  readonly revisions: readonly Revision[];
}

export async function answerHistory(
  ports: Pick<Ports, 'store' | 'clock'>,
  move: Move & { assignmentId: string },
): Promise<HistoryView | AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { assignmentId } = move;
  if (!questionsFor(work, assignmentId)) return openAnswer(ports, move);
  const revisions = work.reports.get(assignmentId)?.revisions ?? [];
  return { view: 'history', work, assignmentId, revisions };
}

export function historyCard(
  { work, assignmentId, revisions }: HistoryView,
  language: Language,
  wanted: number,
): Card {
  const t = translator(language);
  const { plan, round, ask } = work;
  const shown = revisions.toReversed().map((one) => ({
    heading: t('answer.history.heading', { number: one.number }),
    by: t('answer.history.by', {
      role: authorName(plan, one.by, language),
      moment: formatMoment(fromTimestamp(one.at), plan.content.timeZone, language),
    }),
    reason: one.reason ? t('answer.history.reason', { reason: one.reason }) : '',
    said: answersInWords({ plan, assignmentId, language }, one.answers),
  }));
  const { items, page, of } = pageOf(shown, wanted, ({ said }) => 600 + 500 * said.length + bytesOf(said));
  return renderCard(
    'answer-history',
    {
      period: say(plan.period(round.id)!.name, language),
      title: t('answer.history.title', { title: say(plan.assignment(assignmentId)!.title, language) }),
      ...{ ask: ask.id, revisions: items, page: pageWords(page, of, t) },
      pages: pageButtons(
        { page, of, verb: 'answer/history', ids: { ask: ask.id, assignment: assignmentId } },
        t,
      ),
    },
    language,
  );
}

function bytesOf(said: object): number {
  return Buffer.byteLength(JSON.stringify(said));
}
