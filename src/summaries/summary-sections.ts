import { type Language, translator } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { madeOnce } from '../language/render-card.ts';
import { reportId } from '../reports/report.ts';
import type { EarlierWish } from '../support-requests/support-request.ts';
import { replyButton } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import type { AssignmentView } from './round-view.ts';
import {
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

/** A section as large as it may be; none where there is nothing to say. */
type Section = (limit: SectionLimits) => object[];

/** Help of leadership's first, then other help, what is left since before and what is answered, then deviations; empty ones are left out. */
export function wantedAndDeviating({ summary: { view }, language }: Shown): Section {
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
  const earlierItem = (one: EarlierWish) => () => ({
    ...earlierWords(view, one, language),
    reply: one.request.id,
  });
  const toHelp = { path: 'help', language };
  const replied = section(
    'helpReplied',
    assignments.filter(gotReply).map((one) => () => replyWords(plan, one, language)),
    toHelp,
  );
  const sections: Section[] = [
    section('helpLeadership', leaderships.map(helpItem), toHelp),
    section('helpOthers', others.map(helpItem), toHelp),
    section('helpEarlier', view.earlierWishes.map(earlierItem), toHelp),
    (limit) => replied({ ...limit, items: Math.ceil(limit.items / 2) }),
    section(
      'deviations',
      deviations.map((one) => () => deviationWords(plan, one, language)),
      { path: 'deviations', language },
    ),
  ];
  return (limit) => sections.flatMap((one) => one(limit));
}

/** At most one section, and only when something has been corrected. */
export function correctedSection({ summary, language }: Shown): Section {
  const items = summary.corrections.map((one) => () => ({
    ...correctionWords(summary.view.plan, one, language),
    words: '',
  }));
  const made = section('corrections', items, { path: 'corrections', language });
  return ({ letters }) => made({ items: 3, letters });
}

function section(
  name: 'helpLeadership' | 'helpOthers' | 'helpEarlier' | 'helpReplied' | 'deviations' | 'corrections',
  items: readonly (() => Item)[],
  { path, language }: { path: string; language: Language },
): Section {
  if (items.length === 0) return () => [];
  const t = translator(language);
  const first = madeOnce(items.map((make) => () => shownItem(make(), language)));
  const [heading, what] = [t(`summary.${name}`), t(`summary.what.${name}`)];
  const all = t('summary.more', { count: items.length, what });
  return (limit) => {
    const shown = first(limit.items);
    const left = items.length > shown.length;
    const isClipped = shown.some((one) => one.isClipped || one.words.length > limit.letters);
    return [
      {
        name: heading,
        items: shown.map(({ isClipped: _, ...one }) => ({ ...one, words: clip(one.words, limit.letters) })),
        path,
        left: left ? t('summary.moreText', { shown: shown.length, count: items.length }) : '',
        more: left || isClipped ? all : '',
      },
    ];
  };
}

/** What does not depend on how much of the words there is room for. */
function shownItem({ title, words, by, reply }: Item, language: Language) {
  return {
    title: clip(title, titleLetters),
    words,
    by: clip(by, titleLetters),
    ...replyButton(reply, title, language),
    isClipped: title.length > titleLetters,
  };
}
