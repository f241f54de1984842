/**
 * 致远 A8 (CIP 集成平台), simulated.
 *
 * Token: `POST /seeyon/rest/token` {userName, password} or `GET /seeyon/rest/token/{user}/{password}` → `{id}`; sent as `?token=` or
 * as header `token`; without a good one 401. Push: `POST /seeyon/rest/thirdpartyPending/receive` (one) or `/receive/pendings`
 * {pendingList} (many, all or none): taskId (≤ 64, unique over all receivers), registerCode (`REGISTER_CODE`), title (≤ 100), senderName,
 * creationDate (`yyyy-MM-dd HH:mm[:ss]`), state 0 open / 1 done, and thirdReceiverId, or in no-binding mode noneBindingReceiver with
 * noneBindingSender; optional thirdSenderId, classify, contentType, subState 0–3, url, h5url, content, appParam. The same taskId for the
 * same receiver is written over, for another one refused. Done: `POST …/updatePendingState` {registerCode, taskId, state, subState};
 * an unknown taskId is refused. Success is `success: true` in the body.
 */
import { absolute, Fields, ID_MAX, jsonBody, MINUTES, TITLE_MAX } from './oa-fields.js';
import type { Values } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';

export const REGISTER_CODE = '3006';
export const REST_USER = { userName: 'rest', password: 'rest-2026' } as const;
const FIELDS = ['taskId', 'registerCode', 'title', 'senderName', 'thirdSenderId', 'thirdReceiverId', 'noneBindingSender', 'noneBindingReceiver', 'creationDate', 'state', 'subState',
  'classify', 'contentType', 'url', 'h5url', 'content', 'appParam'];
const CANCELLED = 2;

export class SeeyonOa extends OaServer {
  private readonly rows = new Map<string, OaTodo>();
  private readonly tokens = new Set<string>();
  private serial = 0;

  todos(): OaTodo[] {
    return [...this.rows.values()];
  }

  protected handle(call: Call): Answer {
    if (call.path === '/seeyon/rest/token' && call.method === 'POST') return this.token(jsonBody(call));
    const asked = /^\/seeyon\/rest\/token\/([^/]+)\/([^/]+)$/.exec(call.path);
    if (asked && call.method === 'GET') return this.token({ userName: asked[1], password: asked[2] });
    const token = call.query.get('token') ?? call.headers['token'];
    if (typeof token !== 'string' || !this.tokens.has(token)) throw new Refusal('AUTH', 'token 无效或已过期');
    switch (call.path) {
      case '/seeyon/rest/thirdpartyPending/receive': return this.receive([jsonBody(call)]);
      case '/seeyon/rest/thirdpartyPending/receive/pendings': return this.receive(this.listOf(jsonBody(call)));
      case '/seeyon/rest/thirdpartyPending/updatePendingState': return this.update(new Fields(jsonBody(call), ['registerCode', 'taskId', 'state', 'subState']));
      default: return { status: 404, body: '' };
    }
  }

  private token({ userName, password }: Values): Answer {
    if (userName !== REST_USER.userName || password !== REST_USER.password) throw new Refusal('AUTH', '用户名或密码不正确');
    const id = `token-${(this.serial += 1)}-${Math.random().toString(36).slice(2)}`;
    this.tokens.add(id);
    return { status: 200, body: { id, bindingUser: null } };
  }

  private listOf(body: Values): Values[] {
    if (!Array.isArray(body['pendingList'])) throw new Refusal('FIELD', '缺少 pendingList');
    return body['pendingList'] as Values[];
  }

  private receive(list: Values[]): Answer {
    const read = list.map((values) => this.read(new Fields(values, FIELDS)));
    for (const todo of read) this.rows.set(todo.id, todo);
    return OK;
  }

  private read(fields: Fields): OaTodo {
    this.registered(fields);
    const id = fields.text('taskId', ID_MAX);
    const title = fields.text('title', TITLE_MAX);
    fields.text('senderName', 50);
    fields.text('creationDate', 19, MINUTES);
    const done = fields.code('state', [0, 1]) === 1;
    const subState = fields.maybeCode('subState', [0, 1, 2, 3], 0);
    const [url, mobileUrl] = ['url', 'h5url'].map((name) => (fields.has(name) ? absolute(fields.text(name), name) : ''));
    if (!fields.has('thirdReceiverId')) fields.text('noneBindingSender', ID_MAX);
    const person = this.known(fields.text(fields.has('thirdReceiverId') ? 'thirdReceiverId' : 'noneBindingReceiver', ID_MAX));
    const held = this.rows.get(id);
    if (held && held.person !== person) throw new Refusal('FIELD', `taskId ${id} 已属于另一接收人`);
    return { id, person, state: done ? (subState === CANCELLED ? 'CANCELLED' : 'DONE') : 'OPEN', title, url: url ?? '', mobileUrl: mobileUrl ?? '', rows: 1 };
  }

  private update(fields: Fields): Answer {
    this.registered(fields);
    const row = this.rows.get(fields.text('taskId', ID_MAX));
    const done = fields.code('state', [0, 1]) === 1;
    const subState = fields.maybeCode('subState', [0, 1, 2, 3], 0);
    if (!row) throw new Refusal('UNKNOWN', '待办不存在');
    row.state = done ? (subState === CANCELLED ? 'CANCELLED' : 'DONE') : 'OPEN';
    return OK;
  }

  private registered(fields: Fields): void {
    if (fields.text('registerCode', 20) !== REGISTER_CODE) throw new Refusal('FIELD', 'registerCode 未注册');
  }

  protected refused({ kind, message }: Refusal): Answer {
    return kind === 'AUTH' ? { status: 401, body: { code: '1010', message } } : { status: 200, body: { success: false, errorMsgs: [message] } };
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    return { status: 200, body: { success: false, errorMsgs: [fault === 'LOCK' ? '数据正在处理，请稍后再试' : '系统异常'] } };
  }

  protected expireTokens(): boolean {
    this.tokens.clear();
    return true;
  }
}

const OK: Answer = { status: 200, body: { success: true, errorMsgs: [] } };
