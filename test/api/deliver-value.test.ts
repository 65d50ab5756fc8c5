import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../../src/base/errors.ts';
import { searchLog } from '../../src/cli/log-command.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { deliverValue } from '../../src/reports/deliver-value.ts';
import { deliveredValues } from '../../src/reports/delivered-values.ts';
import { asks } from '../../src/rounds/ask.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { AtCard, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { leftOpen, storeWithPlan } from '../support/planned-store.ts';
import { moveClock } from '../support/running-service.ts';
import { type ApiWorld, openApi, programId } from './api-world.ts';

const waiting = { value: 77, unit: 'dagar', source: 'Procapita', date: '2026-08-31' };

describe('a value from a system', () => {
  let world: ApiWorld;
  let token: string;
  const put = (period: string, body: object, id = 'i14') =>
    world.put(`/api/v1/indicators/${id}/values/${period}`, token, body);
  const logged = async () => {
    const lines: string[] = [];
    const { store, clock } = world.ports;
    await searchLog(
      { tenant: world.tenantId, who: programId },
      {
        openStore: async () => leftOpen(store),
        now: () => clock.now(),
        print: (line) => lines.push(line.trimEnd()),
        language: 'sv',
      },
    );
    return lines.slice(1);
  };

  beforeAll(async () => {
    world = await openApi();
    token = await world.program(['Roder.Values.Write']);
  });
  afterAll(endAll);

  test('is kept with who, source and day; again it changes nothing; another corrects it and says so', async () => {
    const first = await put('2026-T2', waiting);
    expect([first.status, first.body]).toEqual([
      201,
      {
        outcome: 'kept',
        indicator: 'i14',
        period: '2026-T2',
        value: 77,
        source: 'Procapita',
        date: '2026-08-31',
        at: '2026-09-21T06:00:00.000Z',
        stands: false,
      },
    ]);
    const again = await put('2026-T2', waiting);
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged']);
    await world.time.moveTo(Temporal.Instant.from('2026-09-21T09:00:00+02:00'));
    const corrected = await put('2026-T2', { ...waiting, value: 79.5, unit: 'days', date: '2026-09-20' });
    expect([corrected.status, corrected.body]).toMatchObject([200, { outcome: 'corrected', before: 77 }]);
    const kept = await deliveredValues(world.ports.store).get(world.tenantId, 'i14');
    expect(kept.periods['2026-T2']!.map(({ value, clientId }) => [value, clientId])).toEqual([
      [77, programId],
      [79.5, programId],
    ]);
    expect((await logged()).map((line) => line.replaceAll(/\s{2,}/gu, ' '))).toEqual([
      expect.stringMatching(/2026-09-21 08:00 .*Värde levererat till Roder: i14 2026-T2 .*mottaget$/u),
      expect.stringMatching(/2026-09-21 09:00 .*i14 2026-T2 .*mottaget, rättar ett tidigare värde$/u),
    ]);
  });

  test.each<
    [what: string, id: string, period: string, change: object, status: number, code: string, expected: string]
  >([
    ['another indicator', 'i99', '2026-T2', {}, 404, 'unknown-indicator', 'i01, i02'],
    ['a month of what is measured by the tertial', 'i14', '2026-08', {}, 422, 'wrong-period', '2026-T2'],
    ['words for a period', 'i14', 'tertial 2 2026', {}, 422, 'wrong-period', '2026-T2'],
    ['a period to come', 'i14', '2026-T3', { date: '2026-09-22' }, 422, 'date-to-come', '2026-09-21'],
    [
      'a day before the period',
      'i14',
      '2026-T2',
      { date: '1926-08-31' },
      422,
      'date-before-period',
      '2026-05-01',
    ],
    ['a source that is written backwards', 'i14', '2026-T2', { source: 'a\u202eb' }, 400, 'invalid', '/'],
    ['a year to come', 'i14', '2027-T1', {}, 422, 'period-not-begun', '2026-09-21'],
    ['another unit', 'i14', '2026-T2', { unit: '%' }, 422, 'wrong-unit', 'dagar'],
    ['no unit', 'i14', '2026-T2', { unit: undefined }, 422, 'wrong-unit', 'dagar'],
    ['more digits than are shown', 'i14', '2026-T2', { value: 1 / 3 }, 422, 'too-many-digits', '0.333333'],
    [
      'women alone where the plan asks for no such',
      'i14',
      '2026-T2',
      { women: 70 },
      422,
      'not-by-gender',
      'value',
    ],
    ['a value in words', 'i14', '2026-T2', { value: '77' }, 400, 'invalid', 'number'],
    ['a day that there is not', 'i14', '2026-T2', { date: '2026-02-30' }, 400, 'invalid', 'YYYY-MM-DD'],
    [
      'something that nobody asks for',
      'i14',
      '2026-T2',
      { who: 'Anna' },
      400,
      'invalid',
      'value, women, men, unit, source, date',
    ],
  ])(
    'is refused for %s, and it is said what was expected',
    async (_, id, period, change, status, code, expected) => {
      const before = await deliveredValues(world.ports.store).find(world.tenantId, id);
      const answer = await put(encodeURIComponent(period), { ...waiting, ...change }, id);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(String(answer.body.expected)).toContain(expected);
      expect(await deliveredValues(world.ports.store).find(world.tenantId, id)).toEqual(before);
    },
  );

  test('is kept and logged at once, or neither', async () => {
    const { ports, tenantId } = world;
    const away = new RoderError('store-unavailable', 'The store does not answer.');
    const store = { ...ports.store, writeAll: () => Promise.reject(away) };
    const plan = (await currentPlan(ports.store, tenantId))!;
    const given = { tenantId, plan, clientId: programId, indicatorId: 'i14', period: '2025-T3' };
    const value = { ...waiting, date: '2025-12-31' };
    await expect(deliverValue({ ...ports, store }, { ...given, ...value })).rejects.toBe(away);
    const { periods } = await deliveredValues(ports.store).get(tenantId, 'i14');
    expect(periods['2025-T3']).toBeUndefined();
    expect((await logged()).filter((line) => line.includes('i14 2025-T3'))).toEqual([]);
  });

  test('of which there is no more room is refused, and nobody waits for ever', async () => {
    const { ports, tenantId } = world;
    const plan = (await currentPlan(ports.store, tenantId))!;
    const full = { ...waiting, source: 'x'.repeat(1_899_600), at: '2026-09-21T06:00:00.000Z' };
    const periods = { '2025-T1': [{ ...full, clientId: programId }] };
    await deliveredValues(ports.store).create({ tenantId, id: 'i15', periods });
    const { unit } = plan.indicator('i15')!;
    const given = { tenantId, plan, clientId: programId, indicatorId: 'i15', period: '2025-T2' };
    const value = { value: 1, unit: unit.sv, source: 'Procapita', date: '2025-09-01' };
    await expect(deliverValue(ports, { ...given, ...value })).rejects.toMatchObject({
      code: 'document-too-large',
    });
  });

  test('that two programs deliver at the same moment is kept with both, and logged', async () => {
    const values = [61, 62, 63, 64];
    await Promise.all(values.map((value) => put('2026-T1', { ...waiting, value, date: '2026-04-30' })));
    const kept = await deliveredValues(world.ports.store).get(world.tenantId, 'i14');
    expect(kept.periods['2026-T1']!.map(({ value }) => value).toSorted()).toEqual(values);
    expect((await logged()).filter((line) => line.includes('i14 2026-T1'))).toHaveLength(values.length);
  });
});

