import { readFileSync } from 'node:fs';

/** A Dockerfile read into its stages: enough of the language for ours, and a sentence for what is not. */

export interface Step {
  readonly instruction: string;
  /** All after the instruction, lines joined. */
  readonly text: string;
}

export interface Stage {
  readonly from: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Copy {
  /** Another stage, where it is not the project's folder. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

const known = ['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];

export function readDockerfile(path = 'Dockerfile'): readonly Stage[] {
  const stages: { from: string; name: string; steps: Step[] }[] = [];
  for (const line of readFileSync(path, 'utf8').replaceAll(/\\\n/gu, ' ').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, instruction = '', text = ''] = /^(\w+)\s+(.*)$/u.exec(line) ?? [];
    if (instruction === 'FROM') {
      const [from = '', , name = ''] = text.split(/\s+/u);
      stages.push({ from, name, steps: [] });
    } else if (known.includes(instruction)) stages.at(-1)!.steps.push({ instruction, text });
    else throw new Error(`The Dockerfile says ${line}, which this reader does not know.`);
  }
  return stages;
}

export function copyOf({ text }: Step): Copy {
  const all = text.split(/\s+/u);
  const words = all.filter((word) => !word.startsWith('--'));
  const from = all.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  return { from, sources: words.slice(0, -1), target: words.at(-1)! };
}

/** The program and its arguments of a CMD or HEALTHCHECK in JSON form. */
export function commandOf({ text }: Step): readonly string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}

/** An ENV's name and value, as an object with that one property. */
export function settingOf({ text }: Step): Record<string, string> {
  const [, name = '', value = ''] = /^(\w+)="?(.*?)"?$/u.exec(text) ?? [];
  return { [name]: value };
}

export function stepsOf(stage: Stage, instruction: string): readonly Step[] {
  return stage.steps.filter((step) => step.instruction === instruction);
}
