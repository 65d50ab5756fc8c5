import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Temporal } from 'temporal-polyfill';
import type { DocumentKind, DocumentStore } from '../../src/base/document-store.ts';
import type { Clock, Log, Ports } from '../../src/base/ports.ts';
import { demoCloud } from '../../src/bot/cloud.ts';
import { TeamsAdapter } from '../../src/bot/teams-adapter.ts';
import { createTeamsMessenger } from '../../src/bot/teams-messenger.ts';
import { fromTimestamp } from '../../src/calendar/instants.ts';
import { demoTenant } from '../../src/config.ts';
import { createWebhookSender } from '../../src/http/webhook-sender.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import type { Claimable } from '../../src/storage/claim.ts';
import { isClaimed } from '../../src/storage/claim.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import type { Fault } from '../support/connector-faults.ts';
import { FakeTeams, firstTimes, teamsRefusals } from '../support/fake-teams.ts';
import { movedClock, openingMorning } from '../support/sending-world.ts';

/** What every kind of message keeps to, on the real store and with Teams as it answers over HTTP. */
export interface DeliveredKind {
  /** Of its events in Roder's log: `reminder-failed`. */
  readonly name: string;
  /** What is due and claimed. */
  readonly documents: DocumentKind;
  /** So many messages are due, each to somebody else. Gives their documents' ids and where each arrives. */
  readonly make: (place: Place, count: number) => Promise<Made[]>;
  /** From now on the message of that document cannot be made. */
  readonly spoil: (place: Place, made: Made) => Promise<unknown>;
  readonly deliver: (ports: Ports) => Promise<readonly { readonly what: string }[]>;
  /** There is something new for a message that stands; absent: what is sent stays as it is. */
  readonly touch?: (place: Place) => Promise<unknown>;
}

export interface Place {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly teams: FakeTeams;
  readonly ports: Ports;
}

export interface Made {
  readonly id: string;
  /** The chat or the channel. */
  readonly conversationId: string;
}

const tenantId = demoTenant;
const never = '9999-12-31T00:00:00.000Z';

