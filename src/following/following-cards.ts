import type { Temporal } from 'temporal-polyfill';
import type { Card, OutgoingMessage } from '../base/messenger.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatMoment } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { type CardAction, type FactRow, factsCard, showAction } from '../messages/facts-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import { byLine, statusWord } from '../reports/report-block.ts';
import type { Follow } from './following.ts';
import type { News } from './read-news.ts';

interface Shown {
  readonly plan: Plan;
  readonly language: Language;
}

/** More buttons than these are a list of their own. */
const buttonsShown = 4;

/** The personal digest: what is new since the last, in the managers' own words. */
export function digestMessage(
  { plan, language }: Shown,
  { news, next }: { news: readonly News[]; next: Temporal.Instant },
): OutgoingMessage {
  const t = translator(language);
  const title = t('following.digestTitle', { count: news.length });
  const moment = formatMoment(next, plan.content.timeZone, language);
  const titles = news.map(({ assignment }) => say(assignment.title, language));
  const show = news
    .slice(0, buttonsShown)
    .map(({ assignment }) =>
      showAction(
        { kind: 'status', about: { type: 'assignment', id: assignment.id } },
        t('following.show', { title: say(assignment.title, language) }),
      ),
    );
  const card = factsCard(
    { language },
    {
      title,
      rows: news.map((one) => newsRow(plan, one, language)),
      note: t('following.why', { moment }),
      source: t('following.source'),
      actions: [...show, { verb: 'following/list', data: {}, title: t('following.change') }],
    },
    { all: true },
  );
  return { card, summary: `${title}: ${joinWords(titles, language)}` };
}

function newsRow(plan: Plan, { assignment, round, state }: News, language: Language): FactRow {
  const t = translator(language);
  const { judgement, readings } = state;
  const roundName = periodName(round.id, plan, language);
  const latest = judgement ?? Object.values(readings)[0];
  const words = judgement?.answer.ownWords ?? '';
  return {
    heading: say(assignment.title, language),
    lines: [statusWord(judgement?.answer.status ?? 'no_report', t)],
    quote: words ? `”${words}”` : '',
    by: [roundName, latest ? byLine(plan, latest, language, t) : ''].filter(Boolean).join(' · '),
  };
}

export function followingCard({ plan, language }: Shown, { assignmentId, every, nextAt }: Follow): Card {
  const t = translator(language);
  const title = say(plan.assignment(assignmentId)!.title, language);
  const moment = formatMoment(fromTimestamp(nextAt), plan.content.timeZone, language);
  const stop = stopAction({ plan, language }, assignmentId);
  return factsCard(
    { language },
    {
      title: t('following.started', { title }),
      intro: t('following.startedText', { every: t(`following.every.${every}`), moment }),
      actions: [{ ...stop, title: t('following.stopThis') }, listAction(language)],
    },
  );
}

/** What one follows, each with a button to stop. */
export function followsCard(shown: Shown, follows: readonly Follow[], intro = ''): Card {
  const { plan, language } = shown;
  const t = translator(language);
  const current = follows.filter(({ assignmentId }) => plan.assignment(assignmentId));
  if (current.length === 0)
    return factsCard({ language }, { title: t('following.none'), intro: intro || t('following.noneText') });
  const rows = current.map(({ assignmentId, every, nextAt }) => ({
    heading: say(plan.assignment(assignmentId)!.title, language),
    lines: [
      t('following.row', {
        every: t(`following.every.${every}`),
        moment: formatMoment(fromTimestamp(nextAt), plan.content.timeZone, language),
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
      actions: current.slice(0, buttonsShown).map(({ assignmentId }) => stopAction(shown, assignmentId)),
    },
    { all: true },
  );
}

function stopAction({ plan, language }: Shown, assignmentId: string): CardAction {
  const title = say(plan.assignment(assignmentId)!.title, language);
  return {
    verb: 'following/stop',
    data: { id: assignmentId },
    title: translator(language)('following.stop', { title }),
  };
}

function listAction(language: Language): CardAction {
  return { verb: 'following/list', data: {}, title: translator(language)('following.showList') };
}
