// One direction of imports: web → contract → domain; server → contract, domain; and inside the server the subjects in
// the order of the story. tests/architecture proves with planted violations that these rules catch what they name.

/** The subjects of the server, in the order in which a fact becomes a page. A subject may use those before it. */
const STORY = [
  'platform',
  'directory',
  // A bad rating opens its order in one transaction with itself, so orders come first.
  'rectification',
  'ratings',
  'letters',
  'disclosure',
  'indicators',
  'releases',
  'accounts',
  'integrations',
  'pages',
];

const laterThan = (subject) => STORY.slice(STORY.indexOf(subject) + 1).join('|');

const outside = (path) => ({ pathNot: `^${path}/`, path: '^(apps|packages)/' });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'A circle has no first page to read.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'The rules are pure: no library, no clock, no input or output.',
      from: { path: '^packages/domain/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/domain/src/' },
    },
    {
      name: 'contract-imports-domain-only',
      severity: 'error',
      comment: 'Messages know the rules and nothing else of ours.',
      from: { path: '^packages/contract/src/', pathNot: '\\.test\\.ts$' },
      to: { ...outside('packages/(contract|domain)') },
    },
    {
      name: 'web-imports-contract-and-domain',
      severity: 'error',
      comment: 'Pages know messages, never the server.',
      from: { path: '^apps/web/src/' },
      to: { ...outside('(apps/web|packages/contract|packages/domain)') },
    },
    {
      name: 'server-imports-contract-and-domain',
      severity: 'error',
      comment: 'The server loads the built pages by path and imports none of their source.',
      from: { path: '^apps/server/src/', pathNot: '(\\.test\\.ts|test-database\\.ts)$' },
      to: { ...outside('(apps/server|packages/contract|packages/domain|packages/verify)') },
    },
    {
      name: 'verify-imports-domain-only',
      severity: 'error',
      comment: 'Who checks a release needs the formulas and nothing of the site.',
      from: { path: '^packages/verify/src/', pathNot: '\\.test\\.ts$' },
      to: { ...outside('packages/(verify|domain)') },
    },
    {
      name: 'launcher-stands-alone',
      severity: 'error',
      comment: 'It runs before anything else is installed or built.',
      from: { path: '^packages/launcher/src/', pathNot: '\\.test\\.ts$' },
      to: { ...outside('packages/launcher') },
    },
    ...STORY.map((subject) => ({
      name: `story-${subject}`,
      severity: 'error',
      comment: `${subject} uses the subjects before it in the story, never those after it.`,
      from: { path: `^apps/server/src/${subject}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^apps/server/src/(${laterThan(subject) || 'nothing-comes-later'})/` },
    })),
    {
      name: 'rooms-do-not-import-programs',
      severity: 'error',
      comment: 'main-*.ts and the modules that compose a role are the top.',
      from: { path: '^apps/server/src/[a-z]+/', pathNot: '\\.test\\.ts$' },
      to: { path: '^apps/server/src/(main-|api\\.module|worker\\.module)' },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      comment: 'What ships does not lean on its tests.',
      from: { pathNot: '(\\.test\\.ts|test-database\\.ts)$|^tests/' },
      to: { path: '\\.test\\.ts$|^tests/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'An import that cannot be found.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|tests/architecture/planted' },
    tsConfig: { fileName: 'tsconfig.check.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['huiyin:source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.vue', '.json'],
    },
    builtInModules: { add: ['node:test'] },
  },
};
