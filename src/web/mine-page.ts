import { openAnswer } from '../answers/answer.ts';
import type { Stored } from '../base/document-store.ts';
import { moveOf, viewCard } from '../bot/features/answers.ts';
import { keptContent, planHistory } from '../plan/plan-store.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { type Ask, askId, asks, isWaiting, unanswered } from '../rounds/ask.ts';
import { askedTogether, partsTogether } from '../rounds/asked-together.ts';
import { estimateMinutes } from '../rounds/burden.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import type { PageContent } from './content.ts';
import { askKey, links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import type { PlannedVisit } from './visit.ts';

/** *Mitt*: what waits for the visitor, with the way to answer it, and what they have sent in. */
export async function minePage(visit: PlannedVisit): Promise<PageContent> {
  const { ports, turn, plan, reader, t } = visit;
  const rounds = await allRounds(ports.store, turn.actor.tenantId);
  const open = await ownAsks(ports, turn.actor, { plan, rounds });
  const waiting = askedTogether(plan, open.filter(isWaiting)).map((together) => {
    const [first] = together;
    const parts = partsTogether(together.map((ask) => ({ parts: unanswered(ask) })));
    const round = rounds.find(({ id }) => id === first!.roundId)!;
    return {
      title: reader.join(together.map(({ roundId }) => reader.roundName(roundId))),
      titles: parts.flatMap(({ assignmentId }) => titleOf(visit, assignmentId)),
      due: t('web.mine.due', {
        day: reader.weekday(round.due),
        minutes: t('reminder.minutes', { count: estimateMinutes(parts) }),
      }),
      href: links.ask(first!),
    };
  });
  return {
    title: t('web.mine.title'),
    template: 'mine',
    data: {
      waiting,
      none: waiting.length === 0 ? t('question.nextNothing') : '',
      sent: await sentTable(visit, rounds, await askedOf(visit, rounds, open)),
    },
  };
}

function titleOf({ plan, reader }: PlannedVisit, assignmentId: string): string[] {
  const assignment = plan.assignment(assignmentId);
  return assignment ? [reader.say(assignment.title)] : [];
}

/** Of assignments that a plan has withdrawn since, as the latest plan that had them calls them. */
async function titlesBefore(
  { ports, turn, reader }: PlannedVisit,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (ids.size === 0) return found;
  for await (const version of planHistory(ports.store, turn.actor.tenantId))
    for (const { id, title } of keptContent(version).assignments)
      if (ids.has(id) && !found.has(id)) found.set(id, reader.say(title));
  return found;
}

/** What the visitor has been asked in every round, and what is open to them for somebody else. */
async function askedOf(
  { ports, turn }: PlannedVisit,
  rounds: readonly Round[],
  open: readonly Stored<Ask>[],
): Promise<Ask[]> {
  const { tenantId, personId } = turn.actor;
  const opened = rounds.filter(({ openedAt }) => openedAt !== undefined);
  const own = await Promise.all(
    opened.map(({ id }) => asks(ports.store).find(tenantId, askId(id, personId))),
  );
  const all = [...open, ...own.filter((one) => one !== undefined)];
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

async function sentTable(visit: PlannedVisit, rounds: readonly Round[], all: readonly Ask[]): Promise<Table> {
  const { reader, t } = visit;
  const inTime = (ask: Ask) => rounds.findIndex(({ id }) => id === ask.roundId);
  const sent = all
    .toSorted((a, b) => inTime(b) - inTime(a))
    .flatMap((ask) =>
      ask.parts.flatMap((part) => (part.answeredAt ? [{ ask, part, at: part.answeredAt }] : [])),
    );
  const page = pageOf(sent, visit, links.mine);
  const withdrawn = page.rows.flatMap(({ part }) =>
    visit.plan.assignment(part.assignmentId) ? [] : part.assignmentId,
  );
  const before = await titlesBefore(visit, new Set(withdrawn));
  const rows = page.rows.map(({ ask, part, at }) => [
    titleOf(visit, part.assignmentId)[0] ?? before.get(part.assignmentId) ?? part.assignmentId,
    { text: reader.roundName(ask.roundId), href: links.ask(ask) },
    part.answeredBy
      ? t('web.mine.sentBy', { day: reader.day(at), role: reader.roleName(part.answeredBy) })
      : reader.day(at),
  ]);
  const head = ['assignment', 'round', 'sent'].map((one) => t(`web.column.${one}`));
  return { caption: t('question.sentTitle'), head, rows, page, none: t('question.sentNothing') };
}

/** An ask as it stands: its next question, the preview, or the receipt; as the card in the chat. */
export async function askPage(visit: PlannedVisit): Promise<PageContent | undefined> {
  const { ports, turn, plan, t } = visit;
  const rounds = await allRounds(ports.store, turn.actor.tenantId);
  const all = await askedOf(visit, rounds, await ownAsks(ports, turn.actor, { plan, rounds }));
  const ask = all.find(({ id }) => askKey(id) === visit.params.ask);
  if (!ask) return undefined;
  const card = viewCard(await openAnswer(ports, moveOf(turn, ask.id)), turn);
  return { title: t('web.mine.answer'), template: 'card', data: { card } };
}
