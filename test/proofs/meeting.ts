/**
 * `npm run prove:meeting`: the page of a comparison for the bureau's meeting in headless Chromium, with the records of the
 * development world as its lists: towns ranked with their bars, drill-down to the pairs side by side, a narrow screen, and A4
 * paper. SCREENSHOTS=directory keeps the pictures and the PDF.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { ComparisonWork } from '../../src/comparison/run.work.js';
import { fields, text, type Fields } from '../model/driver.js';
import { openBrowser } from '../support/browser.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { ROOT } from './page.js';

const PASSWORD = 'meeting-of-the-county-8';
const SHOTS = process.env['SCREENSHOTS'];
/** A4 at 96 dots an inch, less the margins of the style sheet. */
const A4 = { width: Math.round(((210 - 28) / 25.4) * 96), height: Math.round(((297 - 32) / 25.4) * 96) };
/** As far as the page's own script looks at an element: the test is compiled without the browser's types. */
interface Drawn { querySelectorAll: (asked: string) => Iterable<Drawn>; getBoundingClientRect: () => { width: number; height: number }; textContent: string }
interface WorldRow { id: string; source: string; enterprise: { name: string; creditCode: string | null; town: string }; [rest: string]: unknown }

let ledger: TestLedger;
let browser: { context: BrowserContext; close: () => Promise<void> };
let page: Page;
let id: string;

beforeAll(async () => {
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  ledger = await startLedger(PASSWORD);
  id = await published();
  browser = await openBrowser();
  page = await browser.context.newPage();
  await page.goto(`${ledger.url}/pages/comparisons/${id}`);
  await page.fill('[name=username]', 'county.supervisor');
  await page.fill('[name=password]', PASSWORD);
  await page.click('button[type=submit]');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
});

/** The development world as three lists, run and left undecided where the matcher leaves it. */
async function published(): Promise<string> {
  const { records } = JSON.parse(readFileSync(join(ROOT, 'test/comparison/world-dev.json'), 'utf8')) as { records: WorldRow[] };
  const county = await ledger.driver.as('county.supervisor');
  const must = async (answer: Promise<{ status: number; body: unknown }>): Promise<Fields> => {
    const { status, body } = await answer;
    if (status > 299) throw new Error(`${status} ${JSON.stringify(body).slice(0, 1_000)}`);
    return fields(body);
  };
  const made = text((await must(county.post('/comparisons', {
    name: '二〇二四年一季度重大事故隐患大比对', periodFrom: '2024-01-01', periodTo: '2024-04-30', areaCode: '140525', sides: ['COUNTY', 'TOWN', 'ENTERPRISE'], from: 'LISTS',
  }))).id);
  for (const side of ['COUNTY', 'TOWN', 'ENTERPRISE']) {
    const own = records.filter(({ source }) => source === side);
    const rows = own.map(({ id: externalRef, source: _source, enterprise: { name, creditCode, town }, ...rest }) => ({ ...rest, externalRef, enterpriseName: name, creditCode, town }));
    const inspections = side === 'TOWN' ? { inspections: own.map(({ enterprise: { name, creditCode }, foundOn }) => ({ enterpriseName: name, creditCode, inspectedOn: foundOn })) } : {};
    await must(county.put(`/comparisons/${made}/lists/${side}`, { rows, ...inspections }, { 'If-Match': (await county.get(`/comparisons/${made}`)).headers.etag ?? '' }));
  }
  await must(county.post(`/comparisons/${made}/run`, {}));
  await ledger.app.get(ComparisonWork, { strict: false }).run(`${made}.0`, new AbortController().signal);
  return made;
}

const keep = async (name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
};
const wider = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('the page of a comparison', () => {
  it('shows the towns by rank, each with a bar as long as its hazards', async () => {
    expect(await page.title()).toContain('重大事故隐患大比对');
    await keep('meeting-wide');
    const ranks = (await page.locator('table.towns tbody td.rank').allInnerTexts()).map(Number).filter((rank) => !Number.isNaN(rank));
    expect(ranks.length).toBeGreaterThan(3);
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    const bars = await page.locator('table.towns tbody tr').evaluateAll((rows: unknown[]) => (rows as Drawn[]).map((row) => {
      const pieces = [...row.querySelectorAll('svg rect')];
      const counted = [...row.querySelectorAll('svg title')].map((title) => Number(/(\d+) 条/.exec(title.textContent)?.[1] ?? 0));
      return [counted.reduce((sum, one) => sum + one, 0), pieces.reduce((sum, one) => sum + one.getBoundingClientRect().width, 0)] as const;
    }));
    const perHazard = bars.filter(([count]) => count > 0).map(([count, width]) => width / count);
    expect(perHazard.length).toBeGreaterThan(5);
    expect(Math.max(...perHazard) / Math.min(...perHazard)).toBeLessThan(1.6);
    expect(await page.locator('mark').count()).toBeGreaterThan(20);
  });

  it('drills down to the pairs of a town, side by side, and to nobody else’s', async () => {
    const link = page.locator('table.towns tbody a', { hasText: '巴公镇' });
    await link.click();
    expect(page.url()).toContain('town=140525');
    expect(await page.locator('#pairs h2').innerText()).toBe('巴公镇的记录对');
    const [pair] = await page.locator('.couple .both').all();
    const [left, right] = await Promise.all((await pair?.locator('> div').all() ?? []).map((side) => side.boundingBox()));
    expect(left && right && Math.abs(left.y - right.y) < 2 && right.x >= left.x + left.width - 2).toBe(true);
    expect(await page.locator('table.towns tr.chosen').count()).toBe(1);
    await keep('meeting-town');
    await page.goto(`${ledger.url}/pages/comparisons/${id}`);
  });

  it('fits a narrow screen: nothing but the wide table scrolls sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await wider()).toBeLessThanOrEqual(0);
    await keep('meeting-narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('fits A4: no sideways overflow, no pair or hazard cut by the edge of a sheet', async () => {
    await page.setViewportSize(A4);
    await page.emulateMedia({ media: 'print' });
    expect(await wider()).toBeLessThanOrEqual(0);
    expect(await page.locator('.top').first().isVisible()).toBe(false);
    const tall = await page.locator('.couple, .hazards li, table.towns tr').evaluateAll((all: unknown[]) => Math.max(...(all as Drawn[]).map((one) => one.getBoundingClientRect().height)));
    expect(tall).toBeLessThan(A4.height / 2);
    const sheet = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    if (SHOTS) writeFileSync(join(SHOTS, 'meeting.pdf'), sheet);
    const told = sheet.toString('latin1');
    expect([...told.matchAll(/\/MediaBox ?\[ ?0 0 59[45](?:\.\d+)? 84[12]/g)].length).toBeGreaterThan(1);
    await page.emulateMedia({ media: null });
  });
});
