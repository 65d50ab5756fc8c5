import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { DocumentKind } from '../../src/base/document-store.ts';
import { type LogOptions, searchLog } from '../../src/cli/log-command.ts';
import type { PlanCommandPorts } from '../../src/cli/plan-commands.ts';
import { type RehearseOptions, rehearseAndSay } from '../../src/cli/rehearse-command.ts';
import { channels, markUnreached } from '../../src/people/channel.ts';
import { markUnreachable } from '../../src/people/reachability.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

let world: Sjovik;
afterAll(endAll);

/** The world's own store stays open after the command has closed it. */
function portsOf(lines: string[]): PlanCommandPorts {
  const store = Object.assign(Object.create(world.ports.store), { close: () => Promise.resolve() });
  return {
    openStore: () => Promise.resolve(store),
    now: () => world.ports.clock.now(),
    print: (line) => lines.push(line),
    language: 'sv',
  };
}

async function rehearsing(options: Partial<RehearseOptions>) {
  const lines: string[] = [];
  const whole = { tenant: world.tenantId, from: '2026-09-01', to: '2026-09-30', ...options };
  const status = await rehearseAndSay(whole, portsOf(lines));
  return { status, lines };
}

async function searching(options: Partial<LogOptions>) {
  const lines: string[] = [];
  const status = await searchLog({ tenant: world.tenantId, ...options }, portsOf(lines));
  return { status, lines };
}

async function everything(): Promise<unknown> {
  const kinds: DocumentKind[] = ['round', 'ask', 'person', 'notice', 'summary', 'sendLog', 'plan', 'report'];
  return Promise.all(
    kinds.map((kind) => world.ports.store.list({ tenantId: world.tenantId, kind, limit: 1000 })),
  );
}

