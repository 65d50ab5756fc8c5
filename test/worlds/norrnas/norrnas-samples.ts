import { openAnswer } from '../../../src/answers/answer.ts';
import type { Card, PersonAddress } from '../../../src/base/messenger.ts';
import { demoTenant as tenantId } from '../../../src/config.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { changeForm, chooseCard, menuCard } from '../../../src/plan-changes/change-forms.ts';
import { allRounds } from '../../../src/rounds/round.ts';
import { summaries, summaryId } from '../../../src/rounds/summary.ts';
import { nextRound, readUpcoming, upcomingCard } from '../../../src/rounds/upcoming-round.ts';
import { readSummary } from '../../../src/summaries/read-summary.ts';
import { summaryCard } from '../../../src/summaries/summary-card.ts';
import { summaryView } from '../../../src/summaries/summary-view.ts';
import { actionsIn } from '../../support/card-form.ts';
import type { CardSample } from '../../support/card-samples.ts';
import { type Living, liveUntil, norrnas } from './half-year.ts';

/** Norrnäs after the interim, with the month and the quarter open: long official names, and no English. */
const looksAt = '2026-10-08T12:00:00+02:00';

const paths = [
  'deviations',
  'sustainability',
  'departments',
  'assignments',
  'assignments/assignment:u04',
  'assignments/assignment:u12',
  'indicators',
  'indicators/indicator:m36',
];

let living: Promise<Living> | undefined;

export function livedNorrnas(): Promise<Living> {
  living ??= liveUntil(norrnas(), looksAt);
  return living;
}

/** What has come to people, what they answer on, what leadership sees, and the forms of the plan. */
export async function norrnasSamples(language: Language): Promise<CardSample[]> {
  const { ports, messenger, names } = await livedNorrnas();
  const plan = (await currentPlan(ports.store, tenantId))!;
  const sent = messenger.sent.filter(({ operation }) => operation === 'person');
  const latest = new Map(sent.map((one) => [(one.to as PersonAddress).personId, one.message.card] as const));
  const cards: CardSample[] = [];
  for (const [personId, card] of latest) {
    const name = names.get(personId)!.replaceAll('.', '-');
    cards.push({ name: `norrnas-message-${name}`, card });
    const open = actionsIn(card).find(({ verb }) => verb === 'answer/open');
    const actor = { tenantId, personId };
    const view = open && (await openAnswer(ports, { actor, askId: String(open.data!.ask), language }));
    if (view && 'card' in view) cards.push({ name: `norrnas-answer-${name}`, card: view.card as Card });
  }
  const channel = plan.content.channels[0]!.id;
  for (const { id } of await allRounds(ports.store, tenantId)) {
    const posted = await summaries(ports.store).find(tenantId, summaryId(id, channel));
    const summary = posted && (await readSummary(ports, { plan, summary: posted }));
    if (!summary) continue;
    cards.push({ name: `norrnas-summary-${id}`, card: summaryCard({ summary, language }).card });
    if (id !== '2026-D') continue;
    for (const path of paths)
      cards.push({
        name: `norrnas-view-${path.replaceAll(/[/:]/gu, '-')}`,
        card: summaryView({ summary, language }, path),
      });
  }
  const coming = (await nextRound(ports, tenantId))!;
  const upcoming = await readUpcoming(ports, plan, coming);
  const form = { plan, language };
  return [
    ...cards,
    { name: 'norrnas-upcoming', card: upcomingCard(upcoming, { plan, language, from: 0 }) },
    { name: 'norrnas-plan-menu', card: menuCard(language) },
    { name: 'norrnas-plan-owner', card: chooseCard({ ...form, kind: 'owner' }) },
    { name: 'norrnas-plan-gender', card: changeForm({ ...form, kind: 'gender', typed: { subject: 'm36' } }) },
  ];
}
