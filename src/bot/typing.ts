import type { TurnContext } from 'botbuilder';

/** Nobody wonders within a second. */
const quietMs = 1000;
/** Teams takes the sign away after some seconds by itself. */
const againMs = 3000;

/**
 * Whoever has written something that takes longer than a moment sees that Roder is at it, as one sees that a person is
 * writing, until an answer comes. A pressed button shows it by itself, and a channel shows no such sign.
 */
export async function showingThatItWorks<T>(context: TurnContext, work: () => Promise<T>): Promise<T> {
  const { type, conversation } = context.activity;
  if (type !== 'message' || conversation.conversationType === 'channel') return work();
  let timer = setTimeout(show, quietMs);
  function show(): void {
    timer = setTimeout(show, againMs);
    // The answer is what matters, and it says itself where it cannot come.
    context.sendActivity({ type: 'typing' }).catch(() => {});
  }
  context.onSendActivities((_, activities, next) => {
    if (activities.some((one) => one.type === 'message')) clearTimeout(timer);
    return next();
  });
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
