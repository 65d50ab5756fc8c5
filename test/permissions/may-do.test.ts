import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { cell, permissions, relations } from '../../src/permissions/matrix.ts';
import { mayDo, mayShow, standingsOf } from '../../src/permissions/may-do.ts';
import { permissionsPage } from './permissions-page.ts';
import { townChannels, townPeople, townPlan } from './town.ts';

const plan = townPlan();
const care = plan.assignment('care')!;
const actor = (personId: string) => ({ tenantId: 'town', personId });

test('docs/permissions.md says what the table says', async () => {
  expect(await readFile('docs/permissions.md', 'utf8')).toBe(permissionsPage());
});

describe('what a person is to an assignment', () => {
  test.each(relations)('%s is told from the plan', (standing) => {
    expect(standingsOf(plan, townPeople[standing], care)).toContain(standing);
  });

  test('an id in other letters is the same person', () => {
    expect(standingsOf(plan, townPeople.owner.toUpperCase(), care)).toContain('owner');
  });

  test('about another assignment, or about the whole, the owner is a manager like others', () => {
    expect(standingsOf(plan, townPeople.owner, plan.assignment('roads'))).toEqual(['manager']);
    expect(standingsOf(plan, townPeople.owner)).toEqual(['manager']);
  });

  test('without a plan everybody is nobody', () => {
    expect(standingsOf(undefined, townPeople.owner, care)).toEqual(['nobody']);
  });
});

describe.each(permissions)('%s', (deed) => {
  test.each(relations)('is decided for %s by its cell or a wider one of the same person', (standing) => {
    const held = standingsOf(plan, townPeople[standing], care);
    const expected = held.some((one) => cell(deed, one) === 'yes');
    expect(mayDo(plan, actor(townPeople[standing]), deed, { assignment: care })).toBe(expected);
  });
});

describe('"own"', () => {
  test('lets a person read what is theirs, and nobody else read it, the administrator included', () => {
    const own = { personId: townPeople.owner };
    expect(mayDo(plan, actor(townPeople.owner), 'own/read', own)).toBe(true);
    expect(mayDo(plan, actor(townPeople.administrator), 'own/read', own)).toBe(false);
    expect(mayDo(plan, actor(townPeople.owner), 'own/read')).toBe(false);
  });
});

describe('a place with more readers than the asker', () => {
  const read = (channelId: string) =>
    mayShow(plan, { kind: 'channel', channelId }, 'report/read', { assignment: care });

  test('a channel of the plan shows what its departments lead, and no more', () => {
    expect(read(townChannels.whole)).toBe(true);
    expect(read(townChannels.roads)).toBe(false);
  });

  test('a channel the plan does not know, and a group chat, show the plan but no reports', () => {
    expect(read('19:other@thread.tacv2')).toBe(false);
    expect(mayShow(plan, { kind: 'group' }, 'report/read', { assignment: care })).toBe(false);
    expect(mayShow(plan, { kind: 'group' }, 'plan/read')).toBe(true);
  });

  test('what is a person’s own is shown in their own chat only', () => {
    expect(mayShow(plan, { kind: 'channel', channelId: townChannels.whole }, 'own/read')).toBe(false);
    expect(mayShow(plan, { kind: 'personal' }, 'own/read')).toBe(true);
  });
});
