import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { type FactRow, factsCard } from '../messages/facts-card.ts';
import { unreachedWords } from '../messages/send-log-words.ts';
import { channelsOf } from '../people/channel.ts';
import { type PersonReach, type Reach, reachability, reaches } from '../people/reachability.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Turn } from './turn.ts';

/** How many people are named for each reason before it says how many more there are. */
const mostNamed = 20;

/** "vem når du inte?": by role, each reason with what to do about it. */
export async function reachabilityCard(ports: Ports, turn: Turn): Promise<Card> {
  const t = translator(turn.language);
  const people = await reachability(ports, turn.actor.tenantId);
  const reached = people.filter(({ reach }) => reach === 'installed').length;
  const unsure = reaches.filter((reach) => reach !== 'installed');
  const rows = [
    ...(await channelRows(ports, turn)),
    ...unsure.flatMap((reach) => rowOf(reach, people, turn)),
  ];
  const facts = { count: reached, of: people.length };
  return factsCard(turn, {
    title: t('reach.title', facts),
    intro: rows.length === 0 ? t('reach.all') : '',
    rows,
    note: rows.length > 0 ? t('reach.note') : '',
  });
}

/** Leadership's channels that nothing gets through to. */
async function channelRows({ store }: Ports, { plan, actor, language }: Turn): Promise<FactRow[]> {
  if (!plan) return [];
  const t = translator(language);
  const unreached = (await channelsOf(store, actor.tenantId, plan)).flatMap(({ channel, record }) =>
    record?.unreached ? [{ channel, ...record.unreached }] : [],
  );
  if (unreached.length === 0) return [];
  const lines = unreached.map(({ channel, reason, since }) => {
    const { why } = unreachedWords(reason, language);
    const date = dateOf(since, plan, language);
    return `• ${t('reach.channels.line', { channel: say(channel.name, language), why, date })}`;
  });
  const remedies = new Set(unreached.map(({ reason }) => unreachedWords(reason, language).remedy));
  return [
    {
      heading: t('reach.channels.title', { count: unreached.length }),
      lines: [...lines, ...remedies],
    },
  ];
}

function dateOf(since: string, { content }: Plan, language: Language): string {
  return formatDate(fromTimestamp(since).toZonedDateTimeISO(content.timeZone).toPlainDate(), language);
}

function rowOf(reach: Reach, people: readonly PersonReach[], turn: Turn): FactRow[] {
  const t = translator(turn.language);
  const those = people.filter((one) => one.reach === reach);
  if (those.length === 0) return [];
  const left = those.length - mostNamed;
  return [
    {
      heading: t(`reach.${reach}.title`, { count: those.length }),
      lines: [
        ...those.slice(0, mostNamed).map((one) => personLine(one, turn)),
        left > 0 ? t('reach.more', { count: left }) : '',
        t(`reach.${reach}.do`),
      ],
    },
  ];
}

function personLine({ roleIds, since }: PersonReach, { plan, language }: Turn): string {
  const names = roleIds.flatMap((id) => plan?.role(id)?.name ?? []).map((name) => say(name, language));
  const roles = joinWords(names, language);
  if (!since || !plan) return `• ${roles}`;
  return `• ${translator(language)('reach.since', { roles, date: dateOf(since, plan, language) })}`;
}
