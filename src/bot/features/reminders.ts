import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/v4';
import { openAnswer } from '../../answers/answer.ts';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { localDate } from '../../calendar/instants.ts';
import type { SaidPeriod } from '../../conversation/periods.ts';
import { toldDeputyOf, toldSettings } from '../../conversation/told-changes.ts';
import { noteCard } from '../../messages/note-card.ts';
import { timeZoneOf } from '../../plan/plan-index.ts';
import {
  type AwayForm,
  awayCard,
  cameBackCard,
  comeBack,
  goAway,
  wentAwayCard,
} from '../../reminders/away.ts';
import { explainAsk } from '../../reminders/explain-ask.ts';
import { type LaterView, laterCard, offerLater, setLater, undoLater } from '../../reminders/later.ts';
import {
  readSettings,
  type Settings,
  savedCard,
  saveSettings,
  settingsCard,
} from '../../reminders/settings.ts';
import { showReminder } from '../../reminders/show-reminder.ts';
import { ownAsks, type Refusal } from '../../reports/answer-context.ts';
import { type ActionResult, type Actions, type Command, id, type Said, withData } from '../action.ts';
import type { Turn } from '../turn.ts';
import { moveOf, nothingOpenCard, viewCard } from './answers.ts';

const ask = z.object({ ask: id });
const typed = z.string().max(2000).optional();
/** The card that "Jag är borta" was pressed on. */
const awayFrom = z.object({
  ask: id.optional().catch(undefined),
  request: id.optional().catch(undefined),
  wish: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  list: id.optional().catch(undefined),
});

/** What a person can say about a reminder other than answering it. */
export const reminderActions: Actions = {
  'reminders/show': withData(ask, (ports, turn, { ask }) => reminderAgain(ports, turn, ask)),
  'reminders/why': withData(ask, async (ports, turn, { ask }) => ({ card: await whyCard(ports, turn, ask) })),
  'reminders/later': withData(ask, async (ports, turn, { ask }) => ({
    card: shown(await offerLater(ports, moveOf(turn, ask)), turn),
  })),
  'reminders/later-set': withData(
    ask.extend({ choice: z.enum(['tomorrow', 'monday', 'day']), day: typed }),
    async (ports, turn, { ask, choice, day }) => {
      const view = await setLater(ports, { ...moveOf(turn, ask), choice, day });
      return everywhere(shown(view, turn), view.view === 'set');
    },
  ),
  'reminders/later-undo': withData(ask, async (ports, turn, { ask }) => {
    await undoLater(ports, moveOf(turn, ask));
    return reminderAgain(ports, turn, ask);
  }),
  'reminders/away': withData(awayFrom, async (ports, turn, from) => ({
    card: awayForm(ports, turn, { from }),
  })),
  'reminders/away-set': withData(
    awayFrom.extend({ deputy: typed, returns: typed }),
    async (ports, turn, { deputy, returns, ...from }) => {
      const { actor, plan, language } = turn;
      if (!plan?.person(actor.personId)) return { card: awayForm(ports, turn, { from }) };
      const went = await goAway(ports, { actor, plan, deputy, returns });
      if (went.outcome === 'faults')
        return { card: awayForm(ports, turn, { from, typed: { deputy, returns }, faults: went.faults }) };
      const card = wentAwayCard(went, { plan, deputy, language });
      return { ...everywhere(card, true), workIsDue: true };
    },
  ),
  'reminders/settings': async (ports, turn) => ({ card: await settingsForm(ports, turn) }),
  'reminders/settings-save': withData(
    z.object({ hour: typed, weekday: typed, language: typed }),
    async (ports, turn, given) => {
      const { actor, plan, language } = turn;
      if (!plan) return { card: await settingsForm(ports, turn) };
      const saved = await saveSettings(ports, { actor, plan, typed: given });
      if (saved.outcome === 'saved') return everywhere(savedCard(saved, plan), true);
      return { card: settingsCard({ plan, language, settings: given, fault: saved.fault }) };
    },
  ),
  'reminders/back': async (ports, turn) => ({
    ...everywhere(await backCard(ports, turn), true),
    workIsDue: true,
  }),
};

