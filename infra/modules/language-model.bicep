// A language model of the organisation's own, which helps Roder to understand unclear questions. No key opens it: Roder
// signs in as its managed identity, which may ask the model and nothing else.

param accountName string
param location string
param tags { *: string }
param identityId string
param principalId string
param model string
param modelVersion string

// Cognitive Services OpenAI User.
var userRole = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: accountName
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: {
    name: 'S0'
  }
  properties: {
    customSubDomainName: accountName
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

// Processed in the region and nowhere else: a global deployment may leave it.
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2026-07-01' = {
  parent: account
  name: 'roder'
  tags: tags
  sku: {
    name: 'Standard'
    capacity: 10
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: model
      version: modelVersion
    }
  }
}

resource mayAsk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, identityId, userRole)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', userRole)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
