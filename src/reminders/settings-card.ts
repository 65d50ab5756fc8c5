import type { Card } from '../base/messenger.ts';
import { weekdayName } from '../calendar/date-rule-words.ts';
import { capitalised } from '../language/capitalised.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { dayAndTime } from '../messages/moment-words.ts';
import { noteCard } from '../messages/note-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Saved, Settings, TypedSettings } from './settings.ts';

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
    next: next ? dayAndTime(next, plan, language) : t('settings.saved.noNext'),
  };
  const facts = (['hour', 'weekday', 'language', 'next'] as const).map((name) => ({
    label: t(`settings.saved.${name}`),
    lines: [shown[name]],
  }));
  const actions = [{ verb: 'reminders/settings', title: t('settings.change') }];
  return noteCard({ title: t('settings.saved.title'), facts, actions }, language);
}
