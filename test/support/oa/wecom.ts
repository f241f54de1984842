/**
 * 企业微信 / 政务微信, simulated: messages, no todos. What is done shows only where its template card was changed.
 *
 * Token: `GET /cgi-bin/gettoken?corpid=&corpsecret=` (`CORP`) → access_token, 7200 s; carried as `?access_token=`; a bad one: errcode 40014.
 * `POST /cgi-bin/message/send`: touser (ids joined by |, ≤ 1000), msgtype textcard {title ≤ 128, description ≤ 512, url, btntxt?} or
 * template_card {card_type, main_title {title, desc?}, card_action {type 1, url}, task_id? …}, agentid (`CORP.agentId`, a number),
 * enable_duplicate_check 0/1, duplicate_check_interval (≤ 14400 s, else 1800); toparty, totag empty. With the check on, the same content to the same people
 * within the interval is answered as sent and not sent again. errcode 0 and an empty invaliduser: all have it; 81013: nobody.
 * `POST /cgi-bin/message/update_template_card`: userids[], agentid, response_code (of the send, once, 72 h), and button {replace_name} or template_card.
 * `todos()` has one entry for each message and person: id is the task_id of a card, or the url where there is none; DONE once changed.
 */
import { absolute, Fields, jsonBody } from './oa-fields.js';
import type { Values } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';

export const CORP = { id: 'ww-zezhou', secret: 'corp-secret-2026', agentId: 1000002 } as const;
const SEND = ['touser', 'toparty', 'totag', 'msgtype', 'agentid', 'textcard', 'template_card', 'enable_id_trans', 'enable_duplicate_check', 'duplicate_check_interval'];
const UPDATE = ['userids', 'agentid', 'response_code', 'button', 'template_card', 'enable_id_trans'];
const CODE_GOOD_MS = 72 * 3_600_000;

interface Sent { atMs: number; content: string; people: string[]; code: string; used: boolean; todos: OaTodo[] }

export class WecomOa extends OaServer {
  private readonly sent: Sent[] = [];
  private readonly tokens = new Set<string>();
  private serial = 0;

  todos(): OaTodo[] {
    const all = this.sent.flatMap(({ todos }) => todos);
    const keys = [...new Set(all.map(({ id, person }) => `${id} ${person}`))];
    return keys.map((key) => {
      const same = all.filter(({ id, person }) => `${id} ${person}` === key);
      const open = same.filter(({ state }) => state === 'OPEN');
      const shown = open[0] ?? same[same.length - 1];
      if (!shown) throw new Error('no message');
      return { ...shown, rows: Math.max(open.length, 1) };
    });
  }

  protected handle(call: Call): Answer {
    if (call.path === '/cgi-bin/gettoken' && call.method === 'GET') return this.token(call);
    if (!this.tokens.has(call.query.get('access_token') ?? '')) throw new Refusal('AUTH', 'invalid access_token');
    switch (call.path) {
      case '/cgi-bin/message/send': return this.send(call, jsonBody(call));
      case '/cgi-bin/message/update_template_card': return this.update(call, jsonBody(call));
      default: return { status: 404, body: '' };
    }
  }

  private token({ query }: Call): Answer {
    if (query.get('corpid') !== CORP.id || query.get('corpsecret') !== CORP.secret) return said(40_001, 'invalid credential');
    const token = `at-${(this.serial += 1)}${Math.random().toString(36).slice(2)}`;
    this.tokens.add(token);
    return said(0, 'ok', { access_token: token, expires_in: 7_200 });
  }

