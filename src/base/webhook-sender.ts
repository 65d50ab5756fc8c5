import type { SendOutcome } from './messenger.ts';

/** The port by which events go to receivers outside Teams; `src/http/webhook-sender.ts` is it. */
export interface WebhookSender {
  /**
   * One attempt, signed by the Standard Webhooks convention. Never follows a redirect, and never reaches a private
   * network, whatever the address comes to. Throws for nothing that the receiver does.
   */
  post(event: WebhookPost): Promise<SendOutcome>;
}

export interface WebhookPost {
  readonly tenantId: string;
  readonly webhookId: string;
  readonly url: string;
  /** The same at every attempt, so that the receiver knows a second copy. */
  readonly messageId: string;
  /** JSON. */
  readonly body: string;
  /** Keys, base64; several while one takes over from another. */
  readonly keys: readonly string[];
}
