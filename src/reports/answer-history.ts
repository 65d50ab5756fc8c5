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
import { answersInWords, type Said } from './answer-words.ts';
import { type AnswerWork, type Move, questionsFor, readWork } from './answer-work.ts';
import { periodName } from './indicator-series.ts';
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
  const shown = revisions
    .toReversed()
    .flatMap((one) => inParts(versionOf(work, assignmentId, one, language)));
  const { items, page, of } = pageOf(shown, wanted, sizeOf);
  return renderCard(
    'answer-history',
    {
      period: periodName(round.id, plan, language),
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

interface Version {
  readonly heading: string;
  readonly by: string;
  readonly reason: string;
  readonly said: readonly Said[];
}

function versionOf(
  { plan }: AnswerWork,
  assignmentId: string,
  { number, by, at, reason, answers }: Revision,
  language: Language,
): Version {
  const t = translator(language);
  const moment = formatMoment(fromTimestamp(at), plan.content.timeZone, language);
  return {
    heading: t('answer.history.heading', { number }),
    by: t('answer.history.by', { role: authorName(plan, by, language), moment }),
    reason: reason ? t('answer.history.reason', { reason }) : '',
    said: answersInWords({ plan, assignmentId, language }, answers),
  };
}

/** How much of one version stands together; a longer one goes on under the same heading. */
const mostPartBytes = 8000;

function inParts(version: Version): Version[] {
  const parts: Said[][] = [[]];
  for (const one of version.said) {
    if (sizeOf({ ...version, said: [...parts.at(-1)!, one] }) > mostPartBytes) parts.push([]);
    parts.at(-1)!.push(one);
  }
  return parts.map((said) => ({ ...version, said }));
}

/** In the card, with the elements around the words. */
function sizeOf({ said, ...rest }: Version): number {
  return 600 + bytesOf(rest) + 300 * said.length + bytesOf(said);
}

function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
