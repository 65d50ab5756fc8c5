import { fork } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../infra/bundle.ts';
import type { Report } from './figure.ts';
import { figures } from './figures.ts';
import { type LineResult, machineNow, readKept, resultsOf, writeRun } from './report/results.ts';
import { tableOf } from './report/table.ts';
import { image } from './tools/service.ts';

/**
 * `npm run bench`: measures every figure and its reference, one at a time, each in its own process.
 * --only NAME: only this figure (repeatable)
 * --keep: later runs are compared with this one (bench/results/kept.json)
 * --profile: writes a CPU profile of every measured process to bench/results/profiles
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    keep: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const usage = `npm run bench -- [--only NAME]… [--keep] [--profile]\nNames: ${Object.keys(figures).join(', ')}`;
const unknown = (options.only ?? []).filter((name) => !figures[name]);
if (options.help || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no figure called ${name}.`);
  console.log(usage);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const profiles = join(import.meta.dirname, 'results/profiles');
if (options.profile) mkdirSync(profiles, { recursive: true });
const names = options.only ?? Object.keys(figures);
const machine = machineNow();
const start = performance.now();
const failed: string[] = [];
const lines: LineResult[] = [];

console.log(
  `${machine.commit}, Node ${machine.node}, ${machine.machine}, load ${machine.loadBefore.toFixed(1)}`,
);
if (machine.loadBefore > 0.5)
  console.log('Something else is running on this machine: ratios hold better than figures.');
await bundle(image);
// Moving the clock is a door of the demo's, which is not in the image.
cpSync(join(import.meta.dirname, '../demo'), join(image, 'demo'), { recursive: true });
for (const name of names) lines.push(...(await measure(name)));
const seconds = Math.round((performance.now() - start) / 1000);
const kept = readKept();
console.log(`\n${tableOf(lines, kept)}\n`);
if (kept)
  console.log(
    `Kept run: ${kept.at.slice(0, 10)}, ${kept.commit}. It is compared by ratio where there is one.`,
  );
const file = writeRun({ ...machine, seconds, lines }, options.keep && !options.only);
console.log(`${seconds} s. Written to ${fileURLToPath(file)}`);
if (options.keep && options.only) console.log('Not kept: only whole runs are.');
for (const name of failed) console.error(`${name} could not be measured.`);
process.exit(failed.length > 0 ? 1 : 0);

async function measure(name: string): Promise<LineResult[]> {
  const figure = await figures[name]!();
  const reports = await reportsOf(name);
  const found = resultsOf(name, figure.lines, reports);
  if (found.length < Object.keys(figure.lines).length) failed.push(name);
  return found;
}

/** Collects the reports from the figure's process and shows progress as they arrive. */
function reportsOf(name: string): Promise<Report[]> {
  const began = performance.now();
  const script = join(import.meta.dirname, 'run-figure.ts');
  const env = { ...process.env, ...(options.profile ? { RODER_BENCH_PROFILES: profiles } : {}) };
  const execArgv = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const child = fork(script, [name], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env, execArgv });
  const reports: Report[] = [];
  child.on('message', (report: Report) => {
    reports.push(report);
    if ('step' in report) show(name, report.step, began);
  });
  process.once('exit', () => child.kill());
  return new Promise((resolve) => {
    child.once('close', (code) => {
      show(name, code === 0 ? 'measured' : `ended with ${code}`, began);
      if (process.stdout.isTTY) console.log();
      resolve(reports);
    });
  });
}

/** One line per figure on a terminal, one per step in a log. */
function show(name: string, step: string, began: number): void {
  const text = `${name.padEnd(12)} ${String(Math.round((performance.now() - began) / 1000)).padStart(3)} s  ${step}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${text}`);
  else console.log(text);
}
