import { readdirSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { readMessage } from '../../src/conversation/clean.ts';
import type { Spoken, Understood } from '../../src/conversation/meaning.ts';
import { understand } from '../../src/conversation/understand.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';

/** A line of a set: see `sets/README.md`. */
export interface Line {
  readonly language: 'sv' | 'en';
  readonly goesOn: boolean;
  readonly text: string;
  readonly intents: readonly string[];
  readonly subjects: readonly string[];
  readonly periods: readonly string[];
  readonly split: 'build' | 'held';
}

export type Verdict = 'right' | 'asked back' | 'declined' | 'wrong';

export interface Measured {
  readonly set: string;
  readonly split: Line['split'];
  readonly lines: number;
  readonly right: number;
  readonly askedBack: number;
  readonly wrong: number;
}

const folder = new URL('sets/', import.meta.url);
export const setNames = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => name.slice(0, -4));
const today = Temporal.PlainDate.from('2026-09-15');
export const plans: Readonly<Record<string, Plan>> = {
  sjovik: planIn('../../demo/sjovik.yaml'),
  norrnas: planIn('../worlds/norrnas/plan.yaml'),
};

function planIn(file: string): Plan {
  const checked = checkPlan(parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  if ('plan' in checked) return indexPlan(checked.plan, 1);
  throw new TypeError(JSON.stringify(checked.faults));
}

export function linesOf(set: string): Line[] {
  return readFileSync(new URL(`${set}.tsv`, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [language = '', text = '', intent = '', subjects = '', period = '', split = ''] =
        line.split('\t');
      return {
        language: language.replace('+', '') as Line['language'],
        goesOn: language.startsWith('+'),
        text,
        intents: intent.split('|'),
        subjects: subjects === '' ? ['-'] : subjects.split('|'),
        periods: period === '' ? ['-'] : period.split('|'),
        split: split as Line['split'],
      };
    });
}

/** Each line of a set with how it was understood. */
export function read(set: string): { line: Line; understood: Understood; verdict: Verdict }[] {
  const plan = plans[set.split('-')[0]!]!;
  let before: Spoken | undefined;
  return linesOf(set).map((line) => {
    const { text, isThanks } = readMessage(line.text);
    const understood: Understood = understand(
      isThanks ? 'tack' : `${text}${line.text.trim().endsWith('?') ? '?' : ''}`,
      {
        plan,
        today,
        before: line.goesOn ? before : undefined,
      },
    );
    if (understood.outcome === 'answered' || !line.goesOn) before = understood;
    return { line, understood, verdict: judge(line, understood) };
  });
}

const strict = new Set(['status', 'indicator', 'whole', 'aspect', 'deviations', 'news', 'export']);

export function judge(line: Line, { outcome, intent, subjects, period }: Understood): Verdict {
  const isUnknown = line.intents.includes('unknown');
  if (outcome === 'declined') return isUnknown ? 'right' : 'declined';
  if (outcome === 'asked-back') return 'asked back';
  if (!line.intents.includes(intent)) return 'wrong';
  const found =
    subjects
      .map(({ type, id }) => (type === 'term' ? '-' : id))
      .filter((id) => id !== '-')
      .toSorted()
      .join(' ') || '-';
  const said = period ? `${period.from}/${period.to}` : '-';
  const isAbout = line.subjects.some((one) => one.split(' ').toSorted().join(' ') === found);
  const isTimed = line.periods.includes(said);
  const free = !strict.has(intent);
  const [noSubject, noPeriod] = [line.subjects.join() === '-', line.periods.join() === '-'];
  if (!(isAbout || (free && noSubject))) return found === '-' ? 'declined' : 'wrong';
  if (!(isTimed || (free && noPeriod))) return 'wrong';
  return 'right';
}

export function measure(set: string, split: Line['split']): Measured {
  const verdicts = read(set)
    .filter(({ line }) => line.split === split)
    .map(({ verdict }) => verdict);
  const share = (one: Verdict) => verdicts.filter((verdict) => verdict === one).length / verdicts.length;
  return {
    set,
    split,
    lines: verdicts.length,
    right: share('right'),
    askedBack: share('asked back'),
    wrong: share('wrong'),
  };
}

/** `node test/conversation/measure.ts [SET]`: the figures of both halves, and single misses of the half one builds by. */
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const chosen = setNames.filter((name) => !process.argv[2] || name.includes(process.argv[2]));
  for (const set of chosen) {
    for (const { line, understood, verdict } of read(set)) {
      if (line.split !== 'build' || verdict === 'right') continue;
      const { intent, subjects, period, outcome, confidence } = understood;
      const got = [
        intent,
        subjects.map(({ id }) => id).join(' '),
        period ? `${period.from}/${period.to}` : '',
      ].join(' · ');
      const wanted = [line.intents.join('|'), line.subjects.join('|'), line.periods.join('|')].join(' · ');
      console.log(
        `${verdict.toUpperCase()} ${set} ${line.goesOn ? '+' : ''}“${line.text}” ${outcome} ${confidence.toFixed(2)}\n    got ${got}\n    wanted ${wanted}`,
      );
    }
  }
  const all = chosen
    .flatMap((set) => (['build', 'held'] as const).map((split) => measure(set, split)))
    .filter(({ lines }) => lines > 0);
  for (const { set, split, lines, right, askedBack, wrong } of all)
    console.log(
      `${set.padEnd(24)} ${split} ${String(lines).padStart(3)}  right ${right.toFixed(3)}  asked back ${askedBack.toFixed(3)}  wrong ${wrong.toFixed(3)}`,
    );
  for (const split of ['build', 'held'] as const) {
    const those = all.filter((one) => one.split === split && !one.set.includes('known'));
    const sum = (of: (one: Measured) => number) =>
      those.reduce((total, one) => total + of(one) * one.lines, 0) /
      those.reduce((total, one) => total + one.lines, 0);
    console.log(
      `${split}: right ${sum((one) => one.right).toFixed(3)} asked back ${sum((one) => one.askedBack).toFixed(3)} wrong ${sum((one) => one.wrong).toFixed(3)}`,
    );
  }
}
