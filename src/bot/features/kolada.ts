import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { fromTimestamp } from '../../calendar/instants.ts';
import { type CatalogueHit, searchCatalogue } from '../../kolada/catalogue.ts';
import { type KoladaHealth, koladaHealth, wantedKeyFigures } from '../../kolada/fetch-step.ts';
import { formatMoment, formatStoredDate } from '../../language/dates.ts';
import { joinWords, type Translate } from '../../language/language.ts';
import { type FactRow, factsCard } from '../../messages/facts-card.ts';
import { timeZoneOf } from '../../plan/plan-index.ts';
import type { Command } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

/** Read at a glance; who finds more writes more words. */
const hitsShown = 6;

/** "sök Kolada sjukfrånvaro": key figures to measure by, with the id to put in the plan. */
export async function searchCard(ports: Ports, turn: Turn, text: string): Promise<Card> {
  const { language, t } = turn;
  const found = await searchCatalogue(ports, turn.actor.tenantId, text);
  if (!found) return noticeCard(t(ports.kolada ? 'kolada.noCatalogue' : 'kolada.off'), language);
  const { hits } = found;
  const inPlan = new Set(turn.plan ? wantedKeyFigures(turn.plan) : []);
  const left = hits.length - hitsShown;
  return factsCard(turn, {
    title: t('kolada.found', { count: hits.length, text }),
    intro: hits.length === 0 ? t('kolada.foundNothing') : left > 0 ? t('kolada.more', { count: left }) : '',
    rows: hits.slice(0, hitsShown).map((hit) => hitRow(hit, inPlan.has(hit.id), t)),
    note: hits.length > 0 ? t('kolada.howTo', { id: hits[0]!.id }) : '',
    source: t('kolada.catalogueSource', { date: dayOf(found.at, turn) }),
  });
}

function hitRow(
  { id, title, area, description, ended }: CatalogueHit,
  isInPlan: boolean,
  t: Translate,
): FactRow {
  const marks = [area, ended ? t('kolada.ended') : '', isInPlan ? t('kolada.inPlan') : ''].filter(Boolean);
  return { heading: title, lines: [[id, ...marks].join(' · '), description] };
}

/** "kolada": when values were fetched, what is missing, and what to do about it. */
export async function healthCard(ports: Ports, turn: Turn): Promise<Card> {
  const { language, t, actor } = turn;
  const health = await koladaHealth(ports, actor.tenantId);
  if (!health.connected) return noticeCard(t('kolada.off'), language);
  return factsCard(turn, {
    title: t(health.problem ? 'kolada.health.failing' : 'kolada.health.title'),
    intro: health.problem ? problemText(health, turn, t) : '',
    rows: healthRows(health, turn, t).filter(({ lines }) => lines?.some(Boolean)),
  });
}

function healthRows(
  { finishedAt, wanted, unknown, group, catalogue }: KoladaHealth,
  turn: Turn,
  t: Translate,
): FactRow[] {
  const when = finishedAt ? momentOf(finishedAt, turn) : t('kolada.health.never');
  const compared = group && t(group.found ? 'kolada.health.group' : 'kolada.health.noGroup', group);
  return [
    { heading: t('kolada.health.fetched'), lines: [when] },
    {
      heading: t('kolada.health.wanted'),
      lines: [wanted > 0 ? t('kolada.health.count', { count: wanted }) : t('kolada.health.none')],
    },
    {
      heading: t('kolada.health.unknown'),
      lines:
        unknown.length > 0
          ? [t('kolada.health.unknownText', { ids: joinWords(unknown, turn.language) })]
          : [],
    },
    { heading: t('kolada.health.compared'), lines: [compared ?? t('kolada.health.noComparison')] },
    {
      heading: t('kolada.health.catalogue'),
      lines: [catalogue > 0 ? t('kolada.health.catalogueCount', { count: catalogue }) : ''],
    },
  ];
}

function problemText({ problem, nextAt }: KoladaHealth, turn: Turn, t: Translate): string {
  const { code, since } = problem!;
  const what = t(`kolada.problem.${code}`);
  return t('kolada.health.problem', {
    what,
    since: momentOf(since, turn),
    next: nextAt ? momentOf(nextAt, turn) : '–',
  });
}

function dayOf(at: string, { plan, timeZone, language }: Turn): string {
  return formatStoredDate(at, timeZoneOf(plan, timeZone), language);
}

function momentOf(at: string, { plan, timeZone, language }: Turn): string {
  return formatMoment(fromTimestamp(at), timeZoneOf(plan, timeZone), language);
}

export const koladaCommands: readonly Command[] = [
  {
    name: 'koladaSearch',
    intent: 'kolada-search',
    run: async (ports, turn, { text }) => {
      const words = text.replace(/^(?:sök|leta|search)(?: i)? kolada(?: efter| for)?(?: |$)/iu, '').trim();
      return [await (words ? searchCard(ports, turn, words) : healthCard(ports, turn))];
    },
  },
  { name: 'kolada', intent: 'kolada', run: async (ports, turn) => [await healthCard(ports, turn)] },
];
