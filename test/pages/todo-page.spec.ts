/** The page behind a todo (issue: "The page behind a todo"): seen and used in a real browser, by the people who must act. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { ENTERPRISES } from '../../src/demo/enterprises.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { hasChromium, openBrowser, toldWithoutChromium } from '../support/browser.js';
import { png } from '../support/http-driver.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { fiveInPlace, major, ownFind } from '../support/registrations.js';
import { Visitor } from '../support/visitor.js';
import { must } from '../support/world.js';
import { photoCases } from './photo.cases.js';

const PASSWORD = 'page-of-the-county-5';
const FIRM = ENTERPRISES[0]?.id ?? '';
const ATTACK = '<img src=x onerror="document.title=1"><b>喷漆房</b>';
/** Set to a folder to look at the pages afterwards. */
const PICTURES = process.env['PAGE_PICTURES'];

toldWithoutChromium();
let ledger: TestLedger;
let today: string;
let serial = 0;
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  today = ledger.app.get(Calendar, { strict: false }).today();
}, 60_000);
afterAll(() => ledger?.stop());

const as = (name: string) => ledger.driver.as(name);
const state = async (id: string): Promise<Fields> => fields(must(await (await as('county.supervisor')).get(`/hazards/${id}`), 'hazard').body);

async function prepared(description = `2号中频炉冷却水未设置进出水流量差监测报警装置 ${(serial += 1)}`): Promise<string> {
  const operator = await as('example1.operator');
  const id = text(fields(must(await operator.post('/hazards', ownFind(FIRM, today, { ...major, description })), 'register').body).id);
  const { etag } = (await operator.get(`/hazards/${id}`)).headers;
  must(await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(addDays(today, 30)), { 'If-Match': etag ?? '' }), 'five in place');
  return id;
}
const move = async (name: string, id: string, what: string, body: Fields) => must(await (await as(name)).post(`/hazards/${id}/${what}`, body), what);

