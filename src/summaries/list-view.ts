import type { Card } from '../base/messenger.ts';
import { type Language, translator } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { renderCard } from '../language/render-card.ts';
import type { Shown } from './read-summary.ts';
import { calledBy, headerOf, momentOf } from './summary-words.ts';
import { atPage, backFrom, into, placeOf, whole } from './view-path.ts';

/** One line of a list; `path` is the segment that it opens. */
export interface Row {
  readonly title: string;
  readonly right?: string;
  readonly color?: string;
  readonly words?: string;
  readonly by?: string;
  /** The support request that can be answered there and then. */
  readonly reply?: string;
  readonly path: string;
}

export interface List {
  readonly title: string;
  readonly intro?: string;
  /** Said in place of the rows when there are none. */
  readonly none?: string;
  /** Rows with people's own words are as long as those: fewer to a page. */
  readonly length?: 'words' | 'plain';
  /** Made for the page that is shown alone: a plan may have hundreds of them. */
  readonly rows: readonly (() => Row)[];
}

const rowsPerPage = { words: 6, plain: 12 } as const;

/** A list as one page of a card that only its reader sees, with the way on and back. */
export function listView(shown: Shown, path: string, list: List): Card {
  const t = translator(shown.language);
  const perPage = rowsPerPage[list.length ?? 'plain'];
  const pages = Math.max(1, Math.ceil(list.rows.length / perPage));
  const page = Math.min(placeOf(path).page, pages);
  const first = (page - 1) * perPage;
  const rows = list.rows.slice(first, first + perPage);
  const counted = { from: first + 1, to: first + rows.length, of: list.rows.length };
  return renderCard(
    'summary-list',
    {
      ...frameOf(shown),
      title: list.title,
      intro: rows.length === 0 ? (list.none ?? '') : (list.intro ?? ''),
      rows: rows.map((row) => wholeRow(row(), { from: path, language: shown.language })),
      page: pages > 1 ? t('summary.view.page', counted) : '',
      actions: [
        ...(page < pages ? [{ title: t('summary.open.next'), path: atPage(path, page + 1) }] : []),
        ...(page > 1 ? [{ title: t('summary.open.previous'), path: atPage(path, page - 1) }] : []),
        ...backActions(shown, path),
      ],
    },
    shown.language,
  );
}

const titleLetters = 200;

function wholeRow(
  { title, right = '', color = 'Default', words = '', by = '', path, reply }: Row,
  { from, language }: { from: string; language: Language },
) {
  const clipped = clip(title, titleLetters);
  const called = calledBy(clipped, right);
  const shown = { title: clipped, called, right, color, words, by, path: into(from, path) };
  return { ...shown, ...replyButton(reply, title, language) };
}

const buttonLetters = 160;

/** What a template needs for a button that answers a support request; empty where there is none. */
export function replyButton(request: string | undefined, title: string, language: Language) {
  if (!request) return { request: '', answer: '' };
  const answer = translator(language)('support.answerOne', { title: clip(title, buttonLetters) });
  return { request, answer };
}

/** What every view says of itself. */
export function frameOf(shown: Shown) {
  const { summary, language } = shown;
  return {
    summary: summary.id,
    header: headerOf(summary.view, language),
    onlyYou: translator(language)('summary.onlyYou', { moment: momentOf(shown) }),
  };
}

/** One step back, and from deeper in straight to the summary. */
export function backActions({ language }: Shown, path: string): { title: string; path: string }[] {
  const t = translator(language);
  const back = backFrom(path);
  if (back === whole) return [{ title: t('summary.open.back'), path: whole }];
  return [
    { title: t('summary.open.back'), path: back },
    { title: t('summary.open.whole'), path: whole },
  ];
}
