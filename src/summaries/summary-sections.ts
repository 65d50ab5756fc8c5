import { translator } from '../language/language.ts';
import type { Language } from '../plan/plan-schema.ts';
import { reportId } from '../reports/report.ts';
import { replyButton } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import type { AssignmentView } from './round-view.ts';
import {
  clip,
  correctionWords,
  deviationWords,
  earlierWords,
  gotReply,
  helpWords,
  isForLeadership,
  replyWords,
  wantsHelp,
} from './summary-words.ts';

export interface SectionLimits {
  /** How many of each kind. */
  readonly items: number;
  /** How much of a person's own words. */
  readonly letters: number;
}

/** Titles may be long sentences; on the card they are names. */
export const titleLetters = 160;

interface Item {
  readonly title: string;
  readonly words: string;
  readonly by: string;
  /** The support request that can be answered there and then. */
  readonly reply?: string;
}

/** Help of leadership's first, then other help, what is left since before and what is answered, then deviations; empty ones are left out. */
export function wantedAndDeviating({ summary: { view }, language }: Shown, limit: SectionLimits) {
  const { plan, assignments } = view;
  const help = assignments.filter(wantsHelp);
  const [leaderships, others] = [true, false].map((wanted) =>
    help.filter((one) => isForLeadership(plan, one) === wanted),
  ) as [AssignmentView[], AssignmentView[]];
  const deviations = assignments.filter(({ status }) => status === 'deviation');
  const helpItem = (one: AssignmentView) => () => ({
    ...helpWords(plan, one, language),
    reply: reportId(view.round.id, one.assignment.id),
  });
  return [
    section('helpLeadership', leaderships.map(helpItem), { limit, path: 'help', language }),
    section('helpOthers', others.map(helpItem), { limit, path: 'help', language }),
    section(
      'helpEarlier',
      view.earlierWishes.map((one) => () => ({
        ...earlierWords(view, one, language),
        reply: one.request.id,
      })),
      { limit, path: 'help', language },
    ),
    section(
      'helpReplied',
      assignments.filter(gotReply).map((one) => () => replyWords(plan, one, language)),
      { limit: { ...limit, items: Math.ceil(limit.items / 2) }, path: 'help', language },
    ),
    section(
      'deviations',
      deviations.map((one) => () => deviationWords(plan, one, language)),
      { limit, path: 'deviations', language },
    ),
  ].flatMap((one) => one ?? []);
}

/** At most one section, and only when something has been corrected. */
export function correctedSection({ summary, language }: Shown, { letters }: SectionLimits) {
  const items = summary.corrections.map((one) => () => ({
    ...correctionWords(summary.view.plan, one, language),
    words: '',
  }));
  const limit = { items: 3, letters };
  const made = section('corrections', items, { limit, path: 'corrections', language });
  return made ? [made] : [];
}

function section(
  name: 'helpLeadership' | 'helpOthers' | 'helpEarlier' | 'helpReplied' | 'deviations' | 'corrections',
  items: readonly (() => Item)[],
  { limit, path, language }: { limit: SectionLimits; path: string; language: Language },
) {
  if (items.length === 0) return undefined;
  const t = translator(language);
  const shown = items.slice(0, limit.items).map((make) => make());
  const clipped = shown.some(
    ({ words, title }) => words.length > limit.letters || title.length > titleLetters,
  );
  const what = t(`summary.what.${name}`);
  const more = items.length > shown.length || clipped;
  return {
    name: t(`summary.${name}`),
    items: shown.map(({ title, words, by, reply }) => ({
      title: clip(title, titleLetters),
      words: clip(words, limit.letters),
      by: clip(by, titleLetters),
      ...replyButton(reply, title, language),
    })),
    path,
    left:
      items.length > shown.length ? t('summary.moreText', { shown: shown.length, count: items.length }) : '',
    more: more ? t('summary.more', { count: items.length, what }) : '',
  };
}
