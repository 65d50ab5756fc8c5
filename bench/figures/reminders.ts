import { searchSendLog } from '../../src/messages/send-log.ts';
import type { RaceOrder } from '../../test/support/race-instance.ts';
import { exactly, type Figure, ratioAtLeast } from '../figure.ts';
import type { BareSending } from '../tools/bare-sender.ts';
import { Child } from '../tools/children.ts';
import { municipalityPlan, openMunicipality, tenantId } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { conversationOf, dueOf, spreadOpenings } from '../tools/sending.ts';
import { sqlitePlace } from '../tools/stores.ts';

const people = 10_000;
const parts = 5;
const atOnce = 64;

/** Reminds ten thousand people: claim, render, send, record. Neither side applies Teams' rate limit. */
export const reminders: Figure = {
  name: 'reminders',
  lines: {
    rate: {
      title: 'Reminders sent, 10,000 people',
      unit: '/s',
      reference: 'continueConversationAsync',
      goal: ratioAtLeast(0.6),
    },
    wrong: { title: '  lost, doubled or not in the log', unit: '', goal: exactly(0) },
  },
  async run(bench) {
    bench.step('a round for 10,000 people is opened');
    const { store, path } = await sqlitePlace();
    const connector = await PlainConnector.start();
    const { serviceUrl } = connector;
    await openMunicipality(store, municipalityPlan(people, 0), { people, serviceUrl });
    await spreadOpenings(store, { people, parts });
    const roder = await Child.start<RaceOrder, string>('test/support/race-instance.ts', {
      name: 'bench',
      store: { kind: 'sqlite', path },
      tenantId,
      serviceUrl,
      timeoutMs: 15_000,
    });
    const bare = await Child.start<BareSending, string>('bench/tools/bare-sender.ts', { serviceUrl, atOnce });
    let part = 0;
    const conversations = Array.from({ length: people / parts }, (_, index) => `bare-${index}`);
    let activity: object = { type: 'message', text: 'warm' };
    await bare.ask({ conversations: conversations.slice(0, 200), activity });
    await bench.interleave('rate', parts, {
      ours: async () => {
        const rate = await rateOf(people / parts, () => roder.ask({ run: dueOf(part++).toString() }));
        // The reference sends copies of one of these messages.
        activity = JSON.parse(connector.lastBody) as object;
        return rate;
      },
      reference: () => rateOf(people / parts, () => bare.ask({ conversations, activity })),
    });
    const logged = await Array.fromAsync(searchSendLog(store, tenantId, { outcomes: ['sent'] }));
    const once = Array.from({ length: people }, (_, index) => connector.taken.get(conversationOf(index + 1)));
    const wrong = once.filter((copies) => copies !== 1).length + Math.abs(logged.length - people);
    bench.measured('wrong', 'ours', wrong);
  },
};

async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (count / (performance.now() - began)) * 1000;
}
