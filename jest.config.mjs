/**
 * Unit specs stand beside their source and need nothing; everything that needs a process or a database is under test/
 * and gets a throw-away PostgreSQL (and Redis where it is installed). Two projects, so that a unit spec starts in an
 * instant: a global setup runs only when its project has a test to run.
 */
const typescript = {
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};

export default {
  testTimeout: 30_000,
  // Much of a run is waiting (for a lock to pass, a process to be ready): one worker a core, not one less.
  maxWorkers: '100%',
  projects: [
    { ...typescript, displayName: 'unit', roots: ['<rootDir>/src'] },
    {
      ...typescript,
      displayName: 'system',
      roots: ['<rootDir>/test'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
