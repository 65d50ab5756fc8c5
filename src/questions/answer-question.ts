import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { type Language, translator } from '../language/language.ts';
import { factsCard, showAction } from '../messages/facts-card.ts';
import type { Where } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { changesCard } from './changes-answer.ts';
import { termWord } from './glossary.ts';
import { indicatorCard } from './indicator-answer.ts';
import { type Inquiry, inquiryOf, notice } from './inquiry.ts';
import type { Kind } from './kind-of-question.ts';
import { nextCard, sentCard } from './own-answer.ts';
import { decisionCard, meaningCard, responsibleCard, roleCard, valueGiverCard } from './plan-answer.ts';
import { helpCard, roundCard } from './round-answer.ts';
import { statusCard } from './status-answer.ts';
import type { Subject } from './subject-index.ts';
import { understand } from './understand.ts';

export interface Asker {
  readonly actor: Actor;
  readonly where: Where;
  /** The asker's own; a question that is clearly in another is answered in that. */
  readonly language: Language;
  /** What the turn has read already. */
  readonly plan?: Plan | undefined;
}

/** Answers what is written, from what was reported and decided; or says honestly that it does not know. */
export async function answerQuestion(
  ports: Pick<Ports, 'store' | 'clock'>,
  asker: Asker,
  text: string,
): Promise<Card> {
  const plan = await planFor(ports, asker);
  if (!plan) return noPlanCard(asker.language);
  const { kind, asked, about, nearby, words, language = asker.language } = understand(plan, text);
  const inquiry = inquiryOf(ports, plan, { ...asker, language, words });
  if (kind === 'several') return severalCard(inquiry, asked, about);
  if (kind === 'unknown') return unknownCard(inquiry, nearby);
  return answerKind(inquiry, kind, about);
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
  if (kind === 'no-ranking') return noRankingCard(inquiry);
  if (kind === 'meaning' && (indicator || subject?.type === 'term')) return meaningCard(inquiry, about);
  if (kind === 'responsible' && role) return roleCard(inquiry, role);
  if (kind === 'responsible' && indicator) return valueGiverCard(inquiry, indicator);
  if (indicator) return indicatorCard(inquiry, indicator);
  if (!assignment) return unknownCard(inquiry, []);
  if (kind === 'responsible') return responsibleCard(inquiry, assignment);
  if (kind === 'decision') return decisionCard(inquiry, assignment);
  return statusCard(inquiry, assignment);
}

function noPlanCard(language: Language): Card {
  return notice({ t: translator(language), language }, 'question.noPlan');
}

function noRankingCard(inquiry: Inquiry): Card {
  const { t } = inquiry;
  return factsCard(inquiry, { title: t('question.noRanking'), intro: t('question.noRankingText') });
}

function severalCard(inquiry: Inquiry, kind: Kind, about: readonly Subject[]): Card {
  const { t } = inquiry;
  return factsCard(inquiry, {
    title: t('question.several'),
    intro: t('question.severalText'),
    actions: about.map((one) => showAction({ kind: kindFor(one, kind), about: one }, nameOf(inquiry, one))),
  });
}

/** How many assignments are named to somebody who asked for what there is not. */
const maxNamed = 8;

function unknownCard(inquiry: Inquiry, nearby: readonly Subject[]): Card {
  const { plan, t, say, join } = inquiry;
  const title = t('question.unknown');
  if (nearby.length > 0)
    return factsCard(inquiry, {
      title,
      intro: t('question.unknownNear'),
      actions: nearby.map((one) =>
        showAction({ kind: kindFor(one, 'status'), about: one }, nameOf(inquiry, one)),
      ),
    });
  const titles = plan.assignments.slice(0, maxNamed).map((one) => say(one.title));
  const left = plan.assignments.length - titles.length;
  const list = left > 0 ? t('question.andMore', { titles: titles.join(', '), count: left }) : join(titles);
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

function nameOf({ plan, language, say }: Inquiry, { type, id }: Subject): string {
  if (type === 'term') return termWord(id, language);
  const words =
    type === 'assignment'
      ? plan.assignment(id)?.title
      : type === 'role'
        ? plan.role(id)?.name
        : plan.indicator(id)?.name;
  return words ? say(words) : id;
}
