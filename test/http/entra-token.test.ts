import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createLog } from '../../src/base/log.ts';
import { createEntraVerifier, type EntraVerifier } from '../../src/http/entra-token.ts';
import { FakeEntra } from '../support/fake-entra.ts';

const appId = '5a1e0000-0000-4000-8000-000000000001';
const tid = '22222222-2222-4222-8222-222222222222';
const oid = '33333333-3333-4333-8333-333333333333';
const claims = { tid, oid, aud: appId, azp: 'the-client', scp: 'access_as_user' };

let entra: FakeEntra;
let verify: EntraVerifier;
const verifier = () =>
  createEntraVerifier({ appId, tenants: [tid], signInUrl: entra.url, log: createLog('silent', []) });

beforeAll(async () => {
  entra = await FakeEntra.start();
  verify = verifier();
});

describe('a token of Entra’s', () => {
  test('of a person says who it is, and what the program may do in their name', async () => {
    expect(await verify(await entra.signedIn(claims))).toMatchObject({
      tenantId: tid,
      objectId: oid,
      isApplication: false,
      clientId: 'the-client',
      scopes: ['access_as_user'],
      roles: [],
    });
  });

  test('of a program says its roles', async () => {
    const token = await entra.signedIn({ tid, oid, aud: appId, sub: oid, roles: ['Roder.Read'] });
    expect(await verify(token)).toMatchObject({ isApplication: true, roles: ['Roder.Read'], scopes: [] });
  });

  test.each([
    ['version 1, with the host that Teams has in it', `api://roder.example.se/${appId}`],
    ['version 1', `api://${appId}`],
  ])('of %s is believed', async (_, aud) => {
    const iss = `https://sts.windows.net/${tid}/`;
    expect(await verify(await entra.signedIn({ ...claims, aud, iss }))).toMatchObject({ objectId: oid });
  });

  const other = '99999999-9999-4999-8999-999999999999';
  const now = () => Math.round(Date.now() / 1000);
  test.each<[string, () => Promise<string>]>([
    ['for another app', () => entra.signedIn({ ...claims, aud: other })],
    [
      'for an app whose address ends as this one’s',
      () => entra.signedIn({ ...claims, aud: `https://x/${appId}` }),
    ],
    ['of a tenant that is not served', () => entra.signedIn({ ...claims, tid: other })],
    [
      'of another tenant than its issuer',
      () => entra.signedIn({ ...claims, tid: other, iss: `${entra.url}/${tid}/v2.0` }),
    ],
    ['of another issuer', () => entra.signedIn({ ...claims, iss: `https://evil.example/${tid}/v2.0` })],
    ['that has run out', () => entra.signedIn({ ...claims, exp: now() - 120 })],
    ['that never runs out', () => entra.signedIn({ ...claims, exp: undefined })],
    ['of a time to come', () => entra.signedIn({ ...claims, nbf: now() + 300 })],
    ['without a person', () => entra.signedIn({ ...claims, oid: 'anna' })],
    ['signed by a key of nobody', () => entra.signedIn(claims, { key: entra.keys.foreign })],
    [
      'signed by such a key under the right name',
      () => entra.signedIn(claims, { key: entra.keys.foreign, kid: 'people-1' }),
    ],
    ['signed by Teams’ own key', () => entra.signedIn(claims, { key: entra.keys.teams })],
    [
      'without a signature',
      async () => new UnsecuredJWT({ ...claims, iss: `${entra.url}/${tid}/v2.0`, exp: now() + 60 }).encode(),
    ],
    [
      'signed with what everybody can read',
      () =>
        new SignJWT({ ...claims, iss: `${entra.url}/${tid}/v2.0`, exp: now() + 60, sub: 'x' })
          .setProtectedHeader({ alg: 'HS256', kid: 'people-1' })
          .sign(new TextEncoder().encode(entra.keys.people.pem)),
    ],
    ['that is none', async () => 'abc'],
  ])('%s is not believed', async (_, make) => {
    await expect(verify(await make())).rejects.toMatchObject({ code: 'token-refused' });
  });

  test('cannot be judged while the keys are away, and is as soon as they are back', async () => {
    const late = verifier();
    const token = await entra.signedIn(claims);
    entra.keysAreAway = true;
    await expect(late(token)).rejects.toMatchObject({ code: 'sign-in-away' });
    entra.keysAreAway = false;
    expect(await late(token)).toMatchObject({ objectId: oid });
  });
});
