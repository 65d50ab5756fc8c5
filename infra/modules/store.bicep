// The database. What is in it must be as src/storage/cosmos-client.ts says: a test compares, and so does
// Roder when it starts. Nobody signs in with a key, and Roder's role can read and write documents, no more.

param accountName string
param location string
param tags object
param principalId string

// "Cosmos DB Built-in Data Contributor".
var dataContributorRole = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
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
        isZoneRedundant: false
      }
    ]
    // What one instance has written, every instance sees at once.
    consistencyPolicy: {
      defaultConsistencyLevel: 'Strong'
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
    // Any moment of the last seven days can be gone back to.
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'roder'
  tags: tags
  properties: {
    resource: {
      id: 'roder'
    }
  }
}

resource documents 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = {
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
          {
            path: '/dueInSlot/?'
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

resource mayUse 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, principalId, dataContributorRole)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributorRole}'
    principalId: principalId
    scope: account.id
  }
}

output account string = account.name
output endpoint string = account.properties.documentEndpoint
output database string = database.name
