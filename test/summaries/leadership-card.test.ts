import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { runCardAction } from '../../src/bot/card-actions.ts';
import { readingIn, type Turn } from '../../src/bot/turn.ts';
import { pageOfCard } from '../../src/language/render-card.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { rounds } from '../../src/rounds/round.ts';
import { summaries, summaryId, touchSummaries } from '../../src/rounds/summary.ts';
import { readSummary } from '../../src/summaries/read-summary.ts';
import { readRoundView } from '../../src/summaries/round-view.ts';
import { summaryView } from '../../src/summaries/summary-view.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { textOf } from '../support/card-form.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import type { Recorded } from '../support/recording-messenger.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

const at = (text: string) => Temporal.Instant.from(text);
const roundId = '2026-D';

describe("leadership's card", () => {
  let world: Sjovik;

  beforeAll(async () => {
    world = await openSjovik();
    await world.time.moveTo(at('2026-09-21T08:00:00+02:00'));
  });

  test('is one post of the round, updated in place with the time said', () => {
    const sent = inChannel(world);
    expect(sent[0]!.operation).toBe('channel');
    expect(new Set(sent.slice(1).map(({ operation }) => operation))).toEqual(new Set(['update']));
    expect(textOf(sent.at(-1)!.message.card)).toContain('Uppdaterad 18 september 2026 13:20');
  });

  test('is the whole in one sentence, the states, what is wanted of leadership and what deviates, and nothing else', () => {
    const { card } = inChannel(world).at(-1)!.message;
    const text = textOf(card);
    const order = [
      '6 av 8 uppdrag är besvarade. 1 avviker, 1 önskar stöd.',
      '✓ 5 går enligt plan',
      '▲ 1 avviker',
      '– 2 utan uppgift',
      'Ingen uppgift än: Äldreomsorg och Utred fria arbetsskor och arbetskläder i vård och omsorg.',
      'Det här behöver er',
      'Avviker',
      '”Laddstolparna',
      'Uppdaterad',
    ].map((words) => text.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).not.toMatch(/målvärde|Sjukfrånvaro|Så mycket frågar/u);
    expect(JSON.stringify(card)).not.toContain('Chart.');
    expect(card.actions).toHaveLength(4);
  });

  test('says which assignments have no answer, and names nobody', () => {
    expect(textOf(inChannel(world).at(-1)!.message.card)).not.toContain('Socialchef');
  });

  test('tells what was corrected since it was posted, before and after, by whom', async () => {
    const { ports, tenantId } = world;
    const by = { personId: world.actor('hrChef').personId, roleId: 'hr-chef' };
    const given = { tenantId, roundId, assignmentId: 'gu4', contributionId: 'correction', by };
    await recordReport(ports, { ...given, answers: { readings: { i18: { value: 5.9 } } } });
    await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
    await world.time.moveTo(at('2026-09-21T08:00:01+02:00'));
    const text = textOf(await view(world, 'corrections'));
    expect(text).toContain('Rättat sedan lägesbilden lades ut');
    expect(text).toContain('Sjukfrånvaro, anställda totalt är ändrat från 6,6\u00a0% till 5,9\u00a0%');
    expect(text).toContain('HR-chef, 21 september 2026');
  });

  test('says in the same post that the round has ended, and gets no second one', async () => {
    const before = inChannel(world).length;
    await world.time.moveTo(at('2026-10-06T08:00:00+02:00'));
    const since = inChannel(world).slice(before);
    expect(since.map(({ operation }) => operation)).toEqual(['update']);
    const text = textOf(since[0]!.message.card);
    expect(text).toContain('Omgången avslutades 2 oktober 2026');
    expect(text).toContain('Ingen uppgift: Äldreomsorg');
    expect(text).not.toContain('De ansvariga kan svara');
  });
});

