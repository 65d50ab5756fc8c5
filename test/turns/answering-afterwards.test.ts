import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { readPaper } from '../../src/exports/paper.ts';
import { csvPaper } from '../../src/exports/records.ts';
import { reports } from '../../src/reports/report.ts';
import { AtCard, inStore, kept, openInterim } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let chief: AtCard;
let receipt: Card;
beforeAll(async () => {
  world = await openInterim();
  chief = new AtCard(world, world.people.socialchef);
  await chief.answerEverything('Vi följer planen.');
  await chief.press('Skicka in');
  receipt = chief.card;
});

const inReport = () => inStore(world, (store) => reports(store).get(demoTenant, '2026-D:gu2'));
const summary = () => world.teams.cardsIn(world.leadership.conversationId).map(textOf).join('\n');

describe('while the round is open', () => {
  test('what is sent in can be changed from the receipt, and only that is asked again', async () => {
    const whole = await chief.person.fill(chief.card).press('Visa hela svaret');
    expect(textOf(whole.card!)).not.toContain('Tidigare versioner');
    await chief.press('Ändra: Äldreomsorg');
    expect(chief.values).toMatchObject({ status: 'on_track', ownWords: 'Vi följer planen.' });
    await chief.press('Nästa', { ownWords: 'Vi följer planen, med ett undantag.', 'reading-i14': '65' });
    expect(chief.text).toContain('Så här ser det ut för ledningsgruppen');
    expect(summary()).not.toContain('undantag');
  });

  test('the change is the next version; who, when and what stand in all of them', async () => {
    await chief.press('Skicka in');
    receipt = chief.card;
    const { revisions } = await inReport();
    expect(revisions.map(({ number }) => number)).toEqual([1, 2]);
    expect(revisions[1]!.answers).toEqual({
      judgement: { status: 'on_track', ownWords: 'Vi följer planen, med ett undantag.' },
      readings: { i14: { value: 65 } },
    });
    await chief.press('Visa hela svaret');
    await chief.press('Tidigare versioner: Äldreomsorg');
    const [second, first] = chief.text.split('Version 1');
    expect(second).toContain('Version 2\nSocialchef (förvaltningschef), 1 september 2026 08:00');
    expect(second).toContain('65\u00a0dagar');
    expect(second).not.toContain('90\u00a0%');
    expect(first).toContain('”Vi följer planen.”');
    expect(first).toContain('60\u00a0dagar');
    await chief.press('Till mitt svar');
    expect(chief.text).toContain('Tack! Ditt svar är inskickat');
  });
});

describe('when the round has closed', () => {
  beforeAll(async () => {
    await moveClock(world.service, '2026-11-02T09:00:00+01:00');
  });

  test('an old button changes nothing and leads to what was sent in', async () => {
    const before = await kept(world);
    chief.card = receipt;
    await chief.press('Ändra: Äldreomsorg');
    expect(chief.text).toContain('Omgången är stängd');
    expect(chief.titles).toEqual([
      'Rätta: Äldreomsorg',
      'Rätta: Utred fria arbetsskor och arbetskläder i vård och omsorg',
      'Visa hela svaret',
    ]);
    expect(await kept(world)).toEqual(before);
  });

  test('who never sent in anything has nothing to correct', async () => {
    const { utredare } = world.people;
    const ask = `2026-D:${chief.person.member.aadObjectId}`;
    const turn = await utredare.presses('answer/correct', { ask, assignment: 'gu2' });
    expect(textOf(turn.card!)).toContain('ställd till någon annan');
  });

  test('a correction wants its reason, and keeps what was typed until it has one', async () => {
    await chief.press('Rätta: Äldreomsorg');
    expect(chief.text).toContain('Rättelse · Delår 2026');
    await chief.press('Nästa', { 'reading-i14': '66' });
    expect(chief.text).toContain('Så här ser rättelsen ut');
    expect(chief.text).not.toContain('Utred fria arbetsskor');
    await chief.press('Skicka rättelsen', { reason: ' ' });
    expect(chief.text).toContain('Skriv varför du rättar');
    await chief.press('Skicka rättelsen', { reason: 'x'.repeat(301) });
    expect(chief.text).toContain('Högst 300 tecken, nu 301.');
    expect(chief.values.reason).toHaveLength(301);
    expect((await inReport()).revisions).toHaveLength(2);
  });

  test('it is the next version, with its reason; twice is once', async () => {
    const preview = chief.card;
    const reason = { reason: 'Juni saknades i underlaget.' };
    await chief.press('Skicka rättelsen', reason);
    expect(chief.text).toContain('Det här är inskickat');
    await chief.person.fill(preview, reason).press('Skicka rättelsen');
    const { revisions } = await inReport();
    expect(revisions).toHaveLength(3);
    expect(revisions[2]).toMatchObject({ answers: { readings: { i14: { value: 66 } } }, ...reason });
    await chief.press('Visa hela svaret');
    expect(chief.text).toContain('66\u00a0dagar');
    await chief.press('Tidigare versioner: Äldreomsorg');
    expect(chief.text).toContain('Rättat efter att omgången stängde: Juni saknades i underlaget.');
  });

  test('everybody who reads the answer sees the reason, as the form says', async () => {
    const { card } = await world.people.kommundirektor.says('hur går det med äldreomsorgen?');
    expect(textOf(card!)).toContain('Rättat efter att omgången stängde');
    expect(textOf(card!)).toContain('Juni saknades i underlaget. (Socialchef (förvaltningschef), ');
    const csv = await inStore(world, async (store) => {
      const clock = { now: () => Temporal.Instant.from('2026-11-02T09:00:00Z') };
      const subject = { tenantId: demoTenant, roundId: '2026-D' };
      return csvPaper((await readPaper({ store, clock }, subject, 'sv'))!);
    });
    expect(String(csv)).toContain(';correction_reason;;;Juni saknades i underlaget.;');
  });
});
