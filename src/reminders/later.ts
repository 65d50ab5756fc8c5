import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { readDate } from '../calendar/date-rules.ts';
import { localDate } from '../calendar/instants.ts';
import { type LaterDays, snoozeUntil } from '../calendar/push-times.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { noteCard } from '../messages/note-card.ts';
import { dayAndTime, shortMoment } from '../messages/send-log-words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { AskOfActor, Refusal } from '../reports/answer-context.ts';
import type { Ask } from '../rounds/ask.ts';
import { replanAsk } from '../rounds/plan-asks.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { type OwnAsks, ownAsksOf } from './own-asks.ts';

/** What can be chosen, or what came of a choice. */
export type LaterView =
  | { readonly view: 'refused'; readonly refused: Refusal }
  /** `answered`: nothing is left to be reminded of. `noMore`: no push is left to move. `noDay`: due is too near. */
  | { readonly view: 'none'; readonly why: 'answered' | 'noMore' | 'noDay'; readonly own: OwnAsks }
  | LaterChoice
  | { readonly view: 'set'; readonly own: OwnAsks; readonly at: Temporal.Instant };

export interface LaterChoice extends LaterDays {
  readonly view: 'choose';
  readonly own: OwnAsks;
  readonly fault?: LaterFault;
  readonly typed?: string;
}

export type LaterFault = 'no-date' | 'past-due' | 'in-the-past';

type LaterPorts = Pick<Ports, 'store' | 'clock'>;

/** When the person can be reminded instead, with the day they said: never after the due day of anything in the message. */
export async function offerLater(
  ports: LaterPorts,
  { day, ...request }: AskOfActor & { readonly day?: string | undefined },
): Promise<LaterView> {
  const own = await ownAsksOf(ports, request);
  if ('refused' in own) return { view: 'refused', ...own };
  const wished = readDate(day);
  const at = wished && timeFor(ports, own, wished);
  return choicesOf(ports, own, at && 'fault' in at ? at.fault : undefined, day);
}

function choicesOf(ports: LaterPorts, own: OwnAsks, fault?: LaterFault, typed?: string): LaterView {
  if (own.bundle.length === 0) return { view: 'none', why: 'answered', own };
  if (!own.bundle.some(({ ask }) => isMovable(ask))) return { view: 'none', why: 'noMore', own };
  const found = (['tomorrow', 'monday'] as const).flatMap((choice) => {
    const at = timeFor(ports, own, choice);
    return 'fault' in at ? [] : [{ choice, at }];
  });
  const [first, second] = found;
  if (!first) return { view: 'none', why: 'noDay', own };
  const choices = second && !second.at.equals(first.at) ? [first, second] : [first];
  const earliest = localDate(first.at, own.plan.content.timeZone);
  return { view: 'choose', own, choices, earliest, latest: dueOf(own), fault, typed } as LaterChoice;
}

/** Moves the next reminder of everything in the message to the day; what would have come before it is left out. */
export async function setLater(
  ports: LaterPorts,
  {
    choice,
    day,
    ...request
  }: AskOfActor & { choice: 'tomorrow' | 'monday' | 'day'; day?: string | undefined },
): Promise<LaterView> {
  const own = await ownAsksOf(ports, request);
  if ('refused' in own) return { view: 'refused', ...own };
  const offered = choicesOf(ports, own);
  if (offered.view !== 'choose') return offered;
  const wished = choice === 'day' ? readDate(day) : choice;
  if (!wished) return choicesOf(ports, own, 'no-date', day);
  const at = timeFor(ports, own, wished);
  if ('fault' in at) return choicesOf(ports, own, at.fault, day);
  const later = localDate(at, own.plan.content.timeZone).toString();
  for (const { ask } of own.bundle) await replanAsk(ports, own.plan, ask, (one) => ({ ...one, later }));
  return { view: 'set', own, at };
}

/** As if it had not been asked for. */
export async function undoLater(ports: LaterPorts, request: AskOfActor): Promise<void> {
  const own = await ownAsksOf(ports, request);
  if ('refused' in own) return;
  for (const { ask } of own.bundle) {
    await replanAsk(ports, own.plan, ask, (one) => ({ ...one, later: undefined }));
  }
}

function timeFor(ports: LaterPorts, own: OwnAsks, choice: 'tomorrow' | 'monday' | Temporal.PlainDate) {
  const { plan, preference } = own;
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  return snoozeUntil(choice, { now, due: dueOf(own), preference, calendar });
}

/** The earliest of the message. */
export function dueOf({ bundle, asked }: OwnAsks): Temporal.PlainDate {
  const [due = asked.round.due] = bundle.map(({ round }) => round.due).toSorted();
  return Temporal.PlainDate.from(due);
}

function isMovable({ pushes }: Ask): boolean {
  return pushes.some((push) => !push.outcome);
}

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
      plan,
      today,
      choices: view.choices,
      earliest: view.earliest,
      latest: view.latest,
      intro: t('later.intro', { day }),
      fault: view.fault ? t(`later.fault.${view.fault}`, { day }) : '',
      typed: view.typed ?? '',
      verb: 'reminders/later-set',
      back: 'reminders/show',
      ids: { ask: asked.ask.id },
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
      intro,
      fault,
      day,
      earliest: earliest.toString(),
      latest: latest.toString(),
      choices: choices.map((one) => ({
        title: choiceTitle(choice, one, language),
        verb,
        data: { ...ids, choice: one.choice },
      })),
      choose: { verb, data: { ...ids, choice: 'day' } },
      back: { verb: back, data: ids },
    },
    language,
  );
}

/** A day that is called tomorrow is that day: otherwise it is named for what it is. */
function choiceTitle(
  { plan, today }: Pick<DayChoice, 'plan' | 'today'>,
  { choice, at }: LaterChoice['choices'][number],
  language: Language,
) {
  const day = localDate(at, plan.content.timeZone);
  const isTomorrow = day.subtract({ days: 1 }).toString() === today;
  const tomorrow = isTomorrow ? 'tomorrow' : 'nextWorkingDay';
  const name = choice === 'tomorrow' ? tomorrow : 'nextWeek';
  return translator(language)(`later.${name}`, { moment: shortMoment(at, plan, language) });
}

function dueDay(own: OwnAsks, language: Language): string {
  return formatDay(dueOf(own), language, dueOf(own));
}
