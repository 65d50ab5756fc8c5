import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { changeAnswer, openAnswer, showAnswer, takeCard } from '../../src/answers/answer.ts';
import { answerHistory } from '../../src/answers/history.ts';
import { recordReport } from '../../src/answers/record-report.ts';
import { submitAnswer } from '../../src/answers/submit-answer.ts';
import type { AnswerView } from '../../src/answers/view.ts';
import type { Card } from '../../src/base/messenger.ts';
import { type Language, languages } from '../../src/language/language.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import type { Answers } from '../../src/reports/report.ts';
import { askId } from '../../src/rounds/ask.ts';
import { demoInput } from '../plan/demo-plan.ts';
import { cardFaults } from '../support/adaptive-card-schema.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { pressed } from '../support/samples/answer-samples.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

const count = 40;
const long = (what: string, length: number) => `${what} `.padEnd(length, 'åäö ').trim();

/** Äldreomsorg with forty indicators, each with as many words as a plan may have. */
async function openLarge(): Promise<Sjovik> {
  const world = await openSjovik();
  const input = demoInput() as { indicators: object[] };
  const many = Array.from({ length: count }, (_, index) => ({
    id: `many${index}`,
    name: long(`Mått ${index}`, 500),
    definition: long('Betyder', 500),
    unit: 'index 0–100',
    direction: 'higher',
    measureClass: 'steering',
    aspects: ['social'],
    assignments: ['gu2'],
    owner: 'socialchef',
    frequency: 'tertial',
    source: 'local',
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
    if (!('card' in view)) throw new Error(JSON.stringify(view));
    cards.push(view.card);
    return view.card;
  };
  const move = () => {
    const actor = world.actor('socialchef');
    return { actor, askId: askId('2026-D', actor.personId), language };
  };
  beforeAll(async () => {
    world = await openLarge();
  });

  /** Everything unfolded and filled in with the longest that is taken, card by card to the preview. */
  async function answerAll(
    view: AnswerView,
    typed: (card: Card) => Record<string, string>,
  ): Promise<Set<string>> {
    const asked = new Set<string>();
    let now = view;
    for (let presses = 0; now.view === 'questions' && presses < 80; presses++) {
      const card = shown(now);
      const fold = actionsIn(card).find(({ verb }) => verb === 'answer/unfold')?.data?.fold;
      const go = fold ? { unfold: String(fold) } : 'next';
      for (const { id } of inputsIn(card)) asked.add(id);
      now = await takeCard(world.ports, { ...move(), ...pressed(card, typed(card)), go });
    }
    return asked;
  }

  test('every one is asked for, on cards that go on', async () => {
    const view = await openAnswer(world.ports, move());
    const asked = await answerAll(view, typedOn);
    for (let index = 0; index < count; index++) expect(asked).toContain(`comment-many${index}`);
    expect((await showAnswer(world.ports, move(), 'preview')).view).toBe('preview');
    expect(cards.map(textOf).join()).toContain(language === 'sv' ? 'fortsättning' : 'continued');
  });

  test('the preview and the whole answer are leafed through, and sent in from the last page', async () => {
    const pages = await leaf(async (page) =>
      shown(await showAnswer(world.ports, { ...move(), page }, 'preview')),
    );
    const text = pages.map(textOf).join('\n');
    for (let index = 0; index < count; index++) expect(text).toContain(`Mått ${index} `);
    const sends = pages.map((card) => actionsIn(card).some(({ verb }) => verb === 'answer/submit'));
    expect(sends).toEqual(pages.map((_, index) => index === pages.length - 1));
    shown(await submitAnswer(world.ports, move()));
    const whole = await leaf(async (page) =>
      shown(await showAnswer(world.ports, { ...move(), page }, 'receipt')),
    );
    for (let index = 0; index < count; index++) expect(whole.map(textOf).join()).toContain(`Mått ${index} `);
  });

  test('so are the versions', async () => {
    const pages = await leaf(async (page) =>
      shown(await answerHistory(world.ports, { ...move(), assignmentId: 'gu2', page })),
    );
    for (let index = 0; index < count; index++) expect(pages.map(textOf).join()).toContain(`Mått ${index} `);
  });

  test('and so is what somebody else has said otherwise of each of them', async () => {
    const view = await changeAnswer(world.ports, { ...move(), assignmentId: 'gu2' });
    const readings = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `many${index}`,
        { value: index, comment: long('Deras', 300) },
      ]),
    );
    const ids = (card: Card) =>
      inputsIn(card)
        .map(({ id }) => id)
        .filter((id) => id.startsWith('comment-many'));
    // One card is taken before the other answers, so that the person is known to have begun.
    const first = shown(view);
    const mine = (card: Card) => Object.fromEntries(ids(card).map((id) => [id, long('Mina', 300)]));
    const next = await takeCard(world.ports, { ...move(), ...pressed(first, mine(first)), go: 'next' });
    await recordOther(world, { readings });
    await answerAll(next, mine);
    const pages = await leaf(async (page) => {
      const now = await showAnswer(world.ports, { ...move(), page }, 'preview');
      expect(now.view).toBe('collision');
      return shown(now);
    });
    for (let index = 0; index < count; index++) expect(pages.map(textOf).join()).toContain(`Mått ${index} `);
    const chooses = pages.map((card) => actionsIn(card).some(({ verb }) => verb === 'answer/settle'));
    expect(chooses).toEqual(pages.map((_, index) => index === pages.length - 1));
  });

  test('a card with the longest of everything, also what an older card said, is one that Teams takes', async () => {
    const card = shown(await changeAnswer(world.ports, { ...move(), assignmentId: 'gu2' }));
    const old = { ...pressed(card, { status: 'paused' }), seen: 'x.1.1', go: 'next' } as const;
    const inputs = { ...old.inputs, ownWords: '"'.repeat(3900) };
    shown(await takeCard(world.ports, { ...move(), ...old, inputs }));
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
function typedOn(card: Card): Record<string, string> {
  const typed = inputsIn(card).map(({ id, value }): [string, string] => {
    if (id === 'status')
      return [id, inputsIn(card).some((one) => one.id === 'forecast') ? 'on_track' : 'deviation'];
    if (id.startsWith('skip-')) return [id, 'not-ready'];
    if (id.startsWith('comment-')) return [id, long(`Kommentar ${id}`, 300)];
    if (id === 'ownWords' || id === 'helpWhat' || id.startsWith('aspect-')) return [id, long('Ord', 1000)];
    return [id, value];
  });
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
