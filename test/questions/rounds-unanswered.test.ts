import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { importPlan } from '../../src/plan/plan-store.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { answerTheRest, openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

const extra = {
  id: '2026-X',
  kind: 'adhoc' as const,
  name: { sv: 'Extra oktober', en: 'Extra October' },
  covers: { from: '2026-09-01', to: '2026-10-31' },
  opens: '2026-11-02',
  due: '2026-11-06',
  closes: '2026-11-13',
  assignments: ['gu1', 'gu3'],
};

/** Sjövik with a round more, about two of its assignments. */
async function openWithExtra() {
  const world = await openSjovik();
  const { ports, tenantId, time } = world;
  const plan = demoPlan();
  const content = { ...plan, periods: [...plan.periods, extra] };
  await importPlan({ store: ports.store, now: ports.clock.now(), tenantId, content, by: 'cli' });
  await time.moveTo(Temporal.Instant.from('2026-09-18T12:00:00+02:00'));
  await answerTheRest(world);
  const ask = async (text: string) => {
    const asker = {
      actor: world.actor('kommundirektor'),
      where: { kind: 'personal' },
      language: 'sv',
    } as const;
    return textOf(await answerQuestion(ports, asker, text));
  };
  return { ask, moveTo: (at: string) => time.moveTo(Temporal.Instant.from(at)) };
}

test('a round that asked and got no answer is told of with the older answer, open or closed; one that did not ask is not', async () => {
  const { ask, moveTo } = await openWithExtra();
  await moveTo('2026-11-03T12:00:00+01:00');
  const open = await ask('hur går det med gator, parker och lokaler?');
  expect(open).toContain('I Extra oktober finns ingen uppgift än; sista svarsdag är fredag 6 november.');
  expect(await ask('hur går det med äldreomsorgen?')).not.toContain('Extra oktober');
  await moveTo('2026-11-20T12:00:00+01:00');
  const closed = await ask('hur går det med gator, parker och lokaler?');
  expect(closed).toContain('Den senaste uppgiften om ”Gator, parker och lokaler” är från Delår 2026');
  expect(closed).toContain('I Extra oktober kom ingen uppgift in; omgången stängde fredag 13 november.');
  expect(await ask('hur går det med äldreomsorgen?')).toContain('Så här går det med ”Äldreomsorg”.');
});

test('support that was requested in an earlier round and has no reply still waits, in every answer', async () => {
  const { ask, moveTo } = await openWithExtra();
  await moveTo('2026-11-20T12:00:00+01:00');
  const charging = 'Ett beslut om tillfällig laddning vid hemtjänstens lokal.';
  for (const question of ['vilka behöver hjälp?', 'vad är viktigast just nu?']) {
    const text = await ask(question);
    expect(text).toContain('Fossiloberoende fordon senast 2030 (Delår 2026 (januari–augusti))');
    expect(text).toContain(charging);
  }
  const whole = await ask('sammanfatta läget');
  expect(whole).toContain('Sedan tidigare omgångar väntar önskat stöd på svar i ');
  expect(whole).toContain('”Fossiloberoende fordon senast 2030”');
  expect(whole).not.toContain('Inget önskat stöd väntar');
  expect(whole).toContain('Ingen har rapporterat en avvikelse i den här omgången.');
});