export function deliveryContract(title: string, kind: DeliveredKind): void {
  describe(`${title}`, () => {
    afterEach(endAll);

    test('refused for a moment (429) comes when Teams said, and is no second copy', async () => {
      const world = await open(kind, 1);
      const asked = world.clock.now();
      world.teams.misbehave(firstTimes(1, teamsRefusals.throttled(120)));
      expect(await world.deliver()).toEqual(['waiting']);
      const waits = (await world.next()).since(asked).total('seconds');
      expect(waits).toBeGreaterThanOrEqual(120);
      expect(waits).toBeLessThanOrEqual(180);
      await world.deliverToEnd();
      expect(await world.logged()).toEqual(['retry', 'sent']);
      expect(world.copies()).toEqual([1]);
    });

    test('held back by Roder itself, however often, is neither tried nor failed', async () => {
      const world = await open(kind, 1);
      world.holdBack(12);
      for (let time = 0; time < 12; time++) {
        expect(await world.deliver()).toEqual(['waiting']);
        world.clock.moveTo(await world.next());
      }
      await world.deliverToEnd();
      expect(await world.logged()).toEqual(['sent']);
      expect(world.copies()).toEqual([1]);
    });

    test('that Teams could not take (503) is tried again, and given up after ten attempts', async () => {
      const world = await open(kind, 1);
      world.teams.misbehave(firstTimes(1, teamsRefusals.serviceError(503)));
      await world.deliverToEnd();
      expect(await world.logged()).toEqual(['retry', 'sent']);
      expect(world.copies()).toEqual([1]);
      const hopeless = await open(kind, 1);
      hopeless.teams.misbehave(() => teamsRefusals.serviceError(503));
      for (let attempt = 1; attempt < 10; attempt++) {
        expect(await hopeless.deliver()).toEqual(['waiting']);
        hopeless.clock.moveTo(await hopeless.next());
      }
      expect(await hopeless.deliver()).toEqual(['failed']);
      expect((await hopeless.logged()).at(-1)).toBe('failed');
      expect(hopeless.errors).toEqual([`${kind.name}-failed`]);
      expect(hopeless.copies()).toEqual([0]);
    });

    test.each<[string, Fault]>([
      ['cuts the connection', { drop: 'after' }],
      ['answers 502 from a gateway', { ...teamsRefusals.serviceError(502), delivered: true }],
    ])('that Teams has and %s comes again, and the log says perhaps twice', async (_what, fault) => {
      const world = await open(kind, 1);
      world.teams.misbehave(firstTimes(1, fault));
      await world.deliverToEnd();
      expect(await world.logged()).toEqual(['unknown', 'sent perhaps again']);
      expect(world.copies()).toEqual([2]);
    });

    test('on its way when Roder is stopped is given back, the rest is not begun, and each comes once', async () => {
      const world = await open(kind, 3);
      const stopping = world.stopAfterFirst();
      await world.deliver({ stopping });
      expect(world.copies().toSorted()).toEqual([0, 0, 1]);
      expect(await world.held()).toEqual([]);
      expect(await world.deliver({ stopping })).toEqual([]);
      await world.deliverToEnd();
      expect(world.copies()).toEqual([1, 1, 1]);
      expect(await world.logged()).toEqual(['sent', 'sent', 'sent']);
    });

    test('that cannot be made leaves the others alone, and is seen to fail in the end', async () => {
      const world = await open(kind, 3);
      await world.spoil(1);
      await world.deliver();
      expect(world.copies()).toEqual([1, 0, 1]);
      expect(world.errors).toEqual([`${kind.name}-error`]);
      for (let attempt = 1; attempt < 11; attempt++) {
        world.clock.moveTo(await world.next());
        await world.deliver();
      }
      expect(world.errors).toEqual([...Array(10).fill(`${kind.name}-error`), `${kind.name}-failed`]);
      expect(await world.logged()).toEqual(['sent', 'sent', 'failed']);
      expect(world.copies()).toEqual([1, 0, 1]);
    });

    test('reached for by two instances at once comes once', async () => {
      const world = await open(kind, 3);
      await Promise.all([world.deliver(), world.deliver({ instance: 'other' })]);
      expect(world.copies()).toEqual([1, 1, 1]);
      expect(await world.logged()).toEqual(['sent', 'sent', 'sent']);
    });

    const { touch } = kind;
    if (!touch) return;

    test('that stands and is gone is sent anew, once', async () => {
      const world = await open(kind, 1);
      await world.deliverToEnd();
      world.removeAll();
      for (let minute = 1; minute <= 2; minute++) {
        world.clock.moveTo(openingMorning.add({ minutes: minute }));
        await touch(world);
        await world.deliverToEnd();
      }
      expect(world.operations()).toEqual(['send', 'send', 'update']);
      expect(await world.logged()).toEqual(['sent', 'sent']);
    });
  });
}

/** The same of every kind where Teams never answers: all wait at the same time. */
export function neverAnsweredContract(kinds: ReadonlyMap<string, DeliveredKind>): void {
  describe('that Teams has and never answers in time', () => {
    let begun: Map<string, Promise<Awaited<ReturnType<typeof open>>>>;
    beforeAll(() => {
      begun = new Map(
        [...kinds].map(([title, kind]) => {
          const ended = neverAnswered(kind);
          ended.catch(() => undefined);
          return [title, ended];
        }),
      );
    });
    afterAll(endAll);

    test.each([...kinds.keys()])('%s comes again, and the log says perhaps twice', async (title) => {
      const world = await begun.get(title)!;
      expect(await world.logged()).toEqual(['unknown', 'sent perhaps again']);
      expect(world.copies()).toEqual([2]);
    });
  });
}

async function neverAnswered(kind: DeliveredKind) {
  const world = await open(kind, 1, { timeoutMs: 1500 });
  world.teams.misbehave(firstTimes(1, { hang: true, delivered: true }));
  await world.deliverToEnd();
  return world;
}

