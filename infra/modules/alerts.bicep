// Alerts for a bot that dies silently: docs/operations.md, "What can be wrong". The rules read the metrics that Roder
// sends to Azure Monitor, named as in src/telemetry/instruments.ts.

param deadName string
param troubleName string
param groupName string
param location string
param tags { *: string }
param workspaceId string
param budgetName string

@description('Gets an e-mail for each alert. Empty: alerts are shown only in Azure Monitor.')
param email string

@description('Monthly cost above which the address gets a message. 0: no budget.')
param monthlyBudget int

@description('The first day of a month, such as 2026-12-01.')
param budgetFrom string

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: groupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'Roder'
    enabled: true
    emailReceivers: [
      {
        name: 'operations'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var actions = {
  actionGroups: empty(email)
    ? []
    : [
        group.id
      ]
}

// The process, or everything around it, is gone: no instance sends its heartbeat, due once a minute.
resource dead 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: deadName
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Roder: no sign of life'
    description: 'No instance has said for ten minutes that it is alive. See "What can be wrong" in docs/operations.md.'
    severity: 1
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "roder.heartbeat.alive"'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // The table does not exist until the first metrics arrive.
    skipQueryValidation: true
    actions: actions
  }
}

// Roder runs, but due work is not done, no message is delivered, or leadership's channel cannot be reached.
resource trouble 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: troubleName
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Roder: what is sent does not get through'
    description: 'Work is late, reminders were due and none has reached anybody, or leadership is not reached in its channel. See "What can be wrong" in docs/operations.md.'
    severity: 1
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "roder.heartbeat.trouble" and Sum > 0'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    skipQueryValidation: true
    actions: actions
  }
}

// Costs exceed the budget: a loop, or a price change. Only sends a message; stops nothing.
resource budget 'Microsoft.Consumption/budgets@2026-06-01' = if (monthlyBudget > 0 && !empty(email)) {
  name: budgetName
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budgetFrom
    }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [
          email
        ]
      }
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [
          email
        ]
      }
    }
  }
}
