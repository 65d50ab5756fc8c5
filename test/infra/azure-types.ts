/**
 * The resources that infra uses. Each was held, property by property, against Azure's published type definitions
 * of that version (November 2026); a new one, or a new version, is to be before it is added here.
 * The names' limits are those of Azure's naming rules.
 */
export interface AzureType {
  readonly version: string;
  readonly name: RegExp;
  readonly tags: boolean;
}

const any = /^.+$/u;

export const azureTypes: Readonly<Record<string, AzureType>> = {
  'Microsoft.App/containerApps': {
    version: '2025-01-01',
    name: /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/u,
    tags: true,
  },
  'Microsoft.App/managedEnvironments': {
    version: '2025-01-01',
    name: /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/u,
    tags: true,
  },
  'Microsoft.Authorization/roleAssignments': { version: '2022-04-01', name: any, tags: false },
  'Microsoft.BotService/botServices': {
    version: '2022-09-15',
    name: /^[a-zA-Z0-9][\w.-]{1,63}$/u,
    tags: true,
  },
  'Microsoft.BotService/botServices/channels': {
    version: '2022-09-15',
    name: /^MsTeamsChannel$/u,
    tags: true,
  },
  'Microsoft.ContainerRegistry/registries': {
    version: '2025-04-01',
    name: /^[a-zA-Z0-9]{5,50}$/u,
    tags: true,
  },
  'Microsoft.DocumentDB/databaseAccounts': {
    version: '2025-04-15',
    name: /^[a-z0-9][a-z0-9-]{2,43}$/u,
    tags: true,
  },
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases': { version: '2025-04-15', name: any, tags: true },
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers': {
    version: '2025-04-15',
    name: any,
    tags: true,
  },
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments': {
    version: '2025-04-15',
    name: any,
    tags: false,
  },
  'Microsoft.Insights/actionGroups': {
    version: '2023-01-01',
    name: /^[^:<>+/&%\\?|]{1,259}[^:<>+/&%\\?|. ]$/u,
    tags: true,
  },
  'Microsoft.Insights/components': { version: '2020-02-02', name: /^[\w.()-]{1,259}[\w()-]$/u, tags: true },
  'Microsoft.Insights/diagnosticSettings': { version: '2021-05-01-preview', name: any, tags: false },
  'Microsoft.Insights/scheduledQueryRules': {
    version: '2023-12-01',
    name: /^[^*<>%{}&:\\?/#]{1,259}[^*<>%{}&:\\?/#. ]$/u,
    tags: true,
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': {
    version: '2024-11-30',
    name: /^[a-zA-Z0-9][\w-]{2,127}$/u,
    tags: true,
  },
  'Microsoft.OperationalInsights/workspaces': {
    version: '2025-02-01',
    name: /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/u,
    tags: true,
  },
};

/** Functions of Bicep's that the files call, or whose names nothing of ours should hide. */
export const functionNames = [
  'tenant',
  'resourceGroup',
  'subscription',
  'environment',
  'deployment',
  'json',
  'guid',
];
