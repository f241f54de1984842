/** Swagger UI as a partner's hand uses it: open an operation, fill in, send, read. */
import { join } from 'node:path';

/** A machine that does other things besides is slow, not broken. */
const PATIENCE_MS = 60_000;

export class DocsPage {
  /** @param {import('playwright-core').Page} page @param {string | null} shotsDir */
  constructor(page, shotsDir) {
    this.page = page;
    this.shotsDir = shotsDir;
    this.shots = 0;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** What the page asked of anybody but the service itself: it has to work where there is no internet. */
  static async open(browser, base, shotsDir) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 }, locale: 'zh-CN' });
    const shown = new DocsPage(page, shotsDir);
    shown.foreign = [];
    await page.route((url) => url.origin !== base && url.protocol.startsWith('http'), (route) => {
      shown.foreign.push(route.request().url());
      return route.abort();
    });
    await page.goto(`${base}/docs`);
    await page.locator('.opblock').first().or(page.locator('.opblock-tag').first()).waitFor();
    await shown.shot('docs');
    return shown;
  }

  async shot(name) {
    this.shots += 1;
    if (this.shotsDir) await this.page.screenshot({ path: join(this.shotsDir, `${String(this.shots).padStart(2, '0')}-${name}.png`) });
  }

  /** Signs in through the page and puts the token where the page keeps it. */
  async become(username, password) {
    await this.clearCredential();
    const { body } = await this.send('登录与身份', 'authLogin', { body: { username, password } });
    await this.page.locator('.auth-wrapper > .btn.authorize').click();
    await this.page.locator('.modal-ux input[aria-label="auth-bearer-value"]').fill(body.accessToken);
    await this.page.locator('.modal-ux .auth-container').first().locator('.btn.authorize').click();
    if (username.endsWith('operator')) await this.shot('authorised');
    await this.page.locator('.modal-ux .btn-done').first().click();
  }

  async clearCredential() {
    await this.page.locator('.auth-wrapper > .btn.authorize').click();
    const out = this.page.locator('.modal-ux .auth-container').first().locator('.btn.modal-btn.auth:not(.authorize):not(.btn-done)');
    if (await out.count()) await out.click();
    await this.page.locator('.modal-ux .btn-done').first().click();
  }

  /**
   * `change` gets the example that the page shows and returns what is sent; without it the example goes as it stands.
   * @param {string} tag @param {string} operation @param {{ body?: object, change?: (example: any) => object, fields?: Record<string, string>, file?: string, choice?: Record<string, string> }} what
   */
  async send(tag, operation, { body, change, fields = {}, file, choice = {} } = {}) {
    const block = await this.opened(tag, operation);
    const tryOut = block.locator('.try-out__btn:not(.cancel):not(.reset)');
    if (await tryOut.count()) await tryOut.first().click();
    for (const [name, value] of Object.entries(fields)) await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
    const text = block.locator('textarea.body-param__text');
    if (body) await text.fill(JSON.stringify(body, null, 2));
    if (change) await text.fill(JSON.stringify(change(JSON.parse(await text.inputValue())), null, 2));
    for (const [name, value] of Object.entries(choice)) await block.locator(`tr[data-property-name="${name}"] select, .parameters[data-property-name="${name}"] select`).first().selectOption(value);
    if (file) await block.locator('input[type="file"]').setInputFiles(file);
    await block.locator('.btn.execute').click();
    const answer = block.locator('.live-responses-table .response');
    await answer.locator('.response-col_status').first().waitFor();
    const status = Number(await answer.locator('.response-col_status').first().innerText());
    const told = await block.locator('.live-responses-table .response-col_description .highlight-code, .live-responses-table .response-col_description pre').first().innerText();
    await block.locator('.live-responses-table').scrollIntoViewIfNeeded();
    await this.shot(operation);
    await block.locator('.btn-clear').first().click();
    await block.locator('.opblock-summary-control').click();
    return { status, body: parsed(told) };
  }

  async opened(tag, operation) {
    const section = this.page.locator(`.opblock-tag[data-tag="${tag}"]`);
    const block = this.page.locator(`.opblock[id$="-${operation}"]`);
    if ((await section.getAttribute('data-is-open')) !== 'true') await section.click();
    await block.waitFor();
    if (!(await block.locator('.opblock-body').count())) await block.locator('.opblock-summary-control').click();
    await block.locator('.try-out__btn').first().waitFor();
    return block;
  }
}

/** The page shows a long answer in parts: what is JSON is read, the rest is nothing. */
function parsed(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return {};
  }
}
