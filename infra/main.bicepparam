using 'main.bicep'

// What your organisation chooses; main.bicep says what else there is. The image and the rehearsal are said on the
// command line (docs/deployment.md, step 4).

// Begins the name of every resource: 3 to 16 small letters and digits, beginning with a letter.
param name = 'roder'

// Whom alarms are sent to. Empty: nobody is woken.
param alertEmail = ''

// From this day, the first of a month, somebody is written to when a month costs more (in the currency of the bill).
param monthlyBudget = 0
param budgetFrom = ''

// Chosen once: a database and an environment cannot be moved into a network or over several zones later.
param privateNetwork = false
param zoneRedundant = false