describe('channels of the plan', () => {
  test('each get the departments the plan gives them, also one added while a round is open; one that is withdrawn gets nothing more', async () => {
    const world = await openSjovik();
    const { ports, tenantId } = world;
    const social = { id: '19:soc@thread.tacv2', name: { sv: 'Social', en: 'Social' }, departments: ['soc'] };
    const put = async (channels: (typeof social | { id: string; name: typeof social.name })[]) => {
      await importPlan({
        store: ports.store,
        now: ports.clock.now(),
        tenantId,
        content: { ...demoPlan(), channels },
        by: 'test',
      });
      await scheduleRounds(ports, tenantId, (await currentPlan(ports.store, tenantId))!);
    };
    await world.time.moveTo(at('2026-09-01T12:00:00+02:00'));
    await put([...demoPlan().channels, social]);
    await world.time.moveTo(at('2026-09-02T08:00:00+02:00'));
    const [whole, part] = [inChannel(world), inChannel(world, social.id)].map((sent) =>
      textOf(sent[0]!.message.card),
    );
    expect(whole).toContain('Inget av 8 uppdrag är besvarat än');
    expect(part).toContain('Inget av 2 uppdrag är besvarat än');
    expect(part).toContain('Socialförvaltningen');
    await put(demoPlan().channels);
    const before = inChannel(world, social.id).length;
    await world.time.moveTo(at('2026-09-21T08:00:00+02:00'));
    expect(inChannel(world, social.id)).toHaveLength(before);
    expect(inChannel(world).length).toBeGreaterThan(1);
  });
});

describe('views behind the card', () => {
  let world: Sjovik;
  const summary = summaryId(roundId, leadershipChannel);

  beforeAll(async () => {
    world = await openSjovik();
    await world.time.moveTo(at('2026-09-21T08:00:00+02:00'));
  });

  const open = async (path: string, personId = world.actor('kommundirektor').personId) => {
    const { ports, tenantId } = world;
    const plan = (await currentPlan(ports.store, tenantId))!;
    const turn: Turn = {
      actor: { tenantId, personId },
      plan,
      ...readingIn('sv', { plan, clock: ports.clock }),
      where: 'channel',
      demo: undefined,
    };
    const before = world.messenger.sent.length;
    const result = await runCardAction(ports, turn, {
      action: { verb: 'summaries/view', data: { summary, path } },
    });
    expect(world.messenger.sent).toHaveLength(before);
    expect(result.forEverybody).toBeUndefined();
    return result;
  };

  test('open an indicator with its values, target and sources, for the one who asks only', async () => {
    const { card } = await open('assignments/assignment:gu4/indicator:i18');
    const text = textOf(card!);
    expect(text).toContain('Sjukfrånvaro');
    expect(text).toContain('Bara du ser den här vyn');
    expect(text).toContain('HR-chef, 15 september 2026');
    const chart = JSON.stringify(card);
    expect(chart).toContain('Chart.Line');
    expect(chart).toContain('{"x":"maj 2026","y":5.5}');
    expect(chart).toContain('högst 6');
  });

  test('go back one step, and to the summary', async () => {
    const { card } = await open('departments/department:sb/assignment:pu1');
    expect(JSON.stringify(card)).toContain('"path":"departments/department:sb"');
    expect(textOf((await open('departments/department:sb')).card!)).toContain(
      'Samhällsbyggnadsförvaltningen',
    );
    expect(textOf((await open('whole')).card!)).toContain('6 av 8 uppdrag är besvarade');
  });

  test('reach every assignment from its state, the three aspects, and the rest of what there is', async () => {
    const states = JSON.stringify((await open('whole')).card!);
    expect(states).toContain('"path":"state:no_report"');
    const missing = textOf((await open('state:no_report')).card!);
    expect(missing).toContain('Äldreomsorg');
    expect(missing).not.toContain('Utveckla hamnområdet');
    const aspects = textOf((await open('sustainability')).card!);
    expect(aspects).toContain('5 nya värden: 4 bättre, 1 sämre');
    const [first, second] = ['', ':2'].map((page) => open(`sustainability/aspect:ecological${page}`));
    const [told, older] = [textOf((await first!).card!), textOf((await second!).card!)];
    expect(told).toContain('Nya värden');
    expect(told).not.toContain('Äldre värden');
    expect(older).toContain('Äldre värden');
    expect(older).toMatch(/△ Når inte målvärdet/u);
    expect(textOf((await open('more')).card!)).toContain('Så mycket frågar jag');
  });

  test.each([
    'assignment:gone',
    'state:gone',
    'indicator:gone',
    'department:gone',
    'aspect:gone',
    'nonsense:1:2',
    '/////',
    'help:-4',
    'help:99999999999999999999',
  ])('answer a path that leads nowhere (%s) with something whole', async (path) => {
    expect((await open(path)).card).toBeDefined();
  });

  test('export says why there is no file in a sentence: a card would stand in place of the summary', async () => {
    const { ports, tenantId } = world;
    const plan = (await currentPlan(ports.store, tenantId))!;
    const actor = world.actor('kommundirektor');
    const reading = readingIn('sv', { plan, clock: ports.clock });
    const turn: Turn = { actor, plan, ...reading, where: 'channel', demo: undefined };
    const press = (verb: string, data: object) => runCardAction(ports, turn, { action: { verb, data } });
    const chosen = await press('exports/choose', { summary });
    expect(JSON.stringify(chosen.card)).toContain(`"summary":"${summary}"`);
    const made = await press('exports/make', { round: roundId, format: 'pdf', summary });
    expect(made.card).toBeUndefined();
    expect(made.text).toContain('RODER_PUBLIC_URL');
    const gone = await press('exports/choose', { summary: 'gone' });
    expect([gone.card, gone.text?.slice(0, 9)]).toEqual([undefined, 'Omgången ']);
  });

  test('are refused to somebody without a role in the plan, in a sentence', async () => {
    const result = await open('help', '99999999-0000-4000-8000-000000000000');
    expect(result.card).toBeUndefined();
    expect(result.text).toContain('för dem som har en roll i styrplanen');
  });
});

