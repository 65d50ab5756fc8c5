import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { UnreachableReason } from '../../src/base/messenger.ts';
import { type DoctorPorts, runDoctor } from '../../src/cli/doctor/doctor-command.ts';
import { demoTenant } from '../../src/config.ts';
import { current, koladaFetches } from '../../src/kolada/kolada-fetch.ts';
import { restoreHolds } from '../../src/messages/restore-hold.ts';
import { openStore } from '../../src/open-store.ts';
import { channels, markUnreached } from '../../src/people/channel.ts';
import { persons } from '../../src/people/person.ts';
import { markUnreachable } from '../../src/people/reachability.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { startCosmosPlaces } from '../support/cosmos-world.ts';
import { demoPeople } from '../support/demo-people.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import { openSjovik } from '../support/sjovik.ts';

const now = Temporal.Instant.from('2026-11-02T08:00:00Z');
const tenant = '33333333-3333-4333-8333-333333333333';
const production = {
  RODER_MODE: 'production',
  MicrosoftAppId: '6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de5',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenant,
  MicrosoftAppPassword: 'not-a-secret',
  RODER_TENANTS: demoTenant,
  RODER_SECRET_EXPIRES: '2027-10-01',
};

/** What time the other server says it is. */
let serverTime = now;
let timeUrl: string;
let base: DoctorPorts;

