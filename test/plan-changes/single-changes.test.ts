import { expect, test } from '@jest/globals';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { indexPlan } from '../../src/plan/plan-index.ts';
import { changeForm, chooseCard } from '../../src/plan-changes/change-forms.ts';
import { describeChanges } from '../../src/plan-changes/describe-changes.ts';
import { type ChangeKind, singleChanges, type TypedChange } from '../../src/plan-changes/single-changes.ts';
import { inputsIn, textOf } from '../support/card-form.ts';
import { norrnasContent, norrnasPlan } from '../worlds/norrnas/norrnas-plan.ts';

const plan = norrnasPlan();

function changed(kind: ChangeKind, typed: TypedChange) {
  const found = singleChanges[kind](plan, { decision: 'KS § 5', ...typed });
  if (!('content' in found)) throw new TypeError(JSON.stringify(found));
  expect(checkPlan(found.content)).toHaveProperty('plan');
  return found.content;
}

const linesOf = (content: ReturnType<typeof changed>) =>
  describeChanges(norrnasContent(), content, 'sv').flatMap(({ lines }) => lines);

test('deputies of a role, in order, are one change in the chat', () => {
  const content = changed('deputy', { subject: 'kostchef', first: 'skolchef', second: 'rektor-f6' });
  expect(content.roles.find(({ id }) => id === 'kostchef')!.deputy).toEqual(['skolchef', 'rektor-f6']);
  expect(linesOf(content)).toEqual(['Ersättare: inget → Skolchef och Rektor F–6, Centralskolan']);
  const none = changed('deputy', { subject: 'kulturchef', first: '-', second: '-' });
  expect(none.roles.find(({ id }) => id === 'kulturchef')!.deputy).toBeUndefined();
});

test('so are the kinds of round in which it is said how an assignment goes', () => {
  const content = changed('answers', { subject: 'u09', kinds: 'annual,quarterly' });
  expect(content.assignments.find(({ id }) => id === 'u09')!.answersIn).toEqual(['quarterly', 'annual']);
  expect(linesOf(content).join()).toMatch(/kvartal.*helår/u);
  const usual = changed('answers', { subject: 'u09', kinds: '' });
  expect(usual.assignments.find(({ id }) => id === 'u09')!.answersIn).toBeUndefined();
});

test('so is whether values are asked for by gender', () => {
  const byGender = (content: ReturnType<typeof changed>, id: string) =>
    content.indicators.find((one) => one.id === id)!.byGender;
  const split = changed('gender', { subject: 'm01', byGender: 'yes' });
  expect(byGender(split, 'm01')).toBe(true);
  expect(linesOf(split)).toEqual(['Uppdelat på kön: nej → ja']);
  const total = changed('gender', { subject: 'm36', byGender: 'no' });
  expect(byGender(total, 'm36')).toBeUndefined();
  expect(linesOf(total)).toEqual(['Uppdelat på kön: ja → nej']);
  expect(linesOf(changed('gender', { subject: 'm36', byGender: 'yes' }))).toEqual([]);
  const indicators = plan.content.indicators.map((one) =>
    one.id === 'm01' ? { ...one, byGender: false } : one,
  );
  const saidNo = singleChanges.gender(indexPlan({ ...plan.content, indicators }, 1), {
    subject: 'm01',
    byGender: 'no',
    decision: 'X',
  });
  expect('content' in saidNo && byGender(saidNo.content, 'm01')).toBe(false);
});

test.each<[kind: ChangeKind, typed: TypedChange, field: string]>([
  ['deputy', { subject: 'nobody', first: 'skolchef', decision: 'X' }, 'subject'],
  ['deputy', { subject: 'kostchef', first: 'skolchef', second: 'nobody', decision: 'X' }, 'second'],
  ['deputy', { subject: 'kostchef', first: 'skolchef' }, 'decision'],
  ['answers', { subject: 'u09', kinds: 'weekly', decision: 'X' }, 'kinds'],
  ['gender', { subject: 'm99', byGender: 'yes', decision: 'X' }, 'subject'],
  ['gender', { subject: 'm01', byGender: 'both', decision: 'X' }, 'byGender'],
  ['gender', { subject: 'm01', byGender: 'yes' }, 'decision'],
  ['answers', { subject: 'u99', kinds: 'annual', decision: 'X' }, 'subject'],
])('%s with %j is asked about at its field', (kind, typed, field) => {
  expect(singleChanges[kind](plan, typed)).toMatchObject({ field });
});

test('the form says what it is now, and begins with that', () => {
  const card = changeForm({ kind: 'deputy', plan, language: 'sv', typed: { subject: 'kommunchef' } });
  expect(textOf(card)).toContain('Kommunchef. Ersättare nu: Ekonomichef.');
  expect(inputsIn(card).map(({ id, value }) => [id, value])).toEqual([
    ['first', 'ekonomichef'],
    ['second', '-'],
    ['decision', ''],
  ]);
  const kinds = changeForm({ kind: 'answers', plan, language: 'sv', typed: { subject: 'u09' } });
  expect(inputsIn(kinds).find(({ id }) => id === 'kinds')!.value).toBe('tertial,interim,annual,adhoc');
  const split = changeForm({ kind: 'gender', plan, language: 'sv', typed: { subject: 'm36' } });
  expect(textOf(split)).toContain('Nu är värdet uppdelat på kvinnor och män.');
  expect(inputsIn(split)[0]).toMatchObject({ id: 'byGender', value: 'yes' });
});

test('a search that finds nothing can be made again, also where all are few enough to choose among', () => {
  const few = { ...plan.content, indicators: plan.content.indicators.slice(0, 3) };
  const form = { plan: indexPlan(few, 1), language: 'sv', kind: 'target' } as const;
  expect(inputsIn(chooseCard(form)).map(({ id }) => id)).not.toContain('query');
  const none = chooseCard({ ...form, typed: { query: 'rymdraket' } });
  expect(textOf(none)).toContain('Ingen träff');
  expect(inputsIn(none).map(({ id }) => id)).toContain('query');
});
