import type { Language } from '../../../src/language/language.ts';
import type { NoticeAbout } from '../../../src/messages/notice.ts';
import { markUnreached } from '../../../src/people/channel.ts';
import { persons } from '../../../src/people/person.ts';
import { markUnreachable } from '../../../src/people/reachability.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { awayCard, wentAwayCard } from '../../../src/reminders/away.ts';
import { decideCard, decidedCard, notMeCard, offerNotMe, sayNotMe } from '../../../src/reminders/not-me.ts';
import { noticeMessage } from '../../../src/reminders/notice-card.ts';
import { savedCard, saveSettings, settingsCard } from '../../../src/reminders/settings.ts';
import { askId, asks } from '../../../src/rounds/ask.ts';
import {
  changeableRounds,
  lookAtCancelling,
  lookAtPostponing,
  postponeRound,
} from '../../../src/rounds/change-round.ts';
import { changedCard, changeForm, confirmCard } from '../../../src/rounds/round-change-card.ts';
import { nextRound, readUpcoming, upcomingCard } from '../../../src/rounds/upcoming-round.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

const roundId = '2026-D';
const words = {
  sv: 'Vi väntar på siffrorna från årsredovisningen.',
  en: 'We are waiting for the annual accounts.',
};

/** What a person says of themself, and what the administrator does with a round, with what others are told of it. */
export async function roundSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  return [
    ...(await notMeSamples(world, language)),
    ...(await settingsSamples(world, language)),
    ...(await awaySamples(world, language)),
    ...(await comingSamples(world, language)),
    ...(await changeSamples(world, language)),
    ...(await toldSamples(world, language)),
  ];
}

async function notMeSamples({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const request = { actor: actor('socialchef'), askId: askId(roundId, actor('socialchef').personId) };
  const plan = (await currentPlan(ports.store, tenantId))!;
  const form = await offerNotMe(ports, request);
  const sent = await sayNotMe(ports, { ...request, role: 'hr-chef', words: words[language] });
  if (form.view === 'refused' || sent.view === 'refused') return [];
  const ask = await asks(ports.store).get(tenantId, request.askId);
  return [
    { name: 'not-me', card: notMeCard(form, language) },
    { name: 'not-me-sent', card: notMeCard(sent, language) },
    { name: 'not-me-decide', card: decideCard({ plan, ask, language }) },
    { name: 'not-me-decide-fault', card: decideCard({ plan, ask, language, fault: 'same' }) },
    { name: 'not-me-decided', card: decidedCard({ outcome: 'kept', ask }, plan, language) },
  ];
}

async function settingsSamples(
  { ports, tenantId, actor }: Sjovik,
  language: Language,
): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const typed = { hour: '09:30', weekday: '4', language };
  const saved = await saveSettings(ports, { actor: actor('hrChef'), plan, typed });
  return [
    { name: 'settings', card: settingsCard({ plan, language, settings: { language } }) },
    {
      name: 'settings-fault',
      card: settingsCard({ plan, language, settings: { hour: '06:30' }, fault: 'outside' }),
    },
    ...(saved.outcome === 'saved' ? [{ name: 'settings-saved', card: savedCard(saved, plan) }] : []),
  ];
}

async function awaySamples({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const { personId } = actor('socialchef');
  const answers = actor('hrChef').personId;
  const went = { outcome: 'away', answers, returns: '2026-09-15' } as const;
  return [
    { name: 'away', card: awayCard({ plan, personId, now: ports.clock.now(), language }) },
    { name: 'away-set', card: wentAwayCard(went, { plan, deputy: 'utbildningschef', language }) },
  ];
}

async function comingSamples({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const since = '2026-09-01T06:00:00.000Z';
  await persons(ports.store).upsert({
    tenantId,
    id: actor('hrChef').personId,
    unreachable: { reason: 'blocked', since },
  });
  const upcoming = await readUpcoming(ports, plan, (await nextRound(ports, tenantId))!);
  return [{ name: 'round-coming', card: upcomingCard(upcoming, { plan, language }) }];
}

async function changeSamples({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const typed = { round: roundId, day: '2026-09-30', words: words[language] };
  const change = { actor: actor('utredare'), plan, roundId, day: typed.day, words: typed.words };
  const form = { plan, rounds: await changeableRounds(ports, tenantId), now: ports.clock.now(), language };
  const [look, cancel] = [await lookAtPostponing(ports, change), await lookAtCancelling(ports, change)];
  const moved = await postponeRound(ports, change);
  if ('fault' in look || 'fault' in cancel || 'fault' in moved) return [];
  const free = { fault: 'free', round: look.round } as const;
  const onFree = { ...typed, day: '2026-09-26' };
  return [
    { name: 'round-postpone', card: changeForm({ kind: 'postpone', ...form }) },
    {
      name: 'round-postpone-fault',
      card: changeForm({ kind: 'postpone', ...form, typed: onFree, fault: free }),
    },
    { name: 'round-postpone-look', card: confirmCard(look, { plan, typed, language }) },
    { name: 'round-postponed', card: changedCard(moved, plan, language) },
    { name: 'round-cancel', card: changeForm({ kind: 'cancel', ...form }) },
    { name: 'round-cancel-look', card: confirmCard(cancel, { plan, typed, language }) },
  ];
}

const toAdministrator: readonly string[] = ['unanswered', 'channel'];

async function toldSamples({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const { personId } = actor('socialchef');
  const about = { askId: askId(roundId, personId), before: '2026-09-18', words: words[language] };
  const channelId = plan.content.channels[0]!.id;
  const told: readonly NoticeAbout[] = [
    { type: 'postponed', ...about },
    { type: 'cancelled', ...about },
    {
      type: 'plan-changed',
      askId: about.askId,
      decision: 'Kommunfullmäktige 2026-09-02 § 88',
      round: plan.period(roundId)!.name,
      added: [{ sv: 'Hemsjukvård', en: 'Home health care' }],
      withdrawn: [plan.assignment('pu4')!.title],
    },
    { type: 'unanswered', roundId },
    { type: 'channel', channelId },
  ];
  await markUnreached(ports, { tenantId, id: channelId }, 'gone');
  await markUnreachable(ports, actor('hrChef'), 'not-installed');
  const samples: CardSample[] = [];
  for (const one of told) {
    const notice = {
      id: one.type,
      kind: 'notice',
      schema: 1,
      tenantId,
      personId: toAdministrator.includes(one.type) ? actor('utredare').personId : personId,
      about: one,
      state: 'waiting',
    } as const;
    const message = await noticeMessage(ports, { plan, notice, language });
    if (typeof message !== 'string') samples.push({ name: `told-${one.type}`, card: message.card });
  }
  return samples;
}
