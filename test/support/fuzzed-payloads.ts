import { stepNames } from '../../src/answers/cards-of-0.1.0.ts';
import { actions } from '../../src/bot/card-actions.ts';
import { forecasts, statuses } from '../../src/reports/report.ts';
import { demoPeople } from './demo-people.ts';
import { leadershipChannel } from './demo-world.ts';
import { seeded } from './seeded.ts';

/** One action as it might come over the wire: nearly right, quite wrong, or made to hurt. */
export interface FuzzedPayload {
  /** Who sends it: one of the demo's people, somebody unknown, or somebody of another organisation. */
  readonly actor: keyof typeof demoPeople | 'unknown' | 'otherTenant';
  readonly inChannel: boolean;
  /** The invoke's value, as sent. */
  readonly value: unknown;
}

export const otherTenant = '00000000-0000-4000-8000-0000000000bb';

type Random = () => number;

const roundId = '2026-D';
const people = Object.keys(demoPeople) as (keyof typeof demoPeople)[];
/** What each is asked about, so that most of what they send leads somewhere. */
const ownAssignments: Readonly<Record<string, readonly string[]>> = {
  socialchef: ['gu2', 'pu4'],
  samhallsbyggnadschef: ['gu3', 'pu1', 'pu2'],
  kommundirektor: ['gu4'],
  hrChef: ['gu1', 'pu3'],
};
const assignmentIds = ['gu1', 'gu2', 'gu3', 'gu4', 'pu1', 'pu2', 'pu3', 'pu4'];
const indicatorIds = Array.from({ length: 22 }, (_, index) => `i${index + 1}`);
const askIds = Object.values(demoPeople).map((person) => `${roundId}:${person}`);
const roles = ['kommundirektor', 'socialchef', 'samhallsbyggnadschef', 'utredare', 'hr-chef', 'nobody'];
const words = [
  'Vi följer planen.',
  '**fet** [x](javascript:1) <at>Alla</at>',
  '${ids.ask}',
  '=1+1',
  'å'.repeat(990),
];
const numbers = ['12,5', '1 234', '1.234,5,6', '1e400', 'NaN', '−3', '', '90', '0', '12 procentish', '１２'];

/** For each key of a card's data and inputs what a card might hold there. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  ask: askIds,
  assignment: assignmentIds,
  step: stepNames,
  inputs: ['status ownWords', 'reading-i12 comment-i12 nothing', '', 'x '.repeat(4000)],
  fold: ['help', 'aspects', 'comments', 'nothing'],
  unchanged: ['true', 'false'],
  page: [1, 2, '1', 0, 99],
  seen: ['none.0.0', 'x.1.1', '1.1.0'],
  keep: ['mine', 'theirs'],
  revisions: [0, 1, '2'],
  reason: words,
  request: assignmentIds.map((id) => `${roundId}:${id}`),
  wish: [1, 2, '1'],
  list: ['support:2026-D:gu2:1:1', 'support:2026-D:pu4:1:1', 'nothing'],
  summary: [`${roundId}:${leadershipChannel}`, ''],
  path: ['whole', 'help', 'assignments', 'assignment:gu2', 'indicator:i14', 'aspect:social', 'a/b/c/d'],
  words,
  round: [roundId, '2026-T1', '2026-H'],
  day: ['2026-09-10', '2026-13-40', 'i morgon'],
  id: [...assignmentIds, ...indicatorIds],
  type: ['assignment', 'indicator', 'role'],
  kind: ['status', 'help', 'round'],
  from: [0, 5],
  role: roles,
  deputy: roles,
  returns: ['2026-09-20', '2020-01-01', 'snart'],
  hour: ['09:30', '25:00', '03:00'],
  weekday: ['1', '6'],
  language: ['sv', 'en', 'fi'],
  choice: ['tomorrow', 'monday', 'day'],
  format: ['csv', 'json'],
  status: [...statuses, 'great'],
  forecast: forecasts,
  ownWords: words,
  helpWhat: words,
  helpFrom: roles,
  helpWho: ['regionens primärvård', 'Kommundirektör', 'x'.repeat(400)],
  ...Object.fromEntries(['economic', 'ecological', 'social'].map((aspect) => [`aspect-${aspect}`, words])),
  ...Object.fromEntries(indicatorIds.map((id) => [`reading-${id}`, numbers])),
  ...Object.fromEntries(indicatorIds.map((id) => [`skip-${id}`, ['not-ready', 'because', '']])),
  ...Object.fromEntries(indicatorIds.map((id) => [`comment-${id}`, words])),
  'milestone-detaljplan': ['reached', 'not_yet', 'moved', 'gone'],
  'moved-detaljplan': ['2027-09-30', '2027-02-31'],
};
const keys = Object.keys(fitting);
/** What decides where an action leads: there more often than not. */
const leading = ['ask', 'assignment', 'from', 'request', 'round', 'summary', 'path', 'id', 'choice', 'words'];

