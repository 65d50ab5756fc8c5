// Everything Roder needs in Azure, without any secret: everything signs in with one managed identity.
// Idempotent: deploying again changes only what differs. See docs/deployment.md.
targetScope = 'resourceGroup'

@description('Part of every resource name: 3 to 16 lower-case letters and digits, starting with a letter.')
@minLength(3)
@maxLength(16)
param name string = 'roder'

@description('Azure region for all resources and all data.')
param location string = 'swedencentral'

@description('The image with its tag, such as REGISTRY/roder:0.1.0. Empty: deploys everything except the app, which a later deployment adds.')
param image string = ''

@description('The Entra tenants that Roder serves. The bot itself belongs to the tenant it is deployed in.')
param tenants string[] = [
  tenant().tenantId
]

@description('Minimum number of instances. At least one must always run, because Roder sends on a schedule.')
@minValue(1)
@maxValue(10)
param minReplicas int = 1

@description('Maximum number of instances. All are equal, and each reminder is sent by only one of them.')
@minValue(1)
@maxValue(10)
param maxReplicas int = 3

@description('Log level: error, warn, info or debug.')
@allowed([
  'error'
  'warn'
  'info'
  'debug'
])
param logLevel string = 'info'

@description('For rehearsals: Entra object id of the person who gets every message instead of its recipient.')
param redirectAll string = ''

@description('The app registration that people sign in to, for pages and the tab (docs/deployment.md, step 9). Empty: neither.')
param signInAppId string = ''

@description('Adds a language model of your own (Azure OpenAI in the same region), which helps Roder to understand unclear questions: docs/deployment.md.')
param languageModel bool = false

@description('How many days logs and telemetry are kept.')
@allowed([
  30
  60
  90
  120
  180
  270
  365
  550
  730
])
param logDays int = 90

@description('Point-in-time restore covers this many days. 30 costs a little per gigabyte; 7 is free.')
param backupDays 7 | 30 = 7

@description('Runs the app in its own virtual network, and makes the database reachable only from there. Set it before the first deployment: it cannot be changed later.')
param privateNetwork bool = false

@description('Spreads the app and the database over several data centres in the region, so that Roder survives the loss of one. Set it before the first deployment: it cannot be changed later.')
param zoneRedundant bool = false

@description('Gets an e-mail when Roder shows no sign of life or reminders are not delivered. Empty: alerts are shown only in Azure Monitor.')
param alertEmail string = ''

@description('Monthly cost, in the currency of the bill, above which alertEmail gets a message. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('Start of the budget: the first day of a month, such as 2026-12-01. Never change it.')
param budgetFrom string = ''

@description('Additional tags, besides the two that every resource gets.')
param tags { *: string } = {}

// Stable for a resource group and different from every other one: some names must be globally unique.
var unique = uniqueString(resourceGroup().id)
var allTags = union(tags, {
  application: 'roder'
  deployment: name
})

// Roder's identity in Teams, the database, the registry and Azure Monitor. It has no password that could expire.
// Not in a module, because `what-if` does not know a module's outputs.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}'
  location: location
  tags: allTags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${name}'
    insightsName: 'appi-${name}'
    location: location
    tags: allTags
    days: logDays
    identityId: identity.id
    principalId: identity.properties.principalId
  }
}

module store 'modules/store.bicep' = {
  params: {
    accountName: 'cosmos-${name}-${unique}'
    location: location
    tags: allTags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    zoneRedundant: zoneRedundant
    isPrivate: privateNetwork
    backupDays: backupDays
  }
}

module registry 'modules/registry.bicep' = {
  params: {
    name: 'cr${name}${unique}'
    location: location
    tags: allTags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

// A zone-redundant environment also needs its own virtual network.
var hasNetwork = privateNetwork || zoneRedundant
var networkName = 'vnet-${name}'

module network 'modules/network.bicep' = if (hasNetwork) {
  params: {
    name: networkName
    location: location
    tags: allTags
    isPrivate: privateNetwork
    accountId: store.outputs.id
  }
}

var modelName = 'oai-${name}-${unique}'

module model 'modules/language-model.bicep' = if (languageModel) {
  params: {
    accountName: modelName
    location: location
    tags: allTags
    identityId: identity.id
    principalId: identity.properties.principalId
    model: 'gpt-4o'
    modelVersion: '2024-11-20'
  }
}

module surroundings 'modules/environment.bicep' = {
  params: {
    name: 'cae-${name}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    zoneRedundant: zoneRedundant
    subnetId: hasNetwork ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'apps') : ''
  }
  dependsOn: [
    network
  ]
}

var appName = 'ca-${name}'
var host = '${appName}.${surroundings.outputs.domain}'

module app 'modules/app.bicep' = if (!empty(image)) {
  params: {
    name: appName
    location: location
    tags: allTags
    environmentId: surroundings.outputs.id
    identityId: identity.id
    registryServer: registry.outputs.server
    image: image
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    settings: {
      RODER_MODE: 'production'
      RODER_STORE: 'cosmos'
      RODER_TENANTS: join(tenants, ',')
      RODER_PUBLIC_URL: 'https://${host}'
      RODER_REDIRECT_ALL: redirectAll
      RODER_SIGN_IN_APP_ID: signInAppId
      RODER_LANGUAGE_MODEL_ENDPOINT: languageModel ? 'https://${modelName}.openai.azure.com' : ''
      RODER_LANGUAGE_MODEL_DEPLOYMENT: languageModel ? 'roder' : ''
      LOG_LEVEL: logLevel
      COSMOS_ENDPOINT: store.outputs.endpoint
      COSMOS_DATABASE: store.outputs.database
      MicrosoftAppId: identity.properties.clientId
      MicrosoftAppType: 'UserAssignedMSI'
      MicrosoftAppTenantId: tenant().tenantId
      AZURE_CLIENT_ID: identity.properties.clientId
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
    }
  }
}

// Only with the app: without it, the sign-of-life alert would fire.
module alerts 'modules/alerts.bicep' = if (!empty(image)) {
  params: {
    deadName: 'alert-${name}-dead'
    troubleName: 'alert-${name}-trouble'
    groupName: 'ag-${name}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    budgetName: 'budget-${name}'
    email: alertEmail
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
}

module bot 'modules/bot.bicep' = {
  params: {
    name: 'bot-${name}-${unique}'
    tags: allTags
    endpoint: 'https://${host}/api/messages'
    identityId: identity.id
    clientId: identity.properties.clientId
  }
}

@description('The bot id for the app package; Microsoft\'s toolkit writes it to env/.env.production under this name.')
output BOT_ID string = identity.properties.clientId
output REGISTRY string = registry.outputs.name
output RODER_URL string = 'https://${host}'
output RODER_APP string = appName
output COSMOS_ACCOUNT string = store.outputs.account
