// The database. It must match src/storage/cosmos-client.ts: a test compares them, and so does Roder when it starts.
// Keys are disabled, and Roder's role may only read and write documents.

param accountName string
param location string
param tags { *: string }
param identityId string
param principalId string
param workspaceId string
param zoneRedundant bool

@description('Makes the account reachable only on a private address.')
param isPrivate bool

@description('Point-in-time restore covers this many days.')
param backupDays 7 | 30

// "Cosmos DB Built-in Data Contributor".
var dataContributorRole = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: accountName
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: [
      {
        name: 'EnableServerless'
      }
    ]
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    // Every instance sees another's writes at once.
    consistencyPolicy: {
      defaultConsistencyLevel: 'Strong'
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous${backupDays}Days'
      }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: 'roder'
  tags: tags
  properties: {
    resource: {
      id: 'roder'
    }
  }
}

resource documents 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = {
  parent: database
  name: 'documents'
  tags: tags
  properties: {
    resource: {
      id: 'documents'
      partitionKey: {
        paths: [
          '/pk'
        ]
        kind: 'Hash'
        version: 2
      }
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [
          {
            path: '/pk/?'
          }
          {
            path: '/key/?'
          }
          {
            path: '/due/?'
          }
        ]
        excludedPaths: [
          {
            path: '/*'
          }
        ]
      }
    }
  }
}

resource mayUse 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(account.id, identityId, dataContributorRole)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributorRole}'
    principalId: principalId
    scope: account.id
  }
}

// Logs who changed the account. Reads and writes are not logged: those lines would name documents.
#disable-next-line use-recent-api-versions // the only version that is not a preview is from 2016
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
    ]
  }
}

output id string = account.id
output account string = account.name
output endpoint string = account.properties.documentEndpoint
output database string = database.name
