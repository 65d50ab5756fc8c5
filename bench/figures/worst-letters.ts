import { Temporal } from 'temporal-polyfill';
import type { Ports } from '../../src/base/ports.ts';
import { readingIn } from '../../src/bot/turn.ts';
import { runTypedCommand } from '../../src/bot/typed-commands.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { type DemoWorld, startDemoWorld } from '../../test/support/demo-world.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import { movedClock, portsOn } from '../../test/support/sending-world.ts';
import { messageActivity } from '../../test/support/teams-activities.ts';
import { below, type Figure, ratioAtMost } from '../figure.ts';
import { municipalityPlan, openMunicipality, tenantId } from '../tools/municipality.ts';
import { sqlitePlace } from '../tools/stores.ts';

/** The letters that cost the most in patterns, endings, typos and punctuation. */
const worst: readonly string[] = [
  ...[
    'a',
    's',
    'å',
    ' ',
    '\n',
    '!',
    '?',
    '<',
    '<at',
    '<at>',
    '&',
    '&#',
    '.',
    '(',
    '-',
    '1',
    '\u200b',
    '\u0301',
  ],
  ...['👍', 'ﷺ', 'vilka ', 'hur går det ', 'jag nästa ', 'svarr ', 'ab ', 'i have ', 'följ ', 'exportera '],
];
/** All words differ, so each is looked up separately. */
const different = (letters: number) =>
  Array.from({ length: letters }, (_, index) => index.toString(36))
    .join(' ')
    .slice(0, letters);
const texts = (letters: number) => [
  ...worst.map((one) => one.repeat(Math.ceil(letters / one.length)).slice(0, letters)),
  ...worst.map((one) => `följ ${one.repeat(Math.ceil(letters / one.length)).slice(0, letters)}x`),
  different(letters),
];

/** One person who sends the most expensive text imaginable, as much of it as the limits allow. */
export const worstLetters: Figure = {
  name: 'worst-letters',
  lines: {
    growth: {
      title: 'Messages of 100,000 of the worst letters',
      unit: 'ms',
      reference: 'of 10,000',
      goal: ratioAtMost(2),
    },
    slowest: { title: '  the slowest of them', unit: 'ms', goal: 'none' },
    held: {
      title: 'Others wait, while 36 of 90,000 are sent',
      unit: 'ms',
      reference: '36 short ones',
      goal: below(100),
    },
  },
  async run(bench) {
    bench.step('a plan of 300 assignments');
    const { store } = await sqlitePlace();
    await openMunicipality(store, municipalityPlan(300), { people: 300, serviceUrl: 'http://127.0.0.1/' });
    const clock = movedClock(Temporal.Instant.from('2026-09-07T10:00:00+02:00'));
    const ports = portsOn(store, { messenger: new RecordingMessenger(), clock });
    await answerAll(ports, 10_000);
    let slowest = 0;
    const side = (letters: number) => async () => {
      const taken = await answerAll(ports, letters);
      if (letters === 100_000) slowest = Math.max(slowest, ...taken);
      return taken.reduce((sum, one) => sum + one, 0) / taken.length;
    };
    await bench.interleave('growth', 5, { ours: side(100_000), reference: side(10_000) });
    bench.measured('slowest', 'ours', slowest);
    const long = texts(90_000).filter((text) => Buffer.byteLength(text) < 200_000);
    const world = await startDemoWorld({ ownProcess: true });
    const wait = (from: readonly string[]) => () => waitOfOthers(world, from);
    await wait(long)();
    await bench.interleave('held', 5, {
      ours: wait(long),
      reference: wait(['hjälp', 'hur går det med hamnen?']),
    });
  },
};

/** Milliseconds for each message. */
async function answerAll(ports: Ports, letters: number): Promise<number[]> {
  const plan = await currentPlan(ports.store, tenantId);
  const actor = { tenantId, personId: '00000000-0000-4000-8000-000000000003' };
  const reading = readingIn('sv', { plan, clock: ports.clock });
  const turn = { actor, plan, ...reading, where: 'personal', demo: undefined } as const;
  const taken: number[] = [];
  for (const text of texts(letters)) {
    const began = performance.now();
    await runTypedCommand(ports, turn, text);
    taken.push(performance.now() - began);
  }
  return taken;
}

/** The longest wait of another person's request while one person sends 36 messages at once. */
async function waitOfOthers({ teams, people, service }: DemoWorld, from: readonly string[]): Promise<number> {
  let under = true;
  const written = Promise.all(
    Array.from({ length: 36 }, (_, index) => {
      const text = from[(index * 5) % from.length];
      return teams.post({ ...messageActivity(people.socialchef.envelope(), ''), text });
    }),
  ).finally(() => {
    under = false;
  });
  let longest = 0;
  while (under) {
    const began = performance.now();
    await (await fetch(`${service.url}/healthz`)).text();
    longest = Math.max(longest, performance.now() - began);
  }
  const statuses = (await written).map(({ status }) => status);
  if (statuses.some((status) => status !== 200)) throw new Error(`Answered with ${statuses.join(', ')}.`);
  return longest;
}
