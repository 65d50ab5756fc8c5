import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { type Followed, follow, followsOf, stopFollowing } from '../../following/following.ts';
import { followingCard, followsCard } from '../../following/following-cards.ts';
import { readFollowWords } from '../../following/read-follow-words.ts';
import { say } from '../../language/language.ts';
import { factsCard } from '../../messages/facts-card.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Assignment } from '../../plan/plan-schema.ts';
import type { Subject } from '../../questions/subject.ts';
import { type Actions, type Command, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

/** "följ hamnområdet varje månad". */
export async function followTyped(
  ports: Ports,
  turn: Turn,
  text: string,
  meant: readonly Subject[],
): Promise<Card> {
  const { plan } = turn;
  if (!plan || turn.where !== 'personal') return notHere(turn);
  const { every, own } = readFollowWords(text);
  const [found, ...others] = assignmentsMeant(plan, meant);
  const example = say(plan.assignments[0]!.title, turn.language);
  if (!found) return notice(turn, 'following.notFound', { title: example });
  if (others.length > 0) return whichCard(turn, [found, ...others]);
  return followedCard(
    turn,
    plan,
    await follow(ports, { actor: turn.actor, plan, assignment: found, every, own }),
  );
}

/** A button; at the pace it says, or every month. */
export async function followPressed(ports: Ports, turn: Turn, assignmentId: string): Promise<Card> {
  const { plan, actor } = turn;
  const assignment = plan?.assignment(assignmentId);
  if (!plan || !assignment) return noticeCard(turn.t('notice.unknownAction'), turn.language);
  return followedCard(turn, plan, await follow(ports, { actor, plan, assignment, every: 'month' }));
}

/** "sluta följa hamnområdet", "sluta följa allt"; without saying what, the list. */
export async function unfollowTyped(
  ports: Ports,
  turn: Turn,
  text: string,
  meant: readonly Subject[],
): Promise<Card> {
  const { plan, actor } = turn;
  if (!plan || turn.where !== 'personal') return notHere(turn);
  const follows = await followsOf(ports, actor);
  const followed = follows.map(({ assignmentId }) => assignmentId);
  if (/^(allt|alla|everything|all)$/iu.test(text.trim())) {
    await stopFollowing(ports, actor, followed);
    return listCard(ports, turn, turn.t('following.stoppedAll'));
  }
  const found = assignmentsMeant(plan, meant);
  const stopping = found.find(({ id }) => followed.includes(id));
  if (stopping) return unfollowPressed(ports, turn, stopping.id);
  const title = found[0] ? say(found[0].title, turn.language) : '';
  return listCard(ports, turn, title ? turn.t('following.notFollowed', { title }) : '');
}

export async function unfollowPressed(ports: Ports, turn: Turn, assignmentId: string): Promise<Card> {
  await stopFollowing(ports, turn.actor, [assignmentId]);
  const assignment = turn.plan?.assignment(assignmentId);
  const title = assignment ? say(assignment.title, turn.language) : assignmentId;
  return listCard(ports, turn, turn.t('following.stopped', { title }));
}

/** "vad följer jag". */
export async function listCard(ports: Ports, turn: Turn, intro = ''): Promise<Card> {
  if (!turn.plan || turn.where !== 'personal') return notHere(turn);
  return followsCard({ plan: turn.plan, language: turn.language }, await followsOf(ports, turn.actor), intro);
}

function followedCard({ language, t }: Turn, plan: Plan, followed: Followed): Card {
  if (followed.outcome === 'following') return followingCard({ plan, language }, followed.follow);
  const key = followed.outcome === 'too-many' ? 'following.tooMany' : 'following.notForYou';
  return noticeCard(t(key), language);
}

function whichCard({ language, t }: Turn, found: readonly Assignment[]): Card {
  const actions = found.map(({ id, title }) => ({
    verb: 'following/start',
    data: { id },
    title: say(title, language),
  }));
  return factsCard({ language }, { title: t('following.which'), actions });
}

/** What was understood, and nothing that the words may name besides; of a measure, what it belongs to. */
function assignmentsMeant(plan: Plan, meant: readonly Subject[]): Assignment[] {
  const homes = meant.flatMap(({ type, id }) =>
    type === 'indicator' ? plan.indicator(id)!.assignments : [id],
  );
  return [...new Set(homes)].flatMap((id) => plan.assignment(id) ?? []);
}

function notHere(turn: Turn): Card {
  return turn.plan ? notice(turn, 'following.ownChat') : notice(turn, 'question.noPlan');
}

function notice({ language, t }: Turn, key: string, values: Record<string, unknown> = {}): Card {
  return noticeCard(t(key, values), language);
}

const one = z.object({ id });

/** Following by pressing. */
export const followingActions: Actions = {
  'following/start': withData(one, async (ports, turn, data) => ({
    card: await followPressed(ports, turn, data.id),
  })),
  'following/stop': withData(one, async (ports, turn, data) => ({
    card: await unfollowPressed(ports, turn, data.id),
  })),
  'following/list': async (ports, turn) => ({ card: await listCard(ports, turn) }),
};

/** What is no longer to be followed, without the words that say so. */
function withoutStopping(text: string): string {
  return text.replace(
    /^(?:jag vill )?(?:inte (?:längre )?följa|sluta (?:att )?(?:följa?|bevaka)|avfölj|stop following|unfollow|unsubscribe from)\s*/iu,
    '',
  );
}

export const followingCommands: readonly Command[] = [
  {
    name: 'follows',
    intent: 'follow',
    example: 'vad följer jag',
    when: ({ words }) =>
      /\bvad foljer jag\b|\bmina bevakningar\b|\bwhat (?:do i|am i) follow|\bvilka uppdrag foljer jag\b/u.test(
        words,
      ),
    run: async (ports, turn) => [await listCard(ports, turn)],
  },
  {
    name: 'follow',
    intent: 'follow',
    run: async (ports, turn, { text, subjects }) => [await followTyped(ports, turn, text, subjects)],
  },
  {
    name: 'unfollow',
    intent: 'unfollow',
    run: async (ports, turn, { text, subjects }) => [
      await unfollowTyped(ports, turn, withoutStopping(text), subjects),
    ],
  },
];
