/**
 * 蓝凌 EKP, simulated. REST with a Basic account (`ACCOUNT`), `POST /api/sys-notify/sysNotifyTodoRestService/<operation>`, JSON.
 *
 * sendTodo: appName, modelName, modelId (≤ 64), subject (≤ 100), link, type 1 approve / 2 read / 3 suspended, targets (a JSON
 * *string*: an object or a list of objects with LoginName, PersonNo or Id), createTime (`yyyy-MM-dd HH:mm:ss`); optional mobileLink,
 * padLink, key, param1, param2, docCreator (like targets), level 1–3, extendContent, others. **A second sendTodo of the same thing makes a
 * second row**, as some versions do: look or mark first. setTodoDone, deleteTodo: appName, modelName, modelId, optType 1 the whole
 * todo / 2 only the named targets; key, param1, param2, type, targets narrow it. What does not match every field given does nothing,
 * and is answered with returnState 2 all the same. getTodo: targets (string), optional type, modelName, modelId, key, otherCond, rowSize,
 * pageNo (so many rows of that page) → message is a JSON string {pageCount, pageNo, count, docs[{id, modelName, modelId, key, subject, type, link}]} of what is open.
 * Answer: returnState 0 not operated / 1 failed / 2 ok, message. No tokens: TOKEN_EXPIRED is answered as LOCK.
 */
import { absolute, Fields, ID_MAX, jsonBody, SECONDS, TITLE_MAX } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';

export const ACCOUNT = { user: 'restuser', password: 'rest-2026' } as const;
const BASE = '/api/sys-notify/sysNotifyTodoRestService/';
const MATCHED = ['appName', 'modelName', 'modelId', 'key', 'param1', 'param2'] as const;
const SEND = [...MATCHED, 'subject', 'link', 'mobileLink', 'padLink', 'type', 'targets', 'createTime', 'docCreator', 'level', 'extendContent', 'others'];
const END = [...MATCHED, 'type', 'targets', 'optType'];
const GET = ['targets', 'type', 'appName', 'modelName', 'modelId', 'key', 'otherCond', 'rowSize', 'pageNo'];

/** Also of page numbers. */
const ROW_SIZES = Array.from({ length: 1_000 }, (_, index) => index + 1);

interface Row { number: number; matched: Record<string, string>; type: number; person: string; state: OaTodo['state']; title: string; url: string; mobileUrl: string }

export class LandrayOa extends OaServer {
  private readonly rows: Row[] = [];
  private serial = 0;

  /** One entry for each thing and person; `rows` counts how often it stands there as open, or 1 where it does not. */
  todos(): OaTodo[] {
    const keyOf = ({ matched, person }: Row) => JSON.stringify([matched, person]);
    return [...new Set(this.rows.map(keyOf))].map((key) => {
      const same = this.rows.filter((row) => keyOf(row) === key);
      const open = same.filter(({ state }) => state === 'OPEN' || state === 'READ');
      const shown = open[0] ?? same[same.length - 1];
      if (!shown) throw new Error('no row');
      const { matched, person, state, title, url, mobileUrl } = shown;
      return { id: matched['modelId'] ?? '', person, state, title, url, mobileUrl, rows: Math.max(open.length, 1) };
    });
  }

  protected handle(call: Call): Answer {
    const { user, password } = ACCOUNT;
    if (call.headers.authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) throw new Refusal('AUTH', '未授权');
    switch (call.path) {
      case `${BASE}sendTodo`: return this.send(new Fields(jsonBody(call), SEND));
      case `${BASE}setTodoDone`: return this.end(new Fields(jsonBody(call), END), 'DONE');
      case `${BASE}deleteTodo`: return this.end(new Fields(jsonBody(call), END), 'CANCELLED');
      case `${BASE}getTodo`: return this.list(new Fields(jsonBody(call), GET));
      default: return { status: 404, body: '' };
    }
  }

