import { Temporal } from 'temporal-polyfill';
import { formatDay } from '../language/dates.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { renderBlock, renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import { meetingLink } from '../support-requests/meeting-link.ts';
import { isUnanswered } from '../support-requests/support-request.ts';
import { collisionCard } from './answer-collision-card.ts';
import { pageButtons, pageOf, pageWords } from './answer-pages.ts';
import { stepCard } from './answer-step-card.ts';
import type { Fault } from './answer-text.ts';
import type { AnswerView, PartState, PartsView } from './answer-views.ts';
import { periodName } from './indicator-series.ts';
import { reportBlock } from './report-block.ts';

/** Every view that has a card; the others are a sentence. */
export type CardView = Exclude<AnswerView, { view: 'refused' | 'too-much' }>;

/** `page`: of a preview or a receipt with more than a card holds; counted from 1. */
export function answerCard(view: CardView, language: Language, page = 1): Card {
  switch (view.view) {
    case 'step':
      return stepCard(view, language);
    case 'collision':
      return collisionCard(view, language, page);
    case 'preview':
      return previewCard(view, language, page);
    case 'receipt':
      return receiptCard(view, language, page);
  }
}

function previewCard(view: PartsView, language: Language, page: number): Card {
  const t = translator(language);
  const { closed, draft } = view.work;
  const missing = incomplete(view, language);
  const words = closed ? 'answer.correction' : 'answer.preview';
  const shown = shownOf(view, language, page, t);
  return renderCard(
    'answer-preview',
    {
      ...shown,
      title: t(`${words}.title`),
      intro: [t(`${words}.intro`), shown.last ? '' : t('answer.preview.pages')].filter(Boolean).join(' '),
      missing: closed ? '' : missingWords(view, missing, language, t),
      submit: t(closed ? 'answer.correction.submit' : 'answer.submit'),
      ...{ correcting: closed, reason: draft?.reason ?? '', reasonFault: faultText(view.reasonFault, t) },
    },
    language,
  );
}

function missingWords(
  { parts }: PartsView,
  missing: readonly string[],
  language: Language,
  t: Translate,
): string {
  if (missing.length === 0) return '';
  if (missing.length === parts.length && parts.every(({ revisions }) => revisions === 0)) {
    const nothing = parts.every(({ state }) => !state.judgement && Object.keys(state.readings).length === 0);
    if (nothing) return t('answer.preview.nothing');
  }
  return t('answer.preview.missing', { count: missing.length, titles: joinWords(missing, language) });
}

function receiptCard(view: PartsView, language: Language, page: number): Card {
  const t = translator(language);
  const { closed, round } = view.work;
  const missing = closed ? [] : incomplete(view, language);
  const day = formatDay(Temporal.PlainDate.from(round.closes), language);
  return renderCard(
    'answer-receipt',
    {
      ...shownOf(view, language, page, t),
      title: t(closed ? 'answer.receipt.closedTitle' : 'answer.receipt.title'),
      intro: closed ? t('answer.receipt.closedIntro') : t('answer.receipt.intro', { day }),
      missing:
        missing.length > 0 ? t('answer.receipt.missing', { titles: joinWords(missing, language) }) : '',
    },
    language,
  );
}

/** What a page shows: the reports as everybody sees them, each with its buttons. */
function shownOf(view: PartsView, language: Language, wanted: number, t: Translate) {
  const { plan, round, ask } = view.work;
  const blocks = view.parts.map((part) => blocksOf(view, part, language));
  const { items, page, of } = pageOf(blocks.flat(), wanted, sizeOf);
  const verb = `answer/${view.view}`;
  return {
    period: periodName(round.id, plan, language),
    ask: ask.id,
    blocks: items,
    last: page === of,
    page: pageWords(page, of, t),
    pages: pageButtons({ page, of, verb, ids: { ask: ask.id } }, t),
  };
}

type Block = Record<string, unknown>;

/** The block and its buttons; a report with more values than a card holds is shown in several. */
function blocksOf(view: PartsView, one: PartState, language: Language): Block[][] {
  const { plan } = view.work;
  const assignment = plan.assignment(one.part.assignmentId)!;
  const { state, values, wish } = one;
  const make = (size: number) =>
    Array.from({ length: Math.max(Math.ceil(values.length / size), 1) }, (_, index) =>
      reportBlock({
        ...{ plan, assignment, state, language },
        ...{ replies: wish?.replies, withdrawn: wish?.withdrawn },
        values: values.slice(index * size, (index + 1) * size),
      }),
    );
  let size = Math.max(values.length, 1);
  let blocks = make(size);
  while (size > 1 && blocks.some((block) => sizeOf([block]) > mostBlockBytes)) {
    size = Math.ceil(size / 2);
    blocks = make(size);
  }
  const buttons = renderBlock(
    'block-answer-actions',
    { actions: buttonsOf(view, one, language), meeting: meetingOf(view, one, language) },
    language,
  );
  return blocks.map((block, index) => (index === blocks.length - 1 ? [block, buttons] : [block]));
}

const mostBlockBytes = 14_000;

function sizeOf(blocks: readonly Block[]): number {
  return Buffer.byteLength(JSON.stringify(blocks));
}

function buttonsOf({ view, work }: PartsView, { part, revisions, wish }: PartState, language: Language) {
  const t = translator(language);
  const title = say(work.plan.assignment(part.assignmentId)!.title, language);
  const ids = { ask: work.ask.id, assignment: part.assignmentId };
  const corrects = work.closed && view === 'receipt';
  const change = corrects
    ? { verb: 'answer/correct', title: t('answer.correct', { title }), ids }
    : { verb: 'answer/change', title: t('answer.change', { title }), ids };
  const earlier = { verb: 'answer/history', title: t('answer.earlier', { title }), ids };
  if (view !== 'receipt') return [change];
  const owns = part.as === 'owner';
  const withdraw = { verb: 'answer/help-withdraw', title: t('support.withdraw', { title }), ids };
  const restore = { verb: 'answer/help-restore', title: t('support.restore', { title }), ids };
  return [
    change,
    ...(revisions > 1 ? [earlier] : []),
    ...(owns && wish && isUnanswered(wish) ? [withdraw] : []),
    ...(owns && wish?.withdrawn && !work.closed ? [restore] : []),
  ];
}

/** Instead of waiting for a reply: with whoever is asked, once the answer is sent in. */
function meetingOf({ view, work }: PartsView, { part, state, wish }: PartState, language: Language) {
  const { from } = state.judgement?.answer.help ?? {};
  const personId = from && work.plan.respondents(from)[0]?.personId;
  if (view !== 'receipt' || !personId || wish?.replies.length || wish?.withdrawn)
    return { title: '', url: '' };
  const t = translator(language);
  const title = say(work.plan.assignment(part.assignmentId)!.title, language);
  const url = meetingLink(work.plan, { subject: t('support.meetingSubject', { title }), personId });
  return { title: t('support.meetingAbout', { title }), url };
}

function incomplete({ work, parts }: PartsView, language: Language): string[] {
  return parts
    .filter((one) => !one.complete)
    .map(({ part }) => say(work.plan.assignment(part.assignmentId)!.title, language));
}

function faultText(fault: Fault | undefined, t: Translate): string {
  return fault ? t(fault.key, fault.values) : '';
}