describe('that the plan takes from a system', () => {
  test('stands by itself: nobody is asked, the burden says so, and all doors show it with its source', async () => {
    const delivered = [['indicators', 'i14', 'deliveredBy'], 'Procapita'] as const;
    const bySystem = [['indicators', 'i18', 'deliveredBy'], 'Personec'] as const;
    const world = await openApi({
      changes: [delivered, bySystem, [['indicators', 'i18', 'byGender'], true]],
    });
    const asked = await Array.fromAsync(asks(world.ports.store).all(world.tenantId));
    expect(JSON.stringify(asked)).not.toContain('"i14"');
    const token = await world.program(['Roder.Read', 'Roder.Values.Write']);
    const path = '/api/v1/indicators/i14';
    const other = await world.put(`${path}/values/2026-T2`, token, { ...waiting, source: 'Excel' });
    expect([other.status, other.body]).toMatchObject([422, { code: 'wrong-source', expected: 'Procapita' }]);
    const taken = await world.put(`${path}/values/2026-T2`, token, waiting);
    expect(taken.body).toMatchObject({ outcome: 'kept', stands: true });
    const shown = (await world.call(path, token)).body as { values: object[]; deliveredBy: string };
    expect(shown.deliveredBy).toBe('Procapita');
    expect(shown.values.at(-1)).toMatchObject({
      period: '2026-T2',
      value: 77,
      source: 'system',
      system: 'Procapita',
      date: '2026-08-31',
    });
    const summary = (await world.call('/api/v1/summary', token)).body as {
      burden: object;
      indicators: object[];
    };
    expect(summary.burden).toMatchObject({ delivered: 2 });
    expect(summary.indicators).toContainEqual(
      expect.objectContaining({ indicator: 'i14', value: 77, isNew: true, assessment: 'not_met' }),
    );
    const asker = {
      actor: world.actor('kommundirektor'),
      where: { kind: 'personal' },
      language: 'sv',
    } as const;
    const giver = await answerQuestion(world.ports, asker, 'Vem lämnar sjukfrånvaron?');
    expect(textOf(giver)).toMatch(/^Personec lämnar värdet.*\nAnsvarig är HR-chef\./u);
    const sickLeave = { value: 6.6, women: 7.1, men: 4, unit: '%', source: 'Personec', date: '2026-08-31' };
    await world.put('/api/v1/indicators/i18/values/2026-08', token, sickLeave);
    const csv = (await world.call('/api/v1/values.csv', token)).text;
    expect(csv).toMatch(/^i14;.*;2026-T2;2026-05-01;2026-08-31;77;;;system;"Procapita, 31 augusti 2026";/mu);
    expect(csv).toMatch(/^i18;.*;2026-08;2026-08-01;2026-08-31;"6,6";"7,1";4;system;/mu);
  });
});

