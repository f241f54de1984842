/**
 * 专有钉钉 (浙政钉 and other private builds), simulated.
 *
 * Every call is signed: headers apiKey (`APP.key`), X-Hmac-Auth-Timestamp (`yyyy-MM-ddTHH:mm:ss.SSS+08:00`, within five minutes),
 * X-Hmac-Auth-Nonce (digits, never twice), X-Hmac-Auth-Version 1.0, X-Hmac-Auth-IP, X-Hmac-Auth-MAC, X-Hmac-Auth-Signature (see
 * oa-signatures.ts; parameters are those of the query, or of the form). Token: `POST /gettoken.json`, form or JSON, appkey and appsecret →
 * content.data.accessToken, expiresIn; whoever sends an access_token sends a good one.
 * Create: `GET /tc/v2/openapi/task/create.json`: bizTaskId (≤ 64), subject (≤ 200), creatorId, assigneeId, tenantId (`APP.tenantId`), url and
 * mobileUrl (≤ 1000, links with parameters); optional packageUuid, dueTime (ms), dueNotifyTypeArr, dueNotifyLevel, sourceAppkey. The same
 * bizTaskId again answers the todo that is there and changes nothing. Finish, cancel: `GET or POST …/task/finish.json`, `…/cancel.json`: bizTaskId or
 * taskUuid, optional assigneeId, userId, tenantId; what is not there: TASK_NOT_EXIST. `…/task/query.json`: bizTaskId.
 * Success: success and content.success both true; else errorCode and errorMsg. An unknown person: USER_NOT_EXIST.
 */
import { ID_MAX } from './oa-fields.js';
import { Fields, absolute, jsonBody } from './oa-fields.js';
import type { Values } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';
import { privateDingtalkSignature } from './oa-signatures.js';

export const APP = { key: 'ledger-app', secret: 'ledger-secret-2026', tenantId: '196729' } as const;
const BASE = '/tc/v2/openapi/task/';
const CREATE = ['bizTaskId', 'subject', 'creatorId', 'assigneeId', 'tenantId', 'url', 'mobileUrl', 'packageUuid', 'dueTime', 'dueNotifyTypeArr', 'dueNotifyLevel', 'sourceAppkey', 'access_token', 'accessToken'];
const END = ['bizTaskId', 'taskUuid', 'assigneeId', 'userId', 'tenantId', 'sourceAppkey', 'access_token', 'accessToken'];
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/;
const SKEW_MS = 300_000;

export class PrivateDingtalkOa extends OaServer {
  private readonly rows = new Map<string, OaTodo & { uuid: string }>();
  private readonly tokens = new Set<string>();
  private readonly nonces = new Set<string>();
  private serial = 0;

  todos(): OaTodo[] {
    return [...this.rows.values()].map(({ uuid: _uuid, ...todo }) => todo);
  }

  protected handle(call: Call): Answer {
    const parameters = parametersOf(call);
    this.signed(call, parameters);
    if (call.path === '/gettoken.json') return this.token(parameters);
    const given = parameters['access_token'] ?? parameters['accessToken'];
    if (given !== undefined && !(typeof given === 'string' && this.tokens.has(given))) throw new Refusal('AUTH', 'accessToken 无效');
    switch (call.path) {
      case `${BASE}create.json`: return this.create(call, new Fields(parameters, CREATE));
      case `${BASE}finish.json`: return this.end(new Fields(parameters, END), 'DONE');
      case `${BASE}cancel.json`: return this.end(new Fields(parameters, END), 'CANCELLED');
      case `${BASE}query.json`: return this.query(new Fields(parameters, END));
      default: return { status: 404, body: '' };
    }
  }

  private signed({ method, path, headers }: Call, parameters: Values): void {
    const header = (name: string) => String(headers[name] ?? '');
    const [timestamp, nonce] = [header('x-hmac-auth-timestamp'), header('x-hmac-auth-nonce')];
    if (header('apikey') !== APP.key) throw new Refusal('AUTH', 'apiKey 不正确');
    if (header('x-hmac-auth-version') !== '1.0' || !header('x-hmac-auth-ip') || !header('x-hmac-auth-mac')) throw new Refusal('AUTH', '缺少签名所需的请求头');
    if (!TIMESTAMP.test(timestamp) || Math.abs(Date.parse(timestamp) - Date.now()) > SKEW_MS) throw new Refusal('AUTH', `时间戳不正确：${timestamp}`);
    if (!/^\d+$/.test(nonce) || this.nonces.has(nonce)) throw new Refusal('AUTH', `nonce 不正确或已使用：${nonce}`);
    const expected = privateDingtalkSignature({ secret: APP.secret, method, timestamp, nonce, path, parameters: parameters as Record<string, string> });
    if (header('x-hmac-auth-signature') !== expected) throw new Refusal('AUTH', '签名不正确');
    this.nonces.add(nonce);
  }

