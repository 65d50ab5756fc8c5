import type { OutgoingMessage } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { clip } from '../language/people-text.ts';
import { renderCard } from '../language/render-card.ts';
import { notices } from '../messages/notice.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { reports, stateOf } from '../reports/report.ts';
import { rounds } from '../rounds/round.ts';
import { aboutText, type SupportSight, titleOf, wantedBy } from './support-card.ts';
import { isUnanswered, maxAsked, supportRequests, withReport } from './support-request.ts';
import { findSupporter, isNamed } from './supporter.ts';

/** Several requests for support to one person, as one message. */
export interface SupportList {
  readonly tenantId: string;
  readonly plan: Plan;
  /** The notices of the message. */
  readonly ids: readonly string[];
  readonly language: Language;
  /** Who reads it. */
  readonly reader: string;
  /** What has just been done from it, as a sentence. */
  readonly note?: string | undefined;
  /** How many are passed over. */
  readonly from?: number | undefined;
}

/** One request of a list: what holds today. */
export interface ListedWish extends SupportSight {
  readonly holds: 'waiting' | 'answered' | 'ended' | 'passedOn';
}

type ListPorts = Pick<Ports, 'store' | 'clock'>;

/** As many as are read at once and fit on a card; the rest are a press away. */
const shownAtOnce = 8;
const [maxLetters, buttonLetters] = [240, 40];

export async function supportListMessage(ports: ListPorts, list: SupportList): Promise<OutgoingMessage> {
  const { plan, language, from = 0, note = '', ids } = list;
  const reader = readerOf(plan, language);
  const { t } = reader;
  const listed = await readListed(ports, list);
  const waiting = listed.filter(({ holds }) => holds === 'waiting');
  const title = t(waiting.length > 0 ? 'support.list.title' : 'support.list.done', { count: waiting.length });
  const left = listed.length - from - shownAtOnce;
  const card = renderCard(
    'support-list',
    {
      title,
      note,
      list: ids[0]!,
      why: t('support.list.why'),
      wishes: listed.slice(from, from + shownAtOnce).map((one) => rowOf(reader, one, ids[0]!)),
      more:
        left > 0
          ? [{ list: ids[0]!, from: from + shownAtOnce, title: t('support.list.more', { count: left }) }]
          : [],
      later: waiting.some(({ wish }) => wish.asked.length < maxAsked),
      away: waiting.length > 0,
    },
    language,
  );
  return { card, summary: title };
}

function rowOf(reader: Reader, { request, wish, holds }: ListedWish, list: string) {
  const { t } = reader;
  const answer = t('support.answerOne', { title: clip(titleOf(reader, request), buttonLetters) });
  const data = { request: request.id, wish: String(wish.number), list };
  return {
    about: aboutText(reader, request),
    what: `”${clip(wish.what, maxLetters)}”`,
    by: wantedBy(reader, wish),
    holds: holds === 'waiting' ? '' : t(`support.list.${holds}`),
    actions: holds === 'waiting' ? [{ title: answer, data }] : [],
  };
}

/** Only what the reader may reply to: a role may have gone to somebody else. */
export async function readListed(
  ports: ListPorts,
  { tenantId, plan, ids, reader }: Pick<SupportList, 'tenantId' | 'plan' | 'ids' | 'reader'>,
): Promise<ListedWish[]> {
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const listed: ListedWish[] = [];
  for (const id of ids) {
    const about = (await notices(ports.store).find(tenantId, id))?.about;
    if (about?.type !== 'support') continue;
    const sight = await sightOf(ports, { tenantId, plan }, about);
    if (!sight) continue;
    const { wish } = sight;
    const assignment = plan.assignment(sight.request.assignmentId)!;
    const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
    const isTheirs = [supporter?.named, supporter?.reader].includes(reader);
    const personId = isNamed(plan, wish, supporter, reader) ? reader : supporter?.named;
    if (!mayDo(plan, { tenantId, personId: reader }, 'help/reply', { assignment, personId })) continue;
    const holds =
      wish.ended || wish.withdrawn
        ? 'ended'
        : isUnanswered(wish)
          ? isTheirs
            ? 'waiting'
            : 'passedOn'
          : 'answered';
    listed.push({ ...sight, holds });
  }
  return listed;
}

async function sightOf(
  { store }: ListPorts,
  { tenantId, plan }: { tenantId: string; plan: Plan },
  about: { readonly requestId: string; readonly wish: number },
): Promise<SupportSight | undefined> {
  const found = await supportRequests(store).find(tenantId, about.requestId);
  if (!found || !plan.assignment(found.assignmentId)) return undefined;
  const report = await reports(store).find(tenantId, about.requestId);
  const round = await rounds(store).find(tenantId, found.roundId);
  const request = withReport(found, round?.state === 'cancelled' ? undefined : report);
  const wish = request.wishes.find(({ number }) => number === about.wish);
  return wish && { plan, request, wish, state: stateOf(report) };
}

/** Everything that came in the same message as a notice; undefined: it is not the person's to read. */
export async function findList(
  ports: ListPorts,
  { actor, plan, list }: { actor: Actor; plan: Plan; list: string },
): Promise<readonly string[] | undefined> {
  const { tenantId, personId } = actor;
  const ids = (await notices(ports.store).find(tenantId, list))?.together;
  if (!ids) return undefined;
  const listed = await readListed(ports, { tenantId, plan, ids, reader: personId });
  return listed.length > 0 ? ids : undefined;
}
