import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { storeLookMs } from '../../src/schedule/watch.ts';
import {
  accountConsistency,
  dataContributorRole,
  documentsContainer,
} from '../../src/storage/cosmos-client.ts';
import type { BicepObject } from '../support/bicep.ts';
import { azureTypes } from './azure-types.ts';
import { at, type Infra, readInfra } from './infra-files.ts';

/** What no compiler would see: the database against the code, that there is no secret, what the app is told. */

let infra: Infra;
beforeAll(async () => {
  infra = await readInfra();
});

describe('the database', () => {
  const properties = (type: string) =>
    infra.resourceOf(`Microsoft.DocumentDB/databaseAccounts${type}`).body.properties;

  test('has the container that the code reads, by the same key and index', () => {
    const { id, partitionKey, indexingPolicy } = documentsContainer;
    expect(at(properties('/sqlDatabases/containers'), 'resource')).toEqual({
      id,
      partitionKey,
      indexingPolicy,
    });
    const { name } = infra.resourceOf('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers').body;
    expect(name).toBe(id);
  });

  test('is serverless, strong, and opened by identity alone', () => {
    expect(properties('')).toMatchObject({
      capabilities: [{ name: 'EnableServerless' }],
      consistencyPolicy: { defaultConsistencyLevel: accountConsistency },
      disableLocalAuth: true,
      disableKeyBasedMetadataWriteAccess: true,
    });
    const role = infra.modules
      .get('modules/store.bicep')!
      .variables.find(({ name }) => name === 'dataContributorRole')!;
    expect(role.text).toContain(dataContributorRole);
    expect(properties('/sqlRoleAssignments')).toMatchObject({ scope: { expression: 'account.id' } });
  });
});

describe('secrets', () => {
  test('are nowhere: no key is listed, no password taken, every key’s door shut', () => {
    const sources = infra.files
      .map(({ path }) => readFileSync(path, 'utf8').replaceAll(/\/\/.*/gu, ''))
      .join('\n');
    expect(sources).not.toMatch(/list\w*(key|secret|credential)\w*\(|@secure|sharedKey|password|secretRef/iu);
    expect(infra.resourceOf('Microsoft.ContainerRegistry/registries').body.properties).toMatchObject({
      adminUserEnabled: false,
    });
    expect(infra.resourceOf('Microsoft.BotService/botServices').body.properties).toMatchObject({
      msaAppType: 'UserAssignedMSI',
      disableLocalAuth: true,
    });
    expect(infra.resourceOf('Microsoft.Insights/components').body.properties).toMatchObject({
      DisableLocalAuth: true,
    });
    const workspace = infra.resourceOf('Microsoft.OperationalInsights/workspaces').body.properties;
    expect(workspace).toMatchObject({ features: { disableLocalAuth: true } });
  });
});

describe('every resource', () => {
  test('that can has the tags, and is in Sweden Central unless somebody says otherwise', () => {
    const untagged = infra.resources.filter(
      ({ type, body }) => azureTypes[type]!.tags && at(body, 'tags', 'expression') !== 'tags',
    );
    expect(untagged).toEqual([]);
    expect(infra.main.parameters.find(({ name }) => name === 'location')!.text).toContain("'swedencentral'");
    const elsewhere = infra.resources.filter(
      ({ body }) => body.location && at(body, 'location', 'expression') !== 'location',
    );
    expect([...new Set(elsewhere.map(({ body }) => body.location))]).toEqual(['global']);
  });
});

describe('the app', () => {
  const settings = () =>
    at(infra.main.modules.find(({ name }) => name === 'app')!.body, 'params', 'settings') as BicepObject;

  test('is started with settings that Roder takes', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const insights = 'InstrumentationKey=00000000-0000-0000-0000-000000000000';
    const unknown: Readonly<Record<string, string>> = {
      RODER_TENANTS: id,
      MicrosoftAppId: id,
      MicrosoftAppTenantId: id,
      LOG_LEVEL: 'info',
      RODER_REDIRECT_ALL: id,
      RODER_PUBLIC_URL: 'https://roder.example',
      COSMOS_ENDPOINT: 'https://x.documents.azure.com:443/',
      COSMOS_DATABASE: 'roder',
      AZURE_CLIENT_ID: id,
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights,
    };
    const given = Object.entries(settings()).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : unknown[name]!,
    ]);
    const config = readConfig(Object.fromEntries(given));
    expect(config).toMatchObject({
      mode: 'production',
      store: { kind: 'cosmos' },
      app: { id, type: 'UserAssignedMSI' },
    });
  });

  test('is given no setting that nobody reads', () => {
    const read = readFileSync('src/config.ts', 'utf8');
    const ofLibraries = [
      'AZURE_CLIENT_ID',
      'AZURE_TOKEN_CREDENTIALS',
      'APPLICATIONINSIGHTS_CONNECTION_STRING',
    ];
    const unread = Object.keys(settings()).filter(
      (name) => !read.includes(name) && !ofLibraries.includes(name),
    );
    expect(unread).toEqual([]);
  });

  test('is asked where it answers, and never sleeps', () => {
    const { properties } = infra.resourceOf('Microsoft.App/containerApps').body;
    const probes = at(properties, 'template', 'containers', 0, 'probes') as {
      type: string;
      httpGet: { path: string };
      periodSeconds: number;
    }[];
    expect(probes.map(({ type, httpGet }) => [type, httpGet.path])).toEqual([
      ['Startup', '/healthz'],
      ['Liveness', '/healthz'],
      ['Readiness', '/readyz'],
    ]);
    // As often as it is asked, what is answered is looked at anew.
    expect(probes.at(-1)!.periodSeconds * 1000).toBe(storeLookMs);
    const doors = readdirSync('src/http').map((name) => readFileSync(`src/http/${name}`, 'utf8'));
    const server = doors.join('\n');
    for (const path of ['/healthz', '/readyz', '/api/messages']) expect(server).toContain(`'${path}'`);
    expect(readFileSync('infra/main.bicep', 'utf8')).toContain("'https://${host}/api/messages'");
    const least = infra.main.parameters.find(({ name }) => name === 'minReplicas')!;
    expect(least.decorators).toContain('minValue(1)');
    const port = infra.modules.get('modules/app.bicep')!.variables.find(({ name }) => name === 'port')!;
    expect(port.text).toBe('var port = 3978');
  });
});
