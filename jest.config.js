export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Files run in Node's own loader, which reads every module once per worker: see the three files.
  testEnvironment: '<rootDir>/test/support/jest/environment.mjs',
  runtime: '<rootDir>/test/support/jest/runtime.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/jest/end-file.mjs'],
  transform: {},
  // Two cores, and tests that start the whole service: more at once only wait for each other.
  maxWorkers: 2,
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/support/jest/closing-line.mjs'],
};
