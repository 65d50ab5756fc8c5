import short from './jest.config.js';

/** What takes longer than a test run may: the same proofs with larger counts, one file at a time. */
export default {
  ...short,
  testMatch: ['<rootDir>/test/long/**/*.long.ts'],
  maxWorkers: 1,
  testTimeout: 3_600_000,
};
