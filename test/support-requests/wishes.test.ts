import { describe, expect, test } from '@jest/globals';
import { indexPlan } from '../../src/plan/plan-index.ts';
import type { Help, Revision } from '../../src/reports/report.ts';
import { meetingLink } from '../../src/support-requests/support-card.ts';
import { type Wish, withReport, withWish } from '../../src/support-requests/support-request.ts';
import { demoPlan } from '../plan/demo-plan.ts';

const at = '2026-09-01T06:00:00.000Z';
const by = { personId: 'p', roleId: 'owner' };
const car: Help = { what: 'En bil.', from: 'chief' };

function report(...helps: (Help | undefined)[]) {
  const revisions = helps.map((help, index): Revision => {
    const judgement = { status: 'deviation', ownWords: `${index}`, help } as const;
    return { id: `${index}`, number: index + 1, at, by, answers: { judgement } };
  });
  return { revisions };
}

const none = { wishes: [] as readonly Wish[] };
const numbers = ({ wishes }: typeof none) => wishes.map(({ number, ended }) => (ended ? -number : number));

describe('what is wanted follows the report', () => {
  test('nothing wanted is no wish', () => {
    expect(withReport(none, report(undefined)).wishes).toEqual([]);
  });

  test('the same again is the same wish, by the revision that first said it', () => {
    const once = withReport(none, report(car, car));
    expect(once.wishes).toMatchObject([{ ...car, number: 1, revision: 1, asked: [], replies: [] }]);
    expect(withReport(once, report(car, car, car))).toEqual(once);
  });

  test('what is no longer needed stays so in the same words; other words are a new wish, counted on', () => {
    const withdrawn = { by, at };
    const over = withWish(withReport(none, report(car)), 1, (one) => ({ ...one, asked: [at], withdrawn }));
    expect(withReport(over, report(car, car)).wishes).toMatchObject([{ number: 1, withdrawn }]);
    const [first, second] = withReport(over, report(car, { ...car, what: 'Två bilar.' })).wishes;
    expect([first!.ended, second!.number, second!.withdrawn, second!.asked]).toEqual([
      true,
      2,
      undefined,
      [at],
    ]);
  });

  test('other words to the same are one wish while nobody has answered, and as often asked', () => {
    const asked = withWish(withReport(none, report(car)), 1, (one) => ({ ...one, asked: [at, at] }));
    const reworded = withReport(asked, report(car, { ...car, what: 'Två bilar.' }));
    expect(reworded.wishes).toMatchObject([{ what: 'Två bilar.', revision: 2, asked: [at, at] }]);
  });

  test('to somebody else it is a new wish', () => {
    const moved = withReport(withReport(none, report(car)), report(car, { ...car, from: 'other' }));
    expect(numbers(moved)).toEqual([-1, 2]);
  });

  test('an answered wish is never rewritten', () => {
    const reply = { words: 'Ja.', by, at };
    const answered = withWish(withReport(none, report(car)), 1, (one) => ({ ...one, replies: [reply] }));
    const next = withReport(answered, report(car, { ...car, what: 'Två bilar.' }));
    expect(next.wishes).toMatchObject([
      { ...car, ended: true, replies: [reply] },
      { number: 2, asked: [] },
    ]);
  });

  test('taken back and said again asks nobody more often than three times', () => {
    const asked = withWish(withReport(none, report(car)), 1, (one) => ({ ...one, asked: [at, at] }));
    const back = withReport(asked, report(car, undefined));
    expect(numbers(back)).toEqual([-1]);
    const again = withReport(back, report(car, undefined, { ...car, what: 'Nu igen.' }));
    expect(again.wishes.at(-1)).toMatchObject({ number: 2, asked: [at, at] });
    expect(numbers(withReport(back, report(car, undefined, car)))).toEqual([1]);
  });
});

describe('a meeting link', () => {
  const plan = indexPlan(demoPlan(), 1);

  test('carries the title as typed and the other person, and nothing else', () => {
    const personId = '00000000-0000-4000-8000-000000000003';
    const url = new URL(meetingLink(plan, { subject: 'Bil & båt + 1? #åäö', personId }));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      subject: 'Bil & båt + 1? #åäö',
      attendees: 'kommundirektor@sjovik.example',
    });
    expect(url.href).not.toContain('+');
  });

  test('stands without a person whom the plan has no address of', () => {
    expect(meetingLink(plan, { subject: 'Bil', personId: 'nobody' })).toBe(
      'https://teams.microsoft.com/l/meeting/new?subject=Bil',
    );
  });
});