describe('roder rehearse', () => {
  beforeAll(async () => {
    world = await openSjovik();
    const who = world.actor('hrChef');
    await markUnreachable(world.ports, who, 'blocked');
  });

  test('says who would get what, when and why, and how much it comes to', async () => {
    const { status, lines } = await rehearsing({});
    expect(status).toBe(0);
    expect(lines[0]).toMatch(/^När +Till +Vad +Gäller +Varför +Utfall$/u);
    const rows = lines.slice(1).map((line) => line.split(/ {2,}/u));
    expect(rows).toContainEqual(['2026-09-01 08:00', 'Omgången öppnar: Delår 2026 (januari–augusti)']);
    expect(rows).toContainEqual([
      '2026-09-15 08:00',
      'Socialchef (förvaltningschef), Enhetschef, hemtjänst och En…',
      'Påminnelse: Delår 2026 (januari–augusti)',
      'gu2 pu4',
      'tre arbetsdagar före sista svarsdagen',
      'skickas',
    ]);
    const list = [
      'Besked: ingen uppgift än, Delår 2026 (januari–augusti)',
      'arbetsdagen efter sista svarsdagen',
    ];
    expect(rows.find(([when]) => when === '2026-09-21 08:00')).toEqual(expect.arrayContaining(list));
    expect(lines.join('\n')).toContain('kan inte nås: har blockerat Roder');
    expect(lines.slice(-4)).toEqual([
      '10 meddelanden till 4 personer, 1 inlägg i kanaler.',
      'Inte skickat, eller inte framme: 3.',
      'Utred fria arbetsskor och arbetskläder i vård och omsorg slutar 30 juni 2026. Jag frågar om det sista gången i Delår 2026 (januari–augusti).',
      'Repetition 2026-09-01 till 2026-09-30, som om ingen svarade. Inget har skickats.',
    ]);
  });

  test('says of a channel that nothing gets through to that nothing will', async () => {
    const key = { tenantId: world.tenantId, id: '19:ledningsgrupp@thread.tacv2' };
    const before = (await everything()) as unknown[];
    await markUnreached(world.ports, key, 'not-installed');
    const { lines } = await rehearsing({});
    const rows = lines.slice(1).map((line) => line.split(/ {2,}/u));
    expect(rows).toContainEqual([
      '2026-09-01 08:00',
      'Ledningsgruppen',
      'Lägesbild i kanalen',
      'omgångens lägesbild',
      'gick inte: Roder är inte med i teamet',
    ]);
    expect(lines.at(-4)).toContain('0 inlägg i kanaler.');
    await channels(world.ports.store).change(key.tenantId, key.id, ({ unreached: _, ...one }) => one);
    expect(await everything()).toEqual(before);
  });

  test('sends nothing and changes nothing', async () => {
    const before = await everything();
    await rehearsing({ to: '2027-02-28' });
    expect(await everything()).toEqual(before);
    expect(world.messenger.sent).toEqual([]);
  });

  test('says the same as JSON, with ids in place of words', async () => {
    const { lines } = await rehearsing({ json: true });
    const { messages, rounds, posts, planVersion } = JSON.parse(lines.join('\n'));
    expect({ planVersion, count: messages.length, posts: posts.length }).toEqual({
      planVersion: 1,
      count: 13,
      posts: 1,
    });
    expect(rounds).toEqual([{ at: '2026-09-01T06:00:00.000Z', what: 'opened', roundId: '2026-D' }]);
    const { personId } = world.actor('socialchef');
    expect(messages).toContainEqual({
      at: '2026-09-18T06:00:00.000Z',
      dueAt: '2026-09-18T06:00:00.000Z',
      personId,
      roles: ['socialchef', 'enhetschef-hemtjanst', 'enhetschef-sabo'],
      askIds: [`2026-D:${personId}`],
      push: 'due-morning',
      rule: 'due-day',
      outcome: 'sent',
      parts: [
        { as: 'owner', assignmentId: 'gu2', indicatorIds: ['i12', 'i13', 'i14'], roleId: 'socialchef' },
        { as: 'owner', assignmentId: 'pu4', indicatorIds: [], roleId: 'socialchef' },
      ],
    });
  });

  test('rehearses a plan by itself, before it is in force, and shows only the days asked for', async () => {
    const file = join(await temporaryFolder(), 'plan.json');
    await writeFile(file, JSON.stringify(demoInputWith([['periods', '2026-D', 'due'], '2026-09-24'])));
    const { lines } = await rehearsing({ plan: file, from: '2026-09-20', to: '2026-09-22' });
    const rows = lines.slice(1).map((line) => line.split(/ {2,}/u)[0]);
    expect(rows.slice(0, 4)).toEqual(Array(4).fill('2026-09-21 08:00'));
    expect(lines.at(-3)).toBe('4 meddelanden till 4 personer, 0 inlägg i kanaler.');
  });

  test.each([
    [{ from: 'i morgon' }, '--from ska vara ett datum som 2026-09-01, inte ”i morgon”.'],
    [{ to: '2026-02-30' }, '--to ska vara ett datum som 2026-09-01, inte ”2026-02-30”.'],
    [{ from: '2026-10-01' }, '--from (2026-10-01) ligger efter --to (2026-09-30).'],
    [{ tenant: 'ingen' }, 'Det finns ingen styrplan i kraft för ingen.'],
  ])('refuses %p with a sentence', async (options, sentence) => {
    const { status, lines } = await rehearsing(options);
    expect([status, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain(sentence);
  });

  test('says so where nothing would happen', async () => {
    expect((await rehearsing({ from: '2026-10-10', to: '2026-10-20' })).lines[0]).toBe(
      'Inget att visa för de dagarna.',
    );
  });
});

describe('roder log', () => {
  beforeAll(async () => {
    world = await openSjovik();
    const blocked = world.actor('samhallsbyggnadschef').personId;
    world.messenger.answer = ({ to }) =>
      'personId' in to && to.personId === blocked
        ? { kind: 'unreachable', reason: 'blocked', detail: '' }
        : undefined;
    await world.time.moveTo(Temporal.Instant.from('2026-09-18T12:00:00+02:00'));
  });

  test('shows what was sent, to whom, when, why and how it went', async () => {
    const { status, lines } = await searching({ who: 'Socialchef (förvaltningschef)' });
    expect(status).toBe(0);
    expect(lines.slice(1).map((line) => line.split(/ {2,}/u))).toEqual([
      expect.arrayContaining(['2026-09-01 08:00', 'omgången öppnar', 'skickat']),
      expect.arrayContaining(['2026-09-15 08:00', 'tre arbetsdagar före sista svarsdagen', 'skickat']),
      expect.arrayContaining(['2026-09-18 08:00', 'sista svarsdagen', 'skickat']),
    ]);
  });

  test('shows posts to channels too, by the name of the channel', async () => {
    const { lines } = await searching({ who: 'ledningsgruppen' });
    expect(lines[1]!.split(/ {2,}/u)).toEqual([
      '2026-09-01 08:00',
      'Ledningsgruppen',
      'Lägesbild i kanalen',
      'omgångens lägesbild',
      'skickat',
    ]);
    const json = JSON.parse((await searching({ who: 'ledningsgruppen', json: true })).lines[0]!);
    expect(json).toMatchObject({ channelId: '19:ledningsgrupp@thread.tacv2', push: 'post', outcome: 'sent' });
  });

  test.each<[Partial<LogOptions>, number]>([
    [{ outcome: 'unreachable' }, 3],
    [{ outcome: 'unreachable, sent', who: 'fastighetschef' }, 3],
    // Seven reminders, and help that somebody wanted of the municipal director.
    [{ since: '2026-09-15' }, 8],
    // Four first questions, and the summary in leadership's channel.
    [{ until: '2026-09-01' }, 5],
    [{ who: 'Ledningsgruppen' }, 1],
    [{ who: '19:ledningsgrupp@thread.tacv2', outcome: 'failed' }, 0],
    [{ since: '2026-09-02', until: '2026-09-14' }, 0],
    [{ round: '2026-H' }, 0],
    [{ round: '2026-D', who: '00000000-0000-4000-8000-000000000002' }, 3],
  ])('narrowed by %p finds %i', async (options, count) => {
    const { lines } = await searching({ ...options, json: true });
    expect(lines).toHaveLength(count);
    if (count === 0) expect((await searching(options)).lines).toEqual(['Inget att visa för de dagarna.']);
  });

  test.each<[Partial<LogOptions>, string]>([
    [{ since: 'förra veckan' }, '--since ska vara ett datum'],
    [
      { outcome: 'sent,lost' },
      'Utfallet sent,lost finns inte. Välj sent, skipped, retry, unknown, unreachable, failed, received.',
    ],
    [{ who: 'vaktmästaren' }, 'Ingen person, roll eller kanal i styrplanen heter vaktmästaren.'],
  ])('refuses %p with a sentence', async (options, sentence) => {
    const { status, lines } = await searching(options);
    expect(status).toBe(1);
    expect(lines[0]).toContain(sentence);
  });
});
