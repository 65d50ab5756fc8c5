import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { languages } from '../../src/language/language.ts';
import type { Card } from '../../src/messenger.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { Language } from '../../src/plan/plan-schema.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { changeAnswer, openAnswer, showParts, takeStep } from '../../src/reports/answer.ts';
import { answerCard } from '../../src/reports/answer-cards.ts';
import { answerHistory, historyCard } from '../../src/reports/answer-history.ts';
import { type AnswerView, type StepView, seenBy } from '../../src/reports/answer-views.ts';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Answers } from '../../src/reports/report.ts';
import { submitAnswer } from '../../src/reports/submit-answer.ts';
import { askId } from '../../src/rounds/ask.ts';
import { demoInput } from '../plan/demo-plan.ts';
import { cardFaults } from '../support/adaptive-card-schema.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

const count = 40;
const long = (what: string, length: number) => `${what} `.padEnd(length, 'åäö ').trim();

/** Äldreomsorg with forty indicators, each with as many words as a plan may have. */
async function openLarge(): Promise<Sjovik> {
  const world = await openSjovik();
  const input = demoInput() as { indicators: object[] };
  const many = Array.from({ length: count }, (_, index) => ({
    ...{ id: `many${index}`, name: long(`Mått ${index}`, 500), definition: long('Betyder', 500) },
    ...{ unit: 'index 0–100', direction: 'higher', measureClass: 'steering', aspects: ['social'] },
    ...{ assignments: ['gu2'], owner: 'socialchef', frequency: 'tertial', source: 'local' },
    history: [2022, 2023, 2024, 2025].map((period) => ({ period, value: 123_456.789 })),
  }));
  const checked = checkPlan({ ...input, indicators: [...input.indicators, ...many] });
  if (!('plan' in checked)) throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
  const now = Temporal.Instant.from('2026-08-01T08:00:00Z');
  await importPlan({
    store: world.ports.store,
    tenantId: world.tenantId,
    content: checked.plan,
    by: 'cli',
    now,
  });
  await world.time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  return world;
}

