import { asError } from '../base/errors.ts';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { subjectOf } from '../permissions/entrances.ts';
import { persons } from './person.ts';

/** A message with a card in a person's own chat, and the subjects of its buttons. */
export interface OwnCard extends MessagePlace {
  readonly about: readonly string[];
}

export interface MessagePlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** Older cards are no longer updated in place; when pressed they answer with the current state, like any card. */
const maxKept = 10;

/**
 * Records where a card was sent, so that the result of its buttons can replace it. Skips cards whose buttons have no
 * lasting subject. Never throws: the card has been sent, and only the later update in place is lost.
 */
export async function keepOwnCard(
  ports: Pick<Ports, 'store' | 'log'>,
  { tenantId, personId }: Actor,
  { conversationId, activityId }: MessagePlace,
  card: Card,
): Promise<void> {
  const about = [...new Set(subjectsIn(card))];
  if (about.length === 0 || !activityId) return;
  const kept: OwnCard = { conversationId, activityId, about };
  try {
    await persons(ports.store).change(tenantId, personId, (person) => {
      const others = (person.cards ?? []).filter((one) => !isSamePlace(one, kept));
      return { ...person, cards: [kept, ...others].slice(0, maxKept) };
    });
  } catch (thrown) {
    const facts = { event: 'card-not-kept', error: asError(thrown).message };
    ports.log.warn(facts, 'Where a card was shown was not kept.');
  }
}

export function isOwnCard(
  cards: readonly OwnCard[] | undefined,
  place: MessagePlace,
  about: string,
): boolean {
  return cards?.some((one) => isSamePlace(one, place) && one.about.includes(about)) ?? false;
}

export function isSamePlace(one: MessagePlace, place: MessagePlace): boolean {
  return one.conversationId === place.conversationId && one.activityId === place.activityId;
}

function subjectsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(subjectsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { verb, data } = part as { verb?: unknown; data?: Record<string, unknown> };
  const own = typeof verb === 'string' ? subjectOf(verb, data) : undefined;
  return [...(own ? [own] : []), ...Object.values(part).flatMap(subjectsIn)];
}
