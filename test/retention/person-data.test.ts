import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { writePersonData } from '../../src/cli/person-data-command.ts';
import { persons } from '../../src/people/person.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { keepProposal } from '../../src/plan-changes/propose-plan.ts';
import { type PersonData, personData } from '../../src/retention/person-data.ts';
import { askId } from '../../src/rounds/ask.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { AtCard, inStore, openInterim } from '../support/answering.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { leftOpen } from '../support/planned-store.ts';

const tenantId = '00000000-0000-4000-8000-0000000000aa';
const { socialchef, hrChef } = demoPeople;

let world: DemoWorld;
beforeAll(async () => {
  world = await openInterim();
  const at = new AtCard(world, world.people.socialchef);
  await at.answerEverything('Mina egna ord.');
  await at.press('Skicka in');
  await world.people.socialchef.says('följ hamnområdet varje månad');
  const other = new AtCard(world, world.people.hrChef);
  await other.press('Svara');
  await other.press('Nästa', { status: 'on_track', ownWords: 'Någon annans ord.' });
});
afterAll(endAll);

const dataOf = (personId: string): Promise<PersonData> =>
  inStore(world, (store) => personData({ store }, { tenantId, personId }));

describe('a person’s data', () => {
  test('is everything that names them: chat, asks, log, follows, and what they sent in', async () => {
    const { records, sentIn, plan } = await dataOf(socialchef);
    expect(plan?.roles.map(({ id }) => id)).toContain('socialchef');
    expect(records.person).toHaveLength(1);
    expect(records.ask).toMatchObject([{ id: askId('2026-D', socialchef) }]);
    expect(records.sendLog).toHaveLength(1);
    expect(records.following).toHaveLength(1);
    const autumn = sentIn.filter(({ roundId }) => roundId === '2026-D');
    expect(autumn.map(({ assignmentId }) => assignmentId)).toEqual(['gu2', 'pu4']);
    expect(JSON.stringify(autumn)).toContain('Mina egna ord.');
  });

  test('is nobody else’s', async () => {
    const text = JSON.stringify(await dataOf(socialchef));
    expect(text).not.toContain('Någon annans ord.');
    expect(text).not.toContain(hrChef);
    expect(JSON.stringify(await dataOf(hrChef))).toContain('Någon annans ord.');
  });

  test('is found by either of their names', async () => {
    await inStore(world, (store) =>
      persons(store).upsert({
        tenantId,
        id: 'ffffffff-0000-4000-8000-000000000009',
        principal: { name: 'nagon@example.org', planVersion: 1 },
      }),
    );
    const { names, records } = await dataOf('Nagon@Example.org');
    expect(names).toEqual(['nagon@example.org', 'ffffffff-0000-4000-8000-000000000009']);
    expect(records.person).toHaveLength(1);
  });
});

test('a person’s data has the help they wanted and what they replied, and no one else’s words beside it', async () => {
  const at = '2026-09-02T08:00:00.000Z';
  const [chef, hr] = [
    { personId: socialchef, roleId: 'socialchef' },
    { personId: hrChef, roleId: 'hr-chef' },
  ];
  const wish = (number: number, by: { personId: string; roleId: string }, what: string) => ({
    number,
    by,
    at,
    what,
    from: 'hr-chef',
    revision: number,
    asked: [at],
    replies: [{ words: `Svar på: ${what}`, by: hr, at }],
  });
  const wishes = [wish(1, hr, 'En egen sak.'), wish(2, chef, 'Två vikarier.')];
  const ids = { tenantId, id: '2026-D:hjalp', roundId: '2026-D', assignmentId: 'gu2' };
  await inStore(world, (store) => supportRequests(store).upsert({ ...ids, wishes } as never));

  const wanted = JSON.stringify((await dataOf(socialchef)).records.supportRequest);
  expect(wanted).toContain('Två vikarier.');
  expect(wanted).not.toContain('En egen sak.');
  expect(wanted).not.toContain('Svar på');
  const replied = JSON.stringify((await dataOf(hrChef)).records.supportRequest);
  expect(replied).toContain('Svar på: Två vikarier.');
});

