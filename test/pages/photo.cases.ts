/** A photo from the page behind a todo: which forms are taken, what is refused, and that nothing is left of it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/config.js';
import { fields, list, type Fields } from '../model/driver.js';
import { png } from '../support/http-driver.js';
import type { TestLedger } from '../support/ledger.js';
import { hiddenOf, Visitor } from '../support/visitor.js';

interface Given {
  ledger: () => TestLedger;
  /** A hazard of the first example, with five in place. */
  prepared: () => Promise<string>;
  browser: (name: string) => Promise<Visitor>;
  move: (name: string, id: string, what: string, body: Fields) => Promise<unknown>;
}

export function photoCases({ ledger, prepared, browser, move }: Given): void {
  const PHOTO = { name: '现场.png', bytes: new Uint8Array(png(72)) };
  const kept = async (id: string): Promise<unknown[]> => list(fields((await (await ledger().driver.as('county.auditor')).get(`/hazards/${id}/evidence`)).body).items).map((one) => [fields(one).kind, fields(one).fileName]);
  const halfRead = (): string[] => readdirSync(join(ledger().app.get(Config, { strict: false }).dataDir, 'evidence', '.incoming'));
  const place = (id: string): [string, string] => [`/pages/hazards/${id}`, `/pages/hazards/${id}/evidence`];

  it('once, however often the form is sent, and the same as the API would', async () => {
    const [page, path] = place(await prepared());
    const id = page.split('/').at(-1) ?? '';
    const visitor = await browser('example1.operator');
    const form = hiddenOf(await visitor.get(page), path);
    const sent = await Promise.all([0, 1].map(() => visitor.upload(path, { ...form, kind: 'BEFORE' }, PHOTO)));
    expect(sent.some(({ status, location }) => status === 303 && location === `${page}?done=attach`)).toBe(true);
    expect((await visitor.upload(path, { ...form, kind: 'BEFORE' }, PHOTO)).status).toBe(303);
    expect(await kept(id)).toEqual([['BEFORE', '现场.png']]);
    expect((await visitor.upload(path, { ...form, kind: 'AFTER' }, PHOTO)).status).toBe(422); // the key was for another content
    const inspector = await browser('nancun.inspector');
    expect((await inspector.upload(path, { ...hiddenOf(await inspector.get(page), path), kind: 'DOCUMENT' }, PHOTO)).status).toBe(303);
    expect(await kept(id)).toEqual([['BEFORE', '现场.png'], ['DOCUMENT', '现场.png']]);
  });

  it('only from a form of this visitor, and leaves nothing of another', async () => {
    const [page, path] = place(await prepared());
    const id = page.split('/').at(-1) ?? '';
    const visitor = await browser('example1.operator');
    const form = { ...hiddenOf(await visitor.get(page), path), kind: 'BEFORE' };
    const strangers = hiddenOf(await (await browser('example1.principal')).get(page), path);
    const tried = [
      await visitor.upload(path, { kind: 'BEFORE' }, PHOTO),
      await visitor.upload(path, { ...form, _form: strangers['_form'] ?? '' }, PHOTO),
      await visitor.upload(path, form, PHOTO, { 'Sec-Fetch-Site': 'cross-site' }),
      await visitor.upload(path, { ...form, colour: 'red' }, PHOTO),
      await visitor.upload(path, { ...form, kind: 'SELFIE' }, PHOTO),
      await visitor.post(path, form),
    ];
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 400, 400, 415]);
    expect(tried.every(({ headers }) => headers.get('content-type') === 'text/html; charset=utf-8')).toBe(true);
    expect((await new Visitor(ledger().url).upload(path, form, PHOTO)).status).toBe(401);
    expect([await kept(id), halfRead()]).toEqual([[], []]);
  });

  it('of the kinds and sizes of the API: what is refused is said on the page, and the way back leads there', async () => {
    const [page, path] = place(await prepared());
    const visitor = await browser('example1.operator');
    const form = { ...hiddenOf(await visitor.get(page), path), kind: 'SIGNED_SHEET' };
    const wrong = await visitor.upload(path, form, { name: '现场.jpg', bytes: new TextEncoder().encode('<script>alert(1)</script>') });
    expect([wrong.status, wrong.text.includes('<option value="SIGNED_SHEET" selected>'), /<p class="message bad"[^>]*>[^<]+/.test(wrong.text)]).toEqual([415, true, true]);
    const large = await visitor.upload(path, form, { name: '现场.jpg', bytes: new Uint8Array(20_000_001) });
    expect([large.status, large.text.includes('20 MB'), large.text.includes(`href="${page}"`)]).toEqual([413, true, true]);
    expect(halfRead()).toEqual([]);
  });

  it('from whoever may, while the hazard is open', async () => {
    const [page, path] = place(await prepared());
    const id = page.split('/').at(-1) ?? '';
    const visitor = await browser('example1.operator');
    const form = { ...hiddenOf(await visitor.get(page), path), kind: 'BEFORE' };
    const auditor = await browser('county.auditor');
    const seen = await auditor.get(page);
    expect([seen.status, seen.text.includes('type="file"')]).toEqual([200, false]);
    const own = { ...form, _form: /name="_form" value="([^"]+)"/.exec(seen.text)?.[1] ?? '' };
    expect((await auditor.upload(path, own, PHOTO)).status).toBe(403);
    expect((await (await browser('example2.operator')).upload(path, form, PHOTO)).status).toBe(404);
    await move('county.supervisor', id, 'void', { reason: '重复' });
    expect([(await visitor.get(page)).text.includes('type="file"'), (await visitor.upload(path, form, PHOTO)).status, await kept(id)]).toEqual([false, 409, []]);
  });
}
