import { say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import { pageButtons, pageOf, pageWords } from './answer-pages.ts';
import type { CollisionView } from './answer-views.ts';
import { aspectSaid, milestoneSaid, readingSaid, type Wording, wholeJudgementWords } from './answer-words.ts';
import type { Collision } from './collisions.ts';
import { periodName } from './indicator-series.ts';
import { authorName, byLine } from './report-block.ts';

/** Two answers to the same, side by side, for the one who has not sent in yet to choose. */
export function collisionCard(
  { work, asked, collisions }: CollisionView,
  language: Language,
  wanted: number,
): Card {
  const t = translator(language);
  const { plan, round, ask } = work;
  const { assignment, part } = asked;
  const wording = { plan, assignmentId: assignment.id, language };
  const by = collisions[0]!.theirs.by;
  const all = collisions.map((one) => ({
    ...sides(wording, one),
    theirsBy: byLine(plan, one.theirs, language, t),
  }));
  const { items, page, of } = pageOf(all, wanted, sizeOf);
  return renderCard(
    'answer-collision',
    {
      period: periodName(round.id, plan, language),
      intro: t('answer.collision.intro', {
        role: authorName(plan, by, language),
        title: say(assignment.title, language),
      }),
      ...{ collisions: items, page: pageWords(page, of, t), last: page === of },
      pages: pageButtons({ page, of, verb: 'answer/preview', ids: { ask: ask.id } }, t),
      ids: {
        ...{ ask: ask.id, assignment: part.assignmentId },
        revisions: work.reports.get(part.assignmentId)!.revisions.length,
      },
    },
    language,
  );
}

function sizeOf(one: object): number {
  return 900 + Buffer.byteLength(JSON.stringify(one));
}

function sides(wording: Wording, one: Collision): { what: string; theirs: string; mine: string } {
  const t = translator(wording.language);
  const [theirs, mine] = saidOf(wording, one);
  return {
    what: theirs.what || t('answer.history.judgement'),
    theirs: theirs.words,
    mine: mine.words,
  };
}

function saidOf(wording: Wording, one: Collision) {
  const t = translator(wording.language);
  switch (one.part) {
    case 'judgement':
      return [one.theirs.answer, one.mine].map((judgement) => ({
        what: '',
        words: wholeJudgementWords(wording, judgement),
      })) as [Side, Side];
    case 'aspect':
      return [aspectSaid(one.aspect, one.theirs.answer, t), aspectSaid(one.aspect, one.mine, t)] as const;
    case 'milestone':
      return [
        milestoneSaid(wording, one.id, one.theirs.answer),
        milestoneSaid(wording, one.id, one.mine),
      ] as const;
    case 'reading':
      return [
        readingSaid(wording, one.id, one.theirs.answer),
        readingSaid(wording, one.id, one.mine),
      ] as const;
  }
}

interface Side {
  readonly what: string;
  readonly words: string;
}
