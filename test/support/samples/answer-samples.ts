import { Temporal } from 'temporal-polyfill';
import {
  type CardMove,
  changeAnswer,
  correctAnswer,
  nothingNew,
  openAnswer,
  showAnswer,
  takeCard,
} from '../../../src/answers/answer.ts';
import { answerHistory } from '../../../src/answers/history.ts';
import type { Inputs } from '../../../src/answers/parts/part.ts';
import { recordReport } from '../../../src/answers/record-report.ts';
import { submitAnswer } from '../../../src/answers/submit-answer.ts';
import type { AnswerView } from '../../../src/answers/view.ts';
import type { Move } from '../../../src/answers/work.ts';
import type { Card } from '../../../src/base/messenger.ts';
import { prefillId, prefills } from '../../../src/kolada/key-figure.ts';
import type { Language } from '../../../src/language/language.ts';
import { askId } from '../../../src/rounds/ask.ts';
import { CardForm, inputsIn } from '../card-form.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

const roundId = '2026-D';
const typedWords = 'Väntetiden till särskilt boende växer eftersom åtta platser är stängda för renovering.';

/** The way through an answer, told as one person's story. */
export async function answerSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { samples, keep, press, move } = teller(world, 'socialchef', language);
  const { ports } = world;
  await knowBeforehand(world);
  keep('answer-card', await openAnswer(ports, move));
  keep('answer-unfolded', await press({ ownWords: typedWords }, { unfold: 'aspects' }));
  const values = { 'reading-i12': '90', 'reading-i13': '81 procentish', 'reading-i14': '92 dagar' };
  keep('answer-unreadable', await press({ status: 'deviation', ...values }));
  keep('answer-question', await press({ 'reading-i12': '900', 'reading-i13': '81 procent' }));
  keep('answer-help-asked', await press({ 'reading-i12': '90' }));
  const help = { helpWhat: 'Tidigarelägg etapp 2 av renoveringen.', helpFrom: 'samhallsbyggnadschef' };
  keep('answer-comments', await press({ ...help, 'reading-i13': '' }, { unfold: 'comments' }));
  const words = {
    'aspect-social': 'Anhöriga frågar oftare när det finns plats.',
    'comment-i12': 'Mätt i våras.',
  };
  keep('answer-political', await press({ ...words, 'skip-i13': 'not-ready' }));
  keep('answer-preview-part', await showAnswer(ports, move, 'preview'));
  await changeAnswer(ports, { ...move, assignmentId: 'pu4' }).then((view) =>
    keep('answer-political-again', view),
  );
  const done = { status: 'completed', ownWords: 'Utredningen överlämnades till nämnden den 16 juni.' };
  keep('answer-preview', await press(done));
  keep('answer-receipt', await submitAnswer(ports, move));
  keep('answer-sent', await showAnswer(ports, { ...move, page: 1 }, 'receipt'));
  keep('answer-change', await changeAnswer(ports, { ...move, assignmentId: 'gu2' }));
  return samples;
}

/** What comes more seldom: nothing new, milestones, what others said, two at once. */
export async function rarerAnswerSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const same = teller(world, 'socialchef', language);
  const { samples, keep, press, at, move } = teller(world, 'samhallsbyggnadschef', language);
  const { ports } = world;
  same.keep('answer-nothing-new', await nothingNew(ports, same.move));
  await recordOther(world, 'gu3', { readings: { i15: { value: 12.5, comment: 'Mätt i juni.' } } });
  const open = await openAnswer(ports, move);
  keep('answer-others', open);
  await press({ status: 'on_track', ownWords: 'Gatuarbetena följer planen.' });
  const words = { status: 'deviation', ownWords: 'Asfalten är dyrare än väntat.' } as const;
  await recordOther(world, 'gu3', { judgement: words });
  at(open);
  keep('answer-old-card', await press({ ownWords: 'Ett äldre kort.' }));
  keep('answer-milestones', await changeAnswer(ports, { ...move, assignmentId: 'pu2' }));
  const moved = { status: 'on_track', forecast: 'expected', 'milestone-detaljplan': 'moved' };
  keep('answer-milestone-moved', await press(moved));
  await press({ 'moved-detaljplan': '2027-09-30' });
  keep('answer-collision', await submitAnswer(ports, move));
  return [...same.samples, ...samples];
}

/** After the round has closed. */
export async function correctionSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { samples, keep, press, at, move } = teller(world, 'socialchef', language);
  const { ports } = world;
  at(await openAnswer(ports, move));
  const values = { 'reading-i12': '90', 'reading-i13': '81', 'reading-i14': '92' };
  await press({ status: 'on_track', ownWords: typedWords, ...values });
  await submitAnswer(ports, move);
  await world.time.moveTo(Temporal.Instant.from('2026-11-02T09:00:00+01:00'));
  keep('answer-closed', await openAnswer(ports, move));
  keep('answer-correct', await correctAnswer(ports, { ...move, assignmentId: 'gu2' }));
  await press({ 'reading-i14': '95' });
  keep('answer-correction', await submitAnswer(ports, { ...move, reason: '' }));
  const reason = 'Siffran för juni saknades i underlaget.';
  keep('answer-corrected', await submitAnswer(ports, { ...move, reason }));
  keep('answer-versions', await answerHistory(ports, { ...move, assignmentId: 'gu2' }));
  return samples;
}

/** A person with a card: what is typed goes into its inputs, and is sent as a client sends it. */
function teller({ ports, actor }: Sjovik, role: Parameters<Sjovik['actor']>[0], language: Language) {
  const move = { actor: actor(role), askId: askId(roundId, actor(role).personId), language };
  const samples: CardSample[] = [];
  let card: Card | undefined;
  const at = (view: AnswerView) => {
    if (view.view === 'refused' || view.view === 'too-much') throw new Error(JSON.stringify(view));
    card = view.card;
    return view;
  };
  const keep = (name: string, view: AnswerView) => samples.push({ name, card: at(view).card });
  const press = async (typed: Inputs, go: CardMove['go'] = 'next') =>
    at(await takeCard(ports, { ...move, ...pressed(card!, typed), go }));
  return { samples, keep, press, at, move };
}

/** What a client sends with a card of questions. */
export function pressed(card: Card, typed: Inputs): Omit<CardMove, keyof Move | 'go'> {
  const { data } = new CardForm(card, typed).press('answer/next');
  const { assignment, seen } = data as Record<string, string>;
  const inputs = Object.fromEntries(inputsIn(card).map(({ id, value }) => [id, typed[id] ?? value]));
  return { assignmentId: assignment!, inputs, seen };
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