test('a person’s data has what they changed in the plan, by decision, and not the plan itself', async () => {
  const by = demoPeople.utredare;
  await inStore(world, async (store) => {
    const { content } = (await currentPlan(store, tenantId))!;
    const [now, decision] = [Temporal.Instant.from('2026-09-01T07:00:00Z'), 'KS 2026-09-01 § 1'];
    await importPlan({ store, now, tenantId, content: { ...content, burdenCapMinutes: 21 }, by, decision });
    const actor = { tenantId, personId: by };
    const source = { type: 'change' } as const;
    await keepProposal(store, {
      actor,
      base: 2,
      content: content as PlanContent,
      source,
      decision: 'Snart.',
    });
  });
  const { planChanges, records } = await dataOf(by);
  expect(planChanges).toMatchObject([{ version: 2, decision: 'KS 2026-09-01 § 1' }]);
  expect(records.planProposal).toMatchObject([{ id: by, decision: 'Snart.' }]);
  expect(JSON.stringify([planChanges, records.planProposal])).not.toContain('Äldreomsorg');
  expect((await dataOf(socialchef)).planChanges).toEqual([]);
});

describe('as a file from one’s own chat', () => {
  const linkIn = (card: Card) => /"(http[^"]+\/downloads\/[^"]+)"/u.exec(JSON.stringify(card))![1]!;
  const linkFor = async (person: FakePerson) => {
    const shown = (await person.says('mina uppgifter')).card!;
    expect(JSON.stringify(shown)).not.toContain('/downloads/');
    return linkIn((await person.fill(shown).press('Hämta allt som fil')).card!);
  };

  test('it comes by a link, and is the same as the command line’s', async () => {
    const link = await linkFor(world.people.socialchef);
    const answer = await fetch(link);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="roder-mina-uppgifter.json"; filename*=UTF-8''roder-mina-uppgifter.json`,
    );
    const { records, ...fetched } = (await answer.json()) as PersonData;
    const { records: kept, ...known } = await dataOf(socialchef);
    expect(fetched).toEqual(JSON.parse(JSON.stringify(known)));
    expect(records.ask).toEqual(JSON.parse(JSON.stringify(kept.ask)));
  });

  test('it is about whom Teams says, whatever a button claims', async () => {
    const { card } = await world.people.hrChef.presses('people/own-data', {
      person: socialchef,
      by: socialchef,
    });
    const text = await (await fetch(linkIn(card!))).text();
    expect(text).toContain('Någon annans ord.');
    expect(text).not.toContain('Mina egna ord.');
  });

  test('a link with somebody else’s signature is refused, and spends neither', async () => {
    const [mine, theirs] = [await linkFor(world.people.socialchef), await linkFor(world.people.hrChef)];
    const [base, token = ''] = mine.split('/downloads/');
    const [named = ''] = token.split('.');
    const signature = theirs.split('.').at(-1);
    expect((await fetch(`${base}/downloads/${named}.${signature}`)).status).toBe(404);
    expect((await fetch(mine)).status).toBe(200);
    expect((await fetch(theirs)).status).toBe(200);
  });

  test('it is not given in a channel, and is not among what others have exported', async () => {
    const turn = await world.leadership.mention(world.people.socialchef, 'mina uppgifter');
    expect(JSON.stringify(turn.card)).not.toContain('people/own-data');
    const { card } = await world.people.utredare.says('vem har exporterat?');
    expect(textOf(card!)).toContain('Ingen har exporterat något än.');
  });
});

describe('asked for', () => {
  test('in one’s own chat it is a card: how one is known, what there is, how long it is kept', async () => {
    const text = textOf((await world.people.socialchef.says('mina uppgifter')).card!);
    expect(text).toContain(`Id i Teams: ${socialchef}`);
    expect(text).toContain('Frågor jag har ställt: 1');
    expect(text).toContain('Meddelanden jag har skickat: 1 (tas bort efter 6 månader)');
    expect(text).toContain('De är allmänna handlingar och följer rollen');
    const turn = await world.leadership.mention(world.people.socialchef, 'mina uppgifter');
    expect(textOf(turn.card!)).not.toContain(socialchef);
  });

  test('on the command line it is a file for the person alone', async () => {
    const lines: string[] = [];
    const out = join(await temporaryFolder(), 'data.json');
    const write = (person: string) =>
      inStore(world, (store) =>
        writePersonData(
          { tenant: tenantId, person, out },
          {
            openStore: () => Promise.resolve(leftOpen(store)),
            now: () => Temporal.Now.instant(),
            print: (line) => lines.push(line),
            language: 'sv',
          },
        ),
      );
    expect(await write(socialchef)).toBe(0);
    expect(lines).toEqual([expect.stringContaining('är till för personen själv')]);
    expect(JSON.parse(await readFile(out, 'utf8')).sentIn.length).toBeGreaterThan(1);
    expect((await stat(out)).mode & 0o077).toBe(0);
    expect(await write('nobody@example.org')).toBe(1);
    expect(lines.at(-1)).toBe('Roder har inte sparat något om nobody@example.org.');
  });
});
