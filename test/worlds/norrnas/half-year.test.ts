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
    expect([...rounds].toSorted()).toEqual(['2026-08', '2026-09', '2026-10', '2026-D', '2026-H', '2026-Q3']);
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

  test('the extra round asks how it goes only of what it concerns', () => {
    const owned = lived.asks
      .filter(({ roundId }) => roundId === '2026-EL')
      .flatMap(({ parts }) => parts.flatMap(({ as, assignmentId }) => (as === 'owner' ? assignmentId : [])));
    expect([...new Set(owned)].toSorted()).toEqual(['u07', 'u09', 'u15', 'u16']);
  });

  test('a channel is posted to only of rounds that ask about what it shows', () => {
    const posted = (channel: string) =>
      lived.log.flatMap(({ channelId, push, roundIds }) =>
        channelId === `19:norrnas-${channel}@thread.tacv2` && push === 'post' ? roundIds : [],
      );
    expect(posted('ledning')).toContain('2026-EL');
    expect(posted('skola')).toEqual(posted('ledning').filter((id) => id !== '2026-EL'));
  });

  test('owners together are both asked, and the answer of one is enough', () => {
    const [school, business] = [lived.personId('skolchef'), lived.personId('kultur.naringsliv')];
    const owners = (person: string) =>
      lived.asks.find(({ roundId, personId }) => roundId === '2026-D' && personId === person)!.parts;
    for (const person of [school, business])
      expect(owners(person)).toContainEqual(
        expect.objectContaining({ assignmentId: 'u03', as: 'owner', answeredAt: expect.any(String) }),
      );
  });
});

test('two who stand in for each other, deputies in order and owners together are a sound plan', () => {
  const plan = norrnas();
  const deputyOf = (role: string) => plan.roles.find(({ id }) => id === role)!.deputy;
  expect([deputyOf('kommunchef'), deputyOf('ekonomichef')]).toEqual(['ekonomichef', 'kommunchef']);
  expect(deputyOf('rektor-forskola')).toEqual(['skolchef', 'rektor-f6']);
  expect(plan.assignments.find(({ id }) => id === 'u03')!.owner).toEqual([
    'rektor-gymnasiet',
    'naringslivschef',
  ]);
});
