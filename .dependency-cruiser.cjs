const { readdirSync } = require('node:fs');

/**
 * The house, lowest first: a folder may use those before it, never those after it. So there is no circle of
 * folders, and each can be read with only those below it in mind. Some files of `src` itself are layers too.
 */
const layers = {
  base: 'base/',
  language: 'language/',
  calendar: 'calendar/',
  config: '(config|config-faults|secret-expiry)\\.ts$',
  storage: 'storage/',
  telemetry: 'telemetry/',
  plan: 'plan/',
  permissions: 'permissions/',
  kolada: 'kolada/',
  'language-model': 'language-model/',
  people: 'people/',
  messages: 'messages/',
  rounds: 'rounds/',
  reports: 'reports/',
  charts: 'charts/',
  'support-requests': 'support-requests/',
  reminders: 'reminders/',
  answers: 'answers/',
  retention: 'retention/',
  'plan-changes': 'plan-changes/',
  summaries: 'summaries/',
  exports: 'exports/',
  following: 'following/',
  webhooks: 'webhooks/',
  questions: 'questions/',
  conversation: 'conversation/',
  schedule: 'schedule/',
  rehearsal: 'rehearsal/',
  demo: 'demo/',
  bot: 'bot/',
  web: 'web/',
  http: 'http/',
  api: 'api/',
  composition: '(compose|open-store)\\.ts$',
  cli: 'cli/',
  main: 'main\\.ts$',
};

const names = Object.keys(layers);
const homeless = readdirSync(`${__dirname}/src`, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && !names.includes(entry.name),
);
if (homeless.length > 0) throw new Error(`No layer says where src/${homeless[0].name} stands.`);

const order = names.slice(0, -1).map((name, place) => ({
  name: `nothing-above-${name}`,
  comment: `The layers stand in one order (the list above): ${name} may use those before it alone.`,
  severity: 'error',
  from: { path: `^src/${layers[name]}` },
  to: { path: names.slice(place + 1).map((above) => `^src/${layers[above]}`) },
}));

/** The architecture as rules: `npm run deps` checks them, each with its reason. */
module.exports = {
  forbidden: [
    ...order,
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
      name: 'only-web-knows-pages',
      comment: 'Templates and what runs in browsers are the pages’ own.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/web/' },
      to: { path: 'node_modules/(eta|@microsoft/teams-js)' },
    },
    {
      name: 'only-cosmos-knows-azure',
      comment: 'A store is behind the port; features work the same on SQLite and on Cosmos DB.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(storage/cosmos|telemetry/open-telemetry|language-model/)' },
      to: { path: 'node_modules/@azure/(cosmos|identity)' },
    },
    {
      name: 'only-the-language-model-knows-openai',
      comment: 'It is loaded where a municipality has set up its own deployment, and at the first unclear question.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/language-model/' },
      to: { path: 'node_modules/openai' },
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
      name: 'calendar-is-pure',
      comment: 'Time rules are arithmetic: no texts, no storage, no clock.',
      severity: 'error',
      from: { path: '^src/calendar/' },
      to: { path: '^src/', pathNot: '^src/(calendar/|base/errors\\.ts$|language/language\\.ts$)' },
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
