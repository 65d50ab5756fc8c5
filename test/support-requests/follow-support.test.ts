import { beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Ports } from '../../src/base/ports.ts';
import type { Plan } from '../../src/plan/plan-index.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { goAway } from '../../src/reminders/away.ts';
import type { Help } from '../../src/reports/report.ts';
import { rounds } from '../../src/rounds/round.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { openSupport, passSupportOn, replyToSupport } from '../../src/support-requests/reply-to-support.ts';
import { remindOfSupport } from '../../src/support-requests/support-later.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { textOf } from '../support/card-form.ts';
import type { demoPeople } from '../support/demo-people.ts';
import type { Recorded } from '../support/recording-messenger.ts';
import { summaryNow } from '../support/samples/summary-samples.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

type Who = keyof typeof demoPeople;
const requestId = '2026-D:gu2';
const car: Help = { what: 'En extra bil.', from: 'samhallsbyggnadschef' };
let world: Sjovik;
let plan: Plan;

beforeEach(async () => {
  world = await openSjovik();
  await moveTo('2026-09-01T08:00:00+02:00');
  plan = (await currentPlan(world.ports.store, world.tenantId))!;
});

const moveTo = (instant: string) => world.time.moveTo(Temporal.Instant.from(instant));
const move = (who: Who) => ({ actor: world.actor(who), plan, requestId });

async function want(help: Help | undefined, ports: Ports = world.ports): Promise<void> {
  const by = { personId: world.actor('socialchef').personId, roleId: 'socialchef' };
  const judgement = { status: 'deviation', ownWords: 'Väntetiden växer.', help } as const;
  const contribution = { tenantId: world.tenantId, roundId: '2026-D', assignmentId: 'gu2', by };
  const contributionId = JSON.stringify(help ?? 'nothing');
  await recordReport(ports, { ...contribution, contributionId, answers: { judgement } });
}

const work = (ports = world.ports) => runDueWork(ports, world.tenantId);
const stored = () => supportRequests(world.ports.store).get(world.tenantId, requestId);

/** What somebody has been sent of it, as text. */
function sentTo(who: Who, words = car.what): string[] {
  const { personId } = world.actor(who);
  return world.messenger.sent
    .filter(({ to, operation }) => operation === 'person' && 'personId' in to && to.personId === personId)
    .map(({ message }) => textOf(message.card))
    .filter((text) => text.includes(words));
}

