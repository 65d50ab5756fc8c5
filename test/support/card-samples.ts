import { Temporal } from 'temporal-polyfill';
import { helpCard, noticeCard, welcomeCard } from '../../src/bot/reply-cards.ts';
import { translator } from '../../src/language/language.ts';
import type { Card } from '../../src/messenger.ts';
import type { Language } from '../../src/plan/plan-schema.ts';
import { changeAnswer, openAnswer, takeStep } from '../../src/reports/answer.ts';
import { answerCard } from '../../src/reports/answer-cards.ts';
import type { StepName } from '../../src/reports/answer-steps.ts';
import type { Inputs } from '../../src/reports/answer-text.ts';
import type { AnswerView } from '../../src/reports/answer-views.ts';
import { submitAnswer } from '../../src/reports/submit-answer.ts';
import { askId } from '../../src/rounds/ask.ts';
import { exportSamples } from './samples/export-samples.ts';
import { followingSamples } from './samples/following-samples.ts';
import { questionsSamples } from './samples/questions-samples.ts';
import { reminderSamples } from './samples/reminder-samples.ts';
import { summarySamples } from './samples/summary-samples.ts';
import { openSjovik, type Sjovik } from './sjovik.ts';

/** One card as somebody meets it, filled with the demo's data. */
export interface CardSample {
  /** kebab-case; names the picture. */
  readonly name: string;
  readonly card: Card;
}

const roundId = '2026-D';

/** Every card of Roder's in every state worth looking at: pictured by `npm run cards`, checked by the tests. */
export async function cardSamples(language: Language): Promise<CardSample[]> {
  const world = await openSampleWorld();
  return [
    ...plainCards(language),
    ...(await reminderSamples(await openSampleWorld(), language)),
    ...(await answerCards(world, language)),
    ...(await summarySamples(world, language)),
    ...(await exportSamples(world, language)),
    ...(await questionsSamples(world, language)),
    ...(await followingSamples(world, language)),
  ];
}

async function openSampleWorld(): Promise<Sjovik> {
  const world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  return world;
}

function plainCards(language: Language): CardSample[] {
  const t = translator(language);
  return [
    { name: 'welcome-person', card: welcomeCard('personal', language) },
    { name: 'welcome-team', card: welcomeCard('channel', language) },
    { name: 'help', card: helpCard(['status', 'answer', 'sent', 'help', 'next'], language) },
    { name: 'notice-not-yours', card: noticeCard(t('answer.refused.not-yours'), language) },
  ];
}

async function answerCards({ ports, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const move = { actor: actor('socialchef'), askId: askId(roundId, actor('socialchef').personId), language };
  const samples: CardSample[] = [];
  const keep = (name: string, view: AnswerView) => {
    if (view.view !== 'refused' && view.view !== 'too-much')
      samples.push({ name, card: answerCard(view, language) });
  };
  const go = (assignmentId: string, name: StepName, inputs: Inputs) =>
    takeStep(ports, { ...move, step: { assignmentId, name }, inputs, go: 'next' });

  keep('answer-judgement', await openAnswer(ports, move));
  keep('answer-judgement-fault', await go('gu2', 'judgement', { ownWords: '' }));
  keep('answer-help', await go('gu2', 'judgement', { status: 'deviation', ownWords: typedWords }));
  keep(
    'answer-readings',
    await go('gu2', 'help', {
      helpWhat: 'Tidigarelägg etapp 2 av renoveringen.',
      helpFrom: 'samhallsbyggnadschef',
    }),
  );
  keep(
    'answer-readings-fault',
    await go('gu2', 'readings', {
      'reading-i12': '90',
      'reading-i13': '81 procentish',
      'reading-i14': '920',
    }),
  );
  keep(
    'answer-aspects',
    await go('gu2', 'readings', {
      'reading-i12': '90',
      'reading-i13': '',
      'skip-i13': 'not-ready',
      'reading-i14': '92',
    }),
  );
  keep(
    'answer-judgement-political',
    await go('gu2', 'aspects', { 'aspect-social': 'Anhöriga frågar oftare när det finns plats.' }),
  );
  keep('answer-preview-part', await openPreviewOfPart(go));
  keep('answer-preview', await go('pu4', 'aspects', {}));
  keep('answer-receipt', await submitAnswer(ports, move));
  keep('answer-change', await changeAnswer(ports, { ...move, assignmentId: 'gu2' }));
  return samples;
}

const typedWords = 'Väntetiden till särskilt boende växer eftersom åtta platser är stängda för renovering.';

function openPreviewOfPart(go: (id: string, name: StepName, inputs: Inputs) => Promise<AnswerView>) {
  return go('pu4', 'judgement', {
    status: 'completed',
    forecast: 'expected',
    ownWords: 'Utredningen överlämnades till nämnden den 16 juni.',
  });
}
