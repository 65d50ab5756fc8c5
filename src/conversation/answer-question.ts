import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { renderBlock, renderCard, withBlock } from '../language/render-card.ts';
import { capitalised } from '../language/words.ts';
import { askInstead, type CardAction, factsCard, showAction } from '../messages/facts-card.ts';
import type { Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { changesCard } from '../questions/changes-answer.ts';
import { termWord } from '../questions/glossary.ts';
import { hasValueThen, indicatorCard } from '../questions/indicator-answer.ts';
import { type Inquiry, inquiryOf, notice } from '../questions/inquiry.ts';
import { nextCard, sentCard } from '../questions/own-answer.ts';
import {
  decisionCard,
  meaningCard,
  responsibleCard,
  roleCard,
  valueGiverCard,
} from '../questions/plan-answer.ts';
import { helpCard, roundCard } from '../questions/round-answer.ts';
import { roundsAsked } from '../questions/round-asked.ts';
import { statusCard } from '../questions/status-answer.ts';
import type { Subject } from '../questions/subject.ts';
import { spokenAfter, understandWritten } from './ask.ts';
import { findIntent } from './catalog.ts';
import { languageMeant } from './language-meant.ts';
import { type Choice, isPlain, type Spoken, type Understood } from './meaning.ts';

export interface Asker {
  readonly actor: Actor;
  readonly where: Where;
  /** What is answered in; of a question of its own, the asker's: one that is clearly in another is answered in that. */
  readonly language: Language;
  /** What the turn has read already. */
  readonly plan?: Plan | undefined;
}

/** What a button asks; cards in chats carry these. */
export const kinds = [
  'status',
  'indicator',
  'help',
  'responsible',
  'meaning',
  'next',
  'sent',
  'round',
  'decision',
  'changes',
] as const;
export type Kind = (typeof kinds)[number];

/** Whether it asks for something that Roder knows. */
export function isQuestion({ intent, outcome }: Understood): boolean {
  return outcome !== 'answered' || intent === 'unknown' || findIntent(intent)?.answer !== undefined;
}

/** What a question of its own was taken to be, and what is answered; `understood` is absent before there is a plan. */
export interface AnsweredQuestion {
  readonly cards: readonly Card[];
  readonly understood?: Understood;
  /** Of the answer. */
  readonly language: Language;
}

/**
 * Answers what is written, from what was reported and decided; or says honestly that it does not know. `earlier` are the
 * questions that it goes on from, the oldest first, as in a chat. It answers in the language of the question, unless
 * another is wanted.
 */
export async function answerWritten(
  ports: Pick<Ports, 'store' | 'clock'>,
  asker: Asker,
  text: string,
  { earlier = [], wanted }: { readonly earlier?: readonly string[]; readonly wanted?: Language } = {},
): Promise<AnsweredQuestion> {
  const plan = await planFor(ports, asker);
  if (!plan) return { cards: [noPlanCard(asker.language)], language: asker.language };
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  let before: Spoken | undefined;
  for (const one of earlier) before = spokenAfter(before, understandWritten(one, { plan, today, before }));
  const understood = understandWritten(text, { plan, today, before });
  const language = wanted ?? languageMeant(understood) ?? asker.language;
  const cards = await answerUnderstood(ports, { ...asker, plan, language }, understood);
  return { cards, understood, language };
}

/** The cards that answer a question as understood; more than one where it is about several things. */
export async function answerUnderstood(
  ports: Pick<Ports, 'store' | 'clock'>,
  { plan, ...asker }: Asker & { readonly plan: Plan },
  understood: Understood,
): Promise<readonly Card[]> {
  const { words, period, also = [] } = understood;
  const inquiry = inquiryOf(ports, plan, { ...asker, words, period });
  const cards = await cardsFor(inquiry, understood);
  const last = cards.at(-1)!;
  return also.length === 0 ? cards : [...cards.slice(0, -1), withAlso(inquiry, last, also)];
}

/** An answer that was not certain asks, quietly, whether it was something else. */
function withAlso(inquiry: Inquiry, card: Card, also: readonly Choice[]): Card {
  const { t, language } = inquiry;
  const actions = also.map((one) => ({
    ...choiceAction(inquiry, one, also),
    title: alsoTitle(inquiry, one),
  }));
  const block = renderBlock(
    'block-something-else',
    { question: t('question.somethingElse'), actions },
    language,
  );
  return withBlock(card, block);
}

/** A thing by its name; something else of the same thing by what it is. */
function alsoTitle(inquiry: Inquiry, { intent, subject }: Choice): string {
  return isPlain(intent) && subject ? nameOf(inquiry, subject) : capitalised(inquiry.t(`intent.${intent}`));
}

async function cardsFor(inquiry: Inquiry, understood: Understood): Promise<readonly Card[]> {
  const { intent, outcome, subjects, choices } = understood;
  if (understood.strangeTime) return [whenCard(inquiry, choices)];
  if (outcome === 'asked-back') return [severalCard(inquiry, choices)];
  if (outcome === 'declined') return [unknownCard(inquiry, choices)];
  const { answer, time } = findIntent(intent) ?? {};
  if (!answer) return [unknownCard(inquiry, choices)];
  const untimed = time === 'now' ? await notThen(inquiry, subjects) : [];
  if (typeof answer === 'function') return [...untimed, await answer(inquiry, understood)];
  const each = answer === 'meaning' || subjects.length <= 1 ? [subjects] : subjects.map((one) => [one]);
  return [...untimed, ...(await Promise.all(each.map((about) => answerKind(inquiry, answer, about))))];
}

/** What is said first where a time was asked for from which there is nothing: never another time's answer as if it were that. */
async function notThen(inquiry: Inquiry, subjects: readonly Subject[]): Promise<readonly Card[]> {
  const { period, plan, language } = inquiry;
  if (!period) return [];
  const indicators = subjects.flatMap(({ type, id }) => (type === 'indicator' && plan.indicator(id)) || []);
  const isThere = await Promise.all(indicators.map((one) => hasValueThen(inquiry, one)));
  const isIndicator = indicators.length > 0;
  if (isIndicator ? isThere.every(Boolean) : ((await roundsAsked(inquiry)) ?? []).length > 0) return [];
  const day = (date: string) => formatDate(Temporal.PlainDate.from(date), language);
  const days = { from: day(period.from), to: day(period.to) };
  const text = inquiry.t(isIndicator ? 'talk.noValueThen' : 'talk.notThen', days);
  return [renderCard('notice', { title: '', text, actions: [] }, language)];
}

export interface Pressed {
  readonly kind: Kind;
  readonly about: readonly Subject[];
  readonly from?: number | undefined;
}

/** The same for a button, which says by ids what is asked. */
export async function answerButton(
  ports: Pick<Ports, 'store' | 'clock'>,
  asker: Asker,
  { kind, about, from }: Pressed,
): Promise<Card> {
  const plan = await planFor(ports, asker);
  if (!plan) return noPlanCard(asker.language);
  return answerKind(inquiryOf(ports, plan, { ...asker, from }), kind, about);
}

async function planFor({ store }: Pick<Ports, 'store'>, { plan, actor }: Asker): Promise<Plan | undefined> {
  return plan ?? currentPlan(store, actor.tenantId);
}

async function answerKind(inquiry: Inquiry, kind: Kind, about: readonly Subject[]): Promise<Card> {
  const [subject] = about;
  const { plan } = inquiry;
  const assignment = subject?.type === 'assignment' ? plan.assignment(subject.id) : undefined;
  const indicator = subject?.type === 'indicator' ? plan.indicator(subject.id) : undefined;
  const role = subject?.type === 'role' ? plan.role(subject.id) : undefined;
  if (kind === 'next') return nextCard(inquiry);
  if (kind === 'sent') return sentCard(inquiry, assignment);
  if (kind === 'round') return roundCard(inquiry);
  if (kind === 'help') return helpCard(inquiry, assignment);
  if (kind === 'changes') return changesCard(inquiry, assignment);
  if (kind === 'meaning' && (indicator || subject?.type === 'term')) return meaningCard(inquiry, about);
  if (kind === 'responsible' && role) return roleCard(inquiry, role);
  if (kind === 'responsible' && indicator) return valueGiverCard(inquiry, indicator);
  if (indicator) return indicatorCard(inquiry, indicator);
  if (kind === 'responsible' && !assignment) return ownRolesCard(inquiry);
  if (!assignment) return unknownCard(inquiry, []);
  if (kind === 'responsible') return responsibleCard(inquiry, assignment);
  if (kind === 'decision') return decisionCard(inquiry, assignment);
  return statusCard(inquiry, assignment);
}

/** What one answers for oneself, where one asks of oneself: "vem ansvarar för badhuset?" is of what the plan has not. */
function ownRolesCard(inquiry: Inquiry): Card {
  const { plan, actor, where, words } = inquiry;
  const [role] = plan.rolesOf(actor.personId);
  const isOfSelf = words.length === 0 || words.some((word) => self.test(word));
  return role && isOfSelf && where.kind === 'personal' ? roleCard(inquiry, role) : unknownCard(inquiry, []);
}

const self = /^(?:jag|mig|mej|min|mitt|mina|i|im|me|my|mine)$/u;

export function noPlanCard(language: Language): Card {
  return notice({ t: translator(language), language }, 'question.noPlan');
}

function severalCard(inquiry: Inquiry, choices: readonly Choice[]): Card {
  const t = inquiry.t;
  const isOne = choices.length === 1;
  return factsCard(inquiry, {
    title: t(isOne ? 'question.one' : 'question.several'),
    intro: t(isOne ? 'question.oneText' : 'question.severalText'),
    actions: choices.map((one) => choiceAction(inquiry, one, choices)),
  });
}

/** A time that Roder does not know: how to say it, and the latest where that is wanted. */
function whenCard(inquiry: Inquiry, choices: readonly Choice[]): Card {
  const t = inquiry.t;
  return factsCard(inquiry, {
    title: t('talk.whichTime'),
    intro: t('talk.whichTimeText'),
    note: choices.length > 0 ? t('talk.whichTimeLatest') : '',
    actions: choices.map((one) => choiceAction(inquiry, one, choices)),
  });
}

/** What is meant is said by its thing where all are asked the same of, and else by what is wanted too. */
function choiceAction(inquiry: Inquiry, { intent, subject }: Choice, among: readonly Choice[]): CardAction {
  const name = subject && nameOf(inquiry, subject);
  const wanted = capitalised(inquiry.t(`intent.${intent}`));
  const isSame = among.every((one) => one.subject && isOfKind(one.intent) === isOfKind(intent));
  const title = name ? (isSame ? name : `${name}: ${inquiry.t(`intent.${intent}`)}`) : wanted;
  const kind = findIntent(intent)?.answer;
  if (subject && typeof kind === 'string')
    return showAction({ kind: kindFor(subject, kind), about: subject }, title);
  const about = subject ? { type: subject.type, id: subject.id } : {};
  return { verb: 'questions/meant', data: { intent, ...about }, title };
}

/** How something goes and what it measures are one question: which of them, the thing says. */
function isOfKind(intent: string): string {
  return intent === 'indicator' ? 'status' : intent;
}

function unknownCard(inquiry: Inquiry, near: readonly Choice[]): Card {
  const { plan, language } = inquiry;
  const t = inquiry.t;
  const title = t('question.unknown');
  if (near.length > 0)
    return factsCard(inquiry, {
      title,
      intro: t('question.unknownNear'),
      actions: near.map((one) => choiceAction(inquiry, one, near)),
    });
  const [first] = plan.assignments;
  return factsCard(inquiry, {
    title,
    intro: t('question.unknownText', { example: first ? say(first.title, language) : '…' }),
    actions: [
      ...askInstead(t),
      { verb: 'questions/meant', data: { intent: 'show-plan' }, title: t('question.next.plan') },
      { verb: 'help/show', data: {}, title: t('welcome.help') },
    ],
  });
}

function kindFor({ type }: Subject, kind: Kind): Kind {
  if (type === 'term') return 'meaning';
  if (type === 'role') return 'responsible';
  if (type === 'indicator') return kind === 'meaning' || kind === 'responsible' ? kind : 'indicator';
  return kind === 'indicator' ? 'status' : kind;
}

export function nameOf(
  { plan, language }: Pick<Inquiry, 'plan' | 'language'>,
  { type, id }: Subject,
): string {
  if (type === 'term') return termWord(id, language);
  const words =
    type === 'assignment'
      ? plan.assignment(id)?.title
      : type === 'role'
        ? plan.role(id)?.name
        : plan.indicator(id)?.name;
  return words ? say(words, language) : id;
}
