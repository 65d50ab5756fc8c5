import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { type Followed, follow, followsOf, stopFollowing } from '../../following/following.ts';
import { followingCard, followsCard } from '../../following/following-cards.ts';
import { readFollowWords } from '../../following/read-follow-words.ts';
import { say, translator } from '../../language/language.ts';
import { factsCard } from '../../messages/facts-card.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Assignment } from '../../plan/plan-schema.ts';
import { findSubjects } from '../../questions/find-subjects.ts';
import { namingWords } from '../../questions/understand.ts';
import { type Actions, type Command, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

/** "följ hamnområdet varje månad". */
export async function followTyped(ports: Ports, turn: Turn, text: string): Promise<Card> {
  const { plan } = turn;
  if (!plan || turn.where !== 'personal') return notHere(turn);
  const { subject, every, own } = readFollowWords(text);
  const [found, ...others] = assignmentsCalled(plan, subject);
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
  if (!plan || !assignment)
    return noticeCard(translator(turn.language)('notice.unknownAction'), turn.language);
  return followedCard(turn, plan, await follow(ports, { actor, plan, assignment, every: 'month' }));
}

/** "sluta följa hamnområdet", "sluta följa allt"; without saying what, the list. */
export async function unfollowTyped(ports: Ports, turn: Turn, text: string): Promise<Card> {
  const { plan, actor } = turn;
  if (!plan || turn.where !== 'personal') return notHere(turn);
  const follows = await followsOf(ports, actor);
  const followed = follows.map(({ assignmentId }) => assignmentId);
  if (/^(allt|alla|everything|all)$/iu.test(text.trim())) {
    await stopFollowing(ports, actor, followed);
    return listCard(ports, turn, translator(turn.language)('following.stoppedAll'));
  }
  const found = assignmentsCalled(plan, text);
  const stopping = found.find(({ id }) => followed.includes(id));
  if (stopping) return unfollowPressed(ports, turn, stopping.id);
  const title = found[0] ? say(found[0].title, turn.language) : '';
  return listCard(ports, turn, title ? translator(turn.language)('following.notFollowed', { title }) : '');
}

export async function unfollowPressed(ports: Ports, turn: Turn, assignmentId: string): Promise<Card> {
  await stopFollowing(ports, turn.actor, [assignmentId]);
  const assignment = turn.plan?.assignment(assignmentId);
  const title = assignment ? say(assignment.title, turn.language) : assignmentId;
  return listCard(ports, turn, translator(turn.language)('following.stopped', { title }));
}

/** "vad följer jag". */
export async function listCard(ports: Ports, turn: Turn, intro = ''): Promise<Card> {
  if (!turn.plan || turn.where !== 'personal') return notHere(turn);
  return followsCard({ plan: turn.plan, language: turn.language }, await followsOf(ports, turn.actor), intro);
}

function followedCard({ language }: Turn, plan: Plan, followed: Followed): Card {
  if (followed.outcome === 'following') return followingCard({ plan, language }, followed.follow);
  const key = followed.outcome === 'too-many' ? 'following.tooMany' : 'following.notForYou';
  return noticeCard(translator(language)(key), language);
}

function whichCard({ language }: Turn, found: readonly Assignment[]): Card {
  const actions = found.map(({ id, title }) => ({
    verb: 'following/start',
    data: { id },
    title: say(title, language),
  }));
  return factsCard({ language }, { title: translator(language)('following.which'), actions });
}

function assignmentsCalled(plan: Plan, text: string): Assignment[] {
  const { meant } = findSubjects(plan, namingWords(text), { assignment: 1 });
  return meant.flatMap(({ id }) => plan.assignment(id) ?? []);
}

function notHere(turn: Turn): Card {
  return turn.plan ? notice(turn, 'following.ownChat') : notice(turn, 'question.noPlan');
}

function notice({ language }: Turn, key: string, values: Record<string, unknown> = {}): Card {
  return noticeCard(translator(language)(key, values), language);
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

export const followingCommands: readonly Command[] = [
  {
    name: 'follows',
    pattern: /^(vad följer jag|mina bevakningar|what (do i|am i) follow(ing)?)\??$/iu,
    run: async (ports, turn) => [await listCard(ports, turn)],
  },
  {
    name: 'follow',
    pattern: /^(?:följ(?! upp)|börja följa|jag vill följa|follow(?! up)) (.{1,300})$/iu,
    run: async (ports, turn, said) => [await followTyped(ports, turn, said[1]!)],
  },
  {
    name: 'unfollow',
    pattern: /^(?:sluta följa?|avfölj|stop following|unfollow)(?: (.{1,300}))?$/iu,
    run: async (ports, turn, said) => [await unfollowTyped(ports, turn, said[1] ?? '')],
  },
];
