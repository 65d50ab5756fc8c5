import type {
  ChannelAddress,
  Messenger,
  OutgoingMessage,
  PersonAddress,
  SendOutcome,
  SentMessage,
} from '../../src/base/messenger.ts';

export interface Recorded {
  readonly to: PersonAddress | ChannelAddress | SentMessage;
  readonly operation: 'person' | 'channel' | 'update';
  readonly message: OutgoingMessage;
}

/** The sending port without Teams: keeps what was sent, and answers as it is told to. */
export class RecordingMessenger implements Messenger {
  readonly sent: Recorded[] = [];
  /** What comes of the next sends; undefined is `sent`. */
  answer: (sent: Recorded) => SendOutcome | undefined = () => undefined;

  sendToPerson(to: PersonAddress, message: OutgoingMessage): Promise<SendOutcome> {
    return this.#keep({ to, operation: 'person', message }, to.conversationId ?? `chat-${to.personId}`);
  }

  postToChannel(to: ChannelAddress, message: OutgoingMessage): Promise<SendOutcome> {
    return this.#keep({ to, operation: 'channel', message }, to.channelId);
  }

  update(to: SentMessage, message: OutgoingMessage): Promise<SendOutcome> {
    return this.#keep({ to, operation: 'update', message }, to.conversationId, to.activityId);
  }

  #keep(
    recorded: Recorded,
    conversationId: string,
    activityId = `message-${this.sent.length + 1}`,
  ): Promise<SendOutcome> {
    this.sent.push(recorded);
    const message = { tenantId: recorded.to.tenantId, conversationId, activityId };
    return Promise.resolve(this.answer(recorded) ?? { kind: 'sent', message });
  }
}
