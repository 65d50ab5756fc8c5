import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { ownDataReadyCard } from '../exports/export-cards.ts';
import { orderOwnData } from '../exports/order-export.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { type FactRow, factsCard } from '../messages/facts-card.ts';
import { persons } from '../people/person.ts';
import { timeZoneOf } from '../plan/plan-time-zone.ts';
import { type PersonData, personData } from '../retention/person-data.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

/** "mina uppgifter": what is kept about the one who asks, in a glance. */
export async function ownDataCard(ports: Ports, turn: Turn): Promise<Card> {
  const t = translator(turn.language);
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
  { actor, language, plan, timeZone, where }: Turn,
): Promise<Card> {
  const t = translator(language);
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
    const kept = rule ? ` (${t(`retention.${rule.class}`, { count: rule.months ?? 0 })})` : '';
    return `${t('personData.count', { record: t(`retention.record.${kind}`), count: found.length })}${kept}`;
  });
  return {
    heading: t('personData.stored'),
    lines: [...lines, t('personData.sentIn', { count: sentIn.length })],
  };
}
