import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import type { Language } from '../../src/language/language.ts';
import { indexPlan } from '../../src/plan/plan-index.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { describeChanges } from '../../src/plan-changes/describe-changes.ts';
import { thingsIn } from '../../src/plan-changes/preview.ts';
import { previewCard } from '../../src/plan-changes/preview-card.ts';
import type { PlanProposal } from '../../src/plan-changes/propose-plan.ts';
import { versionCard } from '../../src/plan-changes/versions.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { actionsIn, textOf } from '../support/card-form.ts';

const plan = demoPlan();
const token = '1-abc';

/** Many milestones move, and an indicator's earlier values of forty years all change. */
const after: PlanContent = {
  ...plan,
  assignments: plan.assignments.map((one) => ({ ...one, milestones: milestones(one.id, 2) })),
  indicators: plan.indicators.map((one, place) => ({ ...one, history: history(place === 0 ? 400 : 6, 1) })),
};
const before: PlanContent = {
  ...plan,
  assignments: plan.assignments.map((one) => ({ ...one, milestones: milestones(one.id, 1) })),
  indicators: plan.indicators.map((one, place) => ({ ...one, history: history(place === 0 ? 400 : 6, 0) })),
};

function milestones(id: string, month: number) {
  const words = 'Samrådet om detaljplanen är genomfört och synpunkterna sammanställda för nämnden';
  return Array.from({ length: 30 }, (_, place) => ({
    id: `m${place}`,
    name: { sv: `${id}: ${words} ${place}`, en: `${id}: ${words} ${place}` },
    due: `2027-0${month}-1${place % 10}`,
  }));
}

function history(count: number, more: number) {
  return Array.from({ length: count }, (_, year) => ({
    period: String(1600 + year),
    value: year + more + 0.5,
  }));
}

const proposal = {
  kind: 'planProposal',
  token,
  source: { type: 'file', name: 'Styrplan 2027.xlsx' },
  decision: '',
} as unknown as PlanProposal;

function previewOf(language: Language) {
  const rows = describeChanges(before, after, language);
  return {
    rows,
    holds: thingsIn(after, language),
    affected: [],
    rounds: [],
    passed: [],
    limited: [],
    moved: [],
    warnings: [],
  };
}

/** Every card from the first on, as somebody presses on. */
function* pages(first: (from: number) => Card, verb: string): Generator<Card> {
  for (let from: number | undefined = 0; from !== undefined; ) {
    const card = first(from);
    yield card;
    const next = actionsIn(card)
      .filter((one) => one.verb === verb)
      .map(({ data }) => Number(data?.from ?? 0))
      .find((one) => one > from!);
    from = next;
  }
}

describe.each(['sv', 'en'] as const)('a plan with hundreds of changes in its lists, in %s', (language) => {
  const { rows } = previewOf(language);
  const lines = rows.flatMap((row) => row.lines);
  const size = (card: Card) => Buffer.byteLength(JSON.stringify(card));

  test('shows every one of them before it is in force, on cards that Teams takes', () => {
    const shown = { proposal, preview: previewOf(language) };
    const cards = [...pages((from) => previewCard(shown, language, { from }), 'plan/preview')];
    expect(Math.max(...cards.map(size))).toBeLessThan(24_000);
    expect(lines.length).toBeGreaterThan(700);
    const said = cards.map(textOf).join('\n');
    expect(lines.filter((line) => !said.includes(line))).toEqual([]);
    expect(cards.length).toBeLessThan(20);
  });

  test('shows them afterwards too, as what the version changed', () => {
    const version = { version: 1, decision: 'KF § 1', by: 'cli', at: '2026-09-02T08:00:00.000Z' };
    const found = { version, rows } as unknown as Parameters<typeof versionCard>[0];
    const cards = [
      ...pages((from) => versionCard(found, indexPlan(after, 2), language, from), 'plan/version'),
    ];
    expect(Math.max(...cards.map(size))).toBeLessThan(24_000);
    const said = cards.map(textOf).join('\n');
    expect(lines.filter((line) => !said.includes(line))).toEqual([]);
  });
});

test('the first lines of a long list are open, and the rest is unfolded by a press', () => {
  const card = previewCard({ proposal, preview: previewOf('sv') }, 'sv');
  const hidden = actionsIn(card).filter(({ type }) => type === 'Action.ToggleVisibility');
  expect(hidden[0]?.title).toBe('Visa 8 rader till');
  expect(textOf(card)).toContain('I filen finns 8 uppdrag, 22 mått, ');
  expect(textOf(card)).toContain('4 förvaltningar, en kanal och 3 perioder.');
});
