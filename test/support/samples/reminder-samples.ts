import type { Card } from '../../../src/base/messenger.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { explainAsk } from '../../../src/reminders/explain-ask.ts';
import { laterCard, offerLater, setLater } from '../../../src/reminders/later.ts';
import { reminderMessage } from '../../../src/reminders/reminder-card.ts';
import { askId, asks } from '../../../src/rounds/ask.ts';
import { rounds } from '../../../src/rounds/round.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

const roundId = '2026-D';

/** The reminders of the interim round, and all one can say to them, told as one story. */
export async function reminderSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  return [...(await pushes(world, language)), ...(await later(world, language)), await why(world, language)];
}

async function pushes({ ports, tenantId, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const round = await rounds(ports.store).get(tenantId, roundId);
  const ask = await asks(ports.store).get(tenantId, askId(roundId, actor('socialchef').personId));
  const now = ports.clock.now();
  const message = (
    subject: Parameters<typeof reminderMessage>[0]['subject'],
    personId = ask.personId,
  ): Card => reminderMessage({ plan, subject, now, language, personId }).card;
  const own = ask.pushes.map((push) => ({
    name: `reminder-${push.kind}`,
    card: message([{ ask, round, push, saidBefore: true }]),
  }));
  const { personId } = actor('hrChef');
  const theirs = await asks(ports.store).get(tenantId, askId(roundId, personId));
  const [push, reminder] = [ask.pushes[0]!, { ...ask.pushes[1]!, rule: 'own-choice' } as const];
  const both = message(
    [
      { ask, round, push, saidBefore: true },
      { ask: theirs, round, push: theirs.pushes[0]! },
    ],
    personId,
  );
  return [
    ...own,
    { name: 'reminder-own-choice', card: message([{ ask, round, push: reminder }]) },
    { name: 'reminder-deputy-too', card: both },
  ];
}

async function later({ ports, actor }: Sjovik, language: Language): Promise<CardSample[]> {
  const request = { actor: actor('socialchef'), askId: askId(roundId, actor('socialchef').personId) };
  const views = {
    'later-choose': await offerLater(ports, request),
    'later-fault': await setLater(ports, { ...request, choice: 'day', day: '2026-09-30' }),
    'later-set': await setLater(ports, { ...request, choice: 'monday' }),
  };
  return Object.entries(views).flatMap(([name, view]) =>
    view.view === 'refused' ? [] : [{ name, card: laterCard(view, language) }],
  );
}

async function why({ ports, actor }: Sjovik, language: Language): Promise<CardSample> {
  const ask = askId(roundId, actor('socialchef').personId);
  const card = await explainAsk(ports, { actor: actor('socialchef'), askId: ask, language });
  return { name: 'why', card: card as Card };
}
