import { existsSync, readFileSync } from 'node:fs';

/**
 * Reads jest's JSON and prints `passed failed` as the last line. A test that was skipped or left to do counts as failed:
 * nobody looks at it again. So does a suite that did not run, and a run without an answer or without a test.
 */
const file = process.argv[2] ?? '';
const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
if (!result?.numTotalTests) {
  console.log('No test ran.');
  console.log('0 1');
  process.exit(1);
}

const SKIPPED = new Set(['pending', 'skipped', 'todo', 'disabled']);
let skipped = 0;
for (const suite of result.testResults) {
  for (const test of suite.assertionResults) {
    if (!SKIPPED.has(test.status)) continue;
    skipped += 1;
    console.log(`skipped: ${test.fullName} (${suite.name})`);
  }
}
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
const interrupted = result.success || failed > 0 ? 0 : 1;
console.log(`${result.numPassedTests} ${failed + interrupted}`);