(hasChromium ? describe : describe.skip)('in a browser without scripts', () => {
  let context: BrowserContext;
  let close: () => Promise<void>;
  beforeAll(async () => ({ context, close } = await openBrowser()), 60_000);
  afterAll(() => close?.());

  async function enter(username: string, path: string): Promise<Page> {
    await context.clearCookies();
    const page = await context.newPage();
    await page.goto(ledger.url + path);
    await page.fill('input[name=username]', username);
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    return page;
  }
  async function picture(page: Page, name: string): Promise<void> {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    for (const [width, height] of [[390, 844], [1280, 900]] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    }
  }
  const says = async (page: Page): Promise<string> => (await page.textContent('.message'))?.trim() ?? '';

  it('a major hazard goes from signature to its end, each step by the one who must take it', async () => {
    const id = await prepared();
    const path = `/pages/hazards/${id}`;
    let page = await enter('example1.principal', path);
    expect(page.url()).toBe(ledger.url + path);
    await picture(page, 'sign');
    await page.fill('.act input[name=password]', 'not-the-password');
    await page.click('.act button');
    expect([await says(page), (await state(id)).status]).toEqual(['密码不正确', 'REPORTED']);
    await page.fill('.act input[name=password]', PASSWORD);
    await page.click('.act button');
    expect([await says(page), (await state(id)).status]).toEqual(['已办理：签字', 'CONFIRMING']);

    page = await enter('nancun.supervisor', '/pages');
    await picture(page, 'todos');
    await page.click(`a[href="${path}"]`);
    await picture(page, 'confirm');
    await page.fill('.act textarea[name=opinion]', '情况属实\n同意上报');
    await page.click('.act button');
    expect(await says(page)).toBe('已办理：确认');
    expect(fields(list((await state(id)).confirmations)[0]).opinion).toBe('情况属实\n同意上报');

    page = await enter('county.supervisor', path);
    await page.click('.act button');
    expect((await state(id)).status).toBe('RECTIFYING');
    const photo = must(await (await as('example1.operator')).upload(`/hazards/${id}/evidence`, 'AFTER'), 'photo');
    await move('example1.operator', id, 'submit-rectification', { summary: '已加装', completedOn: today, fundsSpentYuan: '1.00', evidenceIds: [text(fields(photo.body).id)] });

    page = await enter('nancun.supervisor', path);
    await page.check('input[name=checkedOnSite]');
    await picture(page, 'accept');
    await page.click('.act button');
    expect(fields(list((await state(id)).acceptances)[0]).checkedOnSite).toBe(true);
    page = await enter('county.supervisor', path);
    await page.click('.act button');
    expect((await state(id)).status).toBe('CLOSED');
    await picture(page, 'closed');
    expect(await page.locator('.act').count()).toBe(0);
  }, 60_000);

  it('shows the hazard, five in place, the picture itself and what has happened', async () => {
    const id = await prepared();
    must(await (await as('example1.operator')).upload(`/hazards/${id}/evidence`, 'BEFORE'), 'photo');
    const page = await enter('nancun.supervisor', `/pages/hazards/${id}`);
    const shown = await page.textContent('main') ?? '';
    for (const said of ['重大隐患', '待签字', '2号中频炉', '加装流量差监测报警装置', '12,000.00 元', '断水立即停炉', '整改前', '登记', '填写五到位', '此刻没有须由您办理的事项']) expect(shown).toContain(said);
    const [width] = await page.locator('.pictures img').evaluateAll((images) => images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth));
    expect(width).toBeGreaterThan(0);
  }, 30_000);

  it('a firm fills in what is missing, signs, and later asks for acceptance, all on the page', async () => {
    const operator = await as('example1.operator');
    const { owner: _owner, deadline: _deadline, ...bare } = ownFind(FIRM, today, { ...major, description: `待补 ${(serial += 1)}` });
    const id = text(fields(must(await operator.post('/hazards', { ...bare, deadline: addDays(today, 30) }), 'register').body).id);
    const path = `/pages/hazards/${id}`;
    let page = await enter('example1.operator', path);
    await picture(page, 'prepare');
    await page.fill('input[name=ownerName]', '王五');
    await page.fill('input[name=ownerPhone]', '13800000000');
    await page.click('button:has-text("保存责任人和期限")');
    expect([await says(page), fields((await state(id)).owner).name]).toEqual(['已办理：修改', '王五']);
    const typed: Record<string, string> = { measures: '加装报警装置', unit: '铸造车间', person: '王五', amountYuan: '12,000', source: '安全生产费用', scheduleDeadline: addDays(today, 31), milestones: `${addDays(today, 9)} 完成采购`, plan: '断水停炉' };
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value);
    await page.click('button:has-text("保存五到位")');
    expect([(await says(page)).includes('期限'), await page.inputValue('[name=measures]')]).toEqual([true, '加装报警装置']);
    await picture(page, 'prepare-refused');
    await page.fill('[name=scheduleDeadline]', addDays(today, 30));
    await page.click('button:has-text("保存五到位")');
    const five = fields((await state(id)).fiveInPlace);
    expect([await says(page), five.complete, fields(five.funds).amountYuan, fields(list(fields(five.schedule).milestones)[0]).goal]).toEqual(['已办理：填写五到位', true, '12000.00', '完成采购']);
    await move('example1.principal', id, 'sign', { password: PASSWORD });
    await move('nancun.supervisor', id, 'confirm', {});
    await move('county.supervisor', id, 'confirm', {});
    page = await enter('example1.operator', path);
    await page.click('summary:has-text("记录整改进展")');
    await page.fill('textarea[name=note]', '装置已到货');
    await page.click('button:has-text("记录进展")');
    expect(await says(page)).toBe('已办理：记录整改进展');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.inputValue('select[name=kind]')).toBe('AFTER');
    await page.setInputFiles('input[type=file]', { name: '整改后-2号炉.png', mimeType: 'image/png', buffer: png(71) });
    await page.click('button:has-text("上传")');
    expect([await says(page), await page.textContent('.pictures figcaption b')]).toEqual(['已办理：上传佐证', '整改后']);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.fill('textarea[name=summary]', '已加装');
    await page.fill('input[name=completedOn]', today);
    await page.fill('input[name=fundsSpentYuan]', '11800');
    await picture(page, 'rectify');
    await page.click('button:has-text("申请验收")');
    expect([(await says(page)).length > 0, (await state(id)).status]).toEqual([true, 'RECTIFYING']);
    await page.check('input[name^="evidence."]');
    await page.click('button:has-text("申请验收")');
    expect([await says(page), (await state(id)).status]).toEqual(['已办理：申请验收', 'ACCEPTING']);
  }, 60_000);

  it('whoever has a password that somebody else has set sets another before anything else', async () => {
    const admin = await as('county.admin');
    const { id } = fields(list(fields((await admin.get('/users?limit=200')).body).items).map(fields).find(({ username }) => username === 'bagong.inspector'));
    const given = 'given-by-the-office-1';
    must(await admin.patch(`/users/${text(id)}`, { password: given }, { 'If-Match': (await admin.get(`/users/${text(id)}`)).headers.etag ?? '' }), 'a temporary password');
    await context.clearCookies();
    const page = await context.newPage();
    await page.goto(`${ledger.url}/pages/sign-in`);
    await page.fill('input[name=username]', 'bagong.inspector');
    await page.fill('input[name=password]', given);
    await page.click('button[type=submit]');
    expect([new URL(page.url()).pathname, await page.textContent('h1')]).toEqual(['/pages/password', '请先设置新密码']);
    await picture(page, 'password');
    const set = async (again: string) => {
      await page.fill('input[name=currentPassword]', given);
      await page.fill('input[name=newPassword]', 'mine-and-nobodys-2');
      await page.fill('input[name=again]', again);
      await page.click('button:has-text("保存新密码")');
    };
    await set('mine-and-nobodys-3');
    expect(await says(page)).toContain('不一致');
    await set('mine-and-nobodys-2');
    expect([new URL(page.url()).pathname, (await page.textContent('h2'))?.includes('我的待办')]).toEqual(['/pages', true]);
  }, 30_000);

  it('fits a phone: nothing is wider than the screen', async () => {
    const id = await prepared(`${'长'.repeat(300)} https://example.invalid/${'x'.repeat(200)}`);
    const page = await enter('example1.principal', `/pages/hazards/${id}`);
    await page.setViewportSize({ width: 390, height: 844 });
    const boxes = await Promise.all((await page.locator('main *').all()).map((one) => one.boundingBox()));
    expect(boxes.filter((box) => box && box.x + box.width > 391)).toEqual([]);
  }, 30_000);

  it('runs nothing that somebody wrote into the ledger', async () => {
    const id = await prepared(ATTACK);
    const page = await enter('nancun.supervisor', `/pages/hazards/${id}`);
    expect([await page.textContent('.what'), await page.locator('.what *').count()]).toEqual([ATTACK, 0]);
  }, 30_000);
});

