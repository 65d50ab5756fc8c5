import type { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { weekdayName } from '../calendar/date-rules.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { capitalised } from '../language/words.ts';
import { noteCard } from '../messages/note-card.ts';
import { dayAndTime } from '../messages/send-log-words.ts';
import { languageOf, type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { asksFor } from '../rounds/addressee.ts';
import { askId, asks, nextPush } from '../rounds/ask.ts';
import { replanAsk } from '../rounds/plan-asks.ts';
import { openRounds } from '../rounds/round.ts';

type SettingsPorts = Pick<Ports, 'store' | 'clock'>;

export interface Settings {
  /** `HH:MM`; absent: when work starts. */
  readonly hour?: string | undefined;
  /** 1, Monday, to 5; absent: the day the round opens. */
  readonly weekday?: number | undefined;
  readonly language: Language;
}

/** As the card brings them. */
export interface TypedSettings {
  readonly hour?: string | undefined;
  readonly weekday?: string | undefined;
  readonly language?: string | undefined;
}

export type Saved =
  | { readonly outcome: 'fault'; readonly fault: 'hour' | 'outside' }
  | { readonly outcome: 'saved'; readonly settings: Settings; readonly next: Temporal.Instant | undefined };

export async function readSettings(ports: SettingsPorts, actor: Actor, plan: Plan): Promise<Settings> {
  const record = await persons(ports.store).find(actor.tenantId, actor.personId);
  return { ...record?.preference, language: languageOf(plan, record, actor.personId) };
}

/** Kept, and at once used: the reminders that are still to come move to the new hour. */
export async function saveSettings(
  ports: SettingsPorts,
  { actor, plan, typed }: { actor: Actor; plan: Plan; typed: TypedSettings },
): Promise<Saved> {
  const hour = readHour(typed.hour ?? '');
  if (hour === undefined) return { outcome: 'fault', fault: 'hour' };
  const { from, to } = plan.content.workingHours;
  if (hour && (hour < from || hour > to)) return { outcome: 'fault', fault: 'outside' };
  const weekday = /^[1-5]$/u.test(typed.weekday ?? '') ? Number(typed.weekday) : undefined;
  const before = await readSettings(ports, actor, plan);
  const language = typed.language === 'sv' || typed.language === 'en' ? typed.language : before.language;
  const settings = { ...(hour ? { hour } : {}), ...(weekday ? { weekday } : {}) };
  await keep(ports, actor, { preference: settings, language });
  const next = await replanOwn(ports, actor, plan);
  return { outcome: 'saved', settings: { ...settings, language }, next };
}

/** `09:30` of "9:30", "09.30", "kl 9"; '' of nothing; undefined of anything else. */
export function readHour(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === '') return '';
  const found = /^(?:kl\.? ?)?(\d{1,2})(?:[:.](\d\d))?$/u.exec(plain);
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

async function keep(
  ports: SettingsPorts,
  { tenantId, personId }: Actor,
  chosen: Pick<PersonRecord, 'preference' | 'language'>,
): Promise<void> {
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, ...chosen }));
  if (known) return;
  const created = await persons(ports.store).create({ tenantId, id: personId, ...chosen });
  if (created.outcome === 'conflict') await keep(ports, { tenantId, personId }, chosen);
}

/** Their own asks, also those a deputy has just now, and those they answer for others. When the next one comes. */
async function replanOwn(
  ports: SettingsPorts,
  actor: Actor,
  plan: Plan,
): Promise<Temporal.Instant | undefined> {
  const { tenantId, personId } = actor;
  const own = (await openRounds(ports.store, tenantId)).map((round) => askId(round.id, personId));
  const answering = (await asksFor(ports, actor, plan)).map((ask) => ask.id);
  for (const id of new Set([...own, ...answering])) await replanAsk(ports, plan, { tenantId, id });
  const replanned = await Promise.all(answering.map((id) => asks(ports.store).get(tenantId, id)));
  const [next] = replanned.flatMap((ask) => nextPush(ask)?.at ?? []).toSorted();
  return next ? fromTimestamp(next) : undefined;
}

export interface SettingsForm {
  readonly plan: Plan;
  readonly language: Language;
  readonly settings: TypedSettings | Settings;
  readonly fault?: 'hour' | 'outside';
}

/** A choice with an empty value would look like none. */
const anyDay = 'any';

/** "Inställningar": when in the day, on which weekday a round's first question comes, and in which language. */
export function settingsCard({ plan, language, settings, fault }: SettingsForm): Card {
  const t = translator(language);
  const { from, to } = plan.content.workingHours;
  const weekdays = [1, 2, 3, 4, 5].map((day) => ({
    value: String(day),
    title: capitalised(weekdayName[language](day)),
  }));
  return renderCard(
    'reminder-settings',
    {
      from,
      hour: settings.hour ?? '',
      hourHint: t('settings.hourHint', { from, to }),
      weekday: String(settings.weekday || anyDay),
      weekdays: [{ value: anyDay, title: t('settings.anyDay') }, ...weekdays],
      language: settings.language || language,
      fault: fault ? t(`settings.fault.${fault}`, { from, to }) : '',
    },
    language,
  );
}

/** What holds from now on, in the language that was chosen. */
export function savedCard({ settings, next }: Extract<Saved, { outcome: 'saved' }>, plan: Plan): Card {
  const { language, hour, weekday } = settings;
  const t = translator(language);
  const shown = {
    hour: hour ?? plan.content.workingHours.from,
    weekday: weekday ? capitalised(weekdayName[language](weekday)) : t('settings.anyDay'),
    language: t(`settings.${language}`),
    next: next ? capitalised(dayAndTime(next, plan, language)) : t('settings.saved.noNext'),
  };
  const facts = (['hour', 'weekday', 'language', 'next'] as const).map((name) => ({
    label: t(`settings.saved.${name}`),
    lines: [shown[name]],
  }));
  const actions = [{ verb: 'reminders/settings', title: t('settings.change') }];
  return noteCard({ title: t('settings.saved.title'), facts, actions }, language);
}
