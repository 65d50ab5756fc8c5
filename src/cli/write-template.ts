import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Language } from '../language/language.ts';
import { type ReadPorts, readSoundPlan, say } from './read-sound-plan.ts';

export interface TemplateOptions {
  /** Another plan, to fill the workbook with. */
  readonly from?: string;
  readonly language?: Language;
}

/** Writes a plan's workbook; never over a file that somebody may have filled in. */
export async function writeTemplate(
  file: string,
  { from, language }: TemplateOptions,
  ports: ReadPorts,
): Promise<0 | 1> {
  if (extname(file).toLowerCase() !== '.xlsx') return refused('cli-template-kind', file, ports);
  const plan = from === undefined ? undefined : await readSoundPlan(from, ports);
  if (from !== undefined && !plan) return 1;
  const { writeWorkbook } = await import('../plan/write-workbook.ts');
  const book = await writeWorkbook(plan, language ?? plan?.language ?? ports.language);
  try {
    await writeFile(file, book, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return refused('cli-template-there', file, ports);
    throw error;
  }
  say(ports, 'cli-template', { file });
  return 0;
}

function refused(key: string, file: string, ports: ReadPorts): 1 {
  say(ports, key, { file });
  return 1;
}
