import type { Stored } from '../base/document-store.ts';
import { joinWords } from '../language/language.ts';
import { faultText } from '../language/people-text.ts';
import { renderBlock, renderCard } from '../language/render-card.ts';
import type { DraftPart } from '../reports/draft.ts';
import type { KnownValue } from '../reports/known-values.ts';
import { type Report, type ReportState, stateOf } from '../reports/report.ts';
import { answersOf, type Item, isOpen, itemsOf, saidIn } from './all-parts.ts';
import { bytesOf } from './pages.ts';
import type { Faults, Field, Inputs, PartSubject } from './parts/part.ts';
import { withKnown } from './parts/readings.ts';
import type { QuestionsView } from './view.ts';
import { type AnswerWork, givenIn, roundNames } from './work.ts';

/** One assignment of those that are asked, read and typed. */
export interface AskedAssignment {
  readonly subject: PartSubject;
  readonly sent: Stored<Report> | undefined;
  readonly typed: DraftPart;
}

export interface CardOptions {
  /** The item it begins with; absent: the first. */
  readonly from?: string | undefined;
  readonly faults?: Faults;
  /** Asked about now, and so first in sight. */
  readonly lead?: string | undefined;
  /** What an older card said, where that is not what stands: to be read, and copied if wanted. */
  readonly left?: readonly string[] | undefined;
  /** What is said of what was filled in from a message. */
  readonly told?: readonly string[] | undefined;
  readonly known?: ReadonlyMap<string, KnownValue>;
}

/** How many bytes the questions of one card may fill, and how many they may be, so that it can be taken in. */
const maxBytes = 16_000;
const maxItems = 10;

/** One assignment's questions, all on one card; what is more than it holds is on the next. */
export function questionsView(
  work: AnswerWork,
  asked: AskedAssignment,
  options: CardOptions = {},
): QuestionsView {
  const { reader } = work;
  const { t } = reader;
  const { faults = {} } = options;
  const head = headOf(work, asked, options);
  const drawn = drawnFrom(asked, options, maxBytes - bytesOf(head));
  const items = itemsOf(asked.subject);
  const first = drawn[0]!.item.key;
  const data = {
    ask: work.ask.id,
    assignment: asked.subject.part.assignmentId,
    seen: seenBy(work, asked.sent),
  };
  const isFirst = work.ask.parts[0]?.assignmentId === data.assignment && items[0]?.key === first;
  const count = Object.values(faults).filter(({ isQuestion }) => !isQuestion).length;
  const card = renderCard(
    'answer-card',
    {
      head,
      faulty: count > 0 ? t('answer.lookAgain', { count }) : '',
      fields: drawn
        .toSorted((a, b) => rankOf(a, options) - rankOf(b, options))
        .flatMap(({ fields }) => fields.map(({ block }) => block)),
      folds: foldsIn(drawn, false).map((name) => {
        const { title, button } = items.find(({ part }) => part.fold?.name === name)!.part.fold!;
        const question = button ? t(title) : '';
        return { question, title: t(button ?? title), tooltip: t(title), data: { ...data, fold: name } };
      }),
      data,
      first: isFirst,
      // What is done already can be sent in, and the rest another day.
      reviews: !work.closed && givenIn(work).some((one) => one.assignmentId !== data.assignment),
    },
    reader.language,
  );
  return { view: 'questions', card, holds: drawn.map(({ item }) => item.key) };
}

/** Names what a card was made from: the draft, its version, and how much had been sent in. */
export function seenBy({ draft }: AnswerWork, sent: Report | undefined): string {
  return `${draft?.nonce ?? 'none'}.${draft?.version ?? 0}.${sent?.revisions.length ?? 0}`;
}

interface Drawn {
  readonly item: Item;
  readonly open: boolean;
  readonly faulty: boolean;
  readonly fields: readonly { readonly field: Field; readonly block: object }[];
}

/** The items from one on, as many as there is room for; at least the first. */
function drawnFrom(
  asked: AskedAssignment,
  { from, faults = {}, known = new Map() }: CardOptions,
  room: number,
): Drawn[] {
  const items = itemsOf(asked.subject);
  const start = Math.max(
    items.findIndex(({ key }) => key === from),
    0,
  );
  const drawn: Drawn[] = [];
  let left = room;
  let count = 0;
  for (const item of items.slice(start)) {
    const one = draw(item, asked, faults, known);
    left -= bytesOf(one.fields.map(({ block }) => block));
    count += one.fields.length > 0 ? 1 : 0;
    if (drawn.length > 0 && (left < 0 || count > maxItems)) break;
    drawn.push(one);
  }
  return drawn;
}

