import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Line, Report } from '../figure.ts';
import { isReached, type Spread, spreadOf } from './statistics.ts';

/** One line of a figure, with all its values. */
export interface LineResult extends Line {
  readonly figure: string;
  readonly line: string;
  readonly values: { readonly ours: readonly number[]; readonly reference: readonly number[] };
  readonly ours: Spread;
  readonly besides: Spread | undefined;
  /** Spread of the per-round ratios. */
  readonly ratio: Spread | undefined;
  readonly reached: boolean | undefined;
}

export interface Run {
  readonly at: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  /** The machine's load at the start: if it is well above zero, the figures are only indicative. */
  readonly loadBefore: number;
  readonly seconds: number;
  readonly lines: readonly LineResult[];
}

const folder = new URL('../results/', import.meta.url);
const latestFile = new URL('latest.json', folder);
/** Committed: later runs are compared with it. */
const keptFile = new URL('kept.json', folder);

export function machineNow(): Pick<Run, 'at' | 'commit' | 'node' | 'machine' | 'loadBefore'> {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return {
    at: new Date().toISOString(),
    commit: commitNow(),
    node: process.version,
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${memory}`,
    loadBefore: loadavg()[0]!,
  };
}

function commitNow(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Leaves out lines without values: their figure failed. */
export function resultsOf(
  figure: string,
  lines: Readonly<Record<string, Line>>,
  reports: readonly Report[],
): LineResult[] {
  return Object.entries(lines).flatMap(([line, described]) => {
    const of = (side: 'ours' | 'reference') =>
      reports.flatMap((one) => ('line' in one && one.line === line && one.side === side ? one.value : []));
    const values = { ours: of('ours'), reference: of('reference') };
    if (values.ours.length === 0) return [];
    const [ours, besides] = [spreadOf(values.ours), spreadIfAny(values.reference)];
    const ratio = spreadIfAny(
      values.ours.flatMap((one, round) =>
        values.reference[round] === undefined ? [] : one / values.reference[round],
      ),
    );
    return {
      figure,
      line,
      ...described,
      values,
      ours,
      besides,
      ratio,
      reached: isReached(described.goal, ours, ratio),
    };
  });
}

function spreadIfAny(values: readonly number[]): Spread | undefined {
  return values.length > 0 ? spreadOf(values) : undefined;
}

export function readKept(): Run | undefined {
  return existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Run) : undefined;
}

/** Returns the file written. */
export function writeRun(run: Run, keep: boolean): URL {
  const text = `${JSON.stringify(run, undefined, 2)}\n`;
  writeFileSync(latestFile, text);
  if (keep) writeFileSync(keptFile, text);
  return keep ? keptFile : latestFile;
}
