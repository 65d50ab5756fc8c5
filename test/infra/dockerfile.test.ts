import { cpSync, existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundle } from '../../infra/bundle.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { commandOf, copyOf, readDockerfile, stepsOf } from '../support/dockerfile.ts';

const stages = readDockerfile();
const image = stages.at(-1)!;
const copies = stages.flatMap((stage) => stepsOf(stage, 'COPY').map(copyOf));
const ofProject = copies.filter(({ from }) => !from).flatMap(({ sources }) => sources);

describe('the Dockerfile', () => {
  test('copies only what there is, and .dockerignore lets just that through', () => {
    expect(ofProject.filter((path) => !existsSync(path))).toEqual([]);
    const lines = readFileSync('.dockerignore', 'utf8').split('\n');
    const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(lines).toContain('*');
    expect(allowed.toSorted()).toEqual([...new Set(ofProject)].toSorted());
  });

  test('copies from stages that come before', () => {
    const names = stages.slice(0, -1).map(({ name }) => name);
    for (const { from } of copies.filter((copy) => copy.from)) expect(names).toContain(from);
  });

  test('takes Node 24, installs by the lock file without scripts', () => {
    for (const { from } of stages) expect(from).toMatch(/^node:24(?:\.\d+)*-alpine/u);
    const runs = stages.flatMap((stage) => stepsOf(stage, 'RUN').map(({ text }) => text));
    expect(runs[0]).toBe('npm ci');
    expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true');
  });

  test('is compiled beforehand with the flags of V8 that it runs with, without which nothing of that is used', () => {
    const [, ...flags] = commandOf(stepsOf(image, 'CMD')[0]!).slice(0, -1);
    const filling = stages.flatMap((stage) => stepsOf(stage, 'RUN').map(({ text }) => text));
    for (const program of ['roder/main.js', '../source/infra/fill-compile-cache.ts'])
      expect(filling.join(' ')).toContain(['node', ...flags, program].join(' '));
  });

  test('runs as somebody without rights, straight from Node', () => {
    expect(stepsOf(image, 'RUN')).toEqual([]);
    expect(stepsOf(image, 'USER').map(({ text }) => text)).toEqual(['node']);
  });

  test('carries no setting of an organisation’s, least of all a secret', () => {
    const names = stepsOf(image, 'ENV').map(({ text }) => text.split('=')[0]);
    const ofNode = ['NODE_COMPILE_CACHE', 'NODE_COMPILE_CACHE_PORTABLE', 'NODE_OPTIONS'];
    expect(names).toEqual(['NODE_ENV', 'HOST', 'PORT', ...ofNode]);
  });
});

test('the bundle has the programs and threads that are started by name, runs, answers and writes a paper', async () => {
  const folder = await temporaryFolder();
  await bundle(folder);
  const started = ['CMD', 'HEALTHCHECK'].map((name) => commandOf(stepsOf(image, name)[0]!).at(-1)!);
  const threads = globSync('src/**/*-worker.ts').map((path) => `roder/${basename(path, '.ts')}.js`);
  expect([...started, ...threads].filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  // The invented municipality is not in it; the demo is what can be run without Teams.
  cpSync('demo', join(folder, 'demo'), { recursive: true });
  const world = await startDemoWorld({ entry: join(folder, started[0]!) });
  const { kommundirektor } = world.people;
  expect(textOf((await kommundirektor.says('hur går det med hamnen?')).card!)).toContain('hamnområdet');
  const { card } = await kommundirektor.says('exportera tertial 1 2026 som pdf');
  const [link] = /https?:[^"]*\/downloads\/[^"]*/u.exec(JSON.stringify(card)) ?? [];
  expect((await (await fetch(link!)).text()).startsWith('%PDF')).toBe(true);
  expect(world.service.output()).not.toContain('"level":"error"');
});
