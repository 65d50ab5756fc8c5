import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { checkIdentity } from '../../src/bot/check-identity.ts';
import { type Cloud, microsoftCloud } from '../../src/bot/cloud.ts';
import { createSendPace, realStopwatch } from '../../src/bot/send-pace.ts';
import { TeamsAdapter } from '../../src/bot/teams-adapter.ts';
import { createTeamsMessenger } from '../../src/bot/teams-messenger.ts';
import { endAll } from '../support/at-end.ts';
import type { SigningKey } from '../support/fake-entra.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { ownCloud } from '../support/own-cloud.ts';
import { messageActivity } from '../support/teams-activities.ts';
import type { JsonObject } from '../support/teams-conversations.ts';
import { appId, type ProductionWorld, startProductionWorld, tenantId } from './production-world.ts';

type Forge = (world: ProductionWorld) => Promise<string> | string;

const hour = 3600;
const now = () => Math.round(Date.now() / 1000);

const bearer =
  (claims: JsonObject, options?: (world: ProductionWorld) => { kid?: string; key?: SigningKey }): Forge =>
  async (world) =>
    `Bearer ${await world.entra.sign({ ...world.claims(), ...claims }, options?.(world))}`;

/** The signature of another token that is in order. */
const withPayloadOf =
  (claims: JsonObject): Forge =>
  async ({ entra, claims: usual }) => {
    const [header, , signature] = (await entra.sign(usual())).split('.');
    const payload = base64url.encode(JSON.stringify({ ...usual(), ...claims }));
    return `Bearer ${header}.${payload}.${signature}`;
  };

const refused: readonly (readonly [what: string, reason: string, forge: Forge])[] = [
  ['missing', 'token-missing', () => ''],
  ['of another scheme', 'token-malformed', () => 'Basic cm9kZXI6cm9kZXI='],
  ['empty', 'token-malformed', () => 'Bearer '],
  ['no token at all', 'token-malformed', () => 'Bearer let-me-in'],
  ['three parts of nothing', 'token-algorithm', () => 'Bearer a.b.c'],
  ['expired', 'token-expired', bearer({ exp: now() - hour })],
  ['not yet valid', 'token-not-yet-valid', bearer({ nbf: now() + hour, exp: now() + 2 * hour })],
  ['without an end', 'token-incomplete', bearer({ exp: undefined })],
  ['with an end that is text', 'token-incomplete', bearer({ exp: '9999999999' as never })],
  ['for another bot', 'token-audience', bearer({ aud: '11111111-1111-4111-8111-111111111111' })],
  ['for several bots', 'token-incomplete', bearer({ aud: [appId, 'other'] })],
  ['from another issuer', 'token-issuer', bearer({ iss: 'https://login.example.org' })],
  [
    'from an Entra tenant, as the emulator has them',
    'token-issuer',
    bearer({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      appid: appId,
      ver: '1.0',
    }),
  ],
  [
    'signed with another key of the same name',
    'token-not-accepted',
    bearer({}, ({ entra }) => ({ key: entra.keys.foreign })),
  ],
  ['signed with a key nobody knows', 'token-not-accepted', bearer({}, () => ({ kid: 'unknown' }))],
  [
    'signed for another channel',
    'token-not-accepted',
    bearer({}, ({ entra }) => ({ key: entra.keys.webchat })),
  ],
  ['of algorithm none', 'token-malformed', ({ claims }) => `Bearer ${new UnsecuredJWT(claims()).encode()}`],
  [
    'of algorithm none with a signature',
    'token-algorithm',
    ({ claims }) => `Bearer ${new UnsecuredJWT(claims()).encode()}c2lnbmVk`,
  ],
  [
    'signed symmetrically with the public key',
    'token-algorithm',
    async ({ claims, entra: { keys } }) => {
      const header = { alg: 'HS256', typ: 'JWT', kid: keys.teams.id };
      const secret = new TextEncoder().encode(keys.teams.pem);
      return `Bearer ${await new SignJWT(claims()).setProtectedHeader(header).sign(secret)}`;
    },
  ],
  ['with its signature cut', 'token-not-accepted', async (world) => (await bearer({})(world)).slice(0, -9)],
  ['with another payload', 'token-not-accepted', withPayloadOf({ exp: now() + 9 * hour })],
  ['for another service address', 'token-service-url', bearer({ serviceurl: 'https://evil.example/' })],
  ['for no service address', 'token-incomplete', bearer({ serviceurl: undefined })],
];

let world: ProductionWorld;
let person: FakePerson;

beforeAll(async () => {
  world = await startProductionWorld();
  person = world.teams.person({
    tenantId,
    aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001',
    installed: true,
  });
});
afterAll(endAll);

