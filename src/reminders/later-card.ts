import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Language } from '../plan/plan-schema.ts';
import { dueOf, type LaterChoice, type LaterView } from './later.ts';
import { dayAndTime, shortMoment } from './moment-words.ts';
import { noteCard } from './note-card.ts';
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
  return renderCard(
    'reminder-later',
    {
      intro: t('later.intro', { day }),
      ask: view.own.asked.ask.id,
      choices: view.choices.map((one) => ({
        ask: view.own.asked.ask.id,
        choice: one.choice,
        title: choiceTitle(view, one, language),
      })),
      earliest: view.earliest.toString(),
      latest: view.latest.toString(),
      day: view.typed ?? '',
      fault: view.fault ? t(`later.fault.${view.fault}`, { day }) : '',
    },
    language,
  );
}

/** A day that is called tomorrow or Monday is that day: otherwise it is named for what it is. */
function choiceTitle(
  { own }: LaterChoice,
  { choice, at }: LaterChoice['choices'][number],
  language: Language,
) {
  const day = localDate(at, own.plan.content.timeZone);
  const isTomorrow = day.subtract({ days: 1 }).toString() === own.today;
  const tomorrow = isTomorrow ? 'tomorrow' : 'nextWorkingDay';
  const name = choice === 'tomorrow' ? tomorrow : day.dayOfWeek === 1 ? 'monday' : 'nextWeek';
  return translator(language)(`later.${name}`, { moment: shortMoment(at, own.plan, language) });
}

function dueDay(own: OwnAsks, language: Language): string {
  return formatDay(dueOf(own), language, dueOf(own));
}