  private send(fields: Fields): Answer {
    const matched = this.matchedOf(fields);
    const title = fields.text('subject', TITLE_MAX);
    const url = absolute(fields.text('link'), 'link');
    const mobileUrl = fields.has('mobileLink') ? absolute(fields.text('mobileLink'), 'mobileLink') : '';
    if (fields.has('padLink')) absolute(fields.text('padLink'), 'padLink');
    const type = fields.code('type', [1, 2, 3]);
    fields.maybeCode('level', [1, 2, 3], 3);
    fields.text('createTime', 19, SECONDS);
    if (fields.has('docCreator')) peopleOf(fields.text('docCreator'));
    const people = peopleOf(fields.text('targets')).map((person) => this.known(person, '目标人员'));
    for (const person of people) this.rows.push({ number: (this.serial += 1), matched, type, person, state: type === 2 ? 'READ' : 'OPEN', title, url, mobileUrl });
    return said(2, '');
  }

  private end(fields: Fields, state: 'DONE' | 'CANCELLED'): Answer {
    const matched = this.matchedOf(fields);
    const named = fields.code('optType', [1, 2]) === 2;
    const people = fields.has('targets') || named ? peopleOf(fields.text('targets')).map((person) => this.known(person, '目标人员')) : [];
    const type = fields.maybeCode('type', [1, 2, 3], 0);
    for (const row of this.rows) {
      const same = JSON.stringify(row.matched) === JSON.stringify(matched) && (type === 0 || row.type === type) && (!named || people.includes(row.person));
      if (same && (row.state === 'OPEN' || row.state === 'READ')) row.state = state;
    }
    return said(2, '');
  }

  private list(fields: Fields): Answer {
    const people = peopleOf(fields.text('targets'));
    const docs = this.rows.filter((row) => (row.state === 'OPEN' || row.state === 'READ') && people.includes(row.person))
      .filter(({ matched }) => (['appName', 'modelName', 'modelId', 'key'] as const).every((name) => !fields.has(name) || matched[name] === fields.text(name)))
      .map(({ number, matched, type, title, url }) => ({ id: `n${number}`, modelName: matched['modelName'], modelId: matched['modelId'], key: matched['key'], subject: title, type, link: url }));
    const [rowSize, pageNo] = [fields.maybeCode('rowSize', ROW_SIZES, 1_000), fields.maybeCode('pageNo', ROW_SIZES, 1)];
    const shown = docs.slice((pageNo - 1) * rowSize, pageNo * rowSize);
    return said(2, JSON.stringify({ pageCount: Math.max(1, Math.ceil(docs.length / rowSize)), pageNo, count: docs.length, docs: shown }));
  }

  private matchedOf(fields: Fields): Record<string, string> {
    for (const name of ['appName', 'modelName'] as const) fields.text(name, 200);
    fields.text('modelId', ID_MAX);
    return Object.fromEntries(MATCHED.map((name) => [name, fields.maybe(name, 200)]));
  }

  protected refused({ kind, message }: Refusal): Answer {
    return kind === 'AUTH' ? { status: 401, body: message, headers: { 'WWW-Authenticate': 'Basic' } } : said(1, message);
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    return fault === 'LOCK' ? said(0, '正在处理，未操作') : said(1, '系统异常');
  }

  protected expireTokens(): boolean {
    return false;
  }
}

const said = (returnState: 0 | 1 | 2, message: string): Answer => ({ status: 200, body: { returnState, message } });

function peopleOf(targets: string): string[] {
  const told: unknown = JSON.parse(targets);
  return [told].flat().map((one) => {
    const [[kind, value] = ['', '']] = Object.entries((one ?? {}) as Record<string, unknown>);
    if (!['LoginName', 'PersonNo', 'Id'].includes(kind) || typeof value !== 'string') throw new Refusal('FIELD', `targets 不正确：${targets}`);
    return value;
  });
}
