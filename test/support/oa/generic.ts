/**
 * A county's own portal with a plain signed JSON interface, simulated: the generic dialect.
 *
 * `POST /todos`, JSON: id (≤ 64), version (whole, ≥ 1), state `open|read|done|cancelled`, person, title (≤ 100), url, mobileUrl, changedAt (RFC
 * 3339 in UTC); all of them, and no other. The row is id + person; a version not above the one held is answered as done and changes nothing.
 * Signed as province gateways (TIF) do: headers x-tif-paasid (`PAAS.id`), x-tif-timestamp (seconds, within five minutes), x-tif-nonce
 * (never twice), x-tif-signature (oa-signatures.ts, hexadecimal in either case). `GET /todos?person=` → {code, items[] {id, person, state, version}}.
 * Answer: {code, message}: 0 done, 1001 unknown person, 1002 bad field, 1003 not allowed, 2001 locked, 2002 failed.
 */
import { absolute, Fields, ID_MAX, jsonBody, TITLE_MAX } from './oa-fields.js';
import type { Values } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';
import { tifSignature } from './oa-signatures.js';

export const PAAS = { id: 'hazard-ledger', token: 'paas-token-2026' } as const;
const FIELDS = ['id', 'version', 'state', 'person', 'title', 'url', 'mobileUrl', 'changedAt'];
const STATES: Record<string, OaTodo['state']> = { open: 'OPEN', read: 'READ', done: 'DONE', cancelled: 'CANCELLED' };
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const SKEW_SECONDS = 300;

export class GenericOa extends OaServer {
  private readonly rows = new Map<string, OaTodo & { version: number }>();
  private readonly nonces = new Set<string>();

  todos(): OaTodo[] {
    return [...this.rows.values()].map(({ version: _version, ...todo }) => todo);
  }

  protected handle(call: Call): Answer {
    this.signed(call);
    if (call.path !== '/todos') return { status: 404, body: '' };
    return call.method === 'GET' ? this.list(call) : this.put(jsonBody(call));
  }

  private signed({ headers }: Call): void {
    const [timestamp, nonce] = [String(headers['x-tif-timestamp'] ?? ''), String(headers['x-tif-nonce'] ?? '')];
    if (headers['x-tif-paasid'] !== PAAS.id) throw new Refusal('AUTH', 'x-tif-paasid 不正确');
    if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) - Date.now() / 1_000) > SKEW_SECONDS) throw new Refusal('AUTH', '时间戳不正确');
    if (!nonce || this.nonces.has(nonce)) throw new Refusal('AUTH', 'nonce 为空或已使用');
    if (String(headers['x-tif-signature'] ?? '').toLowerCase() !== tifSignature(timestamp, PAAS.token, nonce)) throw new Refusal('AUTH', '签名不正确');
    this.nonces.add(nonce);
  }

  private put(body: Values): Answer {
    const fields = new Fields(body, FIELDS);
    const { version } = body;
    if (!Number.isInteger(version) || (version as number) < 1) throw new Refusal('FIELD', 'version 须为正整数');
    const state = STATES[fields.text('state', 20)];
    if (!state) throw new Refusal('FIELD', 'state 不正确');
    fields.text('changedAt', 30, INSTANT);
    const [id, title] = [fields.text('id', ID_MAX), fields.text('title', TITLE_MAX)];
    const [url, mobileUrl] = [absolute(fields.text('url'), 'url'), absolute(fields.text('mobileUrl'), 'mobileUrl')];
    const person = this.known(fields.text('person', ID_MAX));
    const held = this.rows.get(`${id} ${person}`);
    if (!held || held.version < (version as number)) this.rows.set(`${id} ${person}`, { id, person, state, title, url, mobileUrl, rows: 1, version: version as number });
    return said(0, 'ok');
  }

  private list({ query }: Call): Answer {
    const person = this.known(query.get('person') ?? '');
    const items = [...this.rows.values()].filter((row) => row.person === person && row.state === 'OPEN').map(({ id, state, version }) => ({ id, person, state: state.toLowerCase(), version }));
    return { status: 200, body: { code: 0, message: 'ok', items } };
  }

  protected refused({ kind, message }: Refusal): Answer {
    return said({ PERSON: 1_001, FIELD: 1_002, AUTH: 1_003, UNKNOWN: 1_002 }[kind], message);
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    return fault === 'LOCK' ? said(2_001, '数据被锁定') : said(2_002, '系统异常');
  }

  protected expireTokens(): boolean {
    return false;
  }
}

const said = (code: number, message: string): Answer => ({ status: 200, body: { code, message } });
