import { statSync } from 'node:fs';

/** What takes most seconds, by far: begun first, so that no worker is left alone with one of them at the end. */
const heavy = [
  'counterparts/counterparts',
  'reminders/send-proofs',
  'web/pages-in-browser',
  'turns/teams-stumbles',
  'security/requests',
  'playground/playground',
  'playground/conversation',
  'soak/soak',
  'turns/store-away',
  'exports/word-as-pdf',
  'turns/answering-in-browser',
  'security/linear-patterns',
  'api/agent-conversations',
  'storage/cosmos-faults',
  'http/slow-clients',
  'http/health',
  'http/odd-activities',
  'turns/stopping',
  'plan/hostile-workbooks',
  'messages/delivery',
  'design',
  'cli/demo',
  'storage/cosmos-races',
  'security/secrets',
  'playground/delivered',
  'schedule/release-hold',
  'turns/importing-killed',
  'turns/answering-killed',
  'accessibility/cards',
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
