import type { Translate } from '../language/language.ts';

/** No page lists more than this: the rest are on the next. */
export const maxRows = 100;

export interface Page<T> {
  readonly rows: readonly T[];
  /** Anchor of the list on its page, so that “next” lands on the list and not at the top. */
  readonly id: string;
  /** `101–200 av 240`; empty where all are shown. */
  readonly words: string;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

/**
 * One page of a list. A page that is not there any more is the last one. `address` is that of the list; `name`: which of
 * several lists on it. What else was asked for, as of another list, is kept.
 */
export function pageOf<T>(
  all: readonly T[],
  { query, t }: { readonly query: URLSearchParams; readonly t: Translate },
  address: string,
  name = 'page',
): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / maxRows));
  const page = Math.min(Math.max(1, Math.trunc(Number(query.get(name))) || 1), pages);
  const first = (page - 1) * maxRows;
  const rows = all.slice(first, first + maxRows);
  const to = (number: number) => {
    const [path, own] = address.split('?');
    const asked = new URLSearchParams(query);
    for (const [key, value] of new URLSearchParams(own)) asked.set(key, value);
    asked.set(name, String(number));
    return `${path}?${asked}#${name}`;
  };
  const counted = { from: first + 1, to: first + rows.length, of: all.length };
  return {
    rows,
    id: name,
    words: pages > 1 ? t('web.page', counted) : '',
    previous: page > 1 ? to(page - 1) : undefined,
    next: page < pages ? to(page + 1) : undefined,
  };
}

/** A table as `pages/table.eta` draws it. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | Cell)[])[];
  readonly page?: Omit<Page<unknown>, 'rows'> | undefined;
  /** Its columns are many and hold words: in smaller letters. */
  readonly isMany?: boolean;
  /** Its cells are a word or a number: it stays a table on a telephone too. */
  readonly isSmall?: boolean;
  /** Said where there are no rows. */
  readonly none?: string | undefined;
}

export interface Cell {
  readonly text: string;
  readonly href?: string | undefined;
  /** Good, warning, attention: it only repeats what the words say. */
  readonly tone?: string | undefined;
  /** In small letters below. */
  readonly note?: string | undefined;
}
