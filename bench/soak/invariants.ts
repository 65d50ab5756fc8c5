import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoTenant } from '../../src/config.ts';
import { type SendLogEntry, searchSendLog } from '../../src/messages/send-log.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { asks } from '../../src/rounds/ask.ts';
import { summaries } from '../../src/rounds/summary.ts';
import { readSummary } from '../../src/summaries/read-summary.ts';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { isFreeByLaw } from '../../test/calendar/swedish-law.ts';
import { actionsIn, textOf } from '../../test/support/card-form.ts';
import type { Ledger } from './ledger.ts';
import type { Arrivals } from './run-soak.ts';
import type { Town } from './town.ts';

/** What must hold whatever happens, checked from outside: in the store, in Teams, and in what people were told. */
export async function checkInvariants(
  store: DocumentStore,
  { town, ledger, arrivals }: { town: Town; ledger: Ledger; arrivals: Arrivals },
): Promise<void> {
  await nothingAcknowledgedIsLost(store, ledger);
  const log = await Array.fromAsync(searchSendLog(store, demoTenant, { outcomes: ['sent'] }));
  const pushes = log.filter(({ push }) => push !== 'digest');
  for (const entry of pushes) neverOnFreeTime(entry, ledger);
  await atMostThree(store, pushes, ledger);
  nothingTwice(pushes, { town, ledger, arrivals });
  await summariesEqualReports(store, { town, ledger });
}

async function nothingAcknowledgedIsLost(store: DocumentStore, ledger: Ledger): Promise<void> {
  const sentIn = await Array.fromAsync(reports(store).all(demoTenant));
  const words = new Set(
    sentIn.flatMap(({ assignmentId, revisions }) =>
      revisions.map(({ answers }) => `${assignmentId} ${answers.judgement?.ownWords}`),
    ),
  );
  for (const { assignmentId, words: said } of ledger.submitted) {
    ledger.count('receipts looked up');
    if (!words.has(`${assignmentId} ${said}`)) ledger.violated(`Sent in, with a receipt, and lost: ${said}`);
  }
  for (const [ask, { assignmentId, words: said }] of ledger.typed) {
    ledger.count('drafts looked up');
    const draft = await drafts(store).find(demoTenant, ask);
    const kept = draft?.parts[assignmentId]?.ownWords;
    if (kept !== said && !words.has(`${assignmentId} ${said}`))
      ledger.violated(`Typed, taken, and lost: ${said} (kept: ${kept})`);
  }
}

/** Only for people: a post in a channel is updated whenever there is news. */
function neverOnFreeTime({ at, personId, push }: SendLogEntry, ledger: Ledger): void {
  if (personId === undefined) return;
  const local = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Stockholm');
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const free = isFreeByLaw(local.toPlainDate(), { squeezeDaysFree: false });
  if (free || time < '08:00' || time > '16:30')
    ledger.violated(`${push} to ${personId} on free time: ${local}`);
}

async function atMostThree(
  store: DocumentStore,
  log: readonly SendLogEntry[],
  ledger: Ledger,
): Promise<void> {
  for await (const { id, pushes } of asks(store).all(demoTenant)) {
    if (pushes.length > 3) ledger.violated(`${id} has ${pushes.length} pushes.`);
  }
  const sent = log.flatMap(({ askIds, push, perhapsSecondCopy }) =>
    perhapsSecondCopy ? [] : askIds.map((id) => `${id} ${push}`),
  );
  for (const [key, times] of Map.groupBy(sent, (one) => one)) {
    if (times.length > 1) ledger.violated(`Logged as sent ${times.length} times: ${key}`);
  }
}

/**
 * Every push that Teams accepted is in the log, unless its response was lost or the service was disturbed at the time.
 */
function nothingTwice(
  log: readonly SendLogEntry[],
  { town, ledger, arrivals }: { town: Town; ledger: Ledger; arrivals: Arrivals },
): void {
  const logged = new Set(log.map(({ activityId }) => activityId));
  for (const sent of town.teams.conversations.log()) {
    const isPush = sent.card && actionsIn(sent.card).some(({ verb }) => verb === 'reminders/why');
    if (sent.operation !== 'send' || !isPush || logged.has(sent.id)) continue;
    const arrival = arrivals.get(sent.id);
    if (arrival?.unanswered || (arrival && ledger.wasInterruptedAround(arrival.at)))
      ledger.count('excused copies');
    else ledger.violated(`Teams has a message that the log does not: ${sent.id} in ${sent.conversationId}`);
  }
}

/** When nothing is due, the summary that leadership sees matches the reports. */
async function summariesEqualReports(
  store: DocumentStore,
  { town, ledger }: { town: Town; ledger: Ledger },
): Promise<void> {
  const plan = (await currentPlan(store, demoTenant))!;
  for await (const summary of summaries(store).all(demoTenant)) {
    if (!summary.message || summary.nextAt || summary.lease) continue;
    const now = await readSummary({ store, clock: { now: () => town.now } }, { plan, summary });
    const expected = summaryCard({ summary: now!, language: 'sv' }).card;
    const { conversationId, activityId } = summary.message;
    const shown = town.teams.conversations
      .messages(conversationId)
      .find((one) => one.id === activityId)?.card;
    ledger.count('summaries compared');
    if (!shown || withoutMoment(textOf(shown)) !== withoutMoment(textOf(expected)))
      ledger.violated(`${summary.id} shows something else than its reports.`);
  }
}

/** "Uppdaterad 7 september 2026 10:00" may differ. */
function withoutMoment(text: string): string {
  return text.replaceAll(/\d{1,2} \p{L}+ \d{4} \d{2}:\d{2}/gu, '');
}