export function awayForm(ports: Ports, { actor, plan, language, t }: Turn, given: Partial<AwayForm>): Card {
  if (!plan) return noteCard({ title: '', paragraphs: [t('away.unknown')] }, language);
  return awayCard({ plan, personId: actor.personId, now: ports.clock.now(), language, ...given });
}

export async function settingsForm(
  ports: Ports,
  { actor, plan, language, t }: Turn,
  told: Partial<Settings> = {},
): Promise<Card> {
  if (!plan) return noteCard({ title: '', paragraphs: [t('away.unknown')] }, language);
  return settingsCard({ plan, language, settings: { ...(await readSettings(ports, actor, plan)), ...told } });
}

export async function backCard(ports: Ports, { actor, plan, language, t }: Turn): Promise<Card> {
  if (!plan) return noteCard({ title: '', paragraphs: [t('away.welcome.notAway')] }, language);
  return cameBackCard(await comeBack(ports, { actor, plan }), { plan, language });
}

export async function whyCard(ports: Ports, turn: Turn, askId: string): Promise<Card> {
  const found = await explainAsk(ports, moveOf(turn, askId));
  return 'refused' in found ? refusedCard(found.refused as Refusal, turn) : found;
}

function shown(view: LaterView, turn: Turn): Card {
  return view.view === 'refused' ? refusedCard(view.refused, turn) : laterCard(view, turn.language);
}

/** The message itself becomes it too, where what was chosen lasts: the chat may be open elsewhere. */
function everywhere(card: Card, lasts: boolean): ActionResult {
  return lasts ? { card, forEverybody: { card } } : { card };
}

async function reminderAgain(ports: Ports, turn: Turn, askId: string): Promise<ActionResult> {
  const again = await showReminder(ports, moveOf(turn, askId));
  if (again === 'answered') {
    const view = await openAnswer(ports, moveOf(turn, askId));
    return { card: viewCard(view, turn) };
  }
  if ('refused' in again) return { card: refusedCard(again.refused, turn) };
  return { card: again.card, forEverybody: again };
}

function refusedCard(refused: Refusal, turn: Turn): Card {
  return viewCard({ view: 'refused', refused }, turn);
}

export const reminderCommands: readonly Command[] = [
  {
    name: 'why',
    intent: 'why-asked',
    run: async (ports, turn) => {
      const open = await ownAsks(ports, turn.actor, turn);
      if (open.length === 0) return [await nothingOpenCard(ports, turn)];
      // Of what came in one message one card speaks.
      const messages = new Map(open.toReversed().map((ask) => [ask.message?.activityId ?? ask.id, ask]));
      return Promise.all([...messages.values()].toReversed().map((ask) => whyCard(ports, turn, ask.id)));
    },
  },
  {
    name: 'settings',
    intent: 'settings',
    run: async (ports, turn, { text }) => [await settingsForm(ports, turn, toldSettings(text))],
  },
  {
    name: 'back',
    intent: 'away',
    example: 'jag är tillbaka',
    // "Tillbaka på måndag" is until when one is away.
    when: ({ words, period }) =>
      /\b(?:tillbaka|ater|back|frisk|better)\b/u.test(words) &&
      !/\b(?:inte|ej|not)\b/u.test(words) &&
      (!period || period.from === period.to),
    run: async (ports, turn) => [await backCard(ports, turn)],
  },
  {
    name: 'away',
    intent: 'away',
    run: async (ports, turn, said) => [awayTold(ports, turn, said)],
  },
];

/** The form with who answers and until when; that it begins when it is pressed, where a later day was said. */
function awayTold(ports: Ports, turn: Turn, { text, period }: Said): Card {
  const { plan } = turn;
  const deputy = plan && toldDeputyOf(text, plan);
  const today = localDate(ports.clock.now(), timeZoneOf(plan)).toString();
  return awayForm(ports, turn, {
    typed: { deputy, returns: dayAfter(period?.to) },
    faults: { deputy: deputy === '' ? 'deputy' : undefined, returns: period && faultOf(period, today) },
  });
}

function faultOf({ from, to }: SaidPeriod, today: string): 'beginsNow' | 'past' | undefined {
  if (from > today) return 'beginsNow';
  return to < today ? 'past' : undefined;
}

/** One is away until the day before one is back. */
function dayAfter(day: string | undefined): string | undefined {
  return day && Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