describe.each(languages)('with forty indicators in one assignment, in %s', (language: Language) => {
  let world: Sjovik;
  const cards: Card[] = [];
  const shown = (view: AnswerView): Card => {
    if (view.view === 'refused' || view.view === 'too-much') throw new Error(JSON.stringify(view));
    const card = answerCard(view, language);
    cards.push(card);
    return card;
  };
  const move = () => {
    const actor = world.actor('socialchef');
    return { actor, askId: askId('2026-D', actor.personId), language };
  };
  beforeAll(async () => {
    world = await openLarge();
  });

  test('every one is asked for, in pages that say where one is', async () => {
    const asked: string[] = [];
    let view = await openAnswer(world.ports, move());
    for (let steps = 0; view.view === 'step' && steps < 60; steps++) {
      const card = shown(view);
      const typed = typedOn(view, card);
      asked.push(...Object.keys(typed).filter((id) => id.startsWith('comment-many')));
      view = await takeStep(world.ports, { ...move(), step: view.step, inputs: typed, go: 'next' });
    }
    expect(view.view).toBe('preview');
    expect(new Set(asked).size).toBe(count);
    expect(cards.map(textOf).join()).toContain(language === 'sv' ? 'mätvärden 1–' : 'values 1–');
  });

  test('the preview and the receipt are leafed through, whole, and sent in from the last page', async () => {
    const pages = await leaf(async (page) => {
      const view = await showParts(world.ports, move(), 'preview');
      return answerCard(view as never, language, page);
    });
    const text = pages.map(textOf).join('\n');
    for (let index = 0; index < count; index++) expect(text).toContain(`Mått ${index} `);
    const sends = pages.map((card) => actionsIn(card).some(({ verb }) => verb === 'answer/submit'));
    expect(sends).toEqual(pages.map((_, index) => index === pages.length - 1));
    cards.push(...pages);
    await submitAnswer(world.ports, move());
    const receipt = await leaf(async (page) => {
      const view = await showParts(world.ports, move(), 'receipt');
      return answerCard(view as never, language, page);
    });
    for (let index = 0; index < count; index++)
      expect(receipt.map(textOf).join()).toContain(`Mått ${index} `);
    cards.push(...receipt);
  });

  test('so are the versions', async () => {
    const pages = await leaf(async (page) => {
      const view = await answerHistory(world.ports, { ...move(), assignmentId: 'gu2' });
      return historyCard(view as never, language, page);
    });
    for (let index = 0; index < count; index++) expect(pages.map(textOf).join()).toContain(`Mått ${index} `);
    cards.push(...pages);
  });

  test('and so is what somebody else has said otherwise of each of them', async () => {
    const readings = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `many${index}`,
        { value: index, comment: long('Deras', 300) },
      ]),
    );
    let view = await changeAnswer(world.ports, { ...move(), assignmentId: 'gu2' });
    for (let page = 1; page <= count && view.view === 'step'; page++) {
      const typed = Object.keys(view.inputs).filter((id) => id.startsWith('comment-many'));
      const mine = Object.fromEntries(typed.map((id) => [id, long('Mina', 300)]));
      const inputs = { ...view.inputs, ...mine };
      const seen = seenBy(view.work, view.asked);
      if (page === 1) await recordOther(world, { readings });
      view = await takeStep(world.ports, { ...move(), step: view.step, inputs, go: 'next', seen });
    }
    const pages = await leaf(async (page) => {
      view = await showParts(world.ports, move(), 'preview');
      expect(view.view).toBe('collision');
      return answerCard(view as never, language, page);
    });
    for (let index = 0; index < count; index++) expect(pages.map(textOf).join()).toContain(`Mått ${index} `);
    const chooses = pages.map((card) => actionsIn(card).some(({ verb }) => verb === 'answer/settle'));
    expect(chooses).toEqual(pages.map((_, index) => index === pages.length - 1));
    cards.push(...pages);
  });

  test('a card with the longest of everything, also what an older card said, is one that Teams takes', async () => {
    const view = (await changeAnswer(world.ports, { ...move(), assignmentId: 'gu2' })) as StepView;
    const seen = 'x.1.1';
    const inputs = { status: 'paused', ownWords: '"'.repeat(3900) };
    shown(await takeStep(world.ports, { ...move(), step: view.step, inputs, go: 'next', seen }));
    expect(cards.length).toBeGreaterThan(15);
    expect(cards.flatMap(cardFaults)).toEqual([]);
  });
});

async function recordOther({ ports, tenantId, actor }: Sjovik, answers: Answers): Promise<void> {
  const by = { personId: actor('hrChef').personId, roleId: 'socialchef', asDeputy: true } as const;
  const given = { tenantId, roundId: '2026-D', assignmentId: 'gu2', contributionId: 'other', by, answers };
  expect((await recordReport(ports, given)).outcome).toBe('recorded');
}

/** The longest that is taken. */
function typedOn({ step }: StepView, card: Card): Record<string, string> {
  const typed = inputsIn(card).map(({ id }): [string, string] => {
    if (id === 'status') return [id, 'deviation'];
    if (id === 'forecast') return [id, 'not_expected'];
    if (id.startsWith('skip-')) return [id, 'not-ready'];
    if (id.startsWith('comment-')) return [id, long(`Kommentar ${id}`, 300)];
    if (id === 'ownWords' || id === 'helpWhat' || id.startsWith('aspect-')) return [id, long('Ord', 1000)];
    return [id, ''];
  });
  expect(step.name).toBeDefined();
  return Object.fromEntries(typed);
}

async function leaf(page: (number: number) => Promise<Card>): Promise<Card[]> {
  const pages: Card[] = [];
  for (let number = 1; ; number++) {
    const card = await page(number);
    pages.push(card);
    const next = actionsIn(card).some(({ data }) => Number(data?.page) === number + 1);
    if (!next) return pages;
  }
}
