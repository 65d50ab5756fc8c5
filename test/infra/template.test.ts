import { globSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { storeLookMs } from '../../src/schedule/watch.ts';
import {
  accountConsistency,
  dataContributorRole,
  documentsContainer,
} from '../../src/storage/cosmos-client.ts';
import { instruments } from '../../src/telemetry/instruments.ts';
import {
  type Bicep,
  findBicep,
  noBicep,
  type Predicted,
  predictedTenant,
  startBicep,
} from '../support/bicep.ts';
import { tableAfter } from '../support/markdown-tables.ts';

/** What Microsoft's compiler says of infra/, and what must hold of that which it makes. */

const program = findBicep();
if (!program) console.warn(noBicep);

const image = 'crroder.azurecr.io/roder:0.1.0';
const email = 'drift@kommunen.example';

(program ? describe : describe.skip)('Azure’s template', () => {
  let bicep: Bicep;
  /** As a municipality deploys it. */
  let usual: readonly Predicted[];
  /** With everything that can be asked for. */
  let whole: readonly Predicted[];
  let template: string;

  beforeAll(async () => {
    bicep = startBicep(program!);
    template = (await bicep.compile('infra/main.bicep')).contents;
    usual = await bicep.predict({ image, alertEmail: email });
    whole = await bicep.predict({
      image,
      alertEmail: email,
      redirectAll: predictedTenant,
      privateNetwork: true,
      zoneRedundant: true,
      backupDays: 30,
      languageModel: true,
      monthlyBudget: 1500,
      budgetFrom: '2026-12-01',
    });
    // A compiler that starts for the first time is slow on a busy machine.
  }, 240_000);

  const all = (type: string, from = usual) => from.filter((one) => one.type === type);
  const one = (type: string, from = usual) => all(type, from)[0]!;
  const account = (more = '', from = usual) => one(`Microsoft.DocumentDB/databaseAccounts${more}`, from);

  describe('is compiled', () => {
    test('by the strict rules without a word, with the newest version of every resource', async () => {
      const said = [
        ...(await bicep.compile('infra/main.bicep')).diagnostics,
        ...(await bicep.compileParameters('infra/main.bicepparam')).diagnostics,
      ];
      expect([await bicep.version(), said]).toEqual([expect.any(String), []]);
    });

    test('from files that stand as the compiler formats them', async () => {
      const files = globSync('infra/**/*.{bicep,bicepparam}');
      expect(files.length).toBeGreaterThan(8);
      for (const file of files) {
        const formatted = await bicep.format(file);
        expect([file, readFileSync(file, 'utf8').trimEnd()]).toEqual([file, formatted.trimEnd()]);
      }
    });

    test('to resources that are known before they are made: `what-if` sees through to each', () => {
      expect(whole.filter(({ id }) => id.includes('[')).map(({ id }) => id)).toEqual([]);
      expect(whole.length).toBeGreaterThan(20);
    });
  });

  describe('the database', () => {
    test('has the container that the code reads, by the same key and index', () => {
      const { id, partitionKey, indexingPolicy } = documentsContainer;
      const { name, properties } = account('/sqlDatabases/containers');
      expect(name).toMatch(new RegExp(`/roder/${id}$`, 'u'));
      expect(properties).toEqual({ resource: { id, partitionKey, indexingPolicy } });
    });

    test('is serverless and strong, can be gone back in, and is opened by identity alone', () => {
      expect(account().properties).toMatchObject({
        capabilities: [{ name: 'EnableServerless' }],
        consistencyPolicy: { defaultConsistencyLevel: accountConsistency },
        backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } },
        disableLocalAuth: true,
        disableKeyBasedMetadataWriteAccess: true,
        publicNetworkAccess: 'Enabled',
      });
      expect(account('/sqlRoleAssignments').properties).toMatchObject({
        roleDefinitionId: `${account().id}/sqlRoleDefinitions/${dataContributorRole}`,
        principalId: expect.stringContaining('/userAssignedIdentities/id-roder'),
        scope: account().id,
      });
    });

    test('answers in the organisation’s own network alone, over several zones, where that is asked for', () => {
      expect(account('', whole).properties).toMatchObject({
        publicNetworkAccess: 'Disabled',
        locations: [{ locationName: 'swedencentral', isZoneRedundant: true }],
        backupPolicy: { continuousModeProperties: { tier: 'Continuous30Days' } },
      });
      const subnet = (name: string) =>
        `${one('Microsoft.Network/virtualNetworks', whole).id}/subnets/${name}`;
      expect(one('Microsoft.Network/privateEndpoints', whole).properties).toMatchObject({
        subnet: { id: subnet('endpoints') },
        privateLinkServiceConnections: [{ properties: { groupIds: ['Sql'] } }],
      });
      expect(one('Microsoft.App/managedEnvironments', whole).properties).toMatchObject({
        zoneRedundant: true,
        vnetConfiguration: { infrastructureSubnetId: subnet('apps') },
      });
      expect(usual.filter(({ type }) => type.startsWith('Microsoft.Network/'))).toEqual([]);
    });
  });

  test('has a language model only where one is asked for, in the region, opened by identity alone', () => {
    const type = 'Microsoft.CognitiveServices/accounts';
    expect(usual.filter((resource) => resource.type.startsWith(type))).toEqual([]);
    const model = one(type, whole);
    expect(model).toMatchObject({ kind: 'OpenAI', location: 'swedencentral' });
    expect(model.properties).toMatchObject({ disableLocalAuth: true });
    expect(one(`${type}/deployments`, whole)).toMatchObject({ sku: { name: 'Standard' } });
    const roles = all('Microsoft.Authorization/roleAssignments', whole).map(({ properties }) => properties);
    expect(JSON.stringify(roles)).toContain('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd');
  });

  test('holds no key, password or secret, and shuts every door that takes one', () => {
    expect(template).not.toMatch(/\blist\w*\(|secure(string|object)|sharedKey|password|secretRef/iu);
    expect(account().properties).toMatchObject({ disableLocalAuth: true });
    expect(one('Microsoft.ContainerRegistry/registries').properties).toMatchObject({
      adminUserEnabled: false,
      anonymousPullEnabled: false,
    });
    expect(one('Microsoft.BotService/botServices').properties).toMatchObject({
      msaAppType: 'UserAssignedMSI',
      disableLocalAuth: true,
    });
    expect(one('Microsoft.Insights/components').properties).toMatchObject({ DisableLocalAuth: true });
    expect(one('Microsoft.OperationalInsights/workspaces').properties).toMatchObject({
      features: { disableLocalAuth: true },
    });
  });

  test('gives the identity what it needs and no more: to fetch the image, and to write figures', () => {
    const roles = all('Microsoft.Authorization/roleAssignments').map(({ id, properties }) => [
      /providers\/(\w+\.\w+\/\w+)\/[\w-]+\/providers/u.exec(id)?.[1],
      /[\w-]+$/u.exec(String(properties?.roleDefinitionId))?.[0],
    ]);
    const pull = '7f951dda-4ed3-4680-a7ca-43fe172d538d';
    const publishMetrics = '3913510d-42f4-4e42-8a64-420c390055eb';
    expect(roles.toSorted()).toEqual([
      ['Microsoft.ContainerRegistry/registries', pull],
      ['Microsoft.Insights/components', publishMetrics],
    ]);
  });

  test('keeps a log of who changed the account, fetched images and what the app says', () => {
    const logs = all('Microsoft.Insights/diagnosticSettings').flatMap((setting) =>
      propertiesOf<{ logs: { category: string }[] }>(setting).logs.map(({ category }) => category),
    );
    expect(logs.toSorted()).toEqual([
      'ContainerAppConsoleLogs',
      'ContainerAppSystemLogs',
      'ContainerRegistryLoginEvents',
      'ContainerRegistryRepositoryEvents',
      'ControlPlaneRequests',
    ]);
  });

  describe('every resource', () => {
    /** They take none, as Azure has it. */
    const untagged =
      /roleAssignments$|sqlRoleAssignments$|diagnosticSettings$|budgets$|privateDnsZoneGroups$/iu;

    test('that can has the tags, and is in Sweden Central unless somebody says otherwise', () => {
      const bare = whole.filter(({ type, tags }) => !untagged.test(type) && tags?.application !== 'roder');
      expect(bare.map(({ type }) => type)).toEqual([]);
      const places = new Set(whole.flatMap(({ location }) => location ?? []));
      expect([...places].toSorted()).toEqual(['global', 'swedencentral']);
    });

    test('keeps Azure’s limits of names with the shortest and the longest that is allowed', async () => {
      const limits: Readonly<Record<string, RegExp>> = {
        'Microsoft.App/containerApps': /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/u,
        'Microsoft.App/managedEnvironments': /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/u,
        'Microsoft.BotService/botServices': /^[a-zA-Z0-9][\w.-]{1,63}$/u,
        'Microsoft.ContainerRegistry/registries': /^[a-zA-Z0-9]{5,50}$/u,
        'Microsoft.DocumentDB/databaseAccounts': /^[a-z0-9][a-z0-9-]{2,43}$/u,
        'Microsoft.Network/virtualNetworks': /^[a-zA-Z0-9][\w.-]{0,62}\w$/u,
        'Microsoft.OperationalInsights/workspaces': /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/u,
      };
      expect(template).toContain('"minLength": 3,\n      "maxLength": 16');
      for (const name of ['abc', 'a'.repeat(16)]) {
        const named = await bicep.predict({ name, image, privateNetwork: true });
        for (const [type, limit] of Object.entries(limits)) {
          expect([type, one(type, named).name]).toEqual([type, expect.stringMatching(limit)]);
        }
      }
    });

    test('has the name that docs/deployment.md gives it', () => {
      const documented = tableAfter('docs/deployment.md', '## What is made').flatMap(([, names = '']) =>
        [...names.matchAll(/`([^`]+)`/gu)].map(([, name]) => name!),
      );
      const own =
        /roleAssignments$|diagnosticSettings$|\/sqlDatabases|\/channels$|\/subnets$|\/deployments$|Dns/iu;
      const made = whole
        .filter(({ type }) => !own.test(type) && !type.endsWith('sqlRoleAssignments'))
        .map(({ name }) =>
          name.replace(/-?[a-z0-9]{13}$/u, (unique) => (unique.startsWith('-') ? '-…' : '…')),
        );
      expect(documented.toSorted()).toEqual(made.toSorted());
    });
  });

  test('answers what docs/deployment.md says that it answers', () => {
    const { outputs } = JSON.parse(template) as { outputs: object };
    const page = readFileSync('docs/deployment.md', 'utf8');
    const [, listed = ''] = /--query properties\.outputs` lists (.*?)\. /u.exec(page) ?? [];
    expect([...listed.matchAll(/`(\w+)`/gu)].map(([, name]) => name)).toEqual(Object.keys(outputs));
  });

  describe('the app', () => {
    const app = (from = usual) => propertiesOf<AppProperties>(one('Microsoft.App/containerApps', from));

    /** By name, from the expression that the template has for them; undefined is known to Azure alone. */
    const settings = (from: readonly Predicted[]) =>
      [
        ...app(from).template.containers[0]!.env.matchAll(
          /createObject\('key', '(\w+)', 'value', (?:'([^']*)'|\w)/gu,
        ),
      ].map(([, name, value]) => [name!, value] as const);

    test('is started with settings that Roder takes', () => {
      const id = predictedTenant;
      /** What Azure fills in. */
      const filled: Readonly<Record<string, string>> = {
        MicrosoftAppId: id,
        AZURE_CLIENT_ID: id,
        RODER_PUBLIC_URL: 'https://roder.example',
        COSMOS_ENDPOINT: 'https://x.documents.azure.com:443/',
        COSMOS_DATABASE: 'roder',
        APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=00000000-0000-0000-0000-000000000000',
      };
      const given = settings(whole).map(([name, value]) => [name, value ?? filled[name]]);
      expect(given.length).toBeGreaterThan(12);
      expect(readConfig(Object.fromEntries(given))).toMatchObject({
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
      const names = settings(usual).map(([name]) => name);
      expect(
        names.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(read) && !ofLibraries.includes(name)),
      ).toEqual([]);
    });

    test('is asked as docs/operations.md says, where it answers, and has the time to end', () => {
      const { terminationGracePeriodSeconds, containers } = app().template;
      const page = readFileSync('docs/operations.md', 'utf8');
      expect(page).toContain(`Allow ${terminationGracePeriodSeconds} before you kill it`);
      const { probes } = containers[0]!;
      const asked = probes.map((probe) => [
        probe.type,
        `\`${probe.httpGet.path}\``,
        `${probe.periodSeconds} s`,
        `${probe.timeoutSeconds} s`,
        `${probe.failureThreshold} times`,
      ]);
      const documented = tableAfter('docs/operations.md', 'Azure Container Apps asks like this');
      expect(documented.map((cells) => cells.slice(0, -1))).toEqual(asked);
      // As often as it is asked, what is answered is looked at anew.
      expect(probes.at(-1)!.periodSeconds * 1000).toBe(storeLookMs);
      const doors = readdirSync('src/http').map((name) => readFileSync(`src/http/${name}`, 'utf8'));
      for (const path of ['/healthz', '/readyz', '/api/messages'])
        expect(doors.join('\n')).toContain(`'${path}'`);
      expect(JSON.stringify(one('Microsoft.BotService/botServices').properties)).toContain('/api/messages');
    });

    test('never sleeps, and listens where it is looked for', () => {
      const { configuration, template: run } = app();
      expect([configuration.ingress.targetPort, run.scale.minReplicas]).toEqual([3978, 1]);
      expect(JSON.parse(template)).toMatchObject({ parameters: { minReplicas: { minValue: 1 } } });
    });
  });

  describe('the heartbeat’s alarms', () => {
    const rules = () =>
      all('Microsoft.Insights/scheduledQueryRules').map((rule) => {
        const { criteria, ...rest } = propertiesOf<RuleProperties>(rule);
        return { name: rule.name, ...rest, asked: criteria.allOf[0]! };
      });

    test('are two: no sign of life, and reminders that do not get through', () => {
      const said = rules().map(({ name, asked: { query, timeAggregation, operator, threshold } }) => [
        name,
        query,
        `${timeAggregation} ${operator} ${threshold}`,
      ]);
      expect(said).toEqual([
        ['alert-roder-dead', 'AppMetrics | where Name == "roder.heartbeat.alive"', 'Count LessThan 1'],
        [
          'alert-roder-trouble',
          'AppMetrics | where Name == "roder.heartbeat.trouble" and Sum > 0',
          'Count GreaterThan 0',
        ],
      ]);
    });

    test('read figures that Roder sends, often enough, where they arrive', () => {
      for (const { asked, windowSize, enabled, scopes } of rules()) {
        const [, figure] = /Name == "([\w.]+)"/u.exec(asked.query)!;
        expect(Object.keys(instruments)).toContain(figure);
        // Both figures come once a minute: the window holds ten of them.
        expect([windowSize, enabled]).toEqual(['PT10M', true]);
        expect(scopes).toEqual([expect.stringMatching(/\/workspaces\/log-roder$/u)]);
      }
    });

    test('tell whom the deployment names, and so does the budget that is asked for', async () => {
      const group = one('Microsoft.Insights/actionGroups');
      expect(group.properties).toMatchObject({ emailReceivers: [{ emailAddress: email }] });
      expect(String(group.properties?.groupShortName).length).toBeLessThanOrEqual(12);
      for (const { actions } of rules()) expect(actions).toEqual({ actionGroups: [group.id] });
      expect(one('Microsoft.Consumption/budgets', whole).properties).toMatchObject({
        amount: 1500,
        timePeriod: { startDate: '2026-12-01' },
        notifications: { most: { contactEmails: [email] }, forecast: { contactEmails: [email] } },
      });
      expect(all('Microsoft.Consumption/budgets')).toEqual([]);
    });

    test('come with the app, since nothing is alive before it, and wake nobody where nobody is named', async () => {
      const before = await bicep.predict({ alertEmail: email });
      const withApp = before.filter(({ type }) => /containerApps$|scheduledQueryRules$/u.test(type));
      expect(withApp).toEqual([]);
      expect(one('Microsoft.ContainerRegistry/registries', before).name).toMatch(/^crroder/u);
      const silent = await bicep.predict({ image });
      expect(all('Microsoft.Insights/actionGroups', silent)).toEqual([]);
      expect(all('Microsoft.Insights/scheduledQueryRules', silent)).toHaveLength(2);
    });
  });
});

function propertiesOf<T>({ properties }: Predicted): T {
  return properties as T;
}

interface AppProperties {
  readonly configuration: { readonly ingress: { readonly targetPort: number } };
  readonly template: {
    readonly terminationGracePeriodSeconds: number;
    readonly scale: { readonly minReplicas: number };
    readonly containers: readonly {
      readonly env: string;
      readonly probes: readonly {
        readonly type: string;
        readonly httpGet: { readonly path: string };
        readonly periodSeconds: number;
        readonly timeoutSeconds: number;
        readonly failureThreshold: number;
      }[];
    }[];
  };
}

interface RuleProperties {
  readonly windowSize: string;
  readonly enabled: boolean;
  readonly scopes: readonly string[];
  readonly actions: unknown;
  readonly criteria: {
    readonly allOf: readonly {
      readonly query: string;
      readonly timeAggregation: string;
      readonly operator: string;
      readonly threshold: number;
    }[];
  };
}
