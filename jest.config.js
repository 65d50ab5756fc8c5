export default {
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Files run in Node's own loader, which reads every module once per worker: see the three files.
  testEnvironment: '<rootDir>/test/support/jest/environment.mjs',
  runtime: '<rootDir>/test/support/jest/runtime.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/jest/end-file.mjs'],
  transform: {},
  // Two more than the cores of the smallest machine: some tests wait for what a clock cannot be moved past.
  maxWorkers: 4,
  // A worker that is told to end does so at once (runtime.mjs); half a second, as Jest has it, is little for that where
  // the machine is busy and a browser's folder is to be removed.
  workerGracefulExitTimeout: 10_000,
  // What takes a second where nothing else runs takes minutes on a machine that is shared by many.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/jest/heavy-first.mjs',
  reporters: ['default', '<rootDir>/test/support/jest/closing-line.mjs'],
};