const nested = (depth: number): unknown => (depth === 0 ? 'deep' : { a: [nested(depth - 1)] });
const wrong: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, 1.5, '', ' ', [], {}, [[]], ['a', 'b'], { $ne: null }, nested(60)],
  ...[
    'x'.repeat(10_000),
    'å'.repeat(50_000),
    '\u0000',
    '\ud800',
    '\u202Eabc',
    '../../etc/passwd',
    "' or 1=1 --",
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '@answer.next',
    '${$root}',
    otherTenant,
    `${roundId}:${otherTenant}`,
  ],
  ...['2026-D:gu2/../x', '#', '?', '\\', 'a:b:c:d', '9'.repeat(400)],
];
const strangeKeys = ['__proto__', 'constructor', 'tenantId', 'personId', 'from', 'x'.repeat(300), '', 'etag'];

const verbs = Object.keys(actions);
/** Where people write. */
const often = [
  'answer/next',
  'answer/next',
  'answer/unfold',
  'answer/submit',
  'answer/change',
  'support/reply',
];

/** The same for the same seed. */
export function* fuzzedPayloads(count: number, seed: number): Generator<FuzzedPayload> {
  const random = seeded(seed);
  for (let index = 0; index < count; index++) yield payload(random);
}

function payload(random: Random): FuzzedPayload {
  const verb = pick(random, random() < 0.5 ? often : verbs);
  const actor = actorFor(random, verb);
  const inChannel = random() < 0.1;
  if (random() < 0.03) return { actor, inChannel, value: pick(random, wrong) };
  const data = random() < 0.03 ? pick(random, wrong) : dataFor(random, actor);
  const sent = random() < 0.05 ? pick(random, [...wrong, ...strangeKeys]) : verb;
  return {
    actor,
    inChannel,
    value: { action: { type: 'Action.Execute', verb: sent, data }, trigger: 'manual' },
  };
}

/** Rounds are the administrator's to move: with nobody else may they be seen to move. */
function actorFor(random: Random, verb: string): FuzzedPayload['actor'] {
  const chance = random();
  if (chance < 0.05) return 'unknown';
  if (chance < 0.1) return 'otherTenant';
  const may = verb.startsWith('rounds/') ? people.filter((one) => one !== 'utredare') : people;
  return pick(random, may);
}

function dataFor(random: Random, actor: FuzzedPayload['actor']): Record<string, unknown> {
  const wanted = [
    ...leading.filter(() => random() < 0.9),
    ...keys.filter((key) => !leading.includes(key) && random() < 0.4),
  ];
  const own = actor in demoPeople ? `${roundId}:${demoPeople[actor as keyof typeof demoPeople]}` : undefined;
  const wrongness = pick(random, [0, 0, 0.02, 0.1, 0.5]);
  const entries = wanted.map((key): [string, unknown] => {
    if (random() < wrongness) return [key, pick(random, wrong)];
    if (key === 'ask' && own && random() < 0.8) return [key, own];
    if (key === 'assignment' && random() < 0.8)
      return [key, pick(random, ownAssignments[actor] ?? assignmentIds)];
    return [key, pick(random, fitting[key]!)];
  });
  const extra = random() < wrongness ? [[pick(random, strangeKeys), pick(random, wrong)] as const] : [];
  return Object.fromEntries([...entries, ...extra]);
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}
