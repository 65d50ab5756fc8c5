// The app's environment. Logs go through a diagnostic setting, because the alternative requires a shared key.

param name string
param location string
param tags { *: string }
param workspaceId string
param zoneRedundant bool

@description('The subnet for the app. Empty: Azure\'s own network.')
param subnetId string

resource surroundings 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    zoneRedundant: zoneRedundant
    vnetConfiguration: empty(subnetId)
      ? null
      : {
          infrastructureSubnetId: subnetId
        }
  }
}

#disable-next-line use-recent-api-versions // the only version that is not a preview is from 2016
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: surroundings
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

output id string = surroundings.id
output domain string = surroundings.properties.defaultDomain
