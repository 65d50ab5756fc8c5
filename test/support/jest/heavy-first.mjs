import { statSync } from 'node:fs';

/** What takes most seconds, by far: begun first, so that no worker is left alone with one of them at the end. */
const heavy = [
  'soak/soak',
  'counterparts/counterparts',
  'reminders/send-proofs',
  'web/pages-in-browser',
  'storage/cosmos-races',
  'design',
  'exports/word-as-pdf',
  'playground/playground',
  'cli/demo',
  'exports/csv-in-calc',
  'turns/answering-killed',
  'turns/importing-killed',
  'turns/stopping',
  'upgrades/side-by-side',
  'exports/downloads',
  'messages/delivery',
  'summaries/summary-size',
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