async function open(kind: DeliveredKind, count: number, { timeoutMs = 60_000 }: { timeoutMs?: number } = {}) {
  const teams = await FakeTeams.start();
  const store = openSqliteStore(':memory:');
  const clock = movedClock(openingMorning);
  const errors: string[] = [];
  let heldBack = 0;
  let stopFirst: AbortController | undefined;
  const pace = {
    turn: async () => {
      if (stopFirst?.signal.aborted) return { heldBackMs: 0 };
      stopFirst?.abort();
      return heldBack-- > 0 ? { heldBackMs: 1000 } : undefined;
    },
    refused: () => undefined,
  };
  const webhooks = createWebhookSender({ now: () => Date.now() / 1000, mayBeHere: true, pace, timeoutMs });
  const messenger = createTeamsMessenger({
    adapter: new TeamsAdapter(undefined, demoCloud),
    pace,
    serviceUrl: () => teams.serviceUrl,
    timeoutMs,
  });
  const error: Log['error'] = ({ event }) => errors.push(String(event));
  const log = { info: () => undefined, warn: () => undefined, error };
  const ports: Ports = { store, clock, messenger, webhooks, log, instance: 'this' };
  const place: Place = { store, clock, teams, ports };
  const made = await kind.make(place, count);
  const due = () => store.due<Claimable>({ tenantId, kind: kind.documents, before: never, limit: 100 });
  const isMade = ({ id }: { id: string }) => made.some((one) => one.id === id);

  /** When the first of what was made is next due. */
  async function next(): Promise<Temporal.Instant> {
    const [first] = (await due()).filter(isMade);
    if (!first) throw new TypeError('Nothing is due any more.');
    return fromTimestamp(first.nextAt!);
  }

  async function deliver(other: Partial<Ports> = {}): Promise<string[]> {
    return (await kind.deliver({ ...ports, ...other })).map(({ what }) => what);
  }

  return {
    ...place,
    clock,
    errors,
    next,
    deliver,
    /** As long as anything waits within the day. */
    async deliverToEnd(): Promise<void> {
      stopFirst = undefined;
      const end = openingMorning.add({ hours: 8 });
      for (;;) {
        await deliver();
        const waiting = (await due()).filter(isMade).map(({ nextAt }) => fromTimestamp(nextAt!));
        const first = waiting.find((moment) => moment.epochMilliseconds < end.epochMilliseconds);
        if (!first) return;
        if (first.epochMilliseconds > clock.now().epochMilliseconds) clock.moveTo(first);
      }
    },
    spoil: (index: number) => kind.spoil(place, made[index]!),
    holdBack(times: number): void {
      heldBack = times;
    },
    /** The service is to end as soon as the first message is on its way. */
    stopAfterFirst(): AbortSignal {
      stopFirst = new AbortController();
      return stopFirst.signal;
    },
    async held(): Promise<string[]> {
      const now = clock.now().toString({ smallestUnit: 'millisecond' });
      return (await due()).filter((one) => isClaimed(one, now)).map(({ id }) => id);
    },
    /** What Teams has taken, for each. */
    copies: () =>
      made.map(
        ({ conversationId }) =>
          teams.sentTo(conversationId).filter(({ operation }) => operation === 'send').length,
      ),
    operations: () => teams.sentTo(made[0]!.conversationId).map(({ operation }) => operation),
    removeAll(): void {
      for (const { conversationId } of made)
        for (const { id, conversationId: thread } of teams.sentTo(conversationId))
          teams.conversations.delete(teams.conversations.find(thread)!, id);
    },
    /** The send log, oldest first. */
    async logged(): Promise<string[]> {
      const entries = await Array.fromAsync(searchSendLog(store, tenantId, {}));
      return entries.map(({ outcome, perhapsSecondCopy }) =>
        perhapsSecondCopy ? `${outcome} perhaps again` : outcome,
      );
    },
  };
}
