import { type Language, translator } from '../language/language.ts';
import { checkPlanFile } from '../plan/check-plan-aside.ts';
import { describeFault, type PlanFault } from '../plan/plan-fault.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { type PlanFile, readPlanFile } from '../plan/read-plan-file.ts';
import { sheetLanguage } from '../plan/workbook-words.ts';

export interface ReadPorts {
  print(line: string): void;
  /** Reports progress, separately from results. */
  progress?(line: string): void;
  /** The terminal's language. */
  readonly language: Language;
  /** The language chosen for this command; absent: faults are printed in the plan's own language. */
  readonly chosen?: Language | undefined;
  /** RODER_TIME_ZONE, for a plan that names no zone; absent: the default zone. Throws `config-invalid`. */
  timeZone?(): string;
}

/** Reads and checks a plan file; if it has faults, prints one per line and returns undefined. */
export async function readSoundPlan(file: string, ports: ReadPorts): Promise<PlanContent | undefined> {
  const read = await readPlanFile(file, (sheet, rows) => {
    const t = translator(ports.chosen ?? sheetLanguage(sheet) ?? ports.language);
    ports.progress?.(
      t(`planFaults:cli-step-${rows === undefined ? 'other-sheet' : 'sheet'}`, { sheet, rows }),
    );
  });
  const language = ports.chosen ?? languageIn(read) ?? ports.language;
  ports.progress?.(translator(language)('planFaults:cli-step-checking'));
  const checked = checkPlanFile(read, ports.timeZone?.());
  if ('plan' in checked) return checked.plan;
  sayFaults(checked.faults, { ...ports, language });
  return undefined;
}

/** The plan's language according to the file, Swedish if it states none; undefined if the file cannot be read. */
function languageIn(read: PlanFile): Language | undefined {
  if (!('input' in read)) return undefined;
  const { language } = (read.input ?? {}) as { readonly language?: unknown };
  return language === 'en' ? 'en' : 'sv';
}

function sayFaults(faults: readonly PlanFault[], ports: ReadPorts): void {
  const t = translator(ports.language);
  for (const fault of faults) ports.print(describeFault(fault, t));
  say(ports, 'cli-faults', { count: faults.length });
}

/** Prints one of the plan commands' sentences. */
export function say(
  { print, language }: Pick<ReadPorts, 'print' | 'language'>,
  key: string,
  values: Record<string, unknown>,
): void {
  print(translator(language)(`planFaults:${key}`, values));
}