  private token({ appkey, appsecret }: Values): Answer {
    if (appkey !== APP.key || appsecret !== APP.secret) throw new Refusal('AUTH', 'appkey 或 appsecret 不正确');
    const accessToken = `app_${(this.serial += 1)}${Math.random().toString(36).slice(2)}`;
    this.tokens.add(accessToken);
    return ok({ accessToken, expiresIn: 7_200 });
  }

  private create(call: Call, fields: Fields): Answer {
    if (call.method !== 'GET') throw new Refusal('FIELD', 'create.json 只接受 GET');
    const id = fields.text('bizTaskId', ID_MAX);
    const title = fields.text('subject', 200);
    fields.text('creatorId', ID_MAX);
    if (fields.text('tenantId', 50) !== APP.tenantId) throw new Refusal('FIELD', 'tenantId 不正确');
    const [url, mobileUrl] = ['url', 'mobileUrl'].map((name) => linkOf(fields, name));
    fields.maybe('dueTime', 13, /^\d{13}$/);
    const person = this.known(fields.text('assigneeId', ID_MAX), '人员');
    const held = this.rows.get(id);
    if (held) return ok({ taskUuid: held.uuid, packageUuid: `p-${held.uuid}` });
    const uuid = `t-${(this.serial += 1)}`;
    this.rows.set(id, { id, uuid, person, state: 'OPEN', title, url: url ?? '', mobileUrl: mobileUrl ?? '', rows: 1 });
    return ok({ taskUuid: uuid, packageUuid: `p-${uuid}` });
  }

  private end(fields: Fields, state: 'DONE' | 'CANCELLED'): Answer {
    const row = this.found(fields);
    if (row.state === 'OPEN') row.state = state;
    return ok({ taskUuid: row.uuid });
  }

  private query(fields: Fields): Answer {
    const { uuid, id, person, state } = this.found(fields);
    return ok({ taskUuid: uuid, bizTaskId: id, assigneeId: person, done: state !== 'OPEN' });
  }

  private found(fields: Fields): OaTodo & { uuid: string } {
    const row = fields.has('bizTaskId') ? this.rows.get(fields.text('bizTaskId', ID_MAX)) : [...this.rows.values()].find(({ uuid }) => uuid === fields.text('taskUuid', ID_MAX));
    if (!row) throw new Refusal('UNKNOWN', '待办不存在');
    for (const name of ['assigneeId', 'userId']) if (fields.has(name)) this.known(fields.text(name, ID_MAX), '人员');
    return row;
  }

  protected refused({ kind, message }: Refusal): Answer {
    if (kind === 'AUTH') return { status: 401, body: { success: false, errorCode: 'UNAUTHORIZED', errorMsg: message } };
    const errorCode = { FIELD: 'PARAM_ERROR', PERSON: 'USER_NOT_EXIST', UNKNOWN: 'TASK_NOT_EXIST' }[kind];
    return { status: 200, body: { success: false, errorCode, errorMsg: message } };
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    const [errorCode, errorMsg] = fault === 'LOCK' ? ['todo.taskCreate.lockError', '获取锁失败'] : ['todo.systemError', '系统异常'];
    return { status: 200, body: { success: false, errorCode, errorMsg } };
  }

  protected expireTokens(): boolean {
    this.tokens.clear();
    return true;
  }
}

const ok = (data: object): Answer => ({ status: 200, body: { success: true, content: { success: true, data } } });

function linkOf(fields: Fields, name: string): string {
  const url = absolute(fields.text(name, 1_000), name);
  if (!url.includes('?')) throw new Refusal('FIELD', `${name} 须为带参数的 GET 链接`);
  return url;
}

function parametersOf(call: Call): Values {
  const query = Object.fromEntries(call.query);
  if (call.method === 'GET' || call.text === '') return query;
  if (/^application\/json/i.test(call.headers['content-type'] ?? '')) return { ...query, ...jsonBody(call) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(call.text)) };
}
