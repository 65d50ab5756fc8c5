import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWebhookSender } from '../../src/http/webhook-sender.ts';
import { type ApiWorld, openApi, openReceiver } from '../api/api-world.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';

/** Other makers' programs as judges of what other systems meet. They are fetched and built: some minutes the first time. */

const run = promisify(execFile);
const hasDotnet = spawnSync('dotnet', ['--version']).status === 0;
if (!hasDotnet)
  console.warn(
    'The API is not tried by other makers’ programs here: dotnet is missing (.NET’s SDK 8 or newer, https://dotnet.microsoft.com).',
  );
const project = 'test/counterparts/systems/Systems.csproj';
const kiotaVersion = '1.38.0';
const minutes = 10 * 60_000;

async function kiota(): Promise<string> {
  const folder = join(tmpdir(), `roder-kiota-${kiotaVersion}`);
  if (!existsSync(join(folder, 'kiota'))) {
    const tool = [
      'tool',
      'install',
      '--tool-path',
      folder,
      'Microsoft.OpenApi.Kiota',
      '--version',
      kiotaVersion,
    ];
    await run('dotnet', tool);
  }
  return join(folder, 'kiota');
}

(hasDotnet ? describe : describe.skip)('other makers’ programs', () => {
  let world: ApiWorld;
  let judge: (...words: string[]) => Promise<string[]>;

  beforeAll(async () => {
    world = await openApi();
    const folder = await temporaryFolder();
    const description = join(folder, 'openapi.json');
    await writeFile(description, (await world.call('/api/v1/openapi.json')).text);
    const client = join(folder, 'client');
    const named = ['-c', 'RoderClient', '-n', 'Roder.Client', '-l', 'CSharp'];
    const offline = { env: { ...process.env, KIOTA_OFFLINE_ENABLED: 'true' } };
    await run(await kiota(), ['generate', '-d', description, ...named, '-o', client], offline);
    const built = await run('dotnet', [
      ...['build', '-v', 'quiet', '-nologo', `-p:Client=${client}`, '-getProperty:TargetPath', '-t:Build'],
      project,
    ]);
    const program = built.stdout.trim().split('\n').at(-1)!;
    judge = async (...words) => (await run('dotnet', [program, ...words])).stdout.trim().split('\n');
  }, minutes);
  afterAll(endAll);

  test('Microsoft’s reader finds nothing wrong with the description, and every operation in it', async () => {
    const lines = await judge('read', `${world.url}/api/v1/openapi.json`);
    expect(lines.filter((line) => /^(?:error|warning)/u.test(line))).toEqual([]);
    expect(lines).toContain('PUT /indicators/{id}/values/{period} putValue');
    expect(lines).toHaveLength(11);
  });

  test('a client made by Kiota reads the whole, delivers a value, and is told what is wrong', async () => {
    const token = await world.program(['Roder.Read', 'Roder.Values.Write']);
    expect(await judge('client', `${world.url}/api/v1`, token)).toEqual([
      expect.stringMatching(/^2026-D: 8 assignments, \d\d indicators$/u),
      'Kept 2026-T2 71',
      '404 unknown',
    ]);
  });

  test('the .NET client of the Model Context Protocol finds the tools and is answered', async () => {
    const lines = await judge('agent', `${world.url}/api/mcp`, await world.person('kommundirektor'));
    expect(lines.filter((line) => line.startsWith('tool '))).toHaveLength(6);
    expect(lines.at(-1)).toMatch(/^Läst 21 september 2026 08:00\. Styrplan version \d+\.$/u);
  });

  test('the .NET verifier of Standard Webhooks believes our events, and no others', async () => {
    const receiver = await openReceiver();
    const sender = createWebhookSender({ now: () => Date.now() / 1000, mayBeHere: true });
    const key = Buffer.from('a key of thirty-two bytes, or so').toString('base64');
    const event = { tenantId: 't', webhookId: 'w', messageId: 'msg_1', body: '{"type":"round.opened"}' };
    await sender.post({ ...event, url: receiver.url, keys: [key] });
    const file = join(await temporaryFolder(), 'event.json');
    await writeFile(file, JSON.stringify(receiver.got[0]));
    expect(await judge('verify', `whsec_${key}`, file)).toEqual(['believed']);
    await writeFile(file, JSON.stringify({ ...receiver.got[0], body: '{"type":"round.closed"}' }));
    await expect(judge('verify', `whsec_${key}`, file)).rejects.toThrow('signature');
  });
});
