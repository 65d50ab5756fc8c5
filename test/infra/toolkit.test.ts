import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readBicep } from '../support/bicep.ts';

/** Microsoft's toolkit itself is not here: what it would read is held together instead. */

interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}

const text = readFileSync('m365agents.yml', 'utf8');
const project = parse(text) as Record<'provision' | 'deploy' | 'publish', readonly Step[]>;
const environment = parseEnv(readFileSync('env/.env.production', 'utf8'));
const parameters = readFileSync('infra/main.parameters.json', 'utf8');
const marks = (of: string) => [...of.matchAll(/\$\{\{(\w+)\}\}/gu)].map(([, name]) => name!);

describe('m365agents.yml', () => {
  test('provisions, deploys and publishes, by actions that there are', () => {
    const uses = (steps: readonly Step[]) => steps.map((step) => step.uses);
    expect(uses(project.provision)).toEqual([
      'teamsApp/create',
      'arm/deploy',
      'teamsApp/validateManifest',
      'teamsApp/zipAppPackage',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ]);
    expect(uses(project.deploy)).toEqual(['script', 'script']);
    expect(uses(project.publish).at(-1)).toBe('teamsApp/publishAppPackage');
  });

  test('reads files that there are', () => {
    const paths = [...text.matchAll(/(?:manifestPath|path|parameters): (\.\/\S+)/gu)].map(
      ([, path]) => path!,
    );
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('is filled in from the environment file and from what the infrastructure answers', async () => {
    const { outputs } = await readBicep('infra/main.bicep');
    const known = [...Object.keys(environment), ...outputs.map(({ name }) => name)];
    const manifest = readFileSync('manifest/manifest.json', 'utf8');
    const asked = [text, parameters, manifest].flatMap(marks);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(environment.RODER_VERSION).toBe(version);
  });

  test('gives the infrastructure parameters that it has', async () => {
    const { parameters: taken } = await readBicep('infra/main.bicep');
    const [, byHand = ''] = /--parameters (.*)/u.exec(text) ?? [];
    const given = [
      ...Object.keys((JSON.parse(parameters) as { parameters: object }).parameters),
      ...[...byHand.matchAll(/(\w+)=/gu)].map(([, name]) => name!),
    ];
    expect(given).toEqual(['name', 'name', 'image']);
    expect(given.filter((name) => !taken.some((one) => one.name === name))).toEqual([]);
  });
});

test('the environment file says nothing secret', () => {
  const names = Object.keys(environment);
  expect(names.filter((name) => /secret|password|key|token/iu.test(name))).toEqual([]);
});
