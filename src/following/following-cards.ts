import type { Temporal } from 'temporal-polyfill';
import type { Card, OutgoingMessage } from '../base/messenger.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { askInstead, type CardAction, type FactRow, factsCard, showAction } from '../messages/facts-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import type { Follow } from './following.ts';
import type { News } from './read-news.ts';

interface Shown {
  readonly plan: Plan;
  readonly language: Language;
}

/** With more buttons than this, they become a separate list. */
const buttonsShown = 4;

/** The personal digest: news since the last one, in the managers' own words. */
export function digestMessage(
  { plan, language }: Shown,
  { news, next }: { news: readonly News[]; next: Temporal.Instant },
): OutgoingMessage {
  const reader = readerOf(plan, language);
  const { t, say } = reader;
  const title = t('following.digestTitle', { count: news.length });
  const moment = reader.moment(next);
  const titles = news.map(({ assignment }) => say(assignment.title));
  const show = news
    .slice(0, buttonsShown)
    .map(({ assignment }) =>
      showAction(
        { kind: 'status', about: { type: 'assignment', id: assignment.id } },
        t('following.show', { title: say(assignment.title) }),
      ),
    );
  const card = factsCard(
    { language },
    {
      title,
      rows: news.map((one) => newsRow(reader, one)),
      note: t('following.why', { moment }),
      source: t('following.source'),
      actions: [...show, { verb: 'following/list', data: {}, title: t('following.change') }],
    },
    { all: true },
  );
  return { card, summary: `${title}: ${reader.join(titles)}` };
}

function newsRow(reader: Reader, { assignment, round, state }: News): FactRow {
  const { judgement, readings } = state;
  const latest = judgement ?? Object.values(readings)[0];
  const words = judgement?.answer.ownWords ?? '';
  return {
    heading: reader.say(assignment.title),
    lines: [reader.status(judgement?.answer.status ?? 'no_report')],
    quote: words ? `”${words}”` : '',
    by: [reader.roundName(round.id), latest ? reader.by(latest) : ''].filter(Boolean).join(' · '),
  };
}

export function followingCard({ plan, language }: Shown, { assignmentId, every, nextAt }: Follow): Card {
  const reader = readerOf(plan, language);
  const { t, say } = reader;
  const title = say(plan.assignment(assignmentId)!.title);
  const moment = reader.moment(fromTimestamp(nextAt));
  const stop = stopAction(reader, assignmentId);
  return factsCard(
    { language },
    {
      title: t('following.started', { title }),
      intro: t('following.startedText', { every: t(`following.every.${every}`), moment }),
      actions: [{ ...stop, title: t('following.stopThis') }, listAction(reader)],
    },
  );
}

/** The assignments a person follows, each with a button to stop. */
export function followsCard({ plan, language }: Shown, follows: readonly Follow[], intro = ''): Card {
  const reader = readerOf(plan, language);
  const { t, say } = reader;
  const current = follows.filter(({ assignmentId }) => plan.assignment(assignmentId));
  if (current.length === 0)
    return factsCard(
      { language },
      {
        title: t('following.none'),
        intro: [intro, t('following.noneText')].filter(Boolean).join(' '),
        actions: askInstead(t).slice(0, 1),
      },
    );
  const rows = current.map(({ assignmentId, every, nextAt }) => ({
    heading: say(plan.assignment(assignmentId)!.title),
    lines: [
      t('following.row', {
        every: t(`following.every.${every}`),
        moment: reader.moment(fromTimestamp(nextAt)),
      }),
    ],
  }));
  return factsCard(
    { language },
    {
      title: t('following.list'),
      intro,
      rows,
      note: current.length > buttonsShown ? t('following.stopByWriting') : '',
      actions: current.slice(0, buttonsShown).map(({ assignmentId }) => stopAction(reader, assignmentId)),
    },
    { all: true },
  );
}

function stopAction({ plan, t, say }: Reader, assignmentId: string): CardAction {
  const title = say(plan.assignment(assignmentId)!.title);
  return {
    verb: 'following/stop',
    data: { id: assignmentId },
    title: t('following.stop', { title }),
  };
}

function listAction({ t }: Reader): CardAction {
  return { verb: 'following/list', data: {}, title: t('following.showList') };
}
