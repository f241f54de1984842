/** Debian's chromium, driven without a screen. Absent locally, whoever asks for it says so loudly; CI installs it (.ci/run). */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const hasChromium = existsSync(CHROMIUM);

/** In CI it must be there; elsewhere the specs that need it are skipped, and say so. */
export function toldWithoutChromium(): void {
  if (hasChromium) return;
  if (process.env['CI']) throw new Error(`chromium is needed at ${CHROMIUM}: apt-get install chromium`);
  console.warn(`\n!! NO CHROMIUM at ${CHROMIUM}: the pages were not looked at by a browser. apt-get install chromium, or set CHROMIUM.\n`);
}

/** One browser with a profile of its own; scripts are off, as the pages must work without them. */
export async function openBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'ledger-browser-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, headless: true, args: QUIET, javaScriptEnabled: false, locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
