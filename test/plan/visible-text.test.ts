import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../src/plan/canonical.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { visibleData, visibleText } from '../../src/plan/visible-text.ts';
import { demoInput, demoPlan } from './demo-plan.ts';
import { canonicalOf } from './workbooks.ts';

describe('what cannot be seen in a text', () => {
  test.each([
    ['spaces without width and byte order marks', '\ufeffgu\u200b1\u2060', 'gu1'],
    ['soft hyphens', 'eko\u00adnomichef', 'ekonomichef'],
    ['marks of direction', '\u200eekonomichef\u200f\u202a\u202c\u2066\u2069', 'ekonomichef'],
    ['joiners that join nothing', 'gu\u200d1\u200c', 'gu1'],
    ['tags and control characters', 'gu\u{e0041}1\u0000\u001b', 'gu1'],
  ])('is taken away: %s', (_what, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });

  test.each([
    ['hyphens that keep a line together are hyphens', 'hr\u2011chef', 'hr-chef'],
    [
      'soft line breaks and other ends of lines are line feeds',
      'a\u000bb\r\nc\rd\u2028e\u0085f',
      'a\nb\nc\nd\ne\nf',
    ],
    ['letters in two characters are one', 'Va\u030ard', 'Vård'],
    ['half a character is said to be one', 'a\ud83d', 'a\ufffd'],
  ])('has its meaning where it has one: %s', (_what, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });

  test('is kept where it joins: an emoji, a script that needs it; tabs and hard spaces too', () => {
    for (const text of ['👩\u200d👧', '🏃\u200d♀️', 'می\u200cخواهم', 'a\tb', '88\u00a0%'])
      expect(visibleText(text)).toBe(text);
  });

  test('is taken away in keys too, unless two would become one', () => {
    expect(visibleData({ 'id\u200b': 'a' })).toEqual({ id: 'a' });
    expect(visibleData({ id: 'a', 'id\u200b': 'b', 'x\u00ad': 1, 'x\u200b': 2 })).toEqual({
      id: 'a',
      'id\u200b': 'b',
      x: 1,
      'x\u200b': 2,
    });
  });

  test('is looked for in circles once, and not deeper than a plan is', () => {
    const circle: unknown[] = ['a\u200b'];
    circle.push(circle);
    const copy = visibleData(circle) as unknown[];
    expect(copy[0]).toBe('a');
    expect(copy[1]).toBe(copy);
    expect(() => visibleData(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).not.toThrow();
  });
});

test('a plan says the same with and without what cannot be seen, in YAML and JSON as in a workbook', async () => {
  const same = canonical(demoPlan());
  const unseen = JSON.stringify(demoInput())
    .replaceAll('"ekonomichef"', '"\u200beko\u00adnomichef\u200e"')
    .replaceAll('"owner"', '"owner\u200b"')
    .replaceAll('"hr-chef"', '"hr\u2011chef"');
  expect(unseen).not.toBe(JSON.stringify(demoInput()));
  expect(await canonicalOf('plan.json', Buffer.from(unseen))).toBe(same);
  expect(await canonicalOf('plan.yaml', Buffer.from(unseen))).toBe(same);
  const checked = checkPlan({ ...(demoInput() as object), decision: 'KF \u200b§ 1' });
  expect(checked).toMatchObject({ plan: { decision: 'KF § 1' } });
});
