import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLog } from '../../src/base/log.ts';
import { endAll } from '../support/at-end.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { messageActivity } from '../support/teams-activities.ts';
import { appId, type ProductionWorld, startProductionWorld, tenantId } from './production-world.ts';

const secret = 'Hush8Q~a "quoted" \\ secret.word';
const words = 'Vi har en sjukskriven enhetschef på Tallbacken';
const name = 'Namn Namnsdotter';

describe('a single-tenant bot', () => {
  let world: ProductionWorld;
  let person: FakePerson;
  const sent: string[] = [];

  beforeAll(async () => {
    world = await startProductionWorld({
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppPassword: secret,
    });
    person = world.teams.person({
      tenantId,
      aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000002',
      name,
      installed: true,
    });
  });
  afterAll(endAll);

  async function post(text: string, claims = {}): Promise<number> {
    const token = await world.entra.sign({ ...world.claims(), ...claims });
    sent.push(token);
    const activity = messageActivity(person.envelope(), text);
    return (await world.teams.post(activity, { authorization: `Bearer ${token}` })).status;
  }

  test('gets no token: what it was to say is not said, and the log says why', async () => {
    world.entra.tokensRefused = { error: 'invalid_client', error_description: 'AADSTS7000222: expired.' };
    await post(words);
    expect(world.teams.requests).toEqual([]);
    expect(world.service.output()).toContain('AADSTS7000222');
    world.entra.tokensRefused = undefined;
  });

  test("signs in with its secret at its own tenant's address, and answers", async () => {
    expect(await post(words)).toBe(200);
    const asked = world.entra.requests.findLast(({ url }) => url.pathname.endsWith('/token'))!;
    expect(asked.url.pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
    expect(new URLSearchParams(asked.body).get('client_secret')).toBe(secret);
    expect(world.teams.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${world.entra.botToken}`,
    ]);
  });

  test('writes no secret, no token, no words of people and no names to its output, whatever goes wrong', async () => {
    await post(words, { exp: 1 });
    await post(words, { aud: 'other' });
    world.teams.misbehave(() => ({ status: 500, body: { error: { code: 'Bad', message: 'broken' } } }));
    await post(words);
    world.teams.misbehave(() => ({ drop: 'after' }));
    await post(words);
    world.teams.misbehave();
    await fetch(`${world.service.url}/downloads/${sent[0]}`);
    await fetch(`${world.service.url}/downloads/${sent[0]}%00`);
    const { code } = await world.service.stop();
    const output = world.service.output();
    expect(code).toBe(0);
    // What is looked through is the log of all that: it must not be empty of it.
    for (const event of [
      'store-empty',
      'listening',
      'activity-refused',
      'turn-failed',
      'download',
      'stopped',
    ])
      expect(output).toContain(`"event":"${event}"`);
    const signatures = sent.flatMap((token) => token.split('.').slice(1));
    const hidden = [secret, JSON.stringify(secret).slice(1, -1), 'Hush8Q', world.entra.botToken];
    for (const text of [...hidden, ...signatures, ...words.split(' ').slice(3), name, 'Bearer '])
      expect([text, output.includes(text)]).toEqual([text, false]);
  });
});

describe('the log', () => {
  function written(log: (to: ReturnType<typeof createLog>) => void): string {
    let lines = '';
    const write = (line: string) => {
      lines += line;
    };
    log(createLog('debug', [secret], { write }));
    return lines;
  }

  test('takes out secrets and tokens wherever they stand', () => {
    const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl';
    const link = 'eyJ0IjoieCIsImUiOiJ5In0.0123456789012345678901234567890123456789012';
    const lines = written((log) => {
      log.error({ event: 'x', error: `failed with ${secret}`, deep: { url: `/downloads/${link}` } }, jwt);
      log.warn({ event: 'x', stack: [`Authorization: Bearer ${jwt}`, secret] }, `client_secret=${secret}`);
    });
    expect(lines.match(/\[secret\]/gu)).toHaveLength(3);
    expect(lines.match(/\[token\]/gu)).toHaveLength(3);
    for (const text of ['Hush8Q', 'c2lnbmF0dXJl', '0123456789']) expect(lines).not.toContain(text);
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).event),
    ).toEqual(['x', 'x']);
  });

  test("leaves out fields that would hold people's words", () => {
    const lines = written((log) =>
      log.info({ event: 'x', text: words, turn: { text: words, card: {} } }, 'm'),
    );
    expect(lines).toContain('"event":"x"');
    expect(lines).not.toContain('sjukskriven');
  });
});
