import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { PackedPaper } from './make-paper.ts';

/** The other side of `make-paper.ts`: writes one paper on a thread of its own, and ends. */
// A thread does not have by itself what Node keeps of the files: without it half the time goes into reading them.
enableCompileCache();
const { unpackPaper, writePaper } = await import('./make-paper.ts');
const { paper, format } = workerData as PackedPaper;
const body = await writePaper(unpackPaper(paper), format, (done, of) =>
  parentPort!.postMessage({ done, of }),
);
const whole = new Uint8Array(body);
parentPort!.postMessage({ body: whole }, [whole.buffer]);
