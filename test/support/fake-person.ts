import type { Card } from '../../src/base/messenger.ts';
import { CardForm } from './card-form.ts';
import type { FakeTeams, PersonIdentity, Turn } from './fake-teams.ts';
import {
  type ActivityEnvelope,
  executeActivity,
  filesActivity,
  installedActivities,
  messageActivity,
  submitActivity,
  uninstalledActivity,
} from './teams-activities.ts';
import {
  type CardPlace,
  type Conversation,
  type JsonObject,
  type Member,
  personalConversationId,
} from './teams-conversations.ts';

/** A person with Teams: what they do reaches the bot as Teams would tell it. */
export class FakePerson {
  readonly member: Member;
  /** The personal chat with the bot. */
  readonly conversation: Conversation;
  readonly #teams: FakeTeams;
  readonly #locale: string;

  constructor(teams: FakeTeams, identity: PersonIdentity & { id: string }) {
    const { id, aadObjectId, tenantId, name = 'Person', userPrincipalName } = identity;
    this.#teams = teams;
    this.#locale = identity.locale ?? 'sv-SE';
    this.member = { id, aadObjectId, tenantId, name, userPrincipalName };
    this.conversation = teams.conversations.add({
      id: personalConversationId(tenantId, id),
      type: 'personal',
      tenantId,
      members: [this.member],
      presence: 'never-installed',
    });
    if (identity.installed) this.conversation.presence = 'installed';
  }

  get conversationId(): string {
    return this.conversation.id;
  }

  /** Both of Teams' events, one after the other; the turn is the two together. */
  async install(): Promise<Turn> {
    this.conversation.presence = 'installed';
    const [update, members] = installedActivities(this.envelope());
    const first = await this.#teams.deliver(update);
    const second = await this.#teams.deliver(members);
    return {
      ...second,
      status: Math.max(first.status, second.status),
      replies: [...first.replies, ...second.replies],
      updates: [...first.updates, ...second.updates],
      card: second.card ?? first.card,
    };
  }

  uninstall(): Promise<Turn> {
    this.conversation.presence = 'uninstalled';
    return this.#teams.deliver(uninstalledActivity(this.envelope()));
  }

  /** The bot is not told; it learns from the 403 of its next message. */
  block(): void {
    this.conversation.presence = 'blocked';
  }

  /** In the personal chat. */
  says(text: string): Promise<Turn> {
    return this.#teams.deliver(messageActivity(this.envelope(), text));
  }

  /** Drops files in the personal chat; `url` is where the bot is told that they are. */
  drops(...files: readonly { name: string; url: string }[]): Promise<Turn> {
    return this.#teams.deliver(filesActivity(this.envelope(), files));
  }

  /** Any Action.Execute, whether a card offers it or not; `on` is the message or card it is pressed on. */
  presses(verb: string, data: JsonObject = {}, on?: CardPlace | Card): Promise<Turn> {
    const place = on && 'type' in on ? this.#teams.conversations.placeOf(on) : on;
    return this.#teams.deliver(executeActivity(this.#envelopeAt(place), { verb, data }, place?.activityId));
  }

  /** Fills in a card's inputs by id, to be followed by `press` with an action's title or verb. */
  fill(card: Card, values: Readonly<Record<string, string>> = {}): FilledCard {
    const form = new CardForm(card, values);
    const place = this.#teams.conversations.placeOf(card);
    return {
      press: async (titleOrVerb) => {
        const { action, data } = form.press(titleOrVerb);
        const envelope = this.#envelopeAt(place);
        if (action.type === 'Action.Submit') {
          return this.#teams.deliver(submitActivity(envelope, data, place?.activityId));
        }
        const { verb, title, id } = action;
        return this.#teams.deliver(executeActivity(envelope, { verb, title, id, data }, place?.activityId));
      },
    };
  }

  /** An activity's surroundings with this person as sender; elsewhere than the personal chat if said. */
  envelope(conversation = this.conversation, conversationId = conversation.id): ActivityEnvelope {
    const { conversations, serviceUrl } = this.#teams;
    const id = conversations.nextId();
    return { id, serviceUrl, conversation, conversationId, from: this.member, locale: this.#locale };
  }

  #envelopeAt(place: CardPlace | undefined): ActivityEnvelope {
    if (!place) return this.envelope();
    return this.envelope(this.#teams.conversations.find(place.conversationId), place.conversationId);
  }
}

export interface FilledCard {
  /** Throws where a client would stop the person: an unknown action, a required input left empty. */
  press(titleOrVerb: string): Promise<Turn>;
}
