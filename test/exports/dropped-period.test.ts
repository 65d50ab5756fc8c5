import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openAnswer } from '../../src/answers/answer.ts';
import { findPaper } from '../../src/conversation/find-paper.ts';
import { makePaper } from '../../src/exports/make-paper.ts';
import { type Format, formats } from '../../src/exports/paper.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { explainAsk } from '../../src/reminders/explain-ask.ts';
import { askId } from '../../src/rounds/ask.ts';
import { rounds } from '../../src/rounds/round.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { textOf } from '../support/card-form.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';
import { parseCsv } from './parse-csv.ts';

const roundId = '2026-D';

/** Next year's plan has next year's periods alone. */
async function sjovikAt(time: string): Promise<Sjovik> {
  const world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from(time));
  const { ports, tenantId } = world;
  const content = demoPlan();
  content.periods = content.periods
    .filter(({ id }) => id === roundId)
    .map((period) => ({ ...period, id: '2027-D', covers: { from: '2027-01-01', to: '2027-08-31' } }));
  await importPlan({ ...ports, now: ports.clock.now(), tenantId, content, by: 'cli' });
  return world;
}

async function paper({ ports, tenantId }: Sjovik, format: Format) {
  return (await makePaper(ports, { tenantId, roundId, format, language: 'sv' }))!;
}

async function ask(world: Sjovik, text: string): Promise<string> {
  const asker = { actor: world.actor('socialchef'), where: { kind: 'personal' }, language: 'sv' } as const;
  return textOf(await answerQuestion(world.ports, asker, text));
}

describe('a closed round whose period the plan has dropped', () => {
  let world: Sjovik;
  beforeAll(async () => {
    world = await sjovikAt('2026-11-02T08:00:00+01:00');
    await world.time.moveTo(Temporal.Instant.from('2026-11-03T08:00:00+01:00'));
  });

  test('stays closed, and is exported with the name and the days of its own plan', async () => {
    const { store } = world.ports;
    expect((await rounds(store).get(world.tenantId, roundId)).state).toBe('closed');
    const { title, body } = await paper(world, 'json');
    expect(title).toBe('Lägesbild Delår 2026 (januari–augusti)');
    expect(JSON.parse(body.toString()).round).toMatchObject({ kind: 'interim', to: '2026-08-31' });
  });

  test('is found by what it is called, and questions are answered from it', async () => {
    const { ports, tenantId } = world;
    const plan = (await currentPlan(ports.store, tenantId))!;
    const about = { roundId };
    expect(await findPaper(ports, { tenantId, plan, text: 'delår 2026 word' })).toMatchObject({ about });
    for (const text of ['hur går det med äldreomsorgen?', 'vem har inte svarat?', 'vad har jag skickat in?'])
      expect(await ask(world, text)).toMatch(/Delår 2026|Tertial 1 2026/u);
  });
});

describe('an open round whose period the plan has just dropped, and that is not called off yet', () => {
  let world: Sjovik;
  beforeAll(async () => {
    world = await sjovikAt('2026-09-17T08:00:00+02:00');
  });

  test.each(formats)('is exported as %s, named after its id', async (format) => {
    const { title, body } = await paper(world, format);
    expect(title).toBe('Lägesbild Delår 2026');
    expect(body.length).toBeGreaterThan(500);
  });

  test('says of the days that it covers nothing, rather than something wrong', async () => {
    const { round } = JSON.parse((await paper(world, 'json')).body.toString());
    expect(round).toMatchObject({ id: roundId, name: 'Delår 2026', due: '2026-09-18' });
    expect(round).not.toHaveProperty('to');
    const [head, first] = parseCsv((await paper(world, 'csv')).body.toString(), ';');
    const cell = (name: string) => first![head!.indexOf(name)];
    expect([cell('round'), cell('period_from'), cell('period_to')]).toEqual([roundId, '', '']);
  });

  test('can be answered, and says why it is asked', async () => {
    const actor = world.actor('socialchef');
    const request = { actor, askId: askId(roundId, actor.personId), language: 'sv' } as const;
    const view = await openAnswer(world.ports, request);
    if (view.view === 'refused' || view.view === 'too-much') throw new TypeError(view.view);
    expect(textOf(view.card)).toContain('Delår 2026');
    expect(textOf((await explainAsk(world.ports, request)) as never)).toContain('Delår 2026');
  });
});
