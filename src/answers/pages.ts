import type { Translate } from '../language/language.ts';

/** How many bytes of a card one page may fill; the rest is its frame and buttons. */
const maxBytes = 16_000;
/** And how many things, so that a page can be taken in. */
const maxItems = 4;

/** So many a page at most, and fewer where they are large; one that is too large by itself is a page of its own. */
export function inPages<T>(
  items: readonly T[],
  max: { readonly items: number; readonly bytes: number },
  size: (item: T) => number,
): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const item of items) {
    const page = pages.at(-1);
    if (page && page.length < max.items && size(item) <= left) page.push(item);
    else {
      pages.push([item]);
      left = max.bytes;
    }
    left -= size(item);
  }
  return pages;
}

/** One page of what is too much for a card. A page that is not there any more is the last one. */
export function pageOf<T>(
  items: readonly T[],
  wanted: number,
  size: (item: T) => number,
): { items: readonly T[]; page: number; of: number } {
  const pages = inPages(items, { items: maxItems, bytes: maxBytes }, size);
  const page = Math.min(Math.max(wanted, 1), Math.max(pages.length, 1));
  return { items: pages[page - 1] ?? [], page, of: Math.max(pages.length, 1) };
}

export function pageWords(page: number, of: number, t: Translate): string {
  return of > 1 ? t('answer.page', { page, of }) : '';
}

interface Paged {
  readonly page: number;
  readonly of: number;
  readonly verb: string;
  readonly ids: object;
}

export function pageButtons({ page, of, verb, ids }: Paged, t: Translate) {
  const to = (number: number, key: string) => ({ verb, title: t(key), ids: { ...ids, page: number } });
  return [
    ...(page < of ? [to(page + 1, 'answer.pageNext')] : []),
    ...(page > 1 ? [to(page - 1, 'answer.pageBack')] : []),
  ];
}

export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
