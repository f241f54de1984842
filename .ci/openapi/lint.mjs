/** `node .ci/openapi/lint.mjs`: the recommended rules of Redocly and Spectral on docs/openapi.json; a warning fails as an error does. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const here = import.meta.dirname;
const document = resolve(here, '../../docs/openapi.json');
const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const say = (name, count, more) => console.log(`${name}: ${count} problems${count ? `\n${more}` : ''}`);

function run(script, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(here, 'node_modules', script), ...args], { cwd: here, env: environment, encoding: 'utf8', maxBuffer: 100_000_000 });
  try {
    return JSON.parse(stdout.slice(stdout.search(/[{[]/)));
  } catch {
    throw new Error(`${script} ended with ${status}: ${stderr || stdout}`);
  }
}

const redocly = run('@redocly/cli/bin/cli.js', ['lint', document, '--format=json', '--max-problems=1000']);
const { errors, warnings } = redocly.totals;
say('redocly', errors + warnings, JSON.stringify(redocly.problems.slice(0, 20).map(({ ruleId, message, location }) => [ruleId, message, location?.[0]?.pointer]), null, 1));
const spectral = run('@stoplight/spectral-cli/dist/index.js', ['lint', document, '--format=json', '--quiet']);
say('spectral', spectral.length, JSON.stringify(spectral.slice(0, 20).map(({ code, message, path }) => [code, message, path.join('.')]), null, 1));
process.exitCode = errors + warnings + spectral.length > 0 ? 1 : 0;
