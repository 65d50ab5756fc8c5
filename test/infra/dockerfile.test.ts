import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pruneModules } from '../../infra/prune-modules.ts';
import { temporaryFolder } from '../support/at-end.ts';
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

  test('copies from stages that come before, what those have', () => {
    for (const { from, sources } of copies.filter((copy) => copy.from)) {
      expect(stages.slice(0, -1).map(({ name }) => name)).toContain(from);
      expect(['/app/node_modules', '/app/.compile-cache']).toContain(sources.join(' '));
    }
  });

  test('takes Node 24, installs by the lock file without scripts or development’s packages', () => {
    for (const { from } of stages) expect(from).toMatch(/^node:24(?:\.\d+)*-alpine/u);
    const runs = stages.flatMap((stage) => stepsOf(stage, 'RUN').map(({ text }) => text));
    expect(runs[0]).toBe('npm ci --omit=dev --omit=optional');
    expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true');
  });

  test('runs as somebody without rights, straight from Node, with a health check that is in the image', () => {
    expect(stepsOf(image, 'RUN')).toEqual([]);
    expect(stepsOf(image, 'USER').map(({ text }) => text)).toEqual(['node']);
    for (const instruction of ['CMD', 'HEALTHCHECK']) {
      const [program, script = ''] = commandOf(stepsOf(image, instruction)[0]!);
      expect(program).toBe('node');
      expect([existsSync(script), script.startsWith('src/')]).toEqual([true, true]);
    }
  });

  test('carries no setting of an organisation’s, least of all a secret', () => {
    const names = stepsOf(image, 'ENV').map(({ text }) => text.split('=')[0]);
    const ofNode = ['NODE_COMPILE_CACHE', 'NODE_COMPILE_CACHE_PORTABLE', 'NODE_OPTIONS'];
    expect(names).toEqual(['NODE_ENV', 'HOST', 'PORT', ...ofNode]);
  });

  test('has every folder that the program reads beside its own (the demo’s excepted)', () => {
    const files = readdirSync('src', { recursive: true }).map(String);
    const production = files.filter((file) => file.endsWith('.ts') && !/^(demo|cli)\//u.test(file));
    const read = production.flatMap((file) => {
      const text = readFileSync(join('src', file), 'utf8');
      return [...text.matchAll(/new URL\('\.\.\/\.\.\/(\w+)\//gu)].map(([, folder]) => folder!);
    });
    expect(read).toContain('cards');
    expect(read.filter((folder) => !ofProject.includes(folder))).toEqual([]);
  });
});

describe('pruning', () => {
  test('takes maps, typings, sources and browser builds; programs, data and licences stay', async () => {
    const folder = await temporaryFolder();
    const kept = [
      'a/index.js',
      'a/LICENSE',
      'a/LICENSE.md',
      'a/NOTICE.md',
      'a/data.json',
      'a/dist/main.umd.js',
      'a/dist/main.browser.js',
      'a/dist/esm/browser/used-by-main.js',
      'b/index.mjs',
    ];
    const gone = [
      'a/index.js.map',
      'a/index.d.ts',
      'a/index.d.mts',
      'a/src/index.ts',
      'a/README.md',
      'a/dist/browser/index.js',
      'a/dist/recognizers-text-x.es5.js',
      'b/x.test.js',
      'gpt-tokenizer/cjs/main.js',
      '@types/node/index.json',
    ];
    for (const path of [...kept, ...gone]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), 'x');
    }
    expect(pruneModules(folder)).toEqual({ before: kept.length + gone.length, after: kept.length });
    const left = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(left.toSorted()).toEqual(kept.toSorted());
  });
});
