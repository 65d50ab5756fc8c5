import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { toTimestamp } from '../../calendar/instants.ts';
import { ownDataReadyCard } from '../../exports/export-cards.ts';
import { orderOwnData } from '../../exports/order-export.ts';
import { formatDate, formatStoredDate } from '../../language/dates.ts';
import { joinWords, type Language, say, type Translate } from '../../language/language.ts';
import { clip } from '../../language/people-text.ts';
import { type FactRow, factsCard } from '../../messages/facts-card.ts';
import { noteCard } from '../../messages/note-card.ts';
import { type SendLogEntry, type SendLogQuery, searchSendLog } from '../../messages/send-log.ts';
import { type SendWords, sendWords, unreachedWords } from '../../messages/send-log-words.ts';
import { channelsOf } from '../../people/channel.ts';
import { persons } from '../../people/person.ts';
import { type PersonReach, type Reach, reachability, reachOrder } from '../../people/reachability.ts';
import { type Plan, timeZoneOf } from '../../plan/plan-index.ts';
import { readSearch } from '../../reminders/search-words.ts';
import { type PersonData, personData } from '../../retention/person-data.ts';
import type { Actions, Command } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

const shownAtOnce = 15;
/** Some have many roles: the first of them name the person. */
const maxLetters = 45;
/** The log is read from its oldest: first the latest days, then further back where they hold too little. */
const daysBack = [14, 120];

/**
 * "visa utskick", of everybody, a role, a day or a round: the newest first, each with why and how it went. `asked`: which
 * part of it, also with the words that ask for it. On a page there is a field for it, where one word is enough.
 */
export async function sendLogCard(
  ports: Ports,
  turn: Turn,
  asked = '',
  where: 'chat' | 'page' = 'chat',
): Promise<Card> {
  const { plan, actor, language, t } = turn;
  const words = asked.replace(askingForLog, '').trim();
  if (!plan) return noticeCard(t('question.noPlan'), language);
  const query = words === '' ? {} : readSearch(words, { plan, language });
  const note = t(`sentLog.search.${where}`);
  if (!query) return noticeCard(`${t('sentLog.unknown', { words })} ${note}`, language);
  const { entries, more } = await newest(ports, actor.tenantId, query);
  const title = words === '' ? t('sentLog.title') : t('sentLog.titleOf', { words });
  const facts = entries.map((entry) => factOf(sendWords(entry, { plan, language })));
  const shown = t(more ? 'sentLog.newest' : 'sentLog.all', { count: entries.length });
  const intro = entries.length === 0 ? t('sentLog.nothing') : shown;
  return noteCard({ title, paragraphs: [intro], facts, note, page: { of: 'operations' } }, language);
}

function factOf({ when, who, what, why, outcome }: SendWords) {
  const said = why ? `${what} (${why})` : what;
  return { label: `${when} · ${clip(who, maxLetters)}`, lines: [`${said} · ${outcome}`] };
}

async function newest(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
  query: SendLogQuery,
): Promise<{ entries: SendLogEntry[]; more: boolean }> {
  const starts = query.since
    ? [query.since]
    : [...daysBack.map((days) => toTimestamp(clock.now().subtract({ hours: days * 24 }))), undefined];
  for (const since of starts) {
    const latest: SendLogEntry[] = [];
    let count = 0;
    for await (const entry of searchSendLog(store, tenantId, { ...query, since })) {
      count += 1;
      latest.push(entry);
      if (latest.length > shownAtOnce) latest.shift();
    }
    const isEnough = count > shownAtOnce || since === starts.at(-1);
    if (isEnough) return { entries: latest.toReversed(), more: count > shownAtOnce };
  }
  return { entries: [], more: false };
}

/** How many people are named for each reason before it says how many more there are. */
const maxNamed = 20;

/** "vem når du inte?": by role, each reason with what to do about it. */
export async function reachabilityCard(ports: Ports, turn: Turn): Promise<Card> {
  const { t } = turn;
  const people = await reachability(ports, turn.actor.tenantId);
  const reached = people.filter(({ reach }) => reach === 'installed').length;
  const unsure = reachOrder.filter((reach) => reach !== 'installed');
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
    page: { of: 'operations' },
  });
}

/** Leadership's channels that nothing gets through to. */
async function channelRows({ store }: Ports, { plan, actor, language, t }: Turn): Promise<FactRow[]> {
  if (!plan) return [];
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
  return formatStoredDate(since, content.timeZone, language);
}

function rowOf(reach: Reach, people: readonly PersonReach[], turn: Turn): FactRow[] {
  const { t } = turn;
  const those = people.filter((one) => one.reach === reach);
  if (those.length === 0) return [];
  const left = those.length - maxNamed;
  return [
    {
      heading: t(`reach.${reach}.title`, { count: those.length }),
      lines: [
        ...those.slice(0, maxNamed).map((one) => personLine(one, turn)),
        left > 0 ? t('reach.more', { count: left }) : '',
        t(`reach.${reach}.do`),
      ],
    },
  ];
}

