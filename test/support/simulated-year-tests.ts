import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SendLogEntry } from '../../src/messages/send-log.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { liveThrough, type SimulatedYear } from './simulated-year.ts';

/** All that a log says of a message but how Teams called it. */
function essentials(entries: readonly SendLogEntry[]): string[] {
  return entries
    .map(({ at, personId, askIds, push, notice, rule, dueAt, outcome, reason }) =>
      JSON.stringify({ at, personId, askIds: askIds.toSorted(), push, notice, rule, dueAt, outcome, reason }),
    )
    .toSorted();
}

export function simulatedYearTests(name: string, content: () => PlanContent): void {
  describe(`a year of ${name}, rehearsed and then lived through by the whole service`, () => {
    let year: SimulatedYear;
    beforeAll(async () => {
      year = await liveThrough(content());
    });

    test('every entry of the send log is the rehearsal’s: who, when, what and why', () => {
      expect(essentials(year.log)).toEqual(essentials(year.rehearsal.messages));
      const sent = year.log.filter(({ outcome }) => outcome === 'sent');
      expect(sent.length).toBeGreaterThan(50);
      process.stdout.write(`${name}: ${year.log.length} entries, ${sent.length} messages sent\n`);
    });

    test('Teams has taken as many messages for each, and as many posts, as were rehearsed', () => {
      const rehearsed = Map.groupBy(
        year.rehearsal.messages.filter(({ outcome }) => outcome === 'sent'),
        ({ personId }) => personId,
      );
      for (const [personId, count] of year.taken)
        expect([personId, count]).toEqual([personId, rehearsed.get(personId)?.length ?? 0]);
      expect(year.posts).toBe(year.rehearsal.posts.length);
    });

    test('it has everything in it that makes a year uneven', () => {
      const said = new Set(year.log.flatMap(({ push, rule, outcome }) => [push, rule, outcome]));
      for (const one of ['notice', 'preferred-weekday', 'opening-day', 'due-day', 'unreachable'])
        expect([...said]).toContain(one);
      const hours = new Set(year.log.map(({ at }) => at.slice(11)));
      expect(hours.size).toBeGreaterThan(4);
    });
  });
}
