import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { understandWritten } from '../../src/conversation/ask.ts';
import { searchSubjects } from '../../src/conversation/find-subjects.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { namesFor } from '../../src/plan/names.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { describeChanges } from '../../src/plan-changes/describe-changes.ts';
import { singleChanges, subjectsFor } from '../../src/plan-changes/single-changes.ts';
import { readSearch, recipientsCalled } from '../../src/reminders/search-words.ts';
import { norrnasContent, norrnasInput, norrnasPlan } from '../worlds/norrnas/norrnas-plan.ts';
import { canonicalOf } from './workbooks.ts';

const plan = norrnasPlan();
const today = Temporal.PlainDate.from('2026-09-15');
const about = (text: string) => understandWritten(text, { plan, today }).subjects.map(({ id }) => id);

describe('what people call things in Norrnäs', () => {
  test.each([
    ['hur går det med IFO?', 'u04'],
    ['hur går det för LSS?', 'u05'],
    ['läget för VA', 'u07'],
    ['hur går det med brandkåren?', 'u10'],
    ['hur går det med badhuset?', 'u15'],
    ['hur går det med renhållningen?', 'u08'],
  ])('"%s" is about %s', (text, id) => {
    expect(about(text)).toEqual([id]);
  });

  test('is searched by too where one chooses an assignment to share', () => {
    expect(searchSubjects(plan, 'brandis', { assignment: 1 })[0]).toMatchObject({
      subject: { type: 'assignment', id: 'u10' },
    });
  });

  test('finds whom messages were sent to: "visa utskick MAS"', () => {
    const mas = ['mas@norrnas.example'];
    expect(recipientsCalled('mas', plan, 'sv')).toEqual(mas);
    const fireChief = ['raddning.miljo.bygg@norrnas.example'];
    expect(recipientsCalled('Brandchefen', plan, 'sv')).toEqual(fireChief);
    expect(readSearch('brandch', { plan, language: 'sv' })).toEqual({ recipients: fireChief });
  });

  test('finds a department, and the organisation as everything: "visa utskick BUF"', () => {
    const school = readSearch('BUF', { plan, language: 'sv' });
    expect(school?.recipients).toEqual(
      expect.arrayContaining([
        'skolchef@norrnas.example',
        'kostchef@norrnas.example',
        '19:norrnas-skola@thread.tacv2',
      ]),
    );
    expect(school?.recipients).not.toContain('ekonomichef@norrnas.example');
    expect(readSearch('skolförv', { plan, language: 'sv' })).toEqual(school);
    expect(readSearch('kommunen', { plan, language: 'sv' })).toEqual({});
  });

  test('is kept by a workbook in either language', async () => {
    const same = canonical(norrnasContent());
    for (const language of ['sv', 'en'] as const)
      expect(await canonicalOf('plan.xlsx', await writeWorkbook(norrnasContent(), language))).toBe(same);
  });

  test('is one change in the chat, found by any of its names, and told as what it is', () => {
    expect(subjectsFor('called', plan, 'sv', 'IFO').choices.map(({ value }) => value)).toContain(
      'assignment:u04',
    );
    const changed = singleChanges.called(plan, {
      subject: 'indicator:m39',
      names: 'svinn,  matsvinn, svinn',
      decision: 'KS 2026-09-01 § 5',
    });
    if (!('content' in changed)) throw new TypeError(changed.fault);
    const indicator = changed.content.indicators.find(({ id }) => id === 'm39')!;
    expect(namesFor(indicator).slice(1)).toEqual(['svinn', 'matsvinn']);
    expect(checkPlan(changed.content)).toHaveProperty('plan');
    const [row] = describeChanges(norrnasContent(), changed.content, 'sv');
    expect(row!.lines).toEqual(['Kallas också: matsvinn och svinnet → svinn och matsvinn']);
  });

  test('can be taken away again in the chat', () => {
    const changed = singleChanges.called(plan, { subject: 'role:mas', names: ' ', decision: 'X' });
    if (!('content' in changed)) throw new TypeError(changed.fault);
    expect(namesFor(changed.content.roles.find(({ id }) => id === 'mas')!)).toEqual([
      'Medicinskt ansvarig sjuksköterska',
    ]);
  });

  test('is written one name at a time: a comma would part it in a workbook', () => {
    const input = norrnasInput() as { roles: { alsoCalled?: string[] }[] };
    input.roles[0]!.alsoCalled = ['chefen, stora'];
    expect(checkPlan(input)).toMatchObject({
      faults: [{ path: 'roles[kommunchef].alsoCalled[0]', code: 'comma-in-name' }],
    });
  });
});
