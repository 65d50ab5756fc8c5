/**
 * Where a reader stands in a summary's views, as its buttons carry it: `departments/department:soc:2/assignment:gu2`.
 * Each segment is a view, what it is of, and its page; "back" is the path without its last segment.
 */
export const whole = 'whole';

export interface ViewPlace {
  readonly view: string;
  /** An id of the plan's; empty for views of the whole. */
  readonly of: string;
  /** 1 is the first. */
  readonly page: number;
}

/** Views that list things of the whole; those of one thing name it. */
const listViews = ['help', 'deviations', 'corrections', 'departments', 'assignments', 'indicators'];

export function placeOf(path: string): ViewPlace {
  const [view = whole, ...rest] = path.split('/').at(-1)!.split(':');
  const [of, page] = listViews.includes(view) ? ['', rest[0]] : [rest[0] ?? '', rest[1]];
  return { view, of, page: Math.max(1, Math.trunc(Number(page)) || 1) };
}

export function backFrom(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : whole;
}

/** Further in: what is opened from a path. Nobody goes deep enough to leave the length of a card's id. */
export function into(path: string, segment: string): string {
  return path === whole ? segment : `${path}/${segment}`;
}

/** The same view at another page. */
export function atPage(path: string, page: number): string {
  const { view, of } = placeOf(path);
  const segment = [view, ...(of ? [of] : []), ...(page > 1 ? [page] : [])].join(':');
  const outside = backFrom(path);
  return path.includes('/') ? into(outside, segment) : segment;
}