describe('who is asked', () => {
  test('the holder of the role, once, whichever instance gets to it first', async () => {
    await want(car);
    await Promise.all([work(), work({ ...world.ports, instance: 'other' }), work()]);
    await work();
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(1);
  });

  test('somebody in free text: the administrator, who is told why', async () => {
    await want({ what: car.what, fromWords: 'regionens primärvård' });
    await work();
    expect(sentTo('utredare').join()).toContain('Jag vet inte vem ”regionens primärvård” är');
  });

  test('nobody by name: leadership, in their summary', async () => {
    await want({ what: car.what });
    await work();
    expect(world.messenger.sent.filter(({ message }) => textOf(message.card).includes(car.what))).toEqual([]);
    const summary = summaryCard({ summary: await summaryNow(world), language: 'sv' });
    expect(textOf(summary.card)).toContain('Det här behöver er');
  });

  test('whoever stands in for them, who may answer', async () => {
    const away = { deputy: 'hr-chef', returns: '2026-09-30' };
    await goAway(world.ports, { actor: world.actor('samhallsbyggnadschef'), plan, ...away });
    await want(car);
    await work();
    expect(sentTo('samhallsbyggnadschef')).toEqual([]);
    expect(sentTo('hrChef')).toHaveLength(1);
    expect((await openSupport(world.ports, move('hrChef'))).view).toBe('form');
  });

  test('not at night, but in the morning', async () => {
    await moveTo('2026-09-04T21:00:00+02:00');
    await want(car);
    await work();
    expect(sentTo('samhallsbyggnadschef')).toEqual([]);
    await moveTo('2026-09-07T07:59:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toEqual([]);
    await moveTo('2026-09-07T08:00:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(1);
  });

  test('also when Roder dies in the moment between the answer and what follows from it', async () => {
    const { store } = world.ports;
    let touches = 0;
    const dying: DocumentStore = {
      ...bound(store),
      replace: (document, etag) => {
        if (document.kind === 'supportRequest' && ++touches === 1) throw new TypeError('killed');
        return store.replace(document, etag);
      },
    };
    await expect(want(car, { ...world.ports, store: dying })).rejects.toThrow('killed');
    await work();
    expect(sentTo('samhallsbyggnadschef')).toEqual([]);
    await moveTo('2026-09-01T08:01:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(1);
  });
});

describe('who is asked can', () => {
  beforeEach(async () => {
    await want(car);
    await work();
  });

  test('be reminded tomorrow instead, and still not more than three times', async () => {
    const later = await remindOfSupport(world.ports, move('samhallsbyggnadschef'), { choice: 'tomorrow' });
    expect(later).toMatchObject({ view: 'set' });
    await moveTo('2026-09-02T09:00:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(2);
    await moveTo('2026-09-16T09:00:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(3);
    expect((await remindOfSupport(world.ports, move('samhallsbyggnadschef'))).view).toBe('none');
  });

  test('say that it is not them: the administrator is asked, and their own card says so', async () => {
    expect((await passSupportOn(world.ports, move('samhallsbyggnadschef'))).view).toBe('passed-on');
    await work();
    expect(sentTo('utredare').join()).toContain('säger att frågan är någon annans');
    const update = world.messenger.sent.findLast(({ operation }) => operation === 'update')!;
    expect(textOf(update.message.card)).toContain('Processledaren tar den vidare');
  });

  test('delete their card: it is found out once, and not tried to be brought up to date again', async () => {
    await want(car);
    await work();
    const { personId } = world.actor('samhallsbyggnadschef');
    const isTheirs = ({ to, operation }: Recorded) =>
      operation === 'update' && 'conversationId' in to && to.conversationId === `chat-${personId}`;
    world.messenger.answer = (sent) =>
      isTheirs(sent) ? { kind: 'message-gone', reason: '404 ActivityNotFoundInConversation' } : undefined;
    await passSupportOn(world.ports, move('samhallsbyggnadschef'));
    await work();
    expect(world.messenger.sent.filter(isTheirs)).toHaveLength(1);
    await replyToSupport(world.ports, { ...move('utredare'), words: 'Du får en bil.' });
    await work();
    expect(world.messenger.sent.filter(isTheirs)).toHaveLength(1);
    expect(world.messenger.sent.filter(({ operation }) => operation === 'update').length).toBeGreaterThan(1);
  });

  test('nobody else can say it for them', async () => {
    await passSupportOn(world.ports, move('kommundirektor'));
    await passSupportOn(world.ports, move('hrChef'));
    expect((await stored()).wishes[0]!.notTheirs).toBeUndefined();
  });

  test('not answer over a reply they have not seen', async () => {
    const seen = '1.1.0';
    await replyToSupport(world.ports, { ...move('kommundirektor'), words: 'Ja.', seen });
    const second = await replyToSupport(world.ports, {
      ...move('samhallsbyggnadschef'),
      words: 'Nej.',
      seen,
    });
    expect(second).toMatchObject({ view: 'form', changed: true, typed: 'Nej.' });
    expect((await stored()).wishes[0]!.replies.map(({ words }) => words)).toEqual(['Ja.']);
    await replyToSupport(world.ports, { ...move('samhallsbyggnadschef'), words: 'Nej.', seen: '1.1.1' });
    await work();
    const told = sentTo('socialchef', 'Du har fått svar');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/Ja\..*Nej\./su);
  });

  test('not answer what is not wanted any more', async () => {
    await want(undefined);
    const late = await replyToSupport(world.ports, { ...move('samhallsbyggnadschef'), words: 'Ja.' });
    expect(late.view).toBe('ended');
    await moveTo('2026-09-08T09:00:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(1);
  });

  test('not be asked about a round that is cancelled', async () => {
    const { store } = world.ports;
    await rounds(store).change(world.tenantId, '2026-D', (round) => ({ ...round, state: 'cancelled' }));
    await moveTo('2026-09-08T09:00:00+02:00');
    expect(sentTo('samhallsbyggnadschef')).toHaveLength(1);
  });
});

test('what nobody has answered stands in the summaries of later rounds until somebody does', async () => {
  await want(car);
  await moveTo('2027-02-15T09:00:00+01:00');
  const text = async () => {
    const summary = await summaryNow(world, '2026-H');
    return textOf(summaryCard({ summary, language: 'sv' }).card);
  };
  expect(await text()).toContain('Äldreomsorg (Delår 2026');
  await replyToSupport(world.ports, { ...move('kommundirektor'), words: 'Nu är den köpt.' });
  expect(await text()).not.toContain('Äldreomsorg (Delår 2026');
});

function bound(store: DocumentStore): DocumentStore {
  const names = ['get', 'create', 'replace', 'upsert', 'delete', 'list', 'due', 'check', 'close'] as const;
  return Object.fromEntries(names.map((name) => [name, store[name].bind(store)])) as never;
}
