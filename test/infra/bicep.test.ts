import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type BicepFile, type BicepObject, parseBicep } from '../support/bicep.ts';
import { azureTypes, functionNames } from './azure-types.ts';
import { type Infra, readInfra } from './infra-files.ts';

/**
 * No Bicep compiler is to be had from npm, so this looks at what a compiler would: syntax, names, and what is
 * handed to whom.
 */

let infra: Infra;
beforeAll(async () => {
  infra = await readInfra();
});

describe('the Bicep files', () => {
  test('have no fault of syntax', async () => {
    expect(infra.files.flatMap(({ path, errors }) => errors.map((place) => `${path}:${place}`))).toEqual([]);
    expect(
      (await parseBicep('x', "param x string\nresource a 'T@1' = {\n  name x\n}\n")).errors,
    ).toHaveLength(1);
  });

  test('name only what there is, and nothing in vain', () => {
    for (const file of infra.files) expect(unknownNames(file)).toEqual([]);
    for (const file of infra.files) expect(unusedNames(file)).toEqual([]);
  });

  test('hand each module just what it asks for, and take from it what it gives', () => {
    for (const { path, body } of infra.main.modules) {
      const asked = infra.modules.get(path)!.parameters.map(({ name }) => name);
      expect([path, Object.keys(body.params as BicepObject).toSorted()]).toEqual([path, asked.toSorted()]);
    }
    expect([...infra.modules.keys()].toSorted()).toEqual(
      infra.main.modules.map(({ path }) => path).toSorted(),
    );
    const wrong = infra.main.references.flatMap((path) => {
      const [, name, output] = /^(\w+)\.outputs\.(\w+)$/u.exec(path) ?? [];
      const file = infra.modules.get(infra.main.modules.find((one) => one.name === name)?.path ?? '');
      return output && !file?.outputs.some((one) => one.name === output) ? [path] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('use resources and versions that were held against Azure’s own type definitions', () => {
    const used = infra.resources.map(({ type, apiVersion }) => `${type}@${apiVersion}`);
    expect([...new Set(used)].toSorted()).toEqual(
      Object.entries(azureTypes)
        .map(([type, { version }]) => `${type}@${version}`)
        .toSorted(),
    );
  });
});

const namesOf = ({ parameters, variables, resources: own, modules: used }: BicepFile) =>
  [...parameters, ...variables, ...own, ...used].map(({ name }) => name);

function unknownNames(file: BicepFile): string[] {
  const source = readFileSync(file.path, 'utf8');
  const inLambdas = [...source.matchAll(/(\w+) =>/gu)].map(([, name]) => name!);
  const known = new Set([...namesOf(file), ...inLambdas, ...functionNames]);
  const roots = file.references.map((path) => /^\w+/u.exec(path)?.[0] ?? '').filter(Boolean);
  const shadowing = namesOf(file).filter((name) => functionNames.includes(name));
  return [...roots.filter((root) => !known.has(root)), ...shadowing];
}

/** Resources are there for their own sake; what is declared and never used is a mistake or a leftover. */
function unusedNames({ path, parameters, variables }: BicepFile): string[] {
  const source = readFileSync(path, 'utf8');
  return [...parameters, ...variables]
    .map(({ name }) => name)
    .filter((name) => (source.match(new RegExp(String.raw`\b${name}\b`, 'gu')) ?? []).length < 2);
}

describe('names', () => {
  test('of resources keep Azure’s limits with the longest name that is allowed', () => {
    const { decorators } = infra.main.parameters.find(({ name }) => name === 'name')!;
    expect(decorators).toEqual(expect.arrayContaining(['minLength(3)', 'maxLength(16)']));
    for (const name of ['abc', 'a'.repeat(16)]) {
      for (const [type, given] of namesGiven(name)) {
        expect([type, given]).toEqual([type, expect.stringMatching(azureTypes[type]!.name)]);
      }
    }
  });

  test('that are the whole world’s have something of the resource group in them', () => {
    const source = readFileSync('infra/main.bicep', 'utf8');
    for (const prefix of ['cosmos-', 'cr', 'bot-'])
      expect(source).toMatch(new RegExp(`'${prefix}\\$\\{name\\}-?\\$\\{unique\\}'`, 'u'));
  });
});

/** What every resource would be called: the modules' parameters followed back to main. */
function namesGiven(name: string): [string, string][] {
  const values = { name, unique: 'u'.repeat(13), appName: `ca-${name}` };
  const fill = (text: string) =>
    text.replaceAll(/\$\{(\w+)\}/gu, (_whole, key: keyof typeof values) => values[key]).replaceAll("'", '');
  return infra.main.modules.flatMap(({ path, body }) =>
    infra.modules.get(path)!.resources.flatMap((resource): [string, string][] => {
      const own = resource.body.name!;
      if (typeof own === 'string') return [[resource.type, own]];
      const { expression } = own as { expression: string };
      if (expression.startsWith('guid(')) return [];
      const given = (body.params as BicepObject)[expression] as { expression: string };
      return [[resource.type, given.expression === 'appName' ? values.appName : fill(given.expression)]];
    }),
  );
}