function personLine({ roleIds, since }: PersonReach, { plan, language, t }: Turn): string {
  const names = roleIds.flatMap((id) => plan?.role(id)?.name ?? []).map((name) => say(name, language));
  const roles = joinWords(names, language);
  if (!since || !plan) return `• ${roles}`;
  return `• ${t('reach.since', { roles, date: dateOf(since, plan, language) })}`;
}

/** "mina uppgifter": what is kept about the one who asks, in a glance. */
export async function ownDataCard(ports: Ports, turn: Turn): Promise<Card> {
  const { t } = turn;
  const data = await personData(ports, turn.actor);
  return factsCard(turn, {
    title: t('personData.title'),
    rows: [
      {
        heading: t('personData.known'),
        lines: [t('personData.id', { ids: data.names.join(', ') }), rolesLine(data, turn, t)],
      },
      await chosenRow(ports, turn, t),
      storedRow(data, turn, t),
    ],
    note: [t('personData.noNames'), t('personData.all')].join(' '),
    actions: [{ verb: 'people/own-data', data: {}, title: t('personData.asFile') }],
  });
}

/** A link to all of it as a file; the answer is shown to the one who pressed, in their own chat alone. */
export async function ownDataLink(
  ports: Ports,
  { actor, language, t, plan, timeZone, where }: Turn,
): Promise<Card> {
  if (where !== 'personal') return noticeCard(t('personData.ownChat'), language);
  const ordered = await orderOwnData(ports, actor, language);
  if (ordered.outcome !== 'ready') return noticeCard(t(`export.refused.${ordered.outcome}`), language);
  return ownDataReadyCard({ timeZone: timeZoneOf(plan, timeZone), language }, ordered);
}

function rolesLine({ plan }: PersonData, { language }: Turn, t: Translate): string {
  if (!plan || plan.roles.length === 0) return t('personData.noRoles');
  return t('personData.roles', {
    roles: joinWords(
      plan.roles.map(({ name }) => say(name, language)),
      language,
    ),
  });
}

async function chosenRow({ store }: Ports, { actor, language }: Turn, t: Translate): Promise<FactRow> {
  const record = await persons(store).find(actor.tenantId, actor.personId);
  const hour = record?.preference?.hour;
  const lines = [
    record?.language ? t('personData.language', { language: t(`settings.${record.language}`) }) : '',
    hour ? t('personData.hour', { hour }) : '',
    record?.away
      ? t('personData.away', { date: formatDate(Temporal.PlainDate.from(record.away.returns), language) })
      : '',
  ].filter(Boolean);
  return {
    heading: t('personData.chosen'),
    lines: lines.length > 0 ? lines : [t('personData.nothingChosen')],
  };
}

/** Counts with how long each is kept, where the plan says. */
function storedRow({ records, sentIn }: PersonData, { plan }: Turn, t: Translate): FactRow {
  const rules = new Map((plan?.content.retention?.records ?? []).map((one) => [one.record as string, one]));
  const counted = Object.entries(records).filter(([kind, found]) => kind !== 'person' && found.length > 0);
  const lines = counted.map(([kind, found]) => {
    const rule = rules.get(kind);
    const kept = rule ? ` (${t(`personData.${rule.class}`, { count: rule.months ?? 0 })})` : '';
    return `${t(`personData.record.${kind}`)}: ${found.length}${kept}`;
  });
  return {
    heading: t('personData.stored'),
    lines: [...lines, t('personData.sentIn', { count: sentIn.length })],
  };
}

export const peopleActions: Actions = {
  'people/own-data': async (ports, turn) => ({ card: await ownDataLink(ports, turn) }),
};

/** The words that ask for the log, and say nothing of which part of it. */
const askingForLog =
  /^(?:visa )?utskick(?:en|slogg(?:en)?)?(?: (?:till|för|i))?|^(?:show )?(?:the )?send log(?: (?:of|for))?/iu;

export const peopleCommands: readonly Command[] = [
  {
    name: 'ownData',
    intent: 'my-data',
    run: async (ports, turn) => [await ownDataCard(ports, turn)],
  },
  {
    name: 'sentLog',
    intent: 'send-log',
    // Asked in a sentence, it is the latest of everybody that is shown, and how to ask for less.
    run: async (ports, turn, { text }) => [
      await sendLogCard(ports, turn, askingForLog.test(text) ? text : ''),
    ],
  },
  {
    name: 'reach',
    intent: 'unreached',
    run: async (ports, turn) => [await reachabilityCard(ports, turn)],
  },
];
