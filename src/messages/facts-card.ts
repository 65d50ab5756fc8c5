import type { Card } from '../base/messenger.ts';
import { type Language, type Translate, translator } from '../language/language.ts';
import { type CardPage, fitCard, renderCard } from '../language/render-card.ts';

/** An answer as rows, each with a heading, lines, a quotation and its source. */
export interface Facts {
  readonly title: string;
  readonly intro?: string;
  readonly rows?: readonly FactRow[];
  readonly note?: string;
  readonly source?: string;
  readonly actions?: readonly CardAction[];
  /** The question, so that a long answer can be continued. */
  readonly asked?: QuestionIds;
  /** Where more of it stands. */
  readonly page?: CardPage;
}

export interface FactRow {
  readonly heading?: string;
  readonly lines?: readonly string[];
  /** Somebody's own words. */
  readonly quote?: string;
  readonly by?: string;
}

export interface CardAction {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly title: string;
  /** The whole of it for screen readers, where the title is short. */
  readonly tooltip?: string;
}

/** Who reads the answer, and from which row on. */
interface Reading {
  readonly language: Language;
  readonly from?: number | undefined;
}

/** A question as ids, as a button carries it. */
export interface QuestionIds {
  readonly kind: string;
  readonly about?: { readonly type: string; readonly id: string } | undefined;
}

/** As many rows as can be read at a glance; fewer if they are long. A button shows the rest, or it is said how many there are. */
const rowsShown = [8, 5, 3, 1] as const;
/** As many lines of a row; fewer if they are long. The others are counted. */
const linesShown = [60, 10, 3] as const;

interface Limit {
  readonly rows: number;
  readonly lines?: number;
  /** Without quotations. */
  readonly isSilent?: boolean;
}

/**
 * Always small enough for Teams. `all` shows every row at once; if that is too large, quotations are left out first, and
 * then rows.
 */
export function factsCard(given: Reading, facts: Facts, { all = false } = {}): Card {
  const { rows = [] } = facts;
  const longest = Math.max(0, ...rows.map(({ lines = [] }) => lines.length));
  const limits = rowsShown.flatMap((max) =>
    linesShown
      .filter((lines, place) => place === 0 || longest > lines)
      .map((lines): Limit => ({ rows: max, lines })),
  );
  const roomiest = all ? [{ rows: rows.length }, { rows: rows.length, isSilent: true }] : [];
  return fitCard<Limit>([...roomiest, ...limits], (limit) => render(given, facts, limit));
}

function render({ language, from = 0 }: Reading, facts: Facts, limit: Limit): Card {
  const { title, intro = '', rows = [], note = '', source = '', actions = [], asked, page } = facts;
  const t = translator(language);
  const next = from + limit.rows;
  const shown = rows.slice(from, next);
  const isMore = rows.length > next;
  const more = asked && isMore ? [showAction(asked, t('question.more'), next)] : [];
  const cut = isMore && !asked ? t('question.shownOf', { shown: shown.length, count: rows.length }) : '';
  return renderCard(
    'question-facts',
    {
      title,
      intro,
      note: [note, cut].filter(Boolean).join(' '),
      source,
      rows: shown.map(({ heading = '', lines = [], quote = '', by = '' }) => ({
        heading,
        quote: limit.isSilent ? '' : quote,
        by,
        lines: linesWithin(lines.filter(Boolean), limit, t).map((line) => ({ line })),
      })),
      actions: [...more, ...actions],
    },
    language,
    page,
  );
}

function linesWithin(
  lines: readonly string[],
  { lines: max = Infinity }: Limit,
  t: Translate,
): readonly string[] {
  if (lines.length <= max) return lines;
  return [...lines.slice(0, max), t('question.linesMore', { count: lines.length - max })];
}

/** A button that asks the question. */
export function showAction({ kind, about }: QuestionIds, title: string, from?: number): CardAction {
  const subject = about ? { type: about.type, id: about.id } : {};
  return { verb: 'questions/show', data: { kind, ...subject, ...(from ? { from } : {}) }, title };
}

/** Where what was asked for is not shown, or there is nothing: what anybody may ask instead. */
export function askInstead(t: Translate): CardAction[] {
  return [
    { verb: 'help/say', data: { intent: 'whole' }, title: t('question.next.status') },
    { verb: 'help/say', data: { intent: 'help-wanted' }, title: t('question.next.help') },
  ];
}
