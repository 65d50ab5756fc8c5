import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { addApi } from '../../src/api/add-api.ts';
import type { Ports } from '../../src/base/ports.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { demoTenant } from '../../src/config.ts';
import { demoStart } from '../../src/demo/demo.ts';
import { openDemoClock } from '../../src/demo/demo-clock.ts';
import { createEntraVerifier } from '../../src/http/entra-token.ts';
import { reportId, reports, stateOf } from '../../src/reports/report.ts';
import { asks } from '../../src/rounds/ask.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { FakeEntra } from '../support/fake-entra.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { type PlaygroundCard, PlaygroundPage } from '../support/playground-page.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { startDemo } from '../support/running-demo.ts';
import { serveDoors } from '../support/serve-doors.ts';

const appId = '5a1e0000-0000-4000-8000-000000000001';
const programId = '77777777-7777-4777-8777-777777777777';

/** Of the plan that these tests are about: Procapita fills in how long one waits, Personec gives sick leave by itself. */
const bySystem = [['indicators', 'i18', 'deliveredBy'], 'Personec'] as const;

describeInBrowser("a value that a system delivers, in Microsoft's own client", () => {
  let page: PlaygroundPage;
  let ports: Ports;
  let api: string;
  let entra: FakeEntra;
  let card: PlaygroundCard;

  beforeAll(async () => {
    const demo = await startDemo();
    page = await PlaygroundPage.open(demo.url!);
    const database = join(demo.folder, '.roder/demo.db');
    const file = join(demo.folder, 'plan.yaml');
    await writeFile(file, stringify(demoInputWith(bySystem)));
    const environment = { RODER_STORE: `sqlite:${database}`, RODER_TENANTS: demoTenant };
    const imported = await runCommandLine(['plan', 'import', file, '--decision', 'KF § 7'], {
      environment,
      print: () => undefined,
      progress: () => undefined,
    });
    if (imported !== 0) throw new TypeError('The plan was not taken.');
    const store = openSqliteStore(database);
    atEnd(() => store.close());
    const clock = await openDemoClock(store, { tenantId: demoTenant, start: demoStart });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    ports = { store, clock, messenger: new RecordingMessenger(), log, instance: 'api' };
    // The demo takes words for tokens, so the door that takes Entra's is opened beside it, before the same store.
    entra = await FakeEntra.start();
    const verify = createEntraVerifier({ appId, tenants: [demoTenant], signInUrl: entra.url, log });
    api = `${await serveDoors(ports, { add: (server) => addApi(server, { ports, verify }) })}/api/v1`;
  });
  afterAll(endAll);

  const waiting = { value: 77, unit: 'dagar', source: 'Procapita', date: '2026-08-31' };
  const sickLeave = { value: 6.4, unit: '%', source: 'Personec', date: '2026-08-31' };

  async function deliver(roles: readonly string[], path: string, body: object) {
    const who = { tid: demoTenant, oid: programId, sub: programId, aud: appId, azp: programId };
    const token = await entra.signedIn({ ...who, roles: [...roles] });
    const answer = await fetch(`${api}/indicators/${path}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  }

  test('the process lead sees before the round that nobody is asked for what a system gives', async () => {
    await page.card('Hej, jag är Roder').shown();
    await page.say('byt till utredare');
    await page.card('Nu är du').shown();
    await page.say('förhandsgranska nästa omgång');
    await page.card('Ett värde kommer från Personec, så jag frågar ingen om det.').shown();
    await page.picture('22-delivered-coming');
    await page.say('byt till socialchef');
  });

  test('is taken from the program that has the role, and from no other', async () => {
    expect((await deliver(['Roder.Read'], 'i14/values/2026-T2', waiting)).status).toBe(403);
    expect(await deliver(['Roder.Values.Write'], 'i14/values/2026-T2', waiting)).toMatchObject({
      status: 201,
      body: { outcome: 'kept', value: 77, stands: false },
    });
    expect(await deliver(['Roder.Values.Write'], 'i18/values/2026-08', sickLeave)).toMatchObject({
      status: 201,
      body: { outcome: 'kept', value: 6.4, stands: true },
    });
    await page.say('nästa');
    await page.card('Klockan är nu 1 september 2026 08:00').shown();
  });

  test('is filled in on the manager’s card, with its source and day', async () => {
    card = await page.stayAt('Jag har frågor till dig om 2 uppdrag');
    await card.press('Svara');
    const text = await card.shown('uppdrag 1 av 2');
    expect(text).toContain('Ifyllt åt dig: Procapita, 31 augusti 2026. Ändra om det är fel.');
    expect(await card.valueOf('Väntetid till särskilt boende')).toBe('77');
    await page.picture('20-delivered');
  });

  test('is in the preview without a key pressed, and counts when the manager sends it in', async () => {
    await card.choose('Pågår enligt plan');
    await card.press('Nästa');
    await card.shown('uppdrag 2 av 2');
    await card.choose('Genomförd');
    await card.press('Nästa');
    expect(await card.shown('Så här ser det ut för ledningsgruppen')).toContain('77 dagar');
    await page.picture('21-delivered-preview');
    const given = () => reports(ports.store).find(demoTenant, reportId('2026-D', 'gu2'));
    expect(await given()).toBeUndefined();
    await card.press('Skicka in');
    await card.shown('Tack! Ditt svar är inskickat');
    expect(stateOf(await given()).readings.i14?.answer).toMatchObject({ value: 77 });
  });

  test('is asked of nobody where the plan says who gives it, and leadership reads it with its source', async () => {
    const asked = await Array.fromAsync(asks(ports.store).all(demoTenant));
    expect(JSON.stringify(asked)).toContain('"i14"');
    expect(JSON.stringify(asked)).not.toContain('"i18"');
    await page.say('byt till hr-chef');
    card = await page.stayAt('Det här väntar på dig');
    await card.press('Svara');
    expect(await card.shown('uppdrag 1 av 2')).not.toContain('Sjukfrånvaro');
    await card.choose('Pågår enligt plan');
    await card.press('Nästa');
    expect(await card.shown('uppdrag 2 av 2')).not.toContain('Sjukfrånvaro');
    await page.say('byt till kommundirektör');
    await page.say('visa sjukfrånvaron');
    const text = await page.card('Sjukfrånvaro, anställda totalt').shown('6,4 %');
    expect(text).toContain('augusti 2026: Personec, 31 augusti 2026.');
    await page.picture('23-delivered-standing');
    await page.openConversation('Ledningsgruppen');
    await page.card('av 8 uppdrag').press('Mer');
    const more = await page.stayAt('Ett värde kommer från Personec, så jag frågar ingen om det.');
    await page.picture('24-delivered-summary');
    await more.press('Alla mått');
    expect(await more.shown('Nya värden')).toMatch(/Sjukfrånvaro, anställda totalt\s+6,4 %\s+augusti 2026/u);
  });
});
