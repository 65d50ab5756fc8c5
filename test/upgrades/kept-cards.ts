import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Card } from '../../src/base/messenger.ts';
import { actionsIn, inputsIn } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { CardPlace } from '../support/teams-conversations.ts';

/** A card with buttons as an earlier version sent it, in a database that is kept beside it. */
export interface KeptCard {
  /** Who presses on it, what it leads to. */
  readonly name: string;
  readonly person: keyof DemoWorld['people'];
  /** The message it stands in. */
  readonly place: CardPlace;
  /** It is the message itself; else it was shown to whoever had pressed. */
  readonly isMessage: boolean;
  readonly card: Card;
}

export interface KeptVersion {
  /** The SQLite file; to be copied before it is opened. */
  readonly database: string;
  readonly cards: readonly KeptCard[];
}

export function keptVersion(version: string): KeptVersion {
  const folder = new URL(`${version}/`, import.meta.url);
  const cards = readFileSync(new URL('cards.json', folder), 'utf8');
  return { database: fileURLToPath(new URL('roder.db', folder)), cards: JSON.parse(cards) as KeptCard[] };
}

/** Two cards of one shape have the same buttons and inputs; only the ids and the words differ. */
export function shapeOf(card: Card): string {
  const buttons = actionsIn(card).map(({ verb = '', data = {} }) => {
    const { step = '', choice = '', keep = '', kind = '', type = '', path = '' } = data;
    const [view] = String(path).split(':');
    return [verb, Object.keys(data).toSorted(), step, choice, keep, kind, type, view].join(' ');
  });
  const inputs = inputsIn(card).map(({ id }) => id.split('-')[0]);
  return [...new Set([...buttons, ...inputs])].toSorted().join('\n');
}
