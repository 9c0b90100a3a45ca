// One question: which tests exist, and what does each kind stand on?
//   npx jest                      everything
//   npx jest path/to/x.test.ts    one file (Jest finds its project)
//   npx jest --selectProjects db  one kind

/** How a file becomes something that Jest on Node 20 can load: see packages/launcher/jest/transform.cjs. */
const loading = {
  rootDir: '.',
  testEnvironment: 'node',
  // Tests run on the source of our packages, never on a stale build.
  testEnvironmentOptions: { customExportConditions: ['huiyin:source', 'node', 'node-addons'] },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json', 'node', 'vue'],
  transform: { '\\.([cm]?[jt]s|vue|css)$': '<rootDir>/packages/launcher/jest/transform.cjs' },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.data/', '<rootDir>/\\.cache/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

/** One throw-away PostgreSQL for the whole run, shared by the projects that ask for it. */
const onPostgres = {
  globalSetup: '<rootDir>/packages/launcher/jest/postgres-setup.mjs',
  globalTeardown: '<rootDir>/packages/launcher/jest/postgres-teardown.mjs',
};

const besideTheCode = (/** @type {string} */ ending) => [
  `<rootDir>/packages/**/*.${ending}`,
  `<rootDir>/apps/**/*.${ending}`,
];

const inTests = (/** @type {string} */ room) => [`<rootDir>/tests/${room}/**/*.test.ts`];

export default {
  // Two cores: client, server and database share them.
  maxWorkers: 2,
  // Databases and processes are started in hooks, on machines that are busy with other things.
  testTimeout: 60_000,
  projects: [
    {
      ...loading,
      displayName: 'unit',
      testMatch: besideTheCode('test.ts'),
      testPathIgnorePatterns: [...loading.testPathIgnorePatterns, '\\.db\\.test\\.ts$'],
    },
    { ...loading, displayName: 'architecture', testMatch: inTests('architecture') },
    { ...loading, ...onPostgres, displayName: 'db', testMatch: besideTheCode('db.test.ts') },
    { ...loading, ...onPostgres, displayName: 'oracles', testMatch: inTests('oracles') },
    { ...loading, ...onPostgres, displayName: 'journeys', testMatch: inTests('{journeys,accessibility}') },
    { ...loading, ...onPostgres, displayName: 'faults', testMatch: inTests('faults') },
  ],
};
