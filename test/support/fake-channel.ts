import type { FakePerson } from './fake-person.ts';
import type { ChannelIdentity, FakeTeams, Turn } from './fake-teams.ts';
import {
  botRemovedActivity,
  installedActivities,
  messageActivity,
  type TeamEvent,
  teamEvent,
  uninstalledActivity,
} from './teams-activities.ts';
import type { Conversation } from './teams-conversations.ts';

/** A channel of a team. */
export class FakeChannel {
  readonly conversation: Conversation;
  readonly #teams: FakeTeams;

  constructor(teams: FakeTeams, identity: ChannelIdentity) {
    const { tenantId, teamId, channelId, name = 'Ledning', teamName = 'Kommunen' } = identity;
    this.#teams = teams;
    this.conversation = teams.conversations.add({
      id: channelId,
      type: 'channel',
      tenantId,
      name,
      team: { id: teamId, name: teamName },
      members: [],
      presence: 'never-installed',
    });
    if (identity.installed) this.conversation.presence = 'installed';
  }

  get conversationId(): string {
    return this.conversation.id;
  }

  /** `by` adds the app to the team, choosing this channel. */
  async install(by: FakePerson): Promise<Turn> {
    this.conversation.presence = 'installed';
    this.joins(by);
    const [update, members] = installedActivities(by.envelope(this.conversation));
    const first = await this.#teams.deliver(update);
    const second = await this.#teams.deliver(members);
    return { ...second, replies: [...first.replies, ...second.replies], card: second.card ?? first.card };
  }

  /** `by` takes the app out of the team: both of Teams' events. */
  async uninstall(by: FakePerson): Promise<Turn> {
    this.conversation.presence = 'uninstalled';
    await this.#teams.deliver(botRemovedActivity(by.envelope(this.conversation)));
    return this.#teams.deliver(uninstalledActivity(by.envelope(this.conversation)));
  }

  /** Something that happens to the channel or its team, as the bot is told of it. */
  happens(event: TeamEvent, by: FakePerson): Promise<Turn> {
    if (event === 'channelDeleted' || event === 'teamDeleted') this.conversation.presence = 'deleted';
    if (event === 'channelRestored' || event === 'teamRestored') this.conversation.presence = 'installed';
    return this.#teams.deliver(teamEvent(by.envelope(this.conversation), event));
  }

  /** Somebody, or a retention rule, deletes all that the bot has posted; it is not told. */
  deleteMessages(): void {
    const { conversations } = this.#teams;
    for (const { id } of conversations.messages(this.conversation.id))
      conversations.delete(this.conversation, id);
  }

  joins(person: FakePerson): void {
    if (!this.conversation.members.includes(person.member)) this.conversation.members.push(person.member);
  }

  /** Somebody mentions the bot, in a thread of its own or in the one given (`19:…;messageid=…`). */
  mention(by: FakePerson, text: string, threadId?: string): Promise<Turn> {
    this.joins(by);
    const thread = threadId ?? `${this.conversation.id};messageid=${this.#teams.conversations.nextId()}`;
    return this.#teams.deliver(messageActivity(by.envelope(this.conversation, thread), text));
  }
}