describe('the page behind a todo', () => {
  const browser = async (name: string): Promise<Visitor> => {
    const visitor = new Visitor(ledger.url);
    expect((await visitor.signIn(name, PASSWORD)).status).toBe(303);
    return visitor;
  };

  it('sends back with an opinion, and not without one', async () => {
    const id = await prepared();
    await move('example1.principal', id, 'sign', { password: PASSWORD });
    const visitor = await browser('nancun.supervisor');
    const path = `/pages/hazards/${id}`;
    const seen = await visitor.get(path);
    const without = await visitor.submit(seen, path, { move: 'send-back' });
    expect([without.status, without.text.includes('必填'), (await state(id)).status]).toEqual([400, true, 'CONFIRMING']);
    const sent = await visitor.submit(seen, path, { move: 'send-back', opinion: '请补充照片' });
    expect([sent.status, sent.location, (await state(id)).status]).toEqual([303, `${path}?done=send-back`, 'REPORTED']);
  });

  it('a form that was shown before something changed is not taken, and one sent twice is taken once', async () => {
    const id = await prepared();
    const path = `/pages/hazards/${id}`;
    const visitor = await browser('example1.principal');
    const seen = await visitor.get(path);
    must(await (await as('example1.operator')).upload(`/hazards/${id}/evidence`, 'BEFORE'), 'photo');
    const stale = await visitor.submit(seen, path, { move: 'sign', password: PASSWORD });
    expect([stale.status, stale.text.includes('已被他人更新'), (await state(id)).status]).toEqual([412, true, 'REPORTED']);
    const fresh = await visitor.get(path);
    const twice = await Promise.all([0, 1].map(() => visitor.submit(fresh, path, { move: 'sign', password: PASSWORD })));
    const facts = list(fields(must(await (await as('county.supervisor')).get(`/hazards/${id}/timeline`), 'timeline').body).items);
    expect([twice.some(({ status }) => status === 303), facts.filter((fact) => fields(fact).move === 'sign').length]).toEqual([true, 1]);
    expect((await visitor.submit(fresh, path, { move: 'sign', password: PASSWORD })).status).toBe(303);
  });

  it('keeps to the rules of the API: who may not, may not here; who does not see it, does not see it here', async () => {
    const id = await prepared();
    await move('example1.principal', id, 'sign', { password: PASSWORD });
    const path = `/pages/hazards/${id}`;
    const county = await browser('county.supervisor');
    const early = await county.submit(await (await browser('nancun.supervisor')).get(path), path, { move: 'confirm' });
    expect(early.status).toBe(403);
    const shownToCounty = await county.get(path);
    expect(shownToCounty.text).not.toContain('value="confirm"');
    const signOut = /name="_form" value="([^"]+)"/.exec(shownToCounty.text)?.[1] ?? '';
    const notDue = await county.post(path, { _form: signOut, move: 'confirm' });
    expect([notDue.status, notDue.text.includes('此事应由镇级办理'), (await state(id)).status]).toEqual([403, true, 'CONFIRMING']);
    expect((await county.post(path, { _form: signOut, move: 'void', reason: '无' })).status).toBe(400);
    for (const outside of ['bagong.supervisor', 'example2.principal']) {
      const other = await browser(outside);
      const [there, nowhere] = [await other.get(path), await other.get('/pages/hazards/01a199c5-5622-7c51-99ef-000000000000')];
      expect([there.status, there.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')]).toEqual([404, nowhere.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')]);
    }
  });

  it('pictures need the same right as their hazard', async () => {
    const id = await prepared();
    const photo = text(fields(must(await (await as('example1.operator')).upload(`/hazards/${id}/evidence`, 'BEFORE'), 'photo').body).id);
    const path = `/pages/evidence/${photo}/content`;
    const seen = await (await browser('nancun.supervisor')).get(path);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect((await (await browser('bagong.supervisor')).get(path)).status).toBe(404);
    expect((await new Visitor(ledger.url).get(path)).status).toBe(303);
  });

  describe('takes a photo', () => photoCases({ ledger: () => ledger, prepared, browser, move }));

  it('an extension is decided there', async () => {
    const id = await prepared();
    await move('example1.principal', id, 'sign', { password: PASSWORD });
    await move('nancun.supervisor', id, 'confirm', {});
    await move('county.supervisor', id, 'confirm', {});
    await move('example1.operator', id, 'request-extension', { deadline: addDays(today, 60), reason: '设备供货延迟' });
    const visitor = await browser('county.supervisor');
    const path = `/pages/hazards/${id}`;
    const seen = await visitor.get(path);
    expect(seen.text).toContain('设备供货延迟');
    const extensionId = /name="extensionId" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
    expect((await visitor.submit(seen, path, { move: 'decide-extension', extensionId, verdict: 'APPROVED', opinion: '同意' })).status).toBe(303);
    expect((await state(id)).deadline).toBe(addDays(today, 60));
  });
});
