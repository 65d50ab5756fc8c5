import type { Temporal } from 'temporal-polyfill';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import {
  type Delivered,
  deliverDue,
  type MessageKind,
  type Rendered,
  type Settled,
} from '../messages/delivery.ts';
import { languageOf, persons } from '../people/person.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import {
  type Follow,
  type Following,
  followings,
  isDue,
  nextFor,
  ownTime,
  withFollows,
} from './following.ts';
import { digestMessage } from './following-cards.ts';
import { type News, readNews } from './read-news.ts';

/** Sends the personal digests that are due: one message per person, with all their news. */
export function sendDueDigests(ports: Ports, tenantId: string, plan?: Plan): Promise<Delivered<Following>[]> {
  return deliverDue(ports, { tenantId, plan }, digests);
}

function digests(ports: Ports, tenantId: string, plan: Plan): MessageKind<Following> {
  return {
    name: 'digest',
    documents: followings,
    maxPerPass: 200,
    maxAtOnce: 1,
    workingHours: calendarOf(plan),

    /** Without news, nothing is sent. */
    async render({ held, at }): Promise<Rendered<Following>> {
      const { id: personId, follows, own } = held[0]!;
      const news = await newsFor(ports, plan, held[0]!, at);
      if (news.length === 0) return { covered: [] };
      const record = await persons(ports.store).find(tenantId, personId);
      const language = languageOf(plan, record, personId);
      const times = follows.map(({ every }) => nextFor(plan, every, at, ownTime(own, record)));
      const [next] = times.toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds);
      const content = digestMessage({ plan, language }, { news, next: next! });
      return { covered: held, sending: { to: { personId, record }, content } };
    },

    /** Schedules the next digest. Keeps what the person has followed or unfollowed meanwhile. */
    async settle({ held, at, dueAt }, { what }): Promise<Settled<Following>> {
      const { id: personId, follows: followed } = held[0]!;
      const record = await persons(ports.store).find(tenantId, personId);
      return {
        change(one) {
          const own = ownTime(one.own, record);
          const follows = one.follows.flatMap((follow): Follow[] => {
            if (!plan.assignment(follow.assignmentId)) return [];
            if (!isDue(follow, at)) return [follow];
            const nextAt = toTimestamp(nextFor(plan, follow.every, at, own));
            // Submissions after this read belong to the next digest; if nothing was sent, all of them do.
            return [{ ...follow, nextAt, since: what === 'sent' ? toTimestamp(at) : follow.since }];
          });
          return withFollows(one, follows);
        },
        entry: {
          personId,
          askIds: [],
          push: 'digest',
          dueAt: followed.map(({ nextAt }) => nextAt).toSorted()[0] ?? dueAt,
        },
      };
    },
  };
}

/** Leaves out assignments the person may no longer read. */
async function newsFor(
  ports: Ports,
  plan: Plan,
  { tenantId, id: personId, follows }: Following,
  at: Temporal.Instant,
): Promise<News[]> {
  const until = toTimestamp(at);
  const found = await Promise.all(
    follows.map(async (one) => {
      const assignment = plan.assignment(one.assignmentId);
      if (!assignment || !isDue(one, at)) return undefined;
      if (!mayDo(plan, { tenantId, personId }, 'assignment/follow', { assignment })) return undefined;
      return readNews(ports.store, { tenantId, assignment, since: one.since, until });
    }),
  );
  return found.filter((one) => one !== undefined);
}
