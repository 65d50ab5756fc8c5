import { parentPort, workerData } from 'node:worker_threads';
import { type PackedPaper, unpackPaper, writePaper } from './make-paper.ts';

/** The other side of `make-paper.ts`: writes one paper on a thread of its own, and ends. */
const { paper, format } = workerData as PackedPaper;
const body = await writePaper(unpackPaper(paper), format, (done, of) =>
  parentPort!.postMessage({ done, of }),
);
const whole = new Uint8Array(body);
parentPort!.postMessage({ body: whole }, [whole.buffer]);
