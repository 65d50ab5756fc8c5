import { parentPort, threadId } from 'node:worker_threads';

/** A thread for `test/base/aside.test.ts`: says who it is, or does what it is told to end by. */
parentPort!.on('message', (order: 'say' | 'throw' | 'exit' | 'hang') => {
  if (order === 'throw') throw new TypeError('As it was told.');
  if (order === 'exit') process.exit(3);
  if (order === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  parentPort!.postMessage('begun');
  parentPort!.postMessage(threadId);
});
