import { Temporal } from 'temporal-polyfill';
import type { OutgoingMessage } from '../base/messenger.ts';
import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { fitCard, fits, renderCard } from '../language/render-card.ts';
import type { Reader } from '../reports/reader.ts';
import { roundShown, type Shown } from './read-summary.ts';
import type { RoundView } from './round-view.ts';
import { type Limits, minRows, type RoundShown, sections } from './sections.ts';
import { burdenText, headerOf, headlineOf, unansweredText } from './summary-words.ts';

const limits: readonly Limits[] = [
  { items: 8, rows: 30, indicators: 6, letters: 1000 },
  { items: 6, rows: 20, indicators: 5, letters: 500 },
  { items: 5, rows: 10, indicators: 5, letters: 300 },
  { items: 4, rows: 6, indicators: 4, letters: 200 },
  { items: 2, rows: minRows, indicators: 3, letters: 120 },
];

/** Leadership's card: the whole in one sentence, then what is wanted of them, then deviations, then the rest. */
export function summaryCard(given: Shown): OutgoingMessage {
  const shown = roundShown(given);
  const { reader, view } = shown;
  const { t, language } = reader;
  const headline = headlineOf(reader, view);
  const always = {
    summary: given.summary.id,
    header: headerOf(reader, view),
    headline,
    ended: endedText(reader, view),
    unanswered: unansweredText(reader, view),
    burden: burdenText(reader, view, 'summary.burden'),
    source: t('summary.source', { version: view.plan.version, decision: view.plan.content.decision }),
    updated: t('summary.updated', { moment: reader.moment(given.summary.now) }),
  };
  const limited = sectionsOnCard(shown);
  const dataOf = (limit: Limits) => ({ ...always, ...limited(limit) });
  // What is too much before it is a card need not be made one. At -1, where all of it is, the last limit is left.
  const first = limits.findIndex((limit) => fits(dataOf(limit)));
  return {
    card: fitCard(limits.slice(first), (limit) => renderCard('summary', dataOf(limit), language)),
    summary: t('summary.notification', { round: reader.roundName(view.round.id), headline }),
  };
}

/** What a smaller card has less of; sections that stand in the same list come one after the other. */
function sectionsOnCard(shown: RoundShown): (limit: Limits) => Readonly<Record<string, unknown>> {
  const parts = sections.flatMap(({ card }) => (card ? [card(shown)] : []));
  return (limit) => {
    const data: Record<string, unknown> = {};
    for (const [field, value] of parts.flatMap((part) => Object.entries(part(limit)))) {
      const before = data[field];
      data[field] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
    }
    return data;
  };
}

function endedText({ t, day }: Reader, { plan, round }: RoundView): string {
  if (round.state === 'open') return '';
  const ended = round.closedAt && localDate(fromTimestamp(round.closedAt), plan.content.timeZone);
  if (round.state === 'cancelled' && ended) return t('summary.cancelled', { date: day(ended.toString()) });
  const date = ended ? ended.subtract({ days: 1 }) : Temporal.PlainDate.from(round.closes);
  return t('summary.ended', { date: day(date.toString()) });
}
