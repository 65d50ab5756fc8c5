import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { capitalised } from '../language/words.ts';
import { type Fact, noteCard } from '../messages/note-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Cancelled, type Fault, type Look, type Moved, maxWords } from './change-round.ts';
import type { Round, RoundDays } from './round.ts';

export type ChangeKind = 'postpone' | 'cancel';

/** What was typed, as the card brings it back. */
export interface TypedChange {
  readonly round?: string | undefined;
  readonly day?: string | undefined;
  readonly words?: string | undefined;
}

export interface ChangeForm {
  readonly kind: ChangeKind;
  readonly plan: Plan;
  readonly rounds: readonly Round[];
  readonly now: Temporal.Instant;
  readonly language: Language;
  readonly typed?: TypedChange;
  readonly fault?: Fault | undefined;
}

/** Which round, which day, and a word to those who have been asked. */
export function changeForm({ kind, plan, rounds, now, language, typed = {}, fault }: ChangeForm): Card {
  const t = translator(language);
  if (rounds.length === 0)
    return noteCard({ title: '', paragraphs: [t('roundChange.fault.nothing')] }, language);
  const text = fault ? faultText(fault, typed, language) : '';
  const about = fault?.fault === 'tooLong' ? 'words' : fault?.fault === 'round' ? 'round' : 'day';
  return renderCard(
    `round-${kind}`,
    {
      rounds: rounds.map(({ id }) => ({ title: roundTitle(plan, id, language), value: id })),
      round: typed.round ?? rounds[0]!.id,
      earliest: localDate(now, plan.content.timeZone).add({ days: 1 }).toString(),
      day: typed.day ?? '',
      words: typed.words ?? '',
      faults: { round: '', day: '', words: '', [about]: text },
    },
    language,
  );
}

/** What a change cannot be, in a sentence. */
export function faultText({ fault, round }: Fault, typed: TypedChange, language: Language): string {
  const from = round && (round.state === 'open' ? round.due : round.opens);
  const day = fault === 'free' ? typed.day : from;
  const said = day ? dayOf(day, language) : '';
  return translator(language)(`roundChange.fault.${fault}`, {
    day: fault === 'free' ? capitalised(said) : said,
    length: typed.words?.trim().length,
    max: maxWords,
  });
}

/** What will happen, before it does. */
export function confirmCard(
  { round, days, told }: Omit<Look, 'days'> & { readonly days?: RoundDays },
  { plan, typed, language }: Pick<ChangeForm, 'plan' | 'language'> & { readonly typed: TypedChange },
): Card {
  const t = translator(language);
  const name = roundTitle(plan, round.id, language);
  const data = { round: round.id, ...(days ? { day: typed.day ?? '' } : {}) };
  const [kind, title] = days ? (['postpone', 'title'] as const) : (['cancel', 'titleCancel'] as const);
  const yes = t(days ? 'roundChange.confirm.yesPostpone' : 'roundChange.confirm.yesCancel');
  return renderCard(
    'round-confirm',
    {
      title: t(`roundChange.confirm.${title}`, { round: name }),
      facts: [
        ...(days ? dayFacts(round, days, language) : []),
        { label: t('roundChange.confirm.told'), lines: [t('roundChange.confirm.told', { count: told })] },
      ],
      words: typed.words?.trim() ?? '',
      note: t(days ? 'roundChange.confirm.kept' : 'roundChange.confirm.cancelKept'),
      actions: [
        { verb: `rounds/${kind}-do`, title: yes, data, style: 'positive' },
        { verb: 'rounds/keep', title: t('roundChange.confirm.no'), data: {}, style: 'default' },
      ],
    },
    language,
  );
}

function dayFacts(round: Round, days: RoundDays, language: Language): Fact[] {
  const t = translator(language);
  const names = round.state === 'open' ? (['due', 'closes'] as const) : (['opens', 'due', 'closes'] as const);
  return names.map((name) => {
    const was = { now: dayOf(days[name], language), before: dayOf(round[name], language) };
    return {
      label: t(`roundChange.confirm.${name}`),
      lines: [capitalised(t('roundChange.confirm.was', was))],
    };
  });
}

/** What was done, with the way back where there is one. */
export function changedCard(
  { outcome, round, told }: Exclude<Moved | Cancelled, Fault>,
  plan: Plan,
  language: Language,
): Card {
  const t = translator(language);
  const title = t(`roundChange.done.${outcome}`, { round: roundTitle(plan, round.id, language) });
  const [opens, due, closes] = [round.opens, round.due, round.closes].map((day) => dayOf(day, language));
  const days = t(round.state === 'open' ? 'roundChange.done.due' : 'roundChange.done.opens', {
    opens,
    due,
    closes,
  });
  const undo = { verb: 'rounds/restore', title: t('roundChange.done.undo'), data: { round: round.id } };
  return noteCard(
    {
      title,
      paragraphs: [
        ...(outcome === 'cancelled' ? [] : [days]),
        ...(told > 0 ? [t('roundChange.done.told')] : []),
      ],
      actions: outcome === 'postponed' ? [undo] : [],
    },
    language,
  );
}

function roundTitle(plan: Plan, id: string, language: Language): string {
  const period = plan.period(id);
  return period ? say(period.name, language) : id;
}

function dayOf(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  return formatDay(day, language, day);
}
