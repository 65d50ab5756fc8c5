import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { clip } from '../language/people-text.ts';
import { renderCard } from '../language/render-card.ts';
import type { Reader } from '../reports/reader.ts';
import { roundShown, type Shown } from './read-summary.ts';
import type { RoundView } from './round-view.ts';
import { type Row, sections } from './sections.ts';
import {
  calledBy,
  headerOf,
  headlineOf,
  replyButton,
  stripOf,
  titleLetters,
  unansweredText,
} from './summary-words.ts';

/** How many of each kind stand on the card, and how much of a person's own words: the rest is one press away. */
const maxItems = 3;
const maxLetters = 140;

/**
 * Leadership's card, to be read in five seconds: the whole in one sentence, the assignments by state, what is
 * wanted of leadership, what deviates. Everything else is in the views behind it.
 */
export function summaryCard(given: Shown): OutgoingMessage {
  const shown = roundShown(given);
  const { reader, view } = shown;
  const { t, language } = reader;
  const headline = headlineOf(reader, view);
  const data = {
    summary: given.summary.id,
    header: headerOf(reader, view),
    headline,
    ended: endedText(reader, view),
    strip: stripOf(reader, view).map((part) => ({
      ...part,
      style: part.color === 'Default' ? 'emphasis' : part.color.toLowerCase(),
    })),
    unanswered: unansweredText(reader, view),
    sections: sections
      .flatMap((one) => (one.onCard ? [onCard(reader, one.view, one.onCard(shown))] : []))
      .filter(({ items }) => items.length > 0),
    updated: t('summary.updated', { moment: reader.moment(given.summary.now) }),
  };
  return {
    card: renderCard('summary', data, language, { of: 'whole', id: view.round.id }),
    summary: t('summary.notification', { round: reader.roundName(view.round.id), headline }),
  };
}

interface OnCard {
  readonly name: string;
  readonly path: string;
  readonly more: string;
  readonly items: readonly object[];
}

function onCard(
  reader: Reader,
  path: string,
  { title, rows }: { readonly title: string; readonly rows: readonly (() => Row)[] },
): OnCard {
  const shown = rows.slice(0, maxItems).map((row) => row());
  const left = rows.length - shown.length;
  return {
    name: title,
    path,
    more: left > 0 ? reader.t('summary.more', { count: left }) : '',
    items: shown.map((row) => itemOf(reader, row)),
  };
}

function itemOf(reader: Reader, { title: whole, words: all = '', by = '', reply, path }: Row) {
  const title = clip(whole, titleLetters);
  const words = clip(all, maxLetters);
  const said = clip(by, titleLetters);
  return {
    title,
    words,
    by: said,
    path,
    called: calledBy(title, words, said),
    ...replyButton(reader, reply, whole),
  };
}

function endedText({ t, day }: Reader, { plan, round }: RoundView): string {
  if (round.state === 'open') return '';
  const ended = round.closedAt && localDate(fromTimestamp(round.closedAt), plan.content.timeZone);
  if (round.state === 'cancelled' && ended) return t('summary.cancelled', { date: day(ended.toString()) });
  const date = ended ? ended.subtract({ days: 1 }) : Temporal.PlainDate.from(round.closes);
  return t('summary.ended', { date: day(date.toString()) });
}