test('a view leads to the page of what it is of, and once its round has ended to that round: pages are of the plan in force', async () => {
  const world = await openSjovik();
  for (const [time, page] of [
    ['2026-09-10T08:00:00+02:00', { of: 'assignment', id: 'gu1' }],
    ['2026-10-20T08:00:00+02:00', { of: 'whole', id: roundId }],
  ] as const) {
    await world.time.moveTo(at(time));
    expect(pageOfCard(await view(world, 'assignment:gu1'))).toEqual(page);
  }
});

test('a round that has closed is shown without the values of months after it, whenever it is looked at', async () => {
  const { ports, tenantId, time } = await openSjovik();
  await time.moveTo(at('2026-10-20T08:00:00+02:00'));
  const plan = (await currentPlan(ports.store, tenantId))!;
  const round = await rounds(ports.store).get(tenantId, '2026-T1');
  const { indicators } = await readRoundView(ports.store, { tenantId, plan, round });
  const later = indicators.flatMap(({ indicator, series }) =>
    series.filter(({ from }) => from > '2026-04-30').map(({ period }) => `${indicator.id} ${period}`),
  );
  expect(later).toEqual([]);
});

/** A view as the summary's readers open it. */
async function view({ ports, tenantId }: Sjovik, path: string) {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const summary = await summaries(ports.store).get(tenantId, summaryId(roundId, leadershipChannel));
  const now = (await readSummary(ports, { plan, summary }))!;
  return summaryView({ summary: now, language: 'sv' }, path);
}

function inChannel({ messenger }: Sjovik, channelId = leadershipChannel): Recorded[] {
  return messenger.sent.filter(
    ({ to }) =>
      ('channelId' in to ? to.channelId : 'conversationId' in to ? to.conversationId : '') === channelId,
  );
}
