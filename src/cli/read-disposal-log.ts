import { readFile } from 'node:fs/promises';
import * as z from 'zod/v4';
import { RoderError } from '../base/errors.ts';
import { parsedJson } from '../base/json.ts';
import { type Language, translator } from '../language/language.ts';
import { recordTypes } from '../plan/plan-schema.ts';
import type { LoggedDisposal } from '../retention/dispose.ts';

const timestamp = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u);
const count = z.number().int().min(0);
const logged = z.object({
  tenantId: z.string().min(1),
  id: z.string().regex(/^\w+$/u),
  decision: z.string().min(1),
  plannedAt: timestamp,
  doneAt: timestamp,
  lines: z.array(
    z.object({
      record: z.enum(recordTypes),
      months: count,
      before: timestamp,
      found: count,
      oldest: timestamp.optional(),
      newest: timestamp.optional(),
      disposed: count,
    }),
  ),
});

/**
 * Reads the output of `roder retention log --json`. Throws `disposal-log-unreadable`, naming the first line it cannot
 * read: with half a log, records that must be gone would stay.
 */
export async function readDisposalLog(file: string, language: Language): Promise<LoggedDisposal[]> {
  const t = translator(language);
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new RoderError('disposal-log-unreadable', t('backup.again.missing', { file }), { cause });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = logged.safeParse(parsedJson(line));
    if (parsed.success) return parsed.data;
    throw new RoderError('disposal-log-unreadable', t('backup.again.unreadable', { file, line: index + 1 }));
  });
}
