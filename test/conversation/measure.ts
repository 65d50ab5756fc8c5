import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { spokenAfter } from '../../src/conversation/ask.ts';
import type { Learnt } from '../../src/conversation/classifier.ts';
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
}

export type Verdict = 'right' | 'asked back' | 'declined' | 'wrong';

export interface Measured {
  readonly set: string;
  readonly lines: number;
  readonly right: number;
  readonly askedBack: number;
  readonly wrong: number;
}

const folder = new URL('sets/', import.meta.url);
export const setNames = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => name.slice(0, -4));
export const today = Temporal.PlainDate.from('2026-09-15');
const inNovember = Temporal.PlainDate.from('2026-11-28');
/** Every municipality in `test/worlds`, and the one of the demo. */
export const plans: Readonly<Record<string, Plan>> = {
  sjovik: planIn('../../demo/sjovik.yaml'),
  ...Object.fromEntries(
    globSync('*/plan.yaml', { cwd: new URL('../worlds/', import.meta.url) })
      .toSorted()
      .map((file) => [dirname(file), planIn(`../worlds/${file}`)]),
  ),
};

/** The day on which a set's hand wrote. */
export function dayOf(set: string): Temporal.PlainDate {
  return /november|late|wide|clean|ordinary|varied/u.test(set) ? inNovember : today;
}

/** Nothing was ever learnt from it. */
export function isKept(set: string): boolean {
  return isClean(set) || /ordinary|varied/u.test(set);
}

/** Nobody who changed Roder ever read its misses either. */
export function isClean(set: string): boolean {
  return set.includes('clean');
}

function planIn(file: string): Plan {
  const checked = checkPlan(parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  if ('plan' in checked) return indexPlan(checked.plan, 1);
  throw new TypeError(JSON.stringify(checked.faults));
}

export function linesOf(set: string): Line[] {
  const ofDepartments = inDepartments(plans[set.split('-')[0]!]!);
  return readFileSync(new URL(`${set}.tsv`, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [language = '', text = '', intent = '', subjects = '', period = ''] = line.split('\t');
      return {
        language: language.replace('+', '') as Line['language'],
        goesOn: language.startsWith('+'),
        text,
        intents: intent.split('|'),
        subjects: subjects === '' ? ['-'] : subjects.split('|').flatMap(ofDepartments),
        periods: period === '' ? ['-'] : period.split('|'),
      };
    });
}

/** A department is all the assignments that it leads. */
function inDepartments({ content, assignments }: Plan): (subjects: string) => string[] {
  const departments = new Set(content.departments.map(({ id }) => id));
  const ledBy = (one: string) =>
    assignments.filter(({ leadDepartment }) => leadDepartment === one).map(({ id }) => id);
  return (subjects) =>
    departments.has(subjects) ? [subjects, ledBy(subjects).join(' ') || '-'] : [subjects];
}

/** Each line of a set with how it was understood; in one chat every line has what was said before it. */
export function read(
  set: string,
  learnt?: Learnt,
  isOneChat = false,
): { line: Line; understood: Understood; verdict: Verdict }[] {
  const plan = plans[set.split('-')[0]!]!;
  let before: Spoken | undefined;
  return linesOf(set).map((line) => {
    const { text, isThanks } = readMessage(line.text);
    if (!line.goesOn && !isOneChat) before = undefined;
    const understood: Understood = understand(
      isThanks ? 'tack' : `${text}${line.text.trim().endsWith('?') ? '?' : ''}`,
      {
        plan,
        today: dayOf(set),
        before,
        learnt,
      },
    );
    before = spokenAfter(before, understood);
    return { line, understood, verdict: judge(line, understood) };
  });
}

const strict = new Set(['status', 'indicator', 'whole', 'aspect', 'deviations', 'news', 'export']);

export function judge(line: Line, { outcome, intent, subjects, period }: Understood): Verdict {
  const isUnknown = line.intents.includes('unknown');
  if (outcome === 'declined') return isUnknown ? 'right' : 'declined';
  if (outcome === 'asked-back') return line.intents.includes('ask') ? 'right' : 'asked back';
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

export function measure(set: string): Measured {
  const known = measured.get(set) ?? measureAnew(set);
  measured.set(set, known);
  return known;
}

const measured = new Map<string, Measured>();

function measureAnew(set: string): Measured {
  const verdicts = read(set).map(({ verdict }) => verdict);
  const share = (one: Verdict) => verdicts.filter((verdict) => verdict === one).length / verdicts.length;
  return {
    set,
    lines: verdicts.length,
    right: share('right'),
    askedBack: share('asked back'),
    wrong: share('wrong'),
  };
}

/** `node test/conversation/measure.ts [SET]`: the figures of each set, and its misses, but for those of the clean ones. */
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const chosen = setNames.filter((name) => !process.argv[2] || name.includes(process.argv[2]));
  for (const set of chosen.filter((name) => !isClean(name))) {
    for (const { line, understood, verdict } of read(set)) {
      if (verdict === 'right') continue;
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
  for (const set of chosen) {
    const { lines, right, askedBack, wrong } = measure(set);
    console.log(
      `${set.padEnd(24)} ${String(lines).padStart(3)}  right ${right.toFixed(3)}  asked back ${askedBack.toFixed(3)}  wrong ${wrong.toFixed(3)}`,
    );
  }
}
