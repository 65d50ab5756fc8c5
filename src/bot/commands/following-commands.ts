import type { Command } from '../command.ts';
import { followTyped, listCard, unfollowTyped } from '../following.ts';

export const followingCommands: readonly Command[] = [
  {
    name: 'follows',
    pattern: /^(vad följer jag|mina bevakningar|what (do i|am i) follow(ing)?)\??$/iu,
    run: async (ports, turn) => [await listCard(ports, turn)],
  },
  {
    name: 'follow',
    pattern: /^(?:följ(?! upp)|börja följa|jag vill följa|follow(?! up)) (.{1,300})$/iu,
    run: async (ports, turn, said) => [await followTyped(ports, turn, said[1]!)],
  },
  {
    name: 'unfollow',
    pattern: /^(?:sluta följa?|avfölj|stop following|unfollow)(?: (.{1,300}))?$/iu,
    run: async (ports, turn, said) => [await unfollowTyped(ports, turn, said[1] ?? '')],
  },
];
