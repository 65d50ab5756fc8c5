using 'main.bicep'

// Your organisation's choices; main.bicep lists the other parameters. Give the image and the rehearsal on the
// command line (docs/deployment.md, step 4).

// Part of every resource name: 3 to 16 lower-case letters and digits, starting with a letter.
param name = 'roder'

// Gets the alerts. Empty: nobody is notified.
param alertEmail = ''

// From budgetFrom, the first day of a month, alertEmail gets a message when a month costs more (currency of the bill).
param monthlyBudget = 0
param budgetFrom = ''

// Choose before the first deployment: neither can be changed later.
param privateNetwork = false
param zoneRedundant = false
