import type { Actions } from '../action.ts';
import { ownDataLink } from '../own-data.ts';

export const peopleActions: Actions = {
  'people/own-data': async (ports, turn) => ({ card: await ownDataLink(ports, turn) }),
};
