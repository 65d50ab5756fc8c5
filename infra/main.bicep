// All that Roder needs in Azure, with no secret anywhere: everything signs in as one managed identity.
// Deploying again changes nothing that is as it should be. See docs/deployment.md.
targetScope = 'resourceGroup'

@description('Begins the name of every resource: 3 to 16 small letters and digits, beginning with a letter.')
@minLength(3)
@maxLength(16)
param name string = 'roder'

@description('Where everything runs and everything is kept.')
param location string = 'swedencentral'

@description('The image with its tag, as REGISTRY/roder:0.1.0. Empty: everything but the app itself, which comes with the next deployment.')
param image string = ''

@description('The Entra tenants that are served; the bot lives in the one it is deployed in.')
param tenants string[] = [
  tenant().tenantId
]

@description('Instances at the least. One: Roder keeps time, so it never sleeps.')
@minValue(1)
@maxValue(10)
param minReplicas int = 1

@description('Instances at the most. They are equal, and each reminder is sent by one of them.')
@minValue(1)
@maxValue(10)
param maxReplicas int = 3

@description('How much is logged: error, warn, info or debug.')
@allowed([
  'error'
  'warn'
  'info'
  'debug'
])
param logLevel string = 'info'

@description('For rehearsal: the Entra object id of the person who gets every message instead of the rest.')
param redirectAll string = ''

@description('For how many days logs and telemetry are kept.')
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

@description('Any moment of so many last days can be gone back to. Thirty cost a little for each gigabyte, seven nothing.')
param backupDays 7 | 30 = 7

@description('The app runs in a network of its own, and the database answers in it alone. For the first deployment: it cannot be changed later.')
param privateNetwork bool = false

@description('Spread over the data centres of the region, so that one may be lost. For the first deployment: it cannot be changed later.')
param zoneRedundant bool = false

@description('Whom an alarm is sent to, when Roder shows no sign of life or reminders do not get through. Empty: nobody; it is shown in Azure Monitor.')
param alertEmail string = ''

@description('What a month may cost, in the currency of the bill, before alertEmail is written to. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('From when the budget counts: the first day of a month, as 2026-12-01, and never changed.')
param budgetFrom string = ''

@description('Your own tags, beside the two that every resource has.')
param tags { *: string } = {}

// The same for one resource group each time, and unlike every other one's: some names are the whole world's.
var unique = uniqueString(resourceGroup().id)
var allTags = union(tags, {
  application: 'roder'
  deployment: name
})

// Who Roder is: to Teams, to the database, to the registry and to Azure Monitor. It has no password to expire. It
// stands here and not in a module: what comes out of a module is not known to `what-if`.
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

// An environment over several zones needs a network of its own as well.
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

// With the app and not before it: there is no sign of life of what is not there.
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

@description('The bot in the app package; Microsoft\'s toolkit writes it into env/.env.production by this name.')
output BOT_ID string = identity.properties.clientId
output REGISTRY string = registry.outputs.name
output RODER_URL string = 'https://${host}'
output RODER_APP string = appName
output COSMOS_ACCOUNT string = store.outputs.account