function draw(
  item: Item,
  { subject, typed: before }: AskedAssignment,
  faults: Faults,
  known: ReadonlyMap<string, KnownValue>,
): Drawn {
  const { language } = subject.reader;
  const typed = withKnown(before, known, subject.reader);
  const open = isOpen(item.part, typed, subject);
  const values = item.part.inputs(item.key, typed, subject, open);
  const fields = item.part.fields(item.key, { subject, typed, open, values, known });
  const blocks = fields.map((field) => ({
    field,
    block: renderBlock(
      'block-answer-field',
      {
        ...fieldData(field, values, faultText(faults[field.id], language)),
        // What is only asked about is not wrong.
        faultColor: faults[field.id]?.isQuestion ? 'Warning' : 'Attention',
      },
      language,
    ),
  }));
  return { item, open, faulty: fields.some(({ id }) => faults[id]), fields: blocks };
}

function fieldData(field: Field, values: Inputs, fault: string): object {
  const { heading = '', intro = '', placeholder = '', choices = [], notes = [], quote = '' } = field;
  const value = values[field.id] ?? '';
  const lines = notes.filter(Boolean).map((text) => ({ text }));
  const spacing = field.below ? 'Small' : 'Medium';
  return { ...field, spacing, heading, intro, placeholder, choices, notes: lines, quote, value, fault };
}

/** What is amiss, or asked about now, is in sight first. */
function rankOf({ item, faulty }: Drawn, { lead }: CardOptions): number {
  return faulty || item.key === lead ? 0 : 1;
}

function foldsIn(drawn: readonly Drawn[], open: boolean): string[] {
  const names = drawn.filter((one) => one.open === open).flatMap(({ item }) => item.part.fold?.name ?? []);
  return [...new Set(names)];
}

/** Where one is, what others have said, and what an older card said. */
function headOf(work: AnswerWork, asked: AskedAssignment, { from, left, told = [] }: CardOptions): object {
  const { reader } = work;
  const { assignment } = asked.subject;
  const type = reader.t(`type.${assignment.type}`);
  const isBeginning = !from || itemsOf(asked.subject)[0]?.key === from;
  return renderBlock(
    'block-answer-head',
    {
      progress: progress(work, asked, isBeginning),
      title: reader.say(assignment.title),
      kind: reader.t('kind', { type, decision: assignment.decision }),
      closed: isBeginning ? closedText(work, asked) : '',
      left: (left ?? []).map((text) => ({ text })),
      old: left?.length === 0,
      told: told.map((text) => ({ text })),
      others: isBeginning ? othersSaid(work, asked) : [],
    },
    reader.language,
  );
}

/** What was answered together and has closed since is not changed by what is written now. */
function closedText(work: AnswerWork, { subject: { part } }: AskedAssignment): string {
  const { reader, closedSince } = work;
  const closed = closedSince.filter(({ ask }) =>
    ask.parts.some((one) => one.assignmentId === part.assignmentId && one.answeredAt),
  );
  if (closed.length === 0) return '';
  const names = closed.map(({ round }) => reader.roundName(round.id));
  const facts = { closed: joinWords(names, reader.language), open: roundNames(work, part) };
  return reader.t('answer.closedSince', facts);
}

function progress(work: AnswerWork, { subject }: AskedAssignment, isBeginning: boolean) {
  const { reader, ask, closed } = work;
  const { t } = reader;
  const round = roundNames(work, subject.part);
  const number = ask.parts.findIndex((one) => one.assignmentId === subject.part.assignmentId) + 1;
  const where = closed
    ? t('answer.progressCorrection', { round })
    : ask.parts.length > 1
      ? t('answer.progress', { round, number, of: ask.parts.length })
      : round;
  return isBeginning ? where : t('answer.progressMore', { progress: where });
}

/** So many things of others stand on a card; the rest are counted. */
const othersShown = 6;

function othersSaid({ actor, reader }: AnswerWork, { sent, subject }: AskedAssignment) {
  const revisions = (sent?.revisions ?? []).filter(({ by }) => by.personId !== actor.personId);
  const state = stateOf({ revisions });
  const { judgement, readings } = answersOf(state);
  const words = (answers: Parameters<typeof saidIn>[0]) =>
    saidIn(answers, reader, subject.assignment).map(({ what, words }) => `${what}: ${words}`);
  const judged = judgement
    ? [{ words: words({ judgement }).join('\n'), by: reader.by(state.judgement!) }]
    : [];
  const values = Object.entries(readings ?? {}).map(([id, reading]) => ({
    words: words({ readings: { [id]: reading } }).join('\n'),
    by: reader.by(byOf(state, id)),
  }));
  const more = values.length - othersShown;
  const counted = more > 0 ? [{ words: reader.t('answer.othersMore', { count: more }), by: '' }] : [];
  return [...judged, ...values.slice(0, othersShown), ...counted];
}

function byOf({ readings }: ReportState, id: string) {
  return readings[id]!;
}
