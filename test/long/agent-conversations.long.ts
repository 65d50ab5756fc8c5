import { afterAll, describe, expect, test } from '@jest/globals';
import { holdConversations } from '../api/agent-conversations.ts';
import { endAll } from '../support/at-end.ts';

describe('every line of the conversations held for the chat, as an agent’s calls', () => {
  afterAll(endAll);

  test.each(['2026-09-15', '2026-11-28'] as const)(
    'is understood as in the chat, says where it is from, and tells nobody more than their own rights: %s',
    async (at) => {
      const { lines, faults } = await holdConversations(at, 1);
      expect(lines).toBeGreaterThan(900);
      expect(faults).toEqual([]);
    },
    10 * 60_000,
  );
});
