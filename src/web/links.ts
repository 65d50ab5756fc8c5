import { createHash } from 'node:crypto';
import type { CardPage } from '../language/render-card.ts';
import type { Ask } from '../rounds/ask.ts';

/**
 * Where each page is. An address may be shared and is written in logs on the way, so it holds ids of the plan's and
 * nothing else: no person, and nothing that somebody has typed.
 */
export const links = {
  whole: (roundId?: string) => (roundId ? `/app/?round=${encodeURIComponent(roundId)}` : '/app/'),
  assignment: (id: string) => `/app/assignments/${encodeURIComponent(id)}`,
  indicator: (id: string) => `/app/indicators/${encodeURIComponent(id)}`,
  rounds: '/app/rounds',
  round: (id: string) => `/app/rounds/${encodeURIComponent(id)}`,
  mine: '/app/mine',
  /** An ask's own id names a person. */
  ask: (ask: Pick<Ask, 'id'>) => `/app/mine/asks/${askKey(ask.id)}`,
  plan: '/app/plan',
  planPart: (part: string) => `/app/plan?part=${part}`,
  versions: '/app/plan/versions',
  version: (version: number) => `/app/plan/versions?from=${version - 1}&to=${version}`,
  operations: '/app/operations',
  start: (to: string) => `/app/start?to=${encodeURIComponent(to)}`,
} as const;

/** The page that a card says it is about. */
export function linkOfCard(page: CardPage): string {
  if (page.of === 'whole') return links.whole(page.id);
  return 'id' in page ? links[page.of](page.id) : links[page.of];
}

/** One view of the whole, as `summaries/sections.ts` names it: `help`, `aspect:social`, `assignment:gu2`. */
export function linkOfPath(path: string, roundId: string): string {
  const [view = '', of = ''] = path.split(':');
  if (view === 'assignment') return links.assignment(of);
  if (view === 'indicator') return links.indicator(of);
  const place = [view, of].filter(Boolean).map(encodeURIComponent).join('/');
  return `/app/lists/${place}?round=${encodeURIComponent(roundId)}`;
}

export function askKey(askId: string): string {
  return createHash('sha256').update(askId).digest('base64url').slice(0, 22);
}

/** Of this site's own pages alone: where one is sent after signing in must not be somebody else's page. */
export function ownPage(to: unknown): string {
  return typeof to === 'string' && /^\/app\/[\w\-./?=&%]*$/u.test(to) && !to.includes('//') ? to : '/app/';
}
