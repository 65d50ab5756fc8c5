import type { Card } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import type { LaterDays } from '../calendar/push-times.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { dayAndTime, shortMoment } from '../messages/moment-words.ts';
import { noteCard } from '../messages/note-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { dueOf, type LaterChoice, type LaterView } from './later.ts';
import type { OwnAsks } from './own-asks.ts';

/** The choice of a later time, and what came of it. */
export function laterCard(view: Exclude<LaterView, { view: 'refused' }>, language: Language): Card {
  const t = translator(language);
  const ask = view.own.asked.ask.id;
  const answer = { verb: 'answer/open', title: t('later.done.answer'), data: { ask } };
  if (view.view === 'choose') return choiceCard(view, language);
  if (view.view === 'none') {
    const text = t(`later.${view.why}`, { day: dueDay(view.own, language) });
    return noteCard(
      { title: '', paragraphs: [text], actions: view.why === 'answered' ? [] : [answer] },
      language,
    );
  }
  const title = t('later.done.title', { moment: dayAndTime(view.at, view.own.plan, language) });
  const undo = { verb: 'reminders/later-undo', title: t('later.done.undo'), data: { ask } };
  return noteCard({ title, paragraphs: [t('later.done.text')], actions: [answer, undo] }, language);
}

function choiceCard(view: LaterChoice, language: Language): Card {
  const t = translator(language);
  const day = dueDay(view.own, language);
  const { plan, today, asked } = view.own;
  return chooseDayCard(
    {
      ...{ plan, today, choices: view.choices, earliest: view.earliest, latest: view.latest },
      intro: t('later.intro', { day }),
      fault: view.fault ? t(`later.fault.${view.fault}`, { day }) : '',
      typed: view.typed ?? '',
      ...{ verb: 'reminders/later-set', back: 'reminders/show', ids: { ask: asked.ask.id } },
    },
    language,
  );
}

export interface DayChoice extends LaterDays {
  readonly plan: Plan;
  /** Local date. */
  readonly today: string;
  readonly intro: string;
  readonly fault: string;
  readonly typed: string;
  /** What is done with a choice, and where the way back leads; both with these ids. */
  readonly verb: string;
  readonly back: string;
  readonly ids: Readonly<Record<string, string>>;
}

/** Tomorrow, Monday, or a day of one's own. */
export function chooseDayCard(choice: DayChoice, language: Language): Card {
  const { verb, back, ids, intro, fault, typed: day, choices, earliest, latest } = choice;
  return renderCard(
    'reminder-later',
    {
      ...{ intro, fault, day, earliest: earliest.toString(), latest: latest.toString() },
      choices: choices.map((one) => ({
        title: choiceTitle(choice, one, language),
        ...{ verb, data: { ...ids, choice: one.choice } },
      })),
      choose: { verb, data: { ...ids, choice: 'day' } },
      back: { verb: back, data: ids },
    },
    language,
  );
}

/** A day that is called tomorrow or Monday is that day: otherwise it is named for what it is. */
function choiceTitle(
  { plan, today }: Pick<DayChoice, 'plan' | 'today'>,
  { choice, at }: LaterChoice['choices'][number],
  language: Language,
) {
  const day = localDate(at, plan.content.timeZone);
  const isTomorrow = day.subtract({ days: 1 }).toString() === today;
  const tomorrow = isTomorrow ? 'tomorrow' : 'nextWorkingDay';
  const name = choice === 'tomorrow' ? tomorrow : day.dayOfWeek === 1 ? 'monday' : 'nextWeek';
  return translator(language)(`later.${name}`, { moment: shortMoment(at, plan, language) });
}

function dueDay(own: OwnAsks, language: Language): string {
  return formatDay(dueOf(own), language, dueOf(own));
}
