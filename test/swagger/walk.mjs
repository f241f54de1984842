/**
 * `npm run test:swagger`: a partner with nothing but /docs closes a first hazard: signs in, authorises, registers, fills five in
 * place, has it signed and confirmed twice, uploads, submits, has it accepted twice. Starts a sandbox of its own, or uses the one at BASE
 * with DEMO_PASSWORD. SCREENSHOTS=directory keeps a picture of each step.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { tryPort } from '../../src/platform/processes.mjs';
import { DocsPage } from './page.mjs';
import { steps } from './steps.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 180_000;
const BROWSER = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** One white point, as in the README. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const say = (sentence) => console.log(`[swagger] ${sentence}`);
const room = mkdtempSync(join(tmpdir(), 'swagger-'));
const photo = join(room, 'after.png');
writeFileSync(photo, PNG);
const shots = process.env.SCREENSHOTS || null;
if (shots) mkdirSync(shots, { recursive: true });

let sandbox;
let browser;
try {
  sandbox = await openSandbox();
  browser = await chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
  const page = await DocsPage.open(browser, sandbox.base, shots);
  const checks = await steps(page, { password: sandbox.password, photo });
  checks.push(['the page asked nobody but the service', page.foreign.length === 0, page.foreign.join(' ')]);
  for (const [what, held, seen] of checks) say(`${held ? '✓' : '✗'} ${what}${held ? '' : `: ${seen}`}`);
  const failed = checks.filter(([, held]) => !held).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await sandbox?.stop();
  rmSync(room, { recursive: true, force: true });
}

async function openSandbox() {
  if (process.env.BASE) return { base: process.env.BASE, password: process.env.DEMO_PASSWORD ?? '', stop: async () => {} };
  const password = 'swagger-walk-2026';
  const child = spawn(process.execPath, ['src/demo/launch.mjs'], {
    cwd: ROOT, env: { ...process.env, PORT: String(await tryPort(0, '127.0.0.1')), DATA_DIR: join(room, 'demo'), DEMO_PASSWORD: password, REDIS_URL: '', DATABASE_URL: '' },
  });
  const gone = new Promise((done) => child.once('exit', done));
  const base = await new Promise((found, lost) => {
    let told = '';
    const late = setTimeout(() => lost(new Error(`the sandbox was not ready in time:\n${told}`)), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => {
      told += piece;
      const [, at] = /(http:\/\/localhost:\d+)\/docs/.exec(told) ?? [];
      if (!at) return;
      clearTimeout(late);
      found(at);
    });
    void gone.then(() => lost(new Error(`the sandbox ended:\n${told}`)));
  });
  return { base, password, stop: async () => { child.kill('SIGTERM'); await gone; } };
}
