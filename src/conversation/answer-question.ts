import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { factsCard, showAction } from '../messages/facts-card.ts';
import type { Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { changesCard } from '../questions/changes-answer.ts';
import { termWord } from '../questions/glossary.ts';
import { indicatorCard } from '../questions/indicator-answer.ts';
import { type Inquiry, inquiryOf, notice, openedRounds } from '../questions/inquiry.ts';
import { nextCard, sentCard } from '../questions/own-answer.ts';
import {
  decisionCard,
  meaningCard,
  responsibleCard,
  roleCard,
  valueGiverCard,
} from '../questions/plan-answer.ts';
import { helpCard, roundCard } from '../questions/round-answer.ts';
import { statusCard } from '../questions/status-answer.ts';
import type { Subject } from '../questions/subject.ts';
import { understandWritten } from './ask.ts';
import { languageMeant } from './language-meant.ts';
import type { Choice, Understood } from './meaning.ts';
import type { SaidPeriod } from './periods.ts';
import { aspectCard, newsCard, planCard, prioritiesCard, wholeCard } from './whole-answer.ts';

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

/** The intents that are questions, and what each asks for. */
const kindOf: Readonly<Record<string, Kind>> = {
  status: 'status',
  indicator: 'indicator',
  deviations: 'help',
  'help-wanted': 'help',
  responsible: 'responsible',
  meaning: 'meaning',
  'next-for-me': 'next',
  'my-answers': 'sent',
  round: 'round',
  decision: 'decision',
  'plan-changes': 'changes',
};

/** Answers what is written, from what was reported and decided; or says honestly that it does not know. */
export async function answerQuestion(
  ports: Pick<Ports, 'store' | 'clock'>,
  asker: Asker,
  text: string,
): Promise<Card> {
  const plan = await planFor(ports, asker);
  if (!plan) return noPlanCard(asker.language);
  const now = ports.clock.now().toZonedDateTimeISO(plan.content.timeZone).toPlainDate();
  const understood = understandWritten(text, { plan, today: now });
  const language = languageMeant(understood) ?? asker.language;
  const [first] = await answerUnderstood(ports, { ...asker, plan, language }, understood);
  return first!;
}

/** The cards that answer a question as understood; more than one where it is about several things. */
export async function answerUnderstood(
  ports: Pick<Ports, 'store' | 'clock'>,
  { plan, ...asker }: Asker & { readonly plan: Plan },
  understood: Understood,
): Promise<readonly Card[]> {
  const { intent, outcome, subjects, period, choices } = understood;
  const words = wordsFor(understood.words, period, plan);
  const inquiry = inquiryOf(ports, plan, { ...asker, words });
  if (outcome === 'asked-back') return [severalCard(inquiry, choices)];
  if (outcome === 'declined') return [unknownCard(inquiry, choices)];
  if (intent === 'whole') return [await wholeCard(inquiry)];
  if (intent === 'aspect') return [await aspectCard(inquiry, understood.aspect, subjects)];
  if (intent === 'news') return [await newsCard(inquiry, period)];
  if (intent === 'priorities') return [await prioritiesCard(inquiry)];
  if (intent === 'show-plan') return [planCard(inquiry, subjects)];
  if (intent === 'refused') return [noRankingCard(inquiry)];
  const kind = kindOf[intent];
  if (!kind) return [unknownCard(inquiry, choices)];
  const untimed =
    kind === 'status' || kind === 'indicator' ? await notThen(inquiry, period, subjects) : undefined;
  if (kind === 'meaning' || subjects.length <= 1)
    return [...(untimed ? [untimed] : []), await answerKind(inquiry, kind, subjects)];
  return Promise.all(subjects.map((one) => answerKind(inquiry, kind, [one])));
}

/**
 * The words of the question with those that the answers know a round by: a time that was said in others (`T1`, `förra
 * tertialet`) is the round that covers it.
 */
function wordsFor(words: readonly string[], period: SaidPeriod | undefined, plan: Plan): readonly string[] {
  const covering =
    period &&
    plan.content.periods.find(({ covers }) => covers.from === period.from && covers.to === period.to);
  if (!covering) return words;
  const year = covering.covers.to.slice(0, 4);
  const month = Number(covering.covers.to.slice(5, 7));
  const said = {
    tertial: `tertial ${Math.ceil(month / 4)}`,
    quarterly: `kvartal ${Math.ceil(month / 3)}`,
    interim: 'delar',
    annual: 'helar',
  };
  const name = said[covering.kind as keyof typeof said];
  return name ? [...words, ...name.split(' '), year] : words;
}

/** What is said first where a time was asked for from which there is nothing: never another time's answer as if it were that. */
async function notThen(
  inquiry: Inquiry,
  period: SaidPeriod | undefined,
  subjects: readonly Subject[],
): Promise<Card | undefined> {
  const [first] = subjects;
  if (!period || !first) return undefined;
  const isThere =
    first.type === 'indicator'
      ? inquiry.plan
          .indicator(first.id)
          ?.history?.some(({ period: at }) => at.startsWith(period.from.slice(0, 4)))
      : false;
  if (isThere) return undefined;
  const opened = await openedRounds(inquiry);
  const covered = opened.some(({ id }) => {
    const covers = inquiry.plan.period(id)?.covers;
    return covers && covers.from <= period.to && covers.to >= period.from;
  });
  if (covered) return undefined;
  const day = (date: string) => formatDate(Temporal.PlainDate.from(date), inquiry.language);
  const text = inquiry.t('talk.notThen', { from: day(period.from), to: day(period.to) });
  return renderCard('notice', { title: '', text, actions: [] }, inquiry.language);
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

/** What one answers for oneself, where nothing else is named. */
function ownRolesCard(inquiry: Inquiry): Card {
  const [role] = inquiry.plan.rolesOf(inquiry.actor.personId);
  return role && inquiry.where.kind === 'personal' ? roleCard(inquiry, role) : unknownCard(inquiry, []);
}

export function noPlanCard(language: Language): Card {
  return notice({ t: translator(language), language }, 'question.noPlan');
}

function noRankingCard(inquiry: Inquiry): Card {
  const t = inquiry.t;
  return factsCard(inquiry, {
    title: t('question.noRanking'),
    intro: t('question.noRankingText'),
    note: t('talk.refusedMore'),
  });
}

function severalCard(inquiry: Inquiry, choices: readonly Choice[]): Card {
  const t = inquiry.t;
  return factsCard(inquiry, {
    title: t('question.several'),
    intro: t('question.severalText'),
    actions: choices.flatMap((one) => choiceAction(inquiry, one)),
  });
}

function choiceAction(inquiry: Inquiry, { intent, subject }: Choice) {
  if (!subject) return [];
  return [
    showAction(
      { kind: kindFor(subject, kindOf[intent] ?? 'status'), about: subject },
      nameOf(inquiry, subject),
    ),
  ];
}

/** How many assignments are named to somebody who asked for what there is not. */
const maxNamed = 8;

function unknownCard(inquiry: Inquiry, near: readonly Choice[]): Card {
  const { plan, language } = inquiry;
  const t = inquiry.t;
  const title = t('question.unknown');
  if (near.length > 0)
    return factsCard(inquiry, {
      title,
      intro: t('question.unknownNear'),
      actions: near.flatMap((one) => choiceAction(inquiry, one)),
    });
  const titles = plan.assignments.slice(0, maxNamed).map((one) => say(one.title, language));
  const left = plan.assignments.length - titles.length;
  const list =
    left > 0
      ? t('question.andMore', { titles: titles.join(', '), count: left })
      : joinWords(titles, language);
  return factsCard(inquiry, {
    title,
    intro: t('question.unknownText'),
    rows: [
      { heading: t('question.unknownAssignments'), lines: [list] },
      {
        heading: t('question.unknownExamples'),
        lines: [t('question.unknownExamplesText', { example: titles[0] })],
      },
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
