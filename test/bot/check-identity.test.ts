import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { checkIdentity } from '../../src/bot/check-identity.ts';
import { endAll } from '../support/at-end.ts';
import { FakeEntra } from '../support/fake-entra.ts';
import { ownCloud } from '../support/own-cloud.ts';

/** The way App Service hands a managed identity its tokens, against a token service on this machine. */

const tenantId = '22222222-2222-4222-8222-222222222222';
/** One each: what a process has been given it keeps, and the doctor is a process of its own. */
const [known, unknown] = ['6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de5', '6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de6'];

let entra: FakeEntra;
beforeAll(async () => {
  entra = await FakeEntra.start();
  Object.assign(process.env, entra.identityEnvironment);
});
afterEach(() => {
  entra.tokensRefused = undefined;
});
afterAll(endAll);

const check = (id: string) =>
  checkIdentity({ id, type: 'UserAssignedMSI', tenantId }, ownCloud(entra.url, 'http://127.0.0.1:9/'));

describe('the bot’s identity', () => {
  test('is well when Entra gives a token; Teams itself is not written to', async () => {
    expect(await check(known!)).toEqual({ ok: true });
    const [asked] = entra.requests;
    expect(asked?.url.pathname).toBe('/msi/token');
    expect(asked?.url.searchParams.get('client_id') ?? asked?.url.searchParams.get('clientid')).toBe(known);
  });

  test('is wrong when Entra refuses, with what it said', async () => {
    const said = 'AADSTS700016: Application was not found in the directory.';
    entra.tokensRefused = { error: 'unauthorized_client', error_description: said };
    const health = await check(unknown!);
    expect(health).toMatchObject({ ok: false, problem: expect.stringContaining('AADSTS700016') });
    expect(JSON.stringify(health)).not.toContain(entra.identityHeader);
  });
});
