import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { askId } from '../../src/rounds/ask.ts';
import { nextRound, readUpcoming } from '../../src/rounds/upcoming-round.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

describe('"visa nästa omgång"', () => {
  let world: DemoWorld;
  let card: Card;
  beforeAll(async () => {
    world = await startDemoWorld();
    await world.people.hrChef.uninstall();
    ({ card } = (await world.people.utredare.says('visa nästa omgång')) as { card: Card });
  });

  test('says before it opens how much it asks, who gets what and when, and whom it will not reach', () => {
    const [title, days, load, messages, unreachable, , ...rest] = textOf(card).split('\n');
    expect([title, days, load, messages]).toEqual([
      'Delår 2026 (januari–augusti) öppnar tisdag 1 september',
      'Sista svarsdag är fredag 18 september och omgången stänger fredag 2 oktober.',
      '4 personer får sammanlagt 24 frågor.',
      'Jag skriver tis 1 sep 08:00. Är något kvar påminner jag tis 15 sep 08:00 och fre 18 sep 08:00.',
    ]);
    expect(unreachable).toContain('En person når jag inte. Hen står först.');
    expect(rest.join('\n')).toMatch(
      /Jag når inte personen: har inte Roder i Teams\. Be it-avdelningen installera Roder/u,
    );
    expect(textOf(card)).toContain('Äldreomsorg och Utred fria arbetsskor');
    expect(textOf(card)).toContain('Styrplanens tak är 15 minuter per person');
  });

  test('the administrator can postpone it from there', async () => {
    expect(actionsIn(card).map(({ title }) => title)).toEqual(['Skjut upp']);
    const form = await world.people.utredare.fill(card).press('Skjut upp');
    expect(textOf(form.card!)).toContain('Skjut upp en omgång');
  });

  test('is the administrator’s alone', async () => {
    const { socialchef } = world.people;
    const said = await socialchef.says('visa nästa omgång');
    expect(textOf(said.card!)).not.toContain('Jag når inte personen');
    const pressed = await socialchef.presses('rounds/coming', { round: '2026-D' });
    expect(textOf(pressed.card!)).toContain('Bara processledaren');
  });
});

describe('what the administrator sees before a round opens', () => {
  test('is to the minute what then comes, as the rehearsal has it', async () => {
    const { ports, tenantId } = await openSjovik();
    const plan = (await currentPlan(ports.store, tenantId))!;
    const round = (await nextRound(ports, tenantId))!;
    const { people } = await readUpcoming(ports, plan, round);
    const { messages } = await rehearse({
      tenantId,
      of: { store: ports.store, now: ports.clock.now() },
      from: ports.clock.now(),
      until: Temporal.Instant.from('2026-12-01T00:00:00Z'),
    });
    const seen = people.flatMap(({ personId, pushes }) =>
      pushes.map(({ at, kind, rule }) => [at, askId(round.id, personId), kind, rule].join(' ')),
    );
    const asked = messages.filter(({ push }) => push !== 'notice' && push !== 'post');
    const comes = asked.map(({ at, askIds, push, rule }) => [at, ...askIds, push, rule].join(' '));
    expect(seen.toSorted()).toEqual(comes.toSorted());
    expect(seen).toContain(
      `${toTimestamp(Temporal.Instant.from('2026-09-01T08:00:00+02:00'))} ${askId(round.id, people[0]!.personId)} opening opening-day`,
    );
  });
});
