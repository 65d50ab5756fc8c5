import { statSync } from 'node:fs';

/**
 * What takes most seconds, by far: begun first, so that no worker is left alone with one of them at the end. What mostly
 * waits for what no clock can be moved past stands between what keeps a processor busy.
 */
const heavy = [
  'turns/store-away',
  'web/pages-in-browser',
  'playground/playground',
  'reminders/send-proofs',
  'counterparts/counterparts',
  'playground/conversation',
  'design',
  'exports/word-as-pdf',
  'turns/teams-stumbles',
  'schedule/release-hold',
  'storage/cosmos-faults',
  'api/agent-conversations',
  'http/slow-clients',
  'soak/soak',
  'exports/export-command',
  'turns/stopping',
  'accessibility/cards',
  'upgrades/side-by-side',
  'http/health',
  'infra/dockerfile',
  'cli/demo',
  'exports/downloads',
  'messages/delivery',
  'conversation/sets',
  'turns/importing-killed',
  'security/turn-limits',
  'turns/answering-killed',
  'telemetry/telemetry',
  'turns/answering-in-browser',
  'plan/hostile-workbooks',
  'http/odd-activities',
  'security/secrets',
  'web/long-lists',
];

const placeOf = ({ path }) => {
  const place = heavy.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? heavy.length : place;
};

/** The order of the test files, the same on a machine that has run them before and on one that has not. */
export default class HeavyFirst {
  sort(tests) {
    const sizes = new Map(tests.map((one) => [one, statSync(one.path).size]));
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || sizes.get(b) - sizes.get(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests) {
    return tests;
  }

  cacheResults() {}
}
