import config from '../jest.config.mjs';

/** Proofs and measurements that take minutes: `npm run prove:writes`, `npm run bench`. Same setup as the tests. */
const system = config.projects.find((project) => project.displayName === 'system');

export default {
  ...system,
  displayName: 'long',
  rootDir: '..',
  testMatch: [
    '<rootDir>/test/proofs/kill.ts',
    '<rootDir>/test/proofs/webhooks.ts',
    '<rootDir>/test/proofs/deadlines.ts',
    '<rootDir>/test/proofs/year-run.ts',
    '<rootDir>/test/bench/bench.ts',
    '<rootDir>/test/proofs/exchange.ts',
    '<rootDir>/test/proofs/oa.ts',
    '<rootDir>/test/proofs/meeting.ts',
    '<rootDir>/test/proofs/comparison.ts',
  ],
  testTimeout: 3_600_000,
};
