import { endAll } from '../../test/support/at-end.ts';
import { EchoBot } from '../../test/support/echo-bot.ts';

/**
 * The reference for turns: botbuilder behind restify and nothing else. Echoes a message; answers an invoke with its
 * data.
 */
const bot = await EchoBot.start(async (context) => {
  const { activity } = context;
  if (activity.type !== 'invoke') return void (await context.sendActivity(`Echo: ${activity.text}`));
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: activity.value };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
});
process.on('disconnect', () => process.exit(0));
process.on('message', () => void endAll().then(() => process.exit(0)));
process.send!(bot.url);
