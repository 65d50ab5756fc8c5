import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { writePersonData } from '../../src/cli/person-data-command.ts';
import { persons } from '../../src/people/person.ts';
import { type PersonData, personData } from '../../src/retention/person-data.ts';
import { askId } from '../../src/rounds/ask.ts';
import { AtCard, inStore, openInterim } from '../support/answering.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import type { DemoWorld } from '../support/demo-world.ts';
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
        ...{ tenantId, id: 'ffffffff-0000-4000-8000-000000000009' },
        principal: { name: 'nagon@example.org', planVersion: 1 },
      }),
    );
    const { names, records } = await dataOf('Nagon@Example.org');
    expect(names).toEqual(['nagon@example.org', 'ffffffff-0000-4000-8000-000000000009']);
    expect(records.person).toHaveLength(1);
  });
});

describe('asked for', () => {
  test('in one’s own chat it is a card: how one is known, what there is, how long it is kept', async () => {
    const text = textOf((await world.people.socialchef.says('mina uppgifter')).card!);
    expect(text).toContain(`Id i Teams: ${socialchef}`);
    expect(text).toContain('Förfrågningar: 1');
    expect(text).toContain('Utskickslogg: 1 (gallras efter 6 månader)');
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
    expect(lines.at(-1)).toBe('Det finns inget sparat om nobody@example.org.');
  });
});
