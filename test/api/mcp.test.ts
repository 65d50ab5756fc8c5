import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { endAll } from '../support/at-end.ts';
import { type ApiWorld, openApi, otherTenant } from './api-world.ts';

/** By the protocol's own client, over HTTP. */
let world: ApiWorld;
let tools: Agent;

interface Agent {
  readonly client: Client;
  /** What a tool answers, and whether it says that it could not. */
  call(
    name: string,
    given?: Record<string, unknown>,
  ): Promise<{ readonly text: string; readonly isError: boolean }>;
}

async function agentWith(token: string): Promise<Agent> {
  const client = new Client({ name: 'test', version: '1' });
  const headers = { Authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(`${world.url}/api/mcp`), {
    requestInit: { headers },
  });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return {
    client,
    async call(name, given = {}) {
      const answer = await client.callTool({ name, arguments: given });
      const [content] = answer.content as { text: string }[];
      return { text: content!.text, isError: answer.isError === true };
    },
  };
}

beforeAll(async () => {
  world = await openApi();
  tools = await agentWith(await world.person('kommundirektor'));
});
afterAll(endAll);

test('an agent finds six tools, each saying when to use it, and all of them only read', async () => {
  const { tools: found } = await tools.client.listTools();
  expect(found.map(({ name }) => name)).toEqual([
    'whole',
    'assignment',
    'indicator',
    'round',
    'meaning',
    'ask',
  ]);
  for (const { description, annotations, inputSchema } of found) {
    expect(description!.length).toBeGreaterThan(80);
    expect(annotations).toMatchObject({ readOnlyHint: true });
    expect(inputSchema.type).toBe('object');
  }
  expect(tools.client.getInstructions()).toContain('instead of guessing');
});

describe('every answer says where it is from and when it was read', () => {
  test.each<[tool: string, given: Record<string, unknown>, says: RegExp]>([
    ['whole', {}, /Delår 2026.*avviker/su],
    ['assignment', { name: 'äldreomsorgen' }, /Äldreomsorg.*Socialchef.*2026/su],
    [
      'assignment',
      { name: 'gu2', language: 'en' },
      /Elderly care.*On track.*Head of social services department, 15 May 2026/su,
    ],
    ['indicator', { name: 'sjukfrånvaro' }, /Sjukfrånvaro.*6,6.*HR-chef, 15 september 2026/su],
    ['indicator', { name: 'sjukfrånvaro', language: 'en' }, /^May 2026 · 5\.5% · at most 6$/mu],
    ['round', {}, /Delår 2026/u],
    ['round', { name: '2026-T1' }, /i Tertial 1 2026/u],
    ['round', { name: 'delår 2026' }, /i Delår 2026/u],
    ['round', { name: 'the first tertial', language: 'en' }, /January–April 2026/u],
    ['meaning', { name: 'i14' }, /Genomsnittligt antal dagar från ansökan/u],
    ['ask', { question: 'Vem ansvarar för äldreomsorgen?' }, /Socialchef/u],
    ['ask', { question: 'Hur går det med äldreomsorgen?' }, /Socialchef.*2026/su],
  ])('%s %j', async (tool, given, says) => {
    const { text, isError } = await tools.call(tool, given);
    expect([isError, text]).toEqual([false, expect.stringMatching(says)]);
    expect(text).toMatch(/(?:Läst|Read) 21 [Ss]eptember 2026 08:00\. (?:Styrplan|Plan) version \d+\.$/u);
  });
});

