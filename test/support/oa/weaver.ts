/**
 * 泛微 e-cology 9, 统一待办中心 (OFS), simulated.
 *
 * Expects: `POST /rest/ofs/ReceiveRequestInfoByJson`, JSON, one endpoint for all states: syscode (`SYSCODE`), flowid (≤ 64),
 * requestname (≤ 100), workflowname, nodename, pcurl, appurl, isremark 0 todo / 2 done / 4 closed / 8 cc, viewtype 0/1, creator,
 * createdatetime, receiver, receivedatetime (`YYYY-MM-DD HH:mm:ss`), receivets (13 digits of milliseconds, as a string): all of
 * them, and no other. pcurl and appurl begin with `/`: the address prefix is the centre's. The row is flowid + receiver; an
 * update whose receivets is older than what it holds is ignored, and answered as done. An unknown receiver: operResult "0".
 * `POST /rest/ofs/deleteUserRequestInfoByJson` {syscode, flowid, userid}, `POST /rest/ofs/deleteRequestInfoByJson` {syscode, flowid}.
 * No token: the centre has a list of callers' addresses. TOKEN_EXPIRED is answered as LOCK.
 */
import { Fields, ID_MAX, jsonBody, SECONDS, TITLE_MAX } from './oa-fields.js';
import { OaServer, Refusal } from './oa-server.js';
import type { Answer, Call, OaTodo } from './oa-server.js';

export const SYSCODE = 'yhtz';
const FIELDS = ['syscode', 'flowid', 'requestname', 'workflowname', 'nodename', 'pcurl', 'appurl', 'isremark', 'viewtype', 'creator', 'createdatetime', 'receiver', 'receivedatetime', 'receivets'];
const STATE: Record<number, OaTodo['state']> = { 0: 'OPEN', 2: 'DONE', 4: 'DONE', 8: 'READ' };
const RELATIVE = /^\/(?!\/)\S*$/;

export class WeaverOa extends OaServer {
  private readonly rows = new Map<string, OaTodo & { stamp: bigint }>();

  todos(): OaTodo[] {
    return [...this.rows.values()].map(({ stamp: _stamp, ...todo }) => todo);
  }

  protected handle(call: Call): Answer {
    switch (call.path) {
      case '/rest/ofs/ReceiveRequestInfoByJson': return this.receive(new Fields(jsonBody(call), FIELDS));
      case '/rest/ofs/deleteUserRequestInfoByJson': return this.remove(new Fields(jsonBody(call), ['syscode', 'flowid', 'userid']), true);
      case '/rest/ofs/deleteRequestInfoByJson': return this.remove(new Fields(jsonBody(call), ['syscode', 'flowid']), false);
      default: return { status: 404, body: '' };
    }
  }

  private receive(fields: Fields): Answer {
    this.system(fields);
    const id = fields.text('flowid', ID_MAX);
    const title = fields.text('requestname', TITLE_MAX);
    for (const name of ['workflowname', 'nodename', 'creator']) fields.text(name, TITLE_MAX);
    for (const name of ['createdatetime', 'receivedatetime']) fields.text(name, 19, SECONDS);
    const [url, mobileUrl] = [fields.text('pcurl', 1_000, RELATIVE), fields.text('appurl', 1_000, RELATIVE)];
    fields.code('viewtype', [0, 1]);
    const state = STATE[fields.code('isremark', [0, 2, 4, 8])] ?? 'OPEN';
    const stamp = BigInt(fields.text('receivets', 13, /^\d{13}$/));
    const person = this.known(fields.text('receiver', ID_MAX));
    const held = this.rows.get(`${id} ${person}`);
    if (held && stamp < held.stamp) return this.said('Check', '1', '数据较旧，已忽略');
    this.rows.set(`${id} ${person}`, { id, person, state, title, url, mobileUrl, rows: 1, stamp });
    return this.said(held ? 'AutoEdit' : 'AutoNew', '1', '');
  }

  private remove(fields: Fields, ofOne: boolean): Answer {
    this.system(fields);
    const id = fields.text('flowid', ID_MAX);
    const person = ofOne ? this.known(fields.text('userid', ID_MAX)) : null;
    for (const [key, row] of this.rows) if (row.id === id && (person === null || row.person === person)) this.rows.delete(key);
    return this.said('Del', '1', '');
  }

  private system(fields: Fields): void {
    if (fields.text('syscode', 50) !== SYSCODE) throw new Refusal('AUTH', '系统标识未注册');
  }

  private said(operType: string, operResult: string, message: string): Answer {
    return { status: 200, body: { syscode: SYSCODE, dataType: 'WfData', operType, operResult, message } };
  }

  protected refused({ kind, message }: Refusal): Answer {
    const dataType = kind === 'AUTH' ? 'OtherSys' : kind === 'PERSON' ? 'SetParam' : 'WfData';
    return { status: 200, body: { syscode: SYSCODE, dataType, operType: 'Check', operResult: '0', message } };
  }

  protected failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer {
    return this.said('AutoEdit', '0', fault === 'LOCK' ? '数据被锁定，请稍后再试' : '系统繁忙，保存失败');
  }

  protected expireTokens(): boolean {
    return false;
  }
}
