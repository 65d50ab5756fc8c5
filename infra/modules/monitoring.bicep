// Where logs and telemetry go. The key in the connection string can write telemetry and read nothing, and never
// expires; it is no secret by Microsoft's own account, but the only thing here that is not an identity.

param workspaceName string
param insightsName string
param location string
param tags object
param days int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: days
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // Roder's exporter writes by the connection string (src/telemetry).
    DisableLocalAuth: false
    RetentionInDays: days
  }
}

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
