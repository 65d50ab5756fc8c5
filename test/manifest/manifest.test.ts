import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AppManifestUtils } from '@microsoft/app-manifest';
import JSZip from 'jszip';
import { drawIcons, icons } from '../../manifest/draw-icons.ts';
import { fillManifest, packagedFiles, withTabs, zipApp } from '../../manifest/package-app.ts';

const file = (name: string) => readFileSync(new URL(`../../manifest/${name}`, import.meta.url));
const template = file('manifest.json').toString('utf8');
const english = JSON.parse(file('en.json').toString('utf8')) as Record<string, string>;

const variables = {
  BOT_ID: '11111111-2222-4333-8444-555555555555',
  DEVELOPER_NAME: 'Sjöviks "kommun"',
  DEVELOPER_WEBSITE_URL: 'https://sjovik.example',
  DEVELOPER_PRIVACY_URL: 'https://sjovik.example/integritet',
  DEVELOPER_TERMS_URL: 'https://sjovik.example/villkor',
};

interface Manifest {
  readonly $schema: string;
  readonly id: string;
  readonly version: string;
  readonly developer: { readonly name: string };
  readonly bots: readonly [Record<string, unknown>];
  readonly composeExtensions: readonly unknown[];
  readonly [other: string]: unknown;
}

function filled(): Manifest {
  const result = fillManifest(template, variables);
  if (result.outcome !== 'filled') throw new Error(`missing: ${result.names.join()}`);
  return JSON.parse(result.text) as Manifest;
}

/** By Microsoft's own schema, which the package brings; a schema it does not have would be asked of the network. */
async function faultsOf(what: object, schemaUrl: string): Promise<string[]> {
  const schema = withOwnPatterns(await AppManifestUtils.fetchSchema(schemaUrl));
  return AppManifestUtils.validateAgainstSchema(what as never, schema);
}

/** Of the patterns for texts only those of what Roder has: some of the others are no regular expressions. */
function withOwnPatterns<S extends object>(schema: S): S {
  const { patternProperties = {} } = schema as { patternProperties?: Record<string, unknown> };
  const own = Object.entries(patternProperties).filter(([path]) => /^\^(bots|composeExtensions)/u.test(path));
  return { ...schema, ...(own.length > 0 ? { patternProperties: Object.fromEntries(own) } : {}) };
}

describe('the manifest', () => {
  test('is what Microsoft’s schema 1.30 wants', async () => {
    const manifest = filled();
    expect(manifest.$schema).toContain('/v1.30/');
    expect(await faultsOf(manifest, manifest.$schema)).toEqual([]);
  });

  test('has tabs where people can sign in to pages, by the same schema, and none else', async () => {
    expect(filled()).not.toHaveProperty('staticTabs');
    const appId = '5a1e0000-0000-4000-8000-000000000001';
    const text = withTabs(JSON.stringify(filled()), {
      appId,
      url: 'https://ca-roder.x.azurecontainerapps.io',
    });
    const manifest = JSON.parse(text) as Manifest;
    expect(await faultsOf(manifest, manifest.$schema)).toEqual([]);
    expect(manifest).toMatchObject({
      staticTabs: [{ contentUrl: 'https://ca-roder.x.azurecontainerapps.io/app/start?to=/app/' }],
      validDomains: ['ca-roder.x.azurecontainerapps.io'],
      webApplicationInfo: { id: appId, resource: `api://ca-roder.x.azurecontainerapps.io/${appId}` },
    });
  });

  test('would not be with a text too long or a property unknown', async () => {
    const manifest = filled();
    const faulty = { ...manifest, accentColour: '#000000', developer: { name: 'x'.repeat(33) } };
    expect((await faultsOf(faulty, manifest.$schema)).join()).toMatch(/accentColour|additional/u);
  });

  test('asks for no permission at all, and takes files', () => {
    const manifest = filled();
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest).not.toHaveProperty('permissions');
    expect(manifest.bots[0]).toMatchObject({
      supportsFiles: true,
      scopes: ['personal', 'team', 'groupChat'],
    });
  });

  test('has the version of the program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(filled().version).toBe(version);
  });

  test('is not made while anything is left to fill in; every missing name is told once', () => {
    expect(fillManifest(template, {})).toEqual({
      outcome: 'missing',
      names: ['TEAMS_APP_ID', ...Object.keys(variables).slice(1), 'BOT_ID'],
    });
  });

  test('takes names with quotation marks, and the bot’s id for its own where none is given', () => {
    expect(filled()).toMatchObject({ id: variables.BOT_ID, developer: { name: variables.DEVELOPER_NAME } });
    const id = '99999999-2222-4333-8444-555555555555';
    const own = fillManifest(template, { ...variables, TEAMS_APP_ID: id });
    expect(own).toMatchObject({ outcome: 'filled', text: expect.stringContaining(`"id": "${id}"`) });
  });
});

describe('the English texts', () => {
  test('are what Microsoft’s schema 1.30 wants', async () => {
    expect(await faultsOf(english, english.$schema!)).toEqual([]);
    expect(await faultsOf({ ...english, 'bots[0].name': 'Roder' }, english.$schema!)).not.toEqual([]);
  });

  test('are there for every Swedish one, and for no other', () => {
    const { name, description, bots, composeExtensions } = filled();
    const wanted = textPaths({ name, description, bots, composeExtensions });
    expect(Object.keys(english).filter((key) => key !== '$schema')).toEqual(wanted);
  });
});

/** Where a manifest has text that people read, as the localisation file names it. */
function textPaths(node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap((one, index) => textPaths(one, `${path}[${index}]`));
  if (typeof node === 'object' && node !== null)
    return Object.entries(node).flatMap(([key, value]) => textPaths(value, path ? `${path}.${key}` : key));
  const isText = /\.(short|full|title|description)$/u.test(path);
  return typeof node === 'string' && isText ? [path] : [];
}

describe('the icons', () => {
  let drawn: ReadonlyMap<string, Uint8Array>;
  beforeAll(async () => {
    drawn = await drawIcons();
  });

  test.each(icons)('$name is drawn from its SVG, $size pixels square', ({ name, size }) => {
    const png = file(`${name}.png`);
    expect(Buffer.from(drawn.get(name)!).equals(png)).toBe(true);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  test('the outline is white on nothing', () => {
    const colours = file('outline.svg')
      .toString('utf8')
      .match(/#[0-9a-f]{3,8}\b/giu);
    expect(new Set(colours)).toEqual(new Set(['#ffffff']));
    const colourType = file('outline.png').readUInt8(25);
    expect(colourType).toBe(6);
  });
});

describe('the package', () => {
  test('has its files at the root, and the same bytes each time', async () => {
    const zip = await zipApp(JSON.stringify(filled()));
    const { files } = await JSZip.loadAsync(zip);
    expect(Object.keys(files)).toEqual(['manifest.json', ...packagedFiles]);
    expect(Buffer.from(await zipApp(JSON.stringify(filled()))).equals(Buffer.from(zip))).toBe(true);
  });
});
