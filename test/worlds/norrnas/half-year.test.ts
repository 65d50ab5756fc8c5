import { beforeAll, describe, expect, test } from '@jest/globals';
import { personIdOfNumber } from '../../support/sending-world.ts';
import { type HalfYear, liveHalfYear, norrnas } from './half-year.ts';

describe('half a year in Norrnäs, lived through', () => {
  let lived: HalfYear;
  beforeAll(async () => {
    lived = await liveHalfYear(norrnas());
    const counts = [...lived.tally].map(([name, one]) => `${name} ${JSON.stringify(one)}`);
    process.stdout.write([...lived.lines, '', ...counts, ''].join('\n'));
  }, 300_000);

  const asked = (assignmentId: string) =>
    lived.asks.filter(({ parts }) => parts.some((part) => part.assignmentId === assignmentId));

  test('what has not begun is asked of nobody, and what ended is not asked about after its last round', () => {
    expect(asked('u18')).toEqual([]);
    const rounds = new Set(asked('u17').map(({ roundId }) => roundId));
    expect([...rounds].toSorted()).toEqual(['2026-08', '2026-09', '2026-10', '2026-D', '2026-EL', '2026-Q3']);
  });

  test('months and quarters ask nobody how it goes', () => {
    const figures = lived.asks.filter(({ roundId }) => /^2026-(\d\d|Q\d)$/u.test(roundId));
    expect(figures.length).toBeGreaterThan(20);
    expect(figures.flatMap(({ parts }) => parts).filter(({ as }) => as === 'owner')).toEqual([]);
  });

  test('who answers all of a message at once opens one form, and is written to once', () => {
    for (const name of ['ekonomichef', 'vd', 'raddning.miljo.bygg', 'tekniskchef']) {
      const { messages, forms } = lived.tally.get(name)!;
      expect([name, forms]).toEqual([name, messages]);
    }
  });

  test('both who share a role are asked, and when one has answered the other is not written to again', () => {
    const [byn, kusten] = [lived.personId('forskola.byn'), lived.personId('forskola.kusten')];
    const rounds = (id: string) =>
      lived.asks.filter(({ personId }) => personId === id).map(({ roundId }) => roundId);
    expect(rounds(kusten)).toEqual(rounds(byn));
    const sent = lived.log.filter(({ personId, outcome }) => personId === kusten && outcome === 'sent');
    expect(sent.every(({ push }) => push === 'opening')).toBe(true);
    expect(
      lived.updates.some(({ to, text }) => to === kusten && text.includes('Besvarat av Rektor, förskola')),
    ).toBe(true);
  });

  test('a vacant role with a deputy is the deputy’s, and one without the process lead’s', () => {
    const people = (assignmentId: string) =>
      new Set(
        asked(assignmentId)
          .filter(({ parts }) => parts.some((one) => one.assignmentId === assignmentId && one.as === 'owner'))
          .map(({ personId }) => personId),
      );
    expect([...people('u05')]).toEqual([lived.personId('ifo')]);
    expect([...people('u07')]).toEqual([lived.personId('kvalitet')]);
    expect(lived.personId('kommunchef')).toBe(personIdOfNumber(1));
  });
});

test('two who stand in for each other, deputies in order and owners together are a sound plan', () => {
  const plan = norrnas((input) => ({
    ...input,
    roles: input.roles.map((one) => {
      if (one.id === 'ekonomichef') return { ...one, deputy: 'kommunchef' };
      return one.id === 'rektor-forskola' ? { ...one, deputy: ['skolchef', 'rektor-f6'] } : one;
    }),
    assignments: input.assignments.map((one) =>
      one.id === 'u16' ? { ...one, owner: ['vd-bostader', 'naringslivschef'] } : one,
    ),
  }));
  expect(plan.assignments.find(({ id }) => id === 'u16')!.owner).toEqual(['vd-bostader', 'naringslivschef']);
});
