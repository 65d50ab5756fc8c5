import { Temporal } from 'temporal-polyfill';
import type { Language } from '../../../src/plan/plan-schema.ts';
import { changeAnswer, correctAnswer, openAnswer, takeStep } from '../../../src/reports/answer.ts';
import { answerCard } from '../../../src/reports/answer-cards.ts';
import { answerHistory, type HistoryView, historyCard } from '../../../src/reports/answer-history.ts';
import type { StepName } from '../../../src/reports/answer-steps.ts';
import type { Inputs } from '../../../src/reports/answer-text.ts';
import type { AnswerView } from '../../../src/reports/answer-views.ts';
import { prefillId, prefills } from '../../../src/reports/known-values.ts';
import { recordReport } from '../../../src/answers/record-report.ts';
import { submitAnswer } from '../../../src/reports/submit-answer.ts';
import { askId } from '../../../src/rounds/ask.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

const roundId = '2026-D';
const typedWords = 'Väntetiden till särskilt boende växer eftersom åtta platser är stängda för renovering.';

/** The way through an answer, told as one person's story. */
export async function answerSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { samples, keep, go, move } = teller(world, 'socialchef', language);
  const { ports } = world;
  await knowBeforehand(world);
  keep('answer-judgement', await openAnswer(ports, move));
  keep('answer-judgement-fault', await go('gu2', 'judgement', { ownWords: '' }));
  keep('answer-help', await go('gu2', 'judgement', { status: 'deviation', ownWords: typedWords }));
  const help = { helpWhat: 'Tidigarelägg etapp 2 av renoveringen.', helpFrom: 'samhallsbyggnadschef' };
  keep('answer-readings', await go('gu2', 'help', help));
  const wrong = { 'reading-i12': '90', 'reading-i13': '81 procentish', 'reading-i14': '920' };
  keep('answer-readings-fault', await go('gu2', 'readings', wrong));
  const right = {
    ...{ 'reading-i12': '90', 'comment-i12': 'Mätt i våras, före omorganisationen.' },
    ...{ 'reading-i13': '', 'skip-i13': 'not-ready', 'reading-i14': '92' },
  };
  keep('answer-aspects', await go('gu2', 'readings', right));
  const aspects = { 'aspect-social': 'Anhöriga frågar oftare när det finns plats.' };
  keep('answer-judgement-political', await go('gu2', 'aspects', aspects));
  const done = {
    status: 'completed',
    forecast: 'expected',
    ownWords: 'Utredningen överlämnades till nämnden den 16 juni.',
  };
  keep('answer-preview-part', await go('pu4', 'judgement', done));
  keep('answer-preview', await go('pu4', 'aspects', {}));
  keep('answer-receipt', await submitAnswer(ports, move));
  keep('answer-change', await changeAnswer(ports, { ...move, assignmentId: 'gu2' }));
  return samples;
}

/** What comes more seldom: milestones, what others said, two at once, versions, a correction afterwards. */
export async function rarerAnswerSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { samples, keep, go, move } = teller(world, 'samhallsbyggnadschef', language);
  const { ports } = world;
  const on = { status: 'on_track', ownWords: 'Gatuarbetena följer planen.' };
  await recordOther(world, 'gu3', { readings: { i15: { value: 12.5, comment: 'Mätt i juni.' } } });
  await go('gu3', 'judgement', on);
  keep('answer-others', await changeAnswer(ports, { ...move, assignmentId: 'gu3' }));
  const words = { status: 'deviation', ownWords: 'Asfalten är dyrare än väntat.' } as const;
  await recordOther(world, 'gu3', { judgement: words });
  keep('answer-old-card', await go('gu3', 'judgement', { ...on, ownWords: 'Ett äldre kort.' }, 'none.0.0'));
  const expected = { status: 'on_track', forecast: 'expected', ownWords: 'Detaljplanen går som den ska.' };
  keep('answer-milestones', await go('pu2', 'judgement', expected));
  const moved = {
    'milestone-detaljplan': 'moved',
    'moved-detaljplan': '',
    'word-byggstart': 'Beror på detaljplanen.',
  };
  keep('answer-milestones-fault', await go('pu2', 'milestones', moved));
  await go('pu2', 'milestones', { ...moved, 'moved-detaljplan': '2027-09-30' });
  keep('answer-collision', await submitAnswer(ports, move));
  return samples;
}

/** After the round has closed. */
export async function correctionSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { samples, keep, go, move } = teller(world, 'socialchef', language);
  const { ports } = world;
  await go('gu2', 'judgement', { status: 'on_track', ownWords: typedWords });
  const values = { 'reading-i12': '90', 'reading-i13': '81', 'reading-i14': '92' };
  await go('gu2', 'readings', values);
  await go('gu2', 'aspects', {});
  await submitAnswer(ports, move);
  await world.time.moveTo(Temporal.Instant.from('2026-11-02T09:00:00+01:00'));
  keep('answer-closed', await openAnswer(ports, move));
  await correctAnswer(ports, { ...move, assignmentId: 'gu2' });
  await go('gu2', 'readings', { ...values, 'reading-i14': '95' });
  keep('answer-correction', await submitAnswer(ports, { ...move, reason: '' }));
  const reason = 'Siffran för juni saknades i underlaget.';
  keep('answer-corrected', await submitAnswer(ports, { ...move, reason }));
  keep('answer-versions', await answerHistory(ports, { ...move, assignmentId: 'gu2' }));
  return samples;
}

function teller({ ports, actor }: Sjovik, role: Parameters<Sjovik['actor']>[0], language: Language) {
  const move = { actor: actor(role), askId: askId(roundId, actor(role).personId), language };
  const samples: CardSample[] = [];
  const keep = (name: string, view: AnswerView | HistoryView) => {
    if (view.view === 'refused' || view.view === 'too-much') throw new Error(`${name} is ${view.view}`);
    const card = view.view === 'history' ? historyCard(view, language, 1) : answerCard(view, language);
    samples.push({ name, card });
  };
  const go = (assignmentId: string, name: StepName, inputs: Inputs, seen?: string) =>
    takeStep(ports, { ...move, step: { assignmentId, name }, inputs, go: 'next', seen });
  return { samples, keep, go, move };
}

/** Kolada has a value of last year. */
async function knowBeforehand({ ports, tenantId }: Sjovik): Promise<void> {
  const known = { indicatorId: 'i12', year: 2025, value: 89, source: 'kolada', preliminary: true } as const;
  const fetchedAt = '2026-08-01T04:00:00.000Z';
  await prefills(ports.store).upsert({ tenantId, id: prefillId('i12', 2025), ...known, fetchedAt });
}

async function recordOther(
  { ports, tenantId, actor }: Sjovik,
  assignmentId: string,
  answers: Parameters<typeof recordReport>[1]['answers'],
): Promise<void> {
  const by = { personId: actor('hrChef').personId, roleId: 'fastighetschef' };
  const contributionId = `sample:${JSON.stringify(answers)}`;
  await recordReport(ports, { tenantId, roundId, assignmentId, contributionId, by, answers });
}
