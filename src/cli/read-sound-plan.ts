import { type Language, translator } from '../language/language.ts';
import { checkPlanFile } from '../plan/check-plan-aside.ts';
import { describeFault, type PlanFault } from '../plan/plan-fault.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { type PlanFile, readPlanFile } from '../plan/read-plan-file.ts';

export interface ReadPorts {
  print(line: string): void;
  /** What is being done, beside what came of it. */
  progress?(line: string): void;
  /** The terminal's. */
  readonly language: Language;
  /** Chosen for this command; absent: what is said of a plan is said in the plan's own language. */
  readonly chosen?: Language | undefined;
  /** RODER_TIME_ZONE, for a plan that names none; absent: the usual one. Throws `config-invalid`. */
  timeZone?(): string;
}

/** The plan of a file; undefined where it has faults, each of which is then said on a line. */
export async function readSoundPlan(file: string, ports: ReadPorts): Promise<PlanContent | undefined> {
  const t = translator(ports.language);
  const told = (sheet: string, rows?: number) =>
    ports.progress?.(
      t(`planFaults:cli-step-${rows === undefined ? 'other-sheet' : 'sheet'}`, { sheet, rows }),
    );
  const read = await readPlanFile(file, told);
  ports.progress?.(t('planFaults:cli-step-checking'));
  const checked = checkPlanFile(read, ports.timeZone?.());
  if ('plan' in checked) return checked.plan;
  sayFaults(checked.faults, { ...ports, language: ports.chosen ?? languageIn(read) ?? ports.language });
  return undefined;
}

/** The language a file says that its plan is in, Swedish where it says nothing; undefined where it cannot be read. */
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

/** A sentence of the plan commands. */
export function say(
  { print, language }: Pick<ReadPorts, 'print' | 'language'>,
  key: string,
  values: Record<string, unknown>,
): void {
  print(translator(language)(`planFaults:${key}`, values));
}