  private send(call: Call, body: Values): Answer {
    const fields = new Fields(body, SEND);
    this.agent(body);
    const people = fields.text('touser', 64_000).split('|');
    if (people.length > 1_000) throw new Refusal('FIELD', 'touser 最多 1000 人');
    const interval = fields.maybeCode('duplicate_check_interval', [...Array(14_401).keys()], 1_800);
    const checks = fields.maybeCode('enable_duplicate_check', [0, 1], 0) === 1;
    const shown = body['msgtype'] === 'textcard' ? textcardOf(body['textcard']) : body['msgtype'] === 'template_card' ? cardOf(body['template_card']) : null;
    if (!shown) throw new Refusal('FIELD', 'msgtype 须为 textcard 或 template_card');
    const known = people.filter((one) => this.persons.has(one));
    const invaliduser = people.filter((one) => !this.persons.has(one)).join('|');
    if (known.length === 0) return said(81_013, 'user & party & tag all invalid', { invaliduser });
    const content = JSON.stringify([body['msgtype'], body['textcard'] ?? body['template_card'], known]);
    const twin = checks ? this.sent.find((one) => one.content === content && call.atMs - one.atMs < interval * 1_000) : undefined;
    const message = twin ?? this.put(call, content, known, shown);
    return said(0, 'ok', { msgid: `msg-${this.sent.indexOf(message)}`, ...(invaliduser && { invaliduser }), ...(body['msgtype'] === 'template_card' && { response_code: message.code }) });
  }

  private put(call: Call, content: string, people: string[], shown: Shown): Sent {
    const todos = people.map((person): OaTodo => ({ ...shown, person, state: 'OPEN', mobileUrl: shown.url, rows: 1 }));
    const message = { atMs: call.atMs, content, people, code: `rc-${(this.serial += 1)}`, used: false, todos };
    this.sent.push(message);
    return message;
  }

  private update(call: Call, body: Values): Answer {
    new Fields(body, UPDATE);
    this.agent(body);
    if (!Array.isArray(body['userids']) || body['userids'].length === 0) throw new Refusal('FIELD', '缺少 userids');
    const message = this.sent.find(({ code }) => code === body['response_code']);
    if (!message || message.used || call.atMs - message.atMs > CODE_GOOD_MS) return said(40_096, 'invalid response_code');
    if (!body['button'] && !body['template_card']) throw new Refusal('FIELD', '缺少 button 或 template_card');
    message.used = true;
    for (const todo of message.todos) if ((body['userids'] as unknown[]).includes(todo.person)) todo.state = 'DONE';
    return said(0, 'ok');
  }

  private agent(body: Values): void {
    if (body['agentid'] !== CORP.agentId) throw new Refusal('FIELD', 'agentid 不正确');
  }

  protected refused({ kind, message }: Refusal): Answer {
    return said(kind === 'AUTH' ? 40_014 : kind === 'PERSON' ? 60_111 : 40_058, message);
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    return fault === 'LOCK' ? said(45_009, 'reach max api limit') : said(-1, 'system busy');
  }

  protected expireTokens(): boolean {
    this.tokens.clear();
    return true;
  }
}

type Shown = Pick<OaTodo, 'id' | 'title' | 'url'>;

const said = (errcode: number, errmsg: string, more: object = {}): Answer => ({ status: 200, body: { errcode, errmsg, ...more } });

function textcardOf(card: unknown): Shown {
  const fields = new Fields((card ?? {}) as Values, ['title', 'description', 'url', 'btntxt']);
  fields.text('description', 512);
  const url = absolute(fields.text('url', 2_048), 'url');
  return { id: url, title: fields.text('title', 128), url };
}

function cardOf(card: unknown): Shown {
  const values = (card ?? {}) as Values;
  const [title, action] = [values['main_title'], values['card_action']].map((one) => (one ?? {}) as Values);
  if (typeof values['card_type'] !== 'string') throw new Refusal('FIELD', '缺少 card_type');
  if (action?.['type'] !== 1) throw new Refusal('FIELD', 'card_action.type 须为 1');
  const url = absolute(new Fields({ url: action['url'] }, ['url']).text('url', 2_048), 'card_action.url');
  const taskId = values['task_id'];
  if (taskId !== undefined && (typeof taskId !== 'string' || !/^[\w@-]{1,128}$/.test(taskId))) throw new Refusal('FIELD', 'task_id 不正确');
  return { id: typeof taskId === 'string' ? taskId : url, title: new Fields({ title: title?.['title'] }, ['title']).text('title', 128), url };
}