describe('a request from Teams', () => {
  const asking = (changes: JsonObject = {}) => ({
    ...messageActivity(person.envelope(), 'hjälp'),
    ...changes,
  });

  /** Turned away with nothing said, nothing sent, and the reason in the log. */
  async function turnedAway(activity: JsonObject, authorization?: string) {
    const [before, logged] = [world.teams.requests.length, world.service.output().length];
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const { status, body } = await world.teams.post(activity, headers);
    expect(world.teams.requests.length).toBe(before);
    const entries = world.service.output().slice(logged).split('\n');
    const reason = entries
      .map((line) => /"activity-refused".*"reason":"([\w-]+)"/u.exec(line)?.[1])
      .find(Boolean);
    return { status, body, reason };
  }

  test('while the signing keys cannot be had is answered 503, and the operator is told', async () => {
    world.entra.keysAreAway = true;
    const answer = await turnedAway(asking());
    expect(answer).toMatchObject({ status: 503, body: { error: 'internal' } });
    expect(world.service.output()).toMatch(/"level":"error".*"signing-keys-unreachable"/u);
    world.entra.keysAreAway = false;
  });

  test('with a token in order is answered, and the answer carries the identity of the bot', async () => {
    const turn = await person.says('hjälp');
    expect(turn.status).toBe(200);
    expect(JSON.stringify(turn.card)).toContain('Vad vill du göra?');
    const sent = world.teams.requests.map(({ headers }) => headers.authorization);
    expect(sent).toEqual([`Bearer ${world.entra.botToken}`]);
    const asked = world.entra.requests.filter(({ url }) => url.pathname === '/msi/token');
    expect(
      asked.map(({ url }) => [url.searchParams.get('client_id'), url.searchParams.get('resource')]),
    ).toEqual([[appId, 'https://api.botframework.com']]);
  });

  test.each(refused)('with a token that is %s is refused (%s)', async (_what, reason, forge) => {
    const answer = await turnedAway(asking(), await forge(world));
    expect(answer).toEqual({ status: 401, body: { error: 'refused' }, reason });
  });

  test.each([
    ['another organisation', 'tenant', { conversation: { id: 'a:1', tenantId: 'x' }, channelData: {} }],
    ['no organisation', 'tenant', { conversation: { id: 'a:1' }, channelData: {} }],
    ['another channel', 'channel', { channelId: 'emulator' }],
    ['a channel with other rules for tokens', 'channel', { channelId: 'AseChannel' }],
  ])('from %s is refused (%s), whatever its token', async (_what, reason, changes) => {
    const answer = await turnedAway(asking(changes));
    expect(answer).toEqual({ status: 403, body: { error: 'refused' }, reason });
  });

  test('that wants its answer sent elsewhere is refused, even with a token that says so', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net.evil.example/teams/';
    const token = await world.entra.sign({ ...world.claims(), serviceurl: serviceUrl });
    const answer = await turnedAway(asking({ serviceUrl }), `Bearer ${token}`);
    expect(answer).toEqual({ status: 403, body: { error: 'refused' }, reason: 'service-host' });
  });

  test('without a service address is refused before its token is looked at', async () => {
    expect(await turnedAway(asking({ serviceUrl: undefined }))).toMatchObject({ status: 400 });
  });

  test('is not needed for what Roder sends by itself: that carries the same identity, and goes to Teams only', async () => {
    const { entra, teams } = world;
    Object.assign(process.env, entra.identityEnvironment);
    const app = { id: appId, type: 'UserAssignedMSI', tenantId } as const;
    const pace = createSendPace({ stopwatch: realStopwatch, stopping: new AbortController().signal });
    const to = { tenantId, personId: person.member.aadObjectId, serviceUrl: teams.serviceUrl };
    const message = { card: { type: 'AdaptiveCard' }, summary: 'Hej' } as const;
    const sendBy = (cloud: Cloud) =>
      createTeamsMessenger({
        adapter: new TeamsAdapter(app, cloud),
        pace,
        serviceUrl: () => undefined,
      }).sendToPerson(to, message);
    const before = teams.requests.length;
    expect(await sendBy(ownCloud(entra.url))).toMatchObject({ kind: 'sent' });
    const sent = teams.requests
      .slice(before)
      .map(({ operation, headers }) => [operation, headers.authorization]);
    const bot = `Bearer ${entra.botToken}`;
    expect(sent).toEqual([
      ['create', bot],
      ['send', bot],
    ]);
    // An address that was kept, by whatever way it got there, is nothing to Microsoft's own cloud.
    expect(await sendBy(microsoftCloud)).toEqual({ kind: 'refused', reason: 'service-host-refused' });
    expect(teams.requests).toHaveLength(before + 2);
  });

  test('is answered as before after all that', async () => {
    expect((await person.says('hjälp')).replies).toHaveLength(1);
  });
});

/** The way App Service hands a managed identity its tokens. */
describe('the bot’s identity', () => {
  /** Others than the bot above: what a process has been given a token for, it keeps. */
  const [known, unknown] = ['6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de6', '6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de7'];
  const check = (id: string) => {
    // This process has one address for its tokens, from the first it asks for: that of the world above.
    Object.assign(process.env, world.entra.identityEnvironment);
    return checkIdentity(
      { id, type: 'UserAssignedMSI', tenantId },
      ownCloud(world.entra.url, 'http://127.0.0.1:9/'),
    );
  };

  test('is well when Entra gives a token; Teams itself is not written to', async () => {
    const before = world.entra.requests.length;
    expect(await check(known)).toEqual({ ok: true });
    const asked = world.entra.requests[before];
    expect(asked?.url.pathname).toBe('/msi/token');
    expect(asked?.url.searchParams.get('client_id') ?? asked?.url.searchParams.get('clientid')).toBe(known);
  });

  test('is wrong when Entra refuses, with what it said', async () => {
    const said = 'AADSTS700016: Application was not found in the directory.';
    world.entra.tokensRefused = { error: 'unauthorized_client', error_description: said };
    const health = await check(unknown);
    world.entra.tokensRefused = undefined;
    expect(health).toMatchObject({ ok: false, problem: expect.stringContaining('AADSTS700016') });
    expect(JSON.stringify(health)).not.toContain(world.entra.identityHeader);
  });
});
