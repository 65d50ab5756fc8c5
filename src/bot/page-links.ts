import type { Card, Messenger, OutgoingMessage } from '../base/messenger.ts';
import { translator } from '../language/language.ts';
import {
  type CardPage,
  changedCard,
  languageOfCard,
  pageOfCard,
  withBlock,
} from '../language/render-card.ts';

/** Where the pages are, for links to them from cards. Absent: there are none. */
export interface PageLinks {
  /** The app's id in Teams. */
  readonly teamsAppId: string;
  /** Where people's browsers reach Roder, without a slash at its end. */
  readonly publicUrl: string;
  /** Where there a page is, with a slash at its beginning. */
  readonly pathOf: (page: CardPage) => string;
}

/** The tab of the manifest that a link opens. */
export const tabId = 'roder';

/** More than this, a client hides some behind a menu. */
const maxButtons = 6;

interface Button {
  readonly type: string;
  readonly verb?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * The card with a way to its page, "Öppna i Roder": a link into Teams that opens the tab there. Which page it is the
 * card was made to say, or its own buttons tell; one that is about nothing that has a page stays as it is. The link
 * names no person.
 */
export function withPageLink(card: Card, links: PageLinks | undefined): Card {
  const { actions = [] } = card as unknown as { actions?: Button[] };
  const page = links && (pageOfCard(card) ?? pageByButtons(buttonsIn(card)));
  if (!page) return card;
  const title = translator(languageOfCard(card) ?? 'sv')('web.open');
  const link = { type: 'Action.OpenUrl', title, url: linkTo(page, links) };
  if (actions.length < maxButtons) return changedCard(card, { actions: [...actions, link] });
  return withBlock(card, { type: 'ActionSet', actions: [link] });
}

/** The same for all that is sent without being asked for. */
export function createLinkingMessenger(messenger: Messenger, links: PageLinks): Messenger {
  const linked = (message: OutgoingMessage) => ({ ...message, card: withPageLink(message.card, links) });
  return {
    sendToPerson: (address, message) => messenger.sendToPerson(address, linked(message)),
    postToChannel: (address, message) => messenger.postToChannel(address, linked(message)),
    update: (sent, message) => messenger.update(sent, linked(message)),
  };
}

function linkTo(page: CardPage, { teamsAppId, publicUrl, pathOf }: PageLinks): string {
  const path = pathOf(page);
  const context = JSON.stringify({ subEntityId: path });
  const asked = new URLSearchParams({ webUrl: `${publicUrl}${path}`, context });
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/${tabId}?${asked}`;
}

/** What is pressed on a card that says nothing of a page itself. */
function pageByButtons(buttons: readonly Button[]): CardPage | undefined {
  const found = (verb: RegExp) => buttons.find((one) => verb.test(one.verb ?? ''));
  if (found(/^(?:answer|reminders)\//u)) return { of: 'mine' };
  const followed = found(/^following\/start$/u)?.data?.id;
  if (typeof followed === 'string') return { of: 'assignment', id: followed };
  if (found(/^plan\//u)) return { of: 'plan' };
  return found(/^rounds\//u) ? { of: 'operations' } : undefined;
}

function buttonsIn(node: unknown): Button[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as Button).type === 'Action.Execute' ? [node as Button] : [];
  return [...own, ...Object.values(node).flatMap(buttonsIn)];
}
