import { toTimestamp } from '../calendar/instants.ts';
import { joinWords } from '../language/language.ts';
import { type Fault, faultText } from '../language/people-text.ts';
import { renderBlock, renderCard } from '../language/render-card.ts';
import { authorOf } from '../reports/answer-context.ts';
import { withReported } from '../reports/known-values.ts';
import { type ReportState, withRevision } from '../reports/report.ts';
import { reportBlock } from '../reports/report-block.ts';
import type { AskPart } from '../rounds/ask.ts';
import type { Wish } from '../support-requests/support-request.ts';
import { contributed, saidBeside } from './all-parts.ts';
import { collisionView, findCollision } from './collision.ts';
import { bytesOf, pageButtons, pageOf, pageWords } from './pages.ts';
import type { PartSubject } from './parts/part.ts';
import type { AnswerView } from './view.ts';
import {
  type AnswerWork,
  baseOf,
  draftedOf,
  findSent,
  givenIn,
  homeOf,
  type ReadPorts,
  roundNames,
  subjectOf,
  titleOf,
} from './work.ts';

export interface PreviewOptions {
  readonly page?: number | undefined;
  /** Of a correction: what is amiss with its reason. */
  readonly reasonFault?: Fault | undefined;
}

/**
 * All that would be sent in, as leadership will see it. Where somebody else has changed the same, that comes first.
 */
export async function previewView(
  ports: ReadPorts,
  work: AnswerWork,
  { page = 1, reasonFault }: PreviewOptions = {},
): Promise<AnswerView> {
  const collided = await findCollision(work);
  if (collided) return collisionView(work, collided, page);
  const { reader, draft, closed, ask } = work;
  const { t, language } = reader;
  const at = toTimestamp(ports.clock.now());
  const given = givenIn(work);
  const shown = await Promise.all(given.map((part) => previewOf(work, part, at)));
  const blocks = shown.flatMap(({ subject, state }) =>
    leadershipBlocks(work, subject, { state, buttons: [changeButton(work, subject)] }),
  );
  const paged = pageOf(blocks, page, bytesOf);
  const last = paged.page === paged.of;
  const words = closed ? 'answer.correction' : 'answer.preview';
  const missing = ask.parts.filter((part) => !closed && !part.answeredAt && !given.includes(part));
  const card = renderCard(
    'answer-preview',
    {
      period: roundNames(work),
      title: t(`${words}.title`),
      intro: [t(`${words}.intro`), last ? '' : t('answer.preview.pages')].filter(Boolean).join(' '),
      noValues: noValuesText(shown, reader.t),
      missing: missingText(
        missing.map(({ assignmentId }) => titleOf(work, assignmentId)),
        given.length,
        work,
      ),
      submit: t(closed ? 'answer.correction.submit' : 'answer.submit'),
      ask: ask.id,
      blocks: paged.items,
      last,
      sends: last && given.length > 0,
      goesOn: missing.length > 0 && last,
      page: pageWords(paged.page, paged.of, t),
      pages: pageButtons({ page: paged.page, of: paged.of, verb: 'answer/preview', ids: { ask: ask.id } }, t),
      correcting: closed,
      reason: draft?.reason ?? '',
      reasonFault: faultText(reasonFault, language),
    },
    language,
  );
  return { view: 'preview', card };
}

interface Shown {
  readonly subject: PartSubject;
  readonly state: ReportState;
}

async function previewOf(work: AnswerWork, part: AskPart, at: string): Promise<Shown> {
  const [subject, sent] = await Promise.all([subjectOf(work, part), findSent(work, part)]);
  const answers = contributed(sent, baseOf(work, part, sent), draftedOf(work, part, subject.sent));
  return { subject, state: withRevision(subject.sent, { answers, by: authorOf(work, part), at }) };
}

/** A value that is asked for and not given stays "no value yet": the preview says how many. */
function noValuesText(shown: readonly Shown[], t: AnswerWork['reader']['t']): string {
  const missing = shown.flatMap(({ subject, state }) =>
    subject.indicators.filter(({ id }) => state.readings[id] === undefined),
  );
  return missing.length > 0 ? t('answer.preview.noValues', { count: missing.length }) : '';
}

function missingText(missing: readonly string[], given: number, { reader }: AnswerWork): string {
  if (missing.length === 0) return '';
  if (given === 0) return reader.t('answer.preview.nothing');
  return reader.t('answer.preview.missing', {
    count: missing.length,
    titles: joinWords(missing, reader.language),
  });
}

export interface Button {
  readonly verb: string;
  readonly title: string;
  /** What it is about, for whoever hears it read and for whoever points at it. */
  readonly tooltip: string;
  readonly ids: object;
}

export function changeButton(work: AnswerWork, { part }: Pick<PartSubject, 'part'>): Button {
  return buttonFor(work, part, 'answer/change', 'answer.change');
}

/** A short button beside what it is about. */
export function buttonFor(work: AnswerWork, { assignmentId }: AskPart, verb: string, key: string): Button {
  const { t } = work.reader;
  const tooltip = t('answer.about', { what: t(key), title: titleOf(work, assignmentId) });
  return {
    verb,
    title: t(key),
    tooltip,
    ids: { ask: homeOf(work, { assignmentId }).askId, assignment: assignmentId },
  };
}

export interface BlockOptions {
  readonly state: ReportState;
  readonly buttons: readonly Button[];
  readonly wish?: Wish | undefined;
  readonly meeting?: { readonly title: string; readonly url: string } | undefined;
}

type Block = Record<string, unknown>;

/** The report as leadership sees it, and its buttons; with more values than a card holds it is shown in several. */
export function leadershipBlocks(
  { reader, round }: AnswerWork,
  { assignment, indicators, series, last }: PartSubject,
  { state, buttons, wish, meeting = { title: '', url: '' } }: BlockOptions,
): Block[][] {
  const { language } = reader;
  const values = indicators.map((indicator) => ({
    indicator,
    series: withReported(series.get(indicator.id) ?? [], state, { indicator, plan: reader.plan, round }),
  }));
  const make = (size: number) =>
    Array.from({ length: Math.max(Math.ceil(values.length / size), 1) }, (_, index) =>
      reportBlock(reader, {
        assignment,
        state,
        roundId: round.id,
        earlier: last && { roundId: last.roundId, judgement: last.judgement.answer },
        replies: wish?.replies,
        withdrawn: wish?.withdrawn,
        beside: saidBeside(state, reader, assignment),
        values: values.slice(index * size, (index + 1) * size),
      }),
    );
  let size = Math.max(values.length, 1);
  let blocks = make(size);
  while (size > 1 && blocks.some((block) => bytesOf(block) > maxBlockBytes)) {
    size = Math.ceil(size / 2);
    blocks = make(size);
  }
  const actions = renderBlock('block-answer-actions', { actions: buttons, meeting }, language);
  return blocks.map((block, index) => (index === blocks.length - 1 ? [block, actions] : [block]));
}

const maxBlockBytes = 14_000;
