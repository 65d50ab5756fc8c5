import { endAll } from '../../test/support/at-end.ts';
import { EchoBot } from '../../test/support/echo-bot.ts';

/** The reference for reminders: `continueConversationAsync` and a send, with the same concurrency and nothing else. */
export interface BareSending {
  readonly conversations: readonly string[];
  readonly activity: object;
}

const { serviceUrl, atOnce } = JSON.parse(process.argv[2]!) as { serviceUrl: string; atOnce: number };
const bot = await EchoBot.start(async () => {});

async function send({ conversations, activity }: BareSending): Promise<void> {
  const waiting = conversations.values();
  const work = async () => {
    for (const id of waiting) await bot.send({ serviceUrl, id }, structuredClone(activity));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

process.on('disconnect', () => process.exit(0));
process.on('message', (order: BareSending | { stop: true }) => {
  if ('stop' in order) return void endAll().then(() => process.exit(0));
  void send(order).then(() => process.send!('idle'));
});
process.send!('ready');
