import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

/** Microsoft's toolkit itself is not here: what it would read is held together instead. */

interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}

const text = readFileSync('m365agents.yml', 'utf8');
const project = parse(text) as Record<'provision' | 'deploy' | 'publish', readonly Step[]>;
const environment = parseEnv(readFileSync('env/.env.production', 'utf8'));
/** What main.bicep declares, by its first words on a line. */
const declared = (kind: 'param' | 'output') =>
  [...readFileSync('infra/main.bicep', 'utf8').matchAll(new RegExp(`^${kind} (\\w+)`, 'gmu'))].map(
    ([, name]) => name!,
  );
const marks = (of: string) => [...of.matchAll(/\$\{\{(\w+)\}\}/gu)].map(([, name]) => name!);

describe('m365agents.yml', () => {
  test('provisions, deploys and publishes, by actions that there are', () => {
    const uses = (steps: readonly Step[]) => steps.map((step) => step.uses);
    expect(uses(project.provision)).toEqual([
      'teamsApp/create',
      'script',
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
    const paths = [...text.matchAll(/(?:manifestPath|path): (\.\/\S+)/gu)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('is filled in from the environment file and from what the infrastructure answers', () => {
    const known = [...Object.keys(environment), ...declared('output')];
    const manifest = readFileSync('manifest/manifest.json', 'utf8');
    const asked = [text, manifest].flatMap(marks);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(environment.RODER_VERSION).toBe(version);
  });

  test('gives the infrastructure what the organisation has chosen, and the image', () => {
    const run = (steps: readonly Step[]) => steps.map((step) => String(step.with.run ?? ''));
    const [made = ''] = run(project.provision).filter(Boolean);
    const read = project.provision.flatMap((step) => (step.with.templates ?? []) as { parameters: string }[]);
    expect(read.map(({ parameters }) => parameters)).toEqual(['./infra/main.parameters.json']);
    expect(made).toContain('--file infra/main.bicepparam --outfile infra/main.parameters.json');
    const deployed = run(project.deploy).at(-1)!;
    expect(deployed).toContain('--parameters infra/main.bicepparam ');
    const given = [...deployed.matchAll(/ (\w+)=/gu)].map(([, name]) => name!);
    expect(given).toEqual(['image']);
    expect(declared('param')).toEqual(expect.arrayContaining(given));
  });
});

test('the environment file says nothing secret', () => {
  const names = Object.keys(environment);
  expect(names.filter((name) => /secret|password|key|token/iu.test(name))).toEqual([]);
});
