import { resolve } from 'node:path';
import { asError, RoderError } from '../base/errors.ts';
import { type Language, translator } from '../language/language.ts';

/** What a file system says, by what a person does about it. */
const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'folder',
  EEXIST: 'there',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  ENAMETOOLONG: 'name',
};

/** Why a command did not do its work: always a sentence, with what to do; never a stack, never a bare code. */
export function failureSentence(thrown: unknown, language: Language): string {
  const error = asError(thrown);
  const t = translator(language);
  if (error instanceof RoderError) return error.message;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const fault = syscall && fileFaults[code];
  if (!fault) return t('cli.failed.other', { message: error.message });
  return path ? t(`cli.failed.${fault}`, { path: resolve(path) }) : t('cli.failed.output', { code });
}
