import { asError } from '../base/errors.ts';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { subjectOf } from '../permissions/entrances.ts';
import { persons } from './person.ts';

/** A message with a card in a person's own chat, and what its buttons are about. */
export interface OwnCard extends MessagePlace {
  readonly about: readonly string[];
}

export interface MessagePlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** An older one is not changed in place any more; pressed, it shows what holds today as all do. */
const maxKept = 10;

/**
 * Keeps where a card was shown, so that what comes of its buttons may take its place. A card that leads nowhere is not
 * kept. Never throws: the card is there, and only that it is later changed in place may be lost.
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
      const others = (person.cards ?? []).filter((one) => !isThere(one, kept));
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
  return cards?.some((one) => isThere(one, place) && one.about.includes(about)) ?? false;
}

export function isThere(one: MessagePlace, place: MessagePlace): boolean {
  return one.conversationId === place.conversationId && one.activityId === place.activityId;
}

function subjectsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(subjectsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { verb, data } = part as { verb?: unknown; data?: Record<string, unknown> };
  const own = typeof verb === 'string' ? subjectOf(verb, data) : undefined;
  return [...(own ? [own] : []), ...Object.values(part).flatMap(subjectsIn)];
}
