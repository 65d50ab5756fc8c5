import * as z from 'zod/v4';
import { type Actions, id, withData } from '../action.ts';
import { followPressed, listCard, unfollowPressed } from '../following.ts';

const one = z.object({ id });

/** Following by pressing. */
export const followingActions: Actions = {
  'following/start': withData(one, async (ports, turn, data) => ({
    card: await followPressed(ports, turn, data.id),
  })),
  'following/stop': withData(one, async (ports, turn, data) => ({
    card: await unfollowPressed(ports, turn, data.id),
  })),
  'following/list': async (ports, turn) => ({ card: await listCard(ports, turn) }),
};