beforeAll(async () => {
  const server = createServer((_, response) => {
    response.setHeader('Date', new Date(serverTime.epochMilliseconds).toUTCString());
    response.statusCode = 401;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  timeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

let store: Awaited<ReturnType<typeof openSjovik>>['ports']['store'];
let backups: string;
beforeEach(async () => {
  backups = await temporaryFolder();
  writeFileSync(join(backups, 'roder-2026-11-02.db'), '');
  serverTime = now;
  ({ store } = (await openSjovik()).ports);
  base = {
    environment: production,
    // The test closes it.
    openStore: async () => ({ ...store, close: async () => {} }),
    checkIdentity: async () => ({ ok: true }),
    timeUrl,
    now: () => now,
    print: () => {},
    language: 'sv',
  };
});

async function doctor(change: Partial<DoctorPorts> = {}, environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const ports = {
    ...base,
    environment: { ...production, RODER_BACKUP_FOLDER: backups, ...environment },
    ...change,
  };
  const status = await runDoctor({ ...ports, print: (line) => lines.push(line) });
  return { status, text: lines.join('\n') };
}

test('all well is 0, a line for each thing it looked at', async () => {
  const { status, text } = await doctor();
  expect(text.split('\n').map((line) => line[0])).toEqual(['✓', '✓', '✓', '✓', '✓', '✓', '✓', '✓', '✓', 'A']);
  expect(status).toBe(0);
  expect(text).not.toContain('not-a-secret');
});

describe('settings', () => {
  test('that do not agree are told, and nothing else is tried', async () => {
    const { status, text } = await doctor({ environment: { RODER_MODE: 'production' } });
    expect(status).toBe(1);
    expect(text).toContain('- RODER_TENANTS is missing');
    expect(text).not.toContain('Lagringen');
  });
});

describe('identity', () => {
  test('that gets no token is wrong, with the reason and what to check', async () => {
    const problem = 'AADSTS7000222: The provided client secret keys are expired.';
    const { status, text } = await doctor({ checkIdentity: async () => ({ ok: false, problem }) });
    expect(status).toBe(1);
    expect(text).toContain(
      `✗ Entra ger inte boten ${production.MicrosoftAppId} någon token (SingleTenant): ${problem}`,
    );
    expect(text).toContain('→ Kontrollera MicrosoftAppId');
  });
});

describe("the bot's secret", () => {
  test.each([
    ['2026-12-03', 0, '✓ Hemligheten gäller till 2026-12-03, 31 dagar till'],
    ['2026-12-02', 2, '! Hemligheten löper ut 2026-12-02, om 30 dagar'],
    ['2026-11-10', 2, '! Hemligheten löper ut 2026-11-10, om 8 dagar'],
    ['2026-11-09', 2, '! Hemligheten löper ut 2026-11-09, om bara 7 dagar'],
    ['2026-11-04', 2, '! Hemligheten löper ut 2026-11-04, om bara 2 dagar'],
    ['2026-11-03', 1, '✗ Hemligheten löper ut 2026-11-03, i morgon'],
    ['2026-11-02', 1, '✗ Hemligheten gällde till 2026-11-02'],
    ['2026-10-01', 1, '✗ Hemligheten gällde till 2026-10-01'],
  ])('that ends on %s is %i', async (date, expected, sentence) => {
    const { status, text } = await doctor({}, { RODER_SECRET_EXPIRES: date });
    expect(text).toContain(sentence);
    expect(status).toBe(expected);
  });

  test('whose end nobody has told is to be looked up; a managed identity has none', async () => {
    const unknown = await doctor({}, { RODER_SECRET_EXPIRES: '' });
    expect(unknown.status).toBe(2);
    expect(unknown.text).toContain('Ingen vet när hemligheten löper ut');
    const managed = {
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppPassword: '',
      RODER_SECRET_EXPIRES: '',
    };
    expect((await doctor({}, managed)).text).toContain('✓ Roder använder ingen hemlighet');
  });
});

describe('the clock', () => {
  test.each([
    [0, 0, '✓ Klockan stämmer med 127.0.0.1'],
    [-20, 0, '✓ Klockan'],
    [45, 2, '! Klockan går 45 sekunder fel'],
    [-45, 2, '! Klockan går 44 sekunder fel'],
    [3600, 1, '✗ Klockan går 3600 sekunder fel'],
  ])('that is %i seconds behind the server is %i', async (seconds, expected, sentence) => {
    serverTime = now.add({ seconds });
    const { status, text } = await doctor();
    expect(text).toContain(sentence);
    expect(status).toBe(expected);
  });

  test('that cannot be compared is told', async () => {
    const { status, text } = await doctor({ timeUrl: 'http://127.0.0.1:9/' });
    expect(status).toBe(2);
    expect(text).toContain('! Klockan gick inte att jämföra med 127.0.0.1:9');
  });
});

describe('storage', () => {
  test('Cosmos DB is looked at for container, index and access, and its own clock is the one compared with', async () => {
    const cosmos = await startCosmosPlaces();
    const settings = { ...(cosmos.env as Record<string, string>), RODER_BACKUP_FOLDER: '' };
    const well = await doctor({ openStore, now: () => Temporal.Now.instant() }, settings);
    expect(well.text).toContain('✓ Lagringen svarar');
    expect(well.text).toContain(`✓ Klockan stämmer med ${new URL(cosmos.env.COSMOS_ENDPOINT!).host}`);
    expect(well.text).toContain(`✗ Organisationen ${demoTenant} har ingen styrplan`);

    cosmos.proxy.misbehave(({ method }) => (method === 'HEAD' ? undefined : { status: 403 }));
    const denied = await doctor({ openStore }, settings);
    expect(denied.status).toBe(1);
    expect(denied.text).toContain('✗ Lagringen går inte att använda: ');
    expect(denied.text).toContain('az cosmosdb sql role assignment create');

    cosmos.proxy.misbehave();
    const elsewhere = await doctor({ openStore }, { ...settings, COSMOS_DATABASE: 'other' });
    expect(elsewhere.text).toContain('az cosmosdb sql container create');
  });
});

describe('people', () => {
  const refuse = (role: keyof typeof demoPeople, reason: UnreachableReason) =>
    markUnreachable(
      { store, clock: { now: () => now } },
      { tenantId: demoTenant, personId: demoPeople[role] },
      reason,
    );

  test('whom Teams refuses are named by role, with the reason', async () => {
    await refuse('socialchef', 'not-installed');
    await refuse('hrChef', 'blocked');
    const { status, text } = await doctor();
    expect(status).toBe(1);
    expect(text).toContain('Roder når inte 2 i planen');
    expect(text).toMatch(/: Socialchef \(förvaltningschef\)[^;]* \(Roder är inte installerad\);/);
    expect(text).toMatch(/\(har blockerat Roder\)/);
    expect(text).toContain('→ Installera Roder för dem');
  });

  test('whom Roder reaches are counted', async () => {
    const plan = await currentPlan(store, demoTenant);
    const count = plan!.personIds.length;
    expect((await doctor()).text).toContain(`Roder når 0 av ${count} i planen`);
    for (const id of plan!.personIds)
      await persons(store).upsert({ tenantId: demoTenant, id, conversationId: 'a:1' });
    expect((await doctor()).text).toContain(`Roder når alla ${count} i planen`);
  });
});

describe("leadership's channels", () => {
  const key = { tenantId: demoTenant, id: leadershipChannel };

  test('that Roder has not been in yet are named, and are nothing to act on', async () => {
    const { status, text } = await doctor();
    expect(status).toBe(0);
    expect(text).toContain(`✓ ${demoTenant}: Roder har inte varit i Ledningsgruppen än`);
  });

  test('that nothing gets through to are wrong, with the reason and what to do', async () => {
    await channels(store).upsert({ ...key, serviceUrl: 'https://smba.trafficmanager.net/emea/' });
    expect((await doctor()).text).toContain('lägesbilden når Ledningsgruppen.');
    await markUnreached({ store, clock: { now: () => now } }, key, 'gone');
    const { status, text } = await doctor();
    expect(status).toBe(1);
    expect(text).toContain(
      `✗ ${demoTenant}: lägesbilden når inte ledningen i Ledningsgruppen (kanalen finns inte längre)`,
    );
    expect(text).toContain('→ Lägg till Roder i teamet');
  });

  test('that the plan does not name are said not to be there', async () => {
    const { content } = (await currentPlan(store, demoTenant))!;
    await importPlan({ store, now, tenantId: demoTenant, content: { ...content, channels: [] }, by: 'test' });
    expect((await doctor()).text).toContain('planen har ingen kanal för ledningen');
  });
});

describe('Kolada', () => {
  const at = '2026-11-01T05:00:00.000Z';
  beforeEach(async () => {
    const { content } = (await currentPlan(store, demoTenant))!;
    const organisation = { ...content.organisation, kolada: '9999' };
    const plan = { ...content, organisation } as PlanContent;
    await importPlan({ store, now, tenantId: demoTenant, content: plan, by: 'test' });
  });
  const kept = (fields: object) =>
    koladaFetches(store).upsert({ tenantId: demoTenant, id: current, planVersion: 1, ...fields });
  const doctorSays = async (environment: Record<string, string> = {}) => {
    const { status, text } = await doctor({}, environment);
    return [status, text.split('\n').find((line) => line.includes('Kolada'))];
  };

  test('that has not been asked yet is told, and is nothing to act on', async () => {
    expect(await doctorSays()).toEqual([0, expect.stringContaining('men är inte hämtade än')]);
  });

  test('whose values came is well, with the day', async () => {
    await kept({ finishedAt: at, group: 'Liknande kommuner', unknown: [] });
    expect(await doctorSays()).toEqual([
      0,
      expect.stringMatching(/^✓ .*hämtades från Kolada 1 november 2026/u),
    ]);
  });

  test('that does not answer is told with since when, and what is not in it by id', async () => {
    await kept({ problem: { code: 'kolada-down', since: at, failures: 3 } });
    expect(await doctorSays()).toEqual([
      2,
      expect.stringMatching(/^! .*inget nytt från Kolada sedan 1 november 2026\. Jag får inget svar/u),
    ]);
    await kept({ finishedAt: at, unknown: ['N00000'] });
    expect(await doctorSays()).toEqual([2, expect.stringMatching(/^! .*N00000/u)]);
  });

  test('that is switched off is nobody’s worry', async () => {
    await kept({ problem: { code: 'kolada-down', since: at, failures: 3 } });
    expect(await doctorSays({ KOLADA_URL: 'off' })).toEqual([
      0,
      expect.stringContaining('Roder hämtar inget från Kolada'),
    ]);
  });
});

describe('backups', () => {
  const backupLine = async (environment: Record<string, string> = {}) => {
    const { status, text } = await doctor({}, environment);
    return [status, text.split('\n').find((line) => line.includes('äkerhetskopi'))];
  };

  test('of today are well', async () => {
    expect(await backupLine()).toEqual([0, `✓ Dagens säkerhetskopia finns i ${backups}.`]);
  });

  test('that nobody asked for are to be seen to soon', async () => {
    expect(await backupLine({ RODER_BACKUP_FOLDER: '' })).toEqual([
      2,
      '! Roder tar inga säkerhetskopior av databasen.',
    ]);
  });

  test('that are days old, or not there, are to be seen to now', async () => {
    rmSync(join(backups, 'roder-2026-11-02.db'));
    expect(await backupLine()).toEqual([1, `✗ ${backups} innehåller ingen säkerhetskopia.`]);
    writeFileSync(join(backups, 'roder-2026-10-30.db'), '');
    expect(await backupLine()).toEqual([1, `✗ Den senaste säkerhetskopian i ${backups} är 3 dagar gammal.`]);
  });

  test('a store that was brought back and sends nothing is told of', async () => {
    const hold = { tenantId: demoTenant, id: 'hold', state: 'held' } as const;
    await restoreHolds(store).upsert({ ...hold, backupAt: `${now}`, restoredAt: `${now}` });
    const { status, text } = await doctor();
    expect(status).toBe(1);
    expect(text).toContain('roder release');
  });
});
