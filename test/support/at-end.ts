import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Ending = () => Promise<unknown> | unknown;

const endings: Ending[] = [];

/** Whatever a test leaves running is ended after its file (`jest/end-file.mjs`), the latest first. Outside jest: `endAll`. */
export function atEnd(ending: Ending): void {
  endings.push(ending);
}

export async function endAll(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}

/** A folder of its own, gone at the end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roder-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
