import { afterAll, describe, expect, test } from '@jest/globals';
import { endAll } from '../support/at-end.ts';
import { holdConversations } from './agent-conversations.ts';

/** The first conversation of each set, and every 100th after it; all of them in `test/long/agent-conversations.long.ts`. */
describe('the conversations held for the chat, as an agent’s calls', () => {
  afterAll(endAll);

  test.each(['2026-09-15', '2026-11-28'] as const)(
    'are understood as in the chat, say where they are from, and tell nobody more than their own rights: %s',
    async (at) => {
      const { lines, faults } = await holdConversations(at, 100);
      expect(lines).toBeGreaterThan(15);
      expect(faults).toEqual([]);
    },
  );
});
