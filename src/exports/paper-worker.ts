import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { PackedPaper } from './make-paper.ts';

/** The other side of `make-paper.ts`: writes papers on a thread of its own. */
// A thread does not have by itself what Node keeps of the files: without it half the time goes into reading them.
// It is kept at once, since the thread is ended from outside.
enableCompileCache();
const { unpackPaper, writePaper } = await import('./make-paper.ts');
parentPort!.on('message', async ({ paper, format }: PackedPaper) => {
  const body = await writePaper(unpackPaper(paper), format, (done, of) =>
    parentPort!.postMessage({ done, of }),
  );
  const whole = new Uint8Array(body);
  parentPort!.postMessage({ body: whole }, [whole.buffer]);
  flushCompileCache();
});
