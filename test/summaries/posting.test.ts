import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { SendOutcome } from '../../src/base/messenger.ts';
import { searchSendLog } from '../../src/messages/send-log.ts';
import { channels } from '../../src/people/channel.ts';
import { summaries, touchSummaries } from '../../src/rounds/summary.ts';
import { postDueSummaries } from '../../src/summaries/post-due-summaries.ts';
import { endAll } from '../support/at-end.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import type { Recorded } from '../support/recording-messenger.ts';
import { movedClock } from '../support/sending-world.ts';
import { openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

const start = Temporal.Instant.from('2026-09-02T10:00:00+02:00');
const seconds = (one: Temporal.Instant, other: Temporal.Instant) => other.since(one).total('seconds');

/** Sjövik with its round open and the summary due, and a channel that answers as a test says. */
async function world(answers: (SendOutcome | undefined)[]) {
  const sjovik = await openSjovik();
  await sjovik.time.moveTo(Temporal.Instant.from('2026-09-01T07:59:00+02:00'));
  sjovik.messenger.answer = ({ operation }: Recorded) =>
    operation === 'person' ? undefined : answers.shift();
  await sjovik.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  const clock = movedClock(start);
  const errors: string[] = [];
  const log = { ...sjovik.ports.log, error: ({ event }: { event?: unknown }) => errors.push(String(event)) };
  const ports = { ...sjovik.ports, clock, log };
  const { tenantId, messenger } = sjovik;
  return {
    ports,
    messenger,
    errors,
    answers,
    tenantId,
    clock,
    /** Something new in the round, and the post that comes of it. */
    async touch() {
      await touchSummaries(ports, { tenantId, roundId: '2026-D', inSeconds: 0 });
      return (await postDueSummaries(ports, tenantId)).map(({ what }) => what);
    },
    post: async () => (await postDueSummaries(ports, tenantId)).map(({ what }) => what),
    summary: async () => (await summaries(ports.store).find(tenantId, `2026-D:${leadershipChannel}`))!,
    next: async () => {
      const found = await summaries(ports.store).find(tenantId, `2026-D:${leadershipChannel}`);
      return Temporal.Instant.from(found!.nextAt!);
    },
    logged: async () =>
      (await Array.fromAsync(searchSendLog(ports.store, tenantId, { recipients: [leadershipChannel] }))).map(
        ({ push, outcome, perhapsSecondCopy }) => [push, outcome, ...(perhapsSecondCopy ? ['again'] : [])],
      ),
  };
}

test('a summary waits as long as Teams asks for, and what Roder held back itself is no attempt', async () => {
  const { touch, post, next, clock, answers, logged, summary } = await world([]);
  answers.push({ kind: 'retry', reason: '429', afterMs: 600_000 });
  expect(await touch()).toEqual(['waiting']);
  const after = seconds(start, await next());
  expect(after).toBeGreaterThanOrEqual(600);
  expect(after).toBeLessThanOrEqual(900);
  for (let time = 0; time < 12; time++) {
    answers.push({ kind: 'retry', reason: 'held-back', afterMs: 1000, notTried: true });
    clock.moveTo(await next());
    expect(await post()).toEqual(['waiting']);
  }
  expect((await summary()).lease?.attempt).toBe(1);
  clock.moveTo(await next());
  expect(await post()).toEqual(['updated']);
  expect(await logged()).toEqual([
    ['post', 'sent'],
    ['post-update', 'retry'],
    ['post-update', 'sent'],
  ]);
});

test('a post whose outcome nobody knows says in the log that it may be there twice', async () => {
  const { clock, post, next, logged } = await world([{ kind: 'unknown', reason: '504' }]);
  clock.moveTo(await next());
  expect(await post()).toEqual(['posted']);
  expect(await logged()).toEqual([
    ['post', 'unknown'],
    ['post', 'sent', 'again'],
  ]);
});

test('what Teams refuses for good is told at once and tried again at long intervals, not for ever in a row', async () => {
  const { touch, post, next, clock, answers, errors, logged, ports, tenantId } = await world([]);
  answers.push(...Array.from({ length: 3 }, () => ({ kind: 'refused', reason: '413' }) as const));
  expect(await touch()).toEqual(['failed']);
  expect(errors).toEqual(['summary-failed']);
  expect(await touch()).toEqual([]);
  expect((await channels(ports.store).find(tenantId, leadershipChannel))?.unreached?.reason).toBe('413');
  const pauses = [];
  for (let time = 0; time < 3; time++) {
    pauses.push(seconds(clock.now(), await next()));
    clock.moveTo(await next());
    await post();
  }
  expect(pauses).toEqual([300, 300, 600]);
  expect((await channels(ports.store).find(tenantId, leadershipChannel))?.unreached).toBeUndefined();
  expect(await logged()).toEqual([
    ['post', 'sent'],
    ['post-update', 'failed'],
    ['post-update', 'sent'],
  ]);
});

test('ten attempts that Teams takes none of are a failure that is seen', async () => {
  const { touch, post, next, clock, answers, errors } = await world([]);
  answers.push(...Array.from({ length: 10 }, () => ({ kind: 'retry', reason: '503' }) as const));
  expect(await touch()).toEqual(['waiting']);
  for (let time = 0; time < 8; time++) {
    clock.moveTo(await next());
    expect(await post()).toEqual(['waiting']);
  }
  clock.moveTo(await next());
  expect(await post()).toEqual(['failed']);
  expect(errors).toEqual(['summary-failed']);
});

test('a summary that cannot be made leaves the others alone', async () => {
  const { ports, tenantId, touch, errors } = await world([]);
  await summaries(ports.store).create({
    tenantId,
    id: `gone:${leadershipChannel}`,
    roundId: 'gone',
    channelId: leadershipChannel,
    changes: 0,
    nextAt: '2026-09-01T00:00:00.000Z',
  });
  expect((await touch()).toSorted()).toEqual(['updated', 'waiting']);
  expect(errors).toEqual(['summary-error']);
});

test('nothing more is begun once the service is to end', async () => {
  const { ports, tenantId } = await world([]);
  await touchSummaries(ports, { tenantId, roundId: '2026-D', inSeconds: 0 });
  expect(await postDueSummaries({ ...ports, stopping: AbortSignal.abort() }, tenantId)).toEqual([]);
});
