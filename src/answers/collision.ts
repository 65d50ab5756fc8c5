import { renderCard } from '../language/render-card.ts';
import { type Report, stateOf } from '../reports/report.ts';
import type { AskPart } from '../rounds/ask.ts';
import { answersFrom, type Collision, collisionsOf, saidIn } from './all-parts.ts';
import { bytesOf, pageButtons, pageOf, pageWords } from './pages.ts';
import type { Entries } from './parts/part.ts';
import type { AnswerView } from './view.ts';
import { type AnswerWork, baseOf, draftedOf, findSent, roundNames, titleOf, underWay } from './work.ts';

/** An assignment in which somebody else has sent in something else since the person began. */
export interface Collided {
  readonly part: AskPart;
  readonly sent: Report;
  readonly collisions: readonly Collision[];
}

export async function findCollision(work: AnswerWork): Promise<Collided | undefined> {
  for (const part of underWay(work)) {
    if (!work.draft?.parts[part.assignmentId]) continue;
    const sent = await findSent(work, part);
    if (!sent) continue;
    const begun = { base: baseOf(work, part, sent), personId: work.actor.personId };
    const collisions = collisionsOf(sent, begun, draftedOf(work, part, stateOf(sent)));
    if (collisions.length > 0) return { part, sent, collisions };
  }
  return undefined;
}

/** Two answers to the same, side by side, for the one who has not sent in yet to choose. */
export function collisionView(
  work: AnswerWork,
  { part, sent, collisions }: Collided,
  wanted = 1,
): AnswerView {
  const { reader, ask } = work;
  const { t, language } = reader;
  const all = collisions.map(({ key, theirs, mine }) => {
    const { what, words } = saidOf(work, part, key, theirs.answer);
    return { what, theirs: words, mine: saidOf(work, part, key, mine).words, theirsBy: reader.by(theirs) };
  });
  const { items, page, of } = pageOf(all, wanted, (one) => 900 + bytesOf(one));
  const card = renderCard(
    'answer-collision',
    {
      period: roundNames(work),
      intro: t('answer.collision.intro', {
        role: reader.roleName(collisions[0]!.theirs.by.roleId),
        title: titleOf(work, part.assignmentId),
      }),
      collisions: items,
      page: pageWords(page, of, t),
      last: page === of,
      pages: pageButtons({ page, of, verb: 'answer/preview', ids: { ask: ask.id } }, t),
      ids: { ask: ask.id, assignment: part.assignmentId, revisions: sent.revisions.length },
    },
    language,
  );
  return { view: 'collision', card };
}

/** A judgement and the help it wants are one thing to choose. */
function saidOf({ reader, plan }: AnswerWork, { assignmentId }: AskPart, key: string, answer: unknown) {
  const entries: Entries = { [key]: answer };
  const said = saidIn(answersFrom(entries), reader, plan.assignment(assignmentId)!);
  return { what: said[0]?.what ?? '', words: said.map(({ words }) => words).join('\n') };
}
