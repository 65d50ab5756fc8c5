import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Ending = () => Promise<unknown> | unknown;

const endings: Ending[] = [];

/** Whatever a test leaves running is ended after its file (`jest/end-file.mjs`), the latest first. Outside jest: `endAll`. */
export function atEnd(ending: Ending): void {
  endings.push(ending);
}

/**
 * All of them are taken at once: one that hangs until Jest gives its file up must not go on, when it is done, with what
 * the next file of the same worker has begun. Rejects with the first fault, once each has been tried.
 */
export async function endAll(): Promise<void> {
  const faults: unknown[] = [];
  for (const ending of endings.splice(0).toReversed())
    try {
      await ending();
    } catch (fault) {
      faults.push(fault);
    }
  if (faults.length > 0) throw faults[0];
}

/** A folder of its own, gone at the end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roder-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
