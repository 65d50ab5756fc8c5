import type { DocumentStore } from '../base/document-store.ts';
import type { Card, Messenger, OutgoingMessage, SendOutcome } from '../base/messenger.ts';
import { joinWords, say, translator } from '../language/language.ts';
import { changedCard, escapeMarkdown } from '../language/render-card.ts';
import { persons } from '../people/person.ts';
import { currentPlan } from '../plan/plan-store.ts';

export interface RedirectOptions {
  readonly messenger: Messenger;
  readonly store: DocumentStore;
  /** Entra object id of the one who gets everything. */
  readonly to: string;
}

/**
 * RODER_REDIRECT_ALL: every message goes to one person, with a line that says whom it was for. Nobody else
 * gets anything: what is already on somebody's screen from before stays as it is, and its new state comes to
 * the one person as a message. That they cannot be reached is never taken to be about anybody else.
 */
export function createRedirectingMessenger({ messenger, store, to }: RedirectOptions): Messenger {
  async function redirect(tenantId: string, who: string, message: OutgoingMessage): Promise<SendOutcome> {
    const record = await persons(store).find(tenantId, to);
    const { conversationId, serviceUrl } = record ?? {};
    const address = { tenantId, personId: to, conversationId, serviceUrl };
    return aboutNobodyElse(await messenger.sendToPerson(address, await marked(tenantId, who, message)));
  }

  async function marked(tenantId: string, who: string, { card, summary }: OutgoingMessage) {
    const plan = await currentPlan(store, tenantId);
    const language = plan?.content.language ?? 'sv';
    const channel = plan?.content.channels.find(({ id }) => id === who);
    const roles = plan?.rolesOf(who).map(({ name }) => say(name, language)) ?? [];
    const name = channel ? say(channel.name, language) : joinWords(roles, language) || who;
    const line = translator(language)('redirect.for', { who: name });
    return { card: withLine(card, line), summary: `${line} ${summary}` };
  }

  return {
    sendToPerson: ({ tenantId, personId }, message) => redirect(tenantId, personId, message),
    postToChannel: ({ tenantId, channelId }, message) => redirect(tenantId, channelId, message),
    async update(sent, message) {
      if (sent.redirected) return aboutNobodyElse(await messenger.update(sent, message));
      return redirect(sent.tenantId, sent.conversationId, message);
    },
  };
}

function aboutNobodyElse(outcome: SendOutcome): SendOutcome {
  if (outcome.kind === 'sent') return { kind: 'sent', message: { ...outcome.message, redirected: true } };
  return outcome.kind === 'unreachable' ? { kind: 'refused', reason: `redirect ${outcome.detail}` } : outcome;
}

function withLine(card: Card, line: string): Card {
  const text = {
    type: 'TextBlock',
    text: escapeMarkdown(line),
    wrap: true,
    isSubtle: true,
    size: 'Small',
  };
  return changedCard(card, { body: [text, ...((card.body as object[] | undefined) ?? [])] });
}
