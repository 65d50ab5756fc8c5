import { fromTimestamp } from '../calendar/instants.ts';
import { renderCard } from '../language/render-card.ts';
import type { Revision } from '../reports/report.ts';
import { saidIn } from './all-parts.ts';
import { openAnswer } from './answer.ts';
import { bytesOf, pageButtons, pageOf, pageWords } from './pages.ts';
import type { Said } from './parts/part.ts';
import type { AnswerView } from './view.ts';
import { type AnswerWork, findSent, type Move, partFor, type ReadPorts, readWork, titleOf } from './work.ts';

/** Every version of a report that the person has a part in: who, when, what. */
export async function answerHistory(
  ports: ReadPorts,
  move: Move & { readonly assignmentId: string; readonly page?: number | undefined },
): Promise<AnswerView> {
  const work = await readWork(ports, move);
  if ('refused' in work) return { view: 'refused', ...work };
  const { assignmentId } = move;
  const part = partFor(work, assignmentId);
  if (!part) return openAnswer(ports, move);
  const { reader, round, ask } = work;
  const { t } = reader;
  const sent = await findSent(work, part);
  const shown = (sent?.revisions ?? [])
    .toReversed()
    .flatMap((one) => inParts(versionOf(work, assignmentId, one)));
  const { items, page, of } = pageOf(shown, move.page ?? 1, sizeOf);
  const card = renderCard(
    'answer-history',
    {
      period: reader.roundName(round.id),
      title: t('answer.history.title', { title: titleOf(work, assignmentId) }),
      ask: ask.id,
      revisions: items,
      page: pageWords(page, of, t),
      pages: pageButtons(
        { page, of, verb: 'answer/history', ids: { ask: ask.id, assignment: assignmentId } },
        t,
      ),
    },
    reader.language,
  );
  return { view: 'history', card };
}

interface Version {
  readonly heading: string;
  readonly by: string;
  readonly reason: string;
  readonly said: readonly Said[];
}

function versionOf(
  { plan, reader }: AnswerWork,
  assignmentId: string,
  { number, by, at, reason, answers }: Revision,
): Version {
  const { t } = reader;
  return {
    heading: t('answer.history.heading', { number }),
    by: t('answer.history.by', { role: reader.author(by), moment: reader.moment(fromTimestamp(at)) }),
    reason: reason ? t('answer.history.reason', { reason }) : '',
    said: saidIn(answers, reader, plan.assignment(assignmentId)!),
  };
}

/** How much of one version stands together; a longer one goes on under the same heading. */
const maxPartBytes = 8000;

function inParts(version: Version): Version[] {
  const parts: Said[][] = [[]];
  for (const one of version.said) {
    if (sizeOf({ ...version, said: [...parts.at(-1)!, one] }) > maxPartBytes) parts.push([]);
    parts.at(-1)!.push(one);
  }
  return parts.map((said) => ({ ...version, said }));
}

/** In the card, with the elements around the words. */
function sizeOf({ said, ...rest }: Version): number {
  return 600 + bytesOf(rest) + 300 * said.length + bytesOf(said);
}