describe('what cannot be answered says what to ask instead', () => {
  test.each<[tool: string, given: Record<string, unknown>, says: string]>([
    ['assignment', { name: 'månlandningen' }, 'Äldreomsorg'],
    ['indicator', { name: 'antal drakar' }, 'Sjukfrånvaro, anställda totalt'],
    ['meaning', { name: 'drake' }, 'Väntetid till särskilt boende, medelvärde'],
    ['round', { name: 'påsken' }, 'Tertial 1 2026; Delår 2026'],
    ['round', { name: 'delår 2024' }, 'Tertial 1 2026; Delår 2026'],
    ['round', { name: '1900-T1' }, 'Tertial 1 2026; Delår 2026'],
    ['round', { name: 'tertial 1 1998' }, 'Tertial 1 2026; Delår 2026'],
    ['round', { name: '2026-H' }, 'Tertial 1 2026; Delår 2026'],
    ['round', { name: 'Helår 2026' }, 'Tertial 1 2026; Delår 2026'],
  ])('%s %j', async (tool, given, says) => {
    const { text, isError } = await tools.call(tool, given);
    expect(isError).toBe(true);
    expect(text).toContain(says);
    expect(text).toContain('i stället');
  });

  test('a question that Roder does not know how to answer', async () => {
    const { text } = await tools.call('ask', { question: 'Vad blir det för väder i morgon?' });
    expect(text).toContain('Jag hittar inget om det');
    expect(text).toContain('Skriv till exempel ”hur går det med ');
    expect(text).toContain('Vad finns i planen?');
  });

  test('input that is not of its form', async () => {
    const { text, isError } = await tools.call('assignment', {});
    expect([isError, text]).toEqual([true, expect.stringMatching(/name/u)]);
  });
});

describe('rights are the asking person’s own', () => {
  test('somebody who is not in the plan reads no report', async () => {
    const { call } = await agentWith(await world.person('stranger'));
    const { text } = await call('assignment', { name: 'äldreomsorgen' });
    expect(text).not.toMatch(/avviker|Pågår enligt plan/u);
    expect((await call('whole')).text).not.toMatch(/avviker/u);
  });

  test('another organisation’s person meets their own plan alone', async () => {
    const { call } = await agentWith(await world.person('kommundirektor', otherTenant));
    const { text } = await call('assignment', { name: 'gu2' });
    expect(text).not.toMatch(/Kön|Hemtjänsten håller/u);
  });

  test.each<[who: string, token: () => Promise<string>, status: number]>([
    ['a program without a person', () => world.program(['Roder.Read']), 403],
    ['nobody', async () => 'abc', 401],
  ])('%s is refused', async (_, token, status) => {
    const answer = await world.call('/api/mcp', await token(), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(answer.status).toBe(status);
  });
});

test('several things in one question are all answered, and a question may go on from those before', async () => {
  const both = await tools.call('ask', { question: 'Hur går det med äldreomsorgen och skolan?' });
  expect(both.text).toMatch(/Äldreomsorg.*Grundskola|Grundskola.*Äldreomsorg/su);
  const earlier = ['Vem ansvarar för äldreomsorgen?'];
  expect((await tools.call('ask', { question: 'och hur går det?', earlier })).text).toMatch(
    /Äldreomsorg.*Socialchef/su,
  );
});

test('a question is answered in its own language to the last line, or in the one that is wanted', async () => {
  const english = await tools.call('ask', { question: 'How is the harbour going?' });
  expect(english.text).toMatch(/You can go on to: .*\nRead 21 September 2026 08:00\. Plan version 1\.$/su);
  expect(english.text).not.toMatch(/Läst|Du kan/u);
  const wanted = await tools.call('ask', { question: 'How is the harbour going?', language: 'sv' });
  expect(wanted.text).toMatch(/Så här går det med ”Utveckla hamnområdet”.*Läst 21 september 2026 08:00/su);
  const deed = await tools.call('ask', { question: 'remind me on Friday' });
  expect([deed.isError, deed.text]).toEqual([true, expect.stringContaining('I took that as')]);
});

test('a year of long ago is no part of this one', async () => {
  const year = await tools.call('ask', { question: 'hur gick det med äldreomsorgen år 1900?' });
  expect(year.text).toContain('Vilken period menar du?');
  const part = await tools.call('ask', { question: 'hur går det med äldreomsorgen i 1900-T1?' });
  expect(part.text).toContain('Från 1 januari 1900 – 30 april 1900 har jag ingen lägesrapport.');
});

test('what is to be done, and not read, is for the chat', async () => {
  const { text, isError } = await tools.call('ask', { question: 'Påmin mig på fredag' });
  expect([isError, text]).toEqual([true, expect.stringContaining('Fråga i stället')]);
});