/** As a program does where the demo believes a word. */
async function deliverTo({ service }: DemoWorld, body: object): Promise<number> {
  const answer = await fetch(`${service.url}/api/v1/indicators/i14/values/2026-T2`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer application', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}

describe('from delivery to preview', () => {
  afterAll(endAll);

  test('is filled in for the manager, says where it is from, is sent in, and gives way to its own correction', async () => {
    const world = await openInterim();
    const deliver = (body: object) => deliverTo(world, body);
    expect(await deliver(waiting)).toBe(201);
    const chief = new AtCard(world, world.people.socialchef);
    await chief.press('Svara');
    expect(chief.text).toContain('Ifyllt åt dig: Procapita, 31 augusti 2026. Ändra om det är fel.');
    expect(Object.values(chief.values)).toContain('77');
    expect(await deliver({ ...waiting, value: 79, date: '2026-09-01' })).toBe(200);
    const again = new AtCard(world, world.people.socialchef);
    await again.press('Svara');
    expect(again.text).toContain(
      'Ifyllt åt dig: Procapita, 1 september 2026. Rättat i systemet, tidigare 77. Ändra om det är fel.',
    );
    expect(Object.values(again.values)).toContain('79');
    await again.press('Nästa', { status: 'on_track' });
    await again.press('Granska mina svar');
    expect(again.text).toMatch(/Väntetid till särskilt boende.*79\sdagar/su);
    await again.press('Skicka in');
    const token = { Authorization: 'Bearer application' };
    const shown = await fetch(`${world.service.url}/api/v1/indicators/i14`, { headers: token });
    const { values } = (await shown.json()) as { values: object[] };
    expect(values.at(-1)).toMatchObject({
      period: '2026-T2',
      value: 79,
      source: 'report',
      role: 'socialchef',
    });
    expect(await deliver({ ...waiting, value: 80 })).toBe(200);
    await again.press('Ändra');
    expect(Object.values(again.values)).toContain('79');
    expect(again.text).toContain('Enligt Procapita är det 80 (31 augusti 2026).');
  });

  test('of which nobody is asked is said in leadership’s summary, which is brought up to date when it comes', async () => {
    const store = await storeWithPlan([['indicators', 'i14', 'deliveredBy'], 'Procapita']);
    const world = await openInterim({ store });
    const chief = new AtCard(world, world.people.socialchef);
    await chief.press('Svara');
    expect(chief.text).not.toContain('Väntetid till särskilt boende');
    await moveClock(world.service, '2026-09-21T08:30:00+02:00');
    const card = world.teams.cardsIn(world.leadership.conversationId).at(-1)!;
    const more = await world.people.kommundirektor.fill(card).press('Mer');
    expect(textOf(more.card!)).toContain('Ett värde kommer från Procapita, så jag frågar ingen om det.');
    await moveClock(world.service, '2026-09-21T08:40:00+02:00');
    const updated = () => textOf(world.teams.cardsIn(world.leadership.conversationId).at(-1)!);
    expect(updated()).toContain('Uppdaterad 18 september 2026 13:20.');
    await deliverTo(world, waiting);
    await moveClock(world.service, '2026-09-21T08:41:00+02:00');
    expect(updated()).toContain('Uppdaterad 21 september 2026 08:40.');
  });
});
