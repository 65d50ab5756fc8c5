import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { helpCard } from '../../src/bot/help-card.ts';
import { noticeCard, welcomeCard } from '../../src/bot/reply-cards.ts';
import { type Language, translator } from '../../src/language/language.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { goAway } from '../../src/reminders/away.ts';
import { waitingBlock } from '../../src/reminders/waiting-block.ts';
import { answerSamples, correctionSamples, rarerAnswerSamples } from './samples/answer-samples.ts';
import { deliveredSamples } from './samples/delivered-samples.ts';
import { exportSamples } from './samples/export-samples.ts';
import { followingSamples } from './samples/following-samples.ts';
import { koladaSamples } from './samples/kolada-samples.ts';
import { peopleSamples } from './samples/people-samples.ts';
import { planSamples } from './samples/plan-samples.ts';
import { questionsSamples } from './samples/questions-samples.ts';
import { reminderSamples } from './samples/reminder-samples.ts';
import { roundSamples } from './samples/round-samples.ts';
import { summarySamples } from './samples/summary-samples.ts';
import { supportSamples } from './samples/support-samples.ts';
import { openSjovik, type Sjovik } from './sjovik.ts';

/** One card as somebody meets it, filled with the demo's data. */
export interface CardSample {
  /** kebab-case; names the picture. */
  readonly name: string;
  readonly card: Card;
}

/** Every card of Roder's in every state worth looking at: pictured by `npm run cards`, checked by the tests. */
export function cardSamples(language: Language): Promise<readonly CardSample[]> {
  const samples = made.get(language) ?? makeSamples(language);
  made.set(language, samples);
  return samples;
}

/** They cost seconds, and nobody changes them. */
const made = new Map<Language, Promise<readonly CardSample[]>>();

async function makeSamples(language: Language): Promise<CardSample[]> {
  const world = await openSampleWorld();
  return [
    ...plainCards(language),
    ...(await waitingCards(world, language)),
    ...(await reminderSamples(await openSampleWorld(), language)),
    ...(await roundSamples(await openSampleWorld(), language)),
    ...(await answerSamples(world, language)),
    ...(await rarerAnswerSamples(await openSampleWorld(), language)),
    ...(await correctionSamples(await openSampleWorld(), language)),
    ...(await deliveredSamples(language)),
    ...(await summarySamples(world, language)),
    ...(await exportSamples(world, language)),
    ...(await questionsSamples(world, language)),
    ...(await followingSamples(world, language)),
    ...(await koladaSamples(language)),
    ...(await supportSamples(await openSampleWorld(), language)),
    ...(await planSamples(await openSampleWorld(), language)),
    ...(await peopleSamples(await openSampleWorld(), language)),
  ];
}

async function openSampleWorld(): Promise<Sjovik> {
  const world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  return world;
}

/** What begins with what waits: for one round, and for somebody who answers for others too. */
async function waitingCards({ ports, actor, tenantId }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const reader = { actor: actor('socialchef'), plan, language };
  const one = await waitingBlock(ports, reader);
  const manager = { ...reader, where: 'personal', demo: undefined } as const;
  const other = await openSampleWorld();
  const deputy = { actor: other.actor('socialchef'), plan, deputy: 'hr-chef', returns: '2026-09-25' };
  await goAway(other.ports, deputy);
  const several = await waitingBlock(other.ports, { actor: other.actor('hrChef'), plan, language });
  return [
    { name: 'welcome-waiting', card: welcomeCard({ where: 'personal', language }, one) },
    { name: 'help', card: helpCard(manager) },
    { name: 'help-answer', card: helpCard(manager, [], 'answer') },
    { name: 'help-lead', card: helpCard({ ...manager, actor: actor('utredare') }, [], 'lead') },
    { name: 'help-check', card: helpCard({ ...manager, actor: actor('utredare') }, [], 'check') },
    { name: 'help-channel', card: helpCard({ ...manager, where: 'channel' }) },
    { name: 'help-waiting', card: helpCard(manager, one) },
    { name: 'help-waiting-several', card: helpCard(manager, several) },
  ];
}

function plainCards(language: Language): CardSample[] {
  const t = translator(language);
  return [
    { name: 'welcome-person', card: welcomeCard({ where: 'personal', language }) },
    { name: 'welcome-team', card: welcomeCard({ where: 'channel', language }) },
    { name: 'notice-not-yours', card: noticeCard(t('answer.refused.not-yours'), language) },
  ];
}
