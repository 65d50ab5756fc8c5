/** The architecture as rules: `npm run deps` checks them, each with its reason. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that something points outwards.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-bot-knows-the-sdk',
      comment: 'Microsoft has closed both packages: the move to their successor is to be made in one folder.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/bot/' },
      to: { path: 'node_modules/(botbuilder|botframework-|@microsoft/teams-ai)' },
    },
    {
      name: 'only-cosmos-knows-azure',
      comment: 'A store is behind the port; features work the same on SQLite and on Cosmos DB.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(storage/cosmos|telemetry/exporters)' },
      to: { path: 'node_modules/@azure/(cosmos|identity)' },
    },
    {
      name: 'only-telemetry-knows-open-telemetry',
      comment: 'It is loaded when somebody has asked for figures, and never before Roder is up.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/telemetry/' },
      to: { path: 'node_modules/(@opentelemetry|@azure/monitor-opentelemetry)' },
    },
    {
      name: 'only-sqlite-files-know-sqlite',
      comment: 'As above, for the embedded store.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/storage/(sqlite|group-commits)' },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'doors-are-called-by-nobody',
      comment: 'Doors call use cases. Only composition, the command line and each other’s ports may name them.',
      severity: 'error',
      from: { path: '^src/(calendar|exports|following|kolada|language|people|permissions|plan|plan-changes|questions|reminders|reports|retention|rounds|storage|summaries|support-requests)/' },
      to: { path: '^src/(bot|http|schedule|cli|demo)/|^src/(main|compose|config)\\.ts$' },
    },
    {
      name: 'calendar-is-pure',
      comment: 'Time rules are arithmetic: no storage, no features, no clock.',
      severity: 'error',
      from: { path: '^src/calendar/' },
      to: { path: '^src/', pathNot: '^src/(calendar/|(capitalised|errors)\\.ts$|plan/plan-schema\\.ts$)' },
    },
    {
      name: 'stores-are-below-features',
      comment: 'The store knows documents, not what they mean.',
      severity: 'error',
      from: { path: '^src/storage/' },
      to: { path: '^src/', pathNot: '^src/(storage/|calendar/instants\\.ts$|(errors|loopback|ports)\\.ts$)' },
    },
    {
      name: 'no-tests-in-source',
      comment: 'What runs in production must not need the tests.',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
