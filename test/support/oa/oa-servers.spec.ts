/** The simulated OA systems judge others: each takes what its vendor describes, refuses the rest, and fails on demand. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { GenericOa, PAAS } from './generic.js';
import { ACCOUNT, LandrayOa } from './landray.js';
import type { OaServer } from './oa-server.js';
import { privateDingtalkSignature, tifSignature } from './oa-signatures.js';
import { APP, PrivateDingtalkOa } from './private-dingtalk.js';
import { REGISTER_CODE, REST_USER, SeeyonOa } from './seeyon.js';
import { SYSCODE, WeaverOa } from './weaver.js';
import { CORP, WecomOa } from './wecom.js';

let running: OaServer | null = null;
afterEach(() => running?.stop());

async function up<T extends OaServer>(oa: T): Promise<T> {
  oa.persons.add('lidan').add('wangwu');
  oa.hangMs = 50;
  running = oa;
  return oa.start();
}

type Json = Record<string, unknown>;
async function post(oa: OaServer, path: string, body: Json, headers: Record<string, string> = {}): Promise<Json> {
  const answer = await fetch(`${oa.url}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, ...(text.startsWith('{') ? (JSON.parse(text) as Json) : {}) };
}
const desk = (oa: OaServer) => oa.todos().map(({ id, person, state, rows }) => `${id} ${person} ${state} ${rows}`);

describe('泛微', () => {
  const row = { syscode: SYSCODE, flowid: 'f1', requestname: '1项重大隐患待确认', workflowname: '隐患台账', nodename: '确认', pcurl: '/p?x=1', appurl: '/p?x=1', isremark: '0', viewtype: '0',
    creator: 'system', createdatetime: '2026-11-25 08:00:00', receiver: 'lidan', receivedatetime: '2026-11-25 08:00:00', receivets: '1795564800000' };
  const send = (oa: OaServer, change: Json) => post(oa, '/rest/ofs/ReceiveRequestInfoByJson', { ...row, ...change });

  it('keeps the newest by receivets, one row for flow and person, and is strict', async () => {
    const oa = await up(new WeaverOa());
    expect(await send(oa, { isremark: '4', receivets: '1795564800001' })).toMatchObject({ status: 200, operResult: '1', operType: 'AutoNew' });
    expect(await send(oa, {})).toMatchObject({ operResult: '1' });
    expect(desk(oa)).toEqual(['f1 lidan DONE 1']);
    for (const change of [{ receiver: 'nobody' }, { pcurl: 'http://x/p' }, { createdatetime: '2026-11-25T08:00:00Z' }, { receivets: 1795564800000 }, { requestname: '长'.repeat(101) }, { extra: 1 }, { isremark: '1' }, { syscode: 'x' }]) {
      expect(await send(oa, { flowid: 'f2', ...change })).toMatchObject({ status: 200, operResult: '0' });
    }
    expect([desk(oa).length, oa.refusals.length]).toEqual([1, 8]);
  });

  it('fails as it is told to: after the commit, before it, with a body that says so', async () => {
    const oa = await up(new WeaverOa());
    const plan = ['TIMEOUT_AFTER_COMMIT', 'TIMEOUT_BEFORE_COMMIT', 'ERROR_500', 'FAILURE_BODY', 'LOCK'] as const;
    oa.faults = (_, index) => plan[index] ?? null;
    await expect(send(oa, { flowid: 'f1' })).rejects.toThrow();
    await expect(send(oa, { flowid: 'f2' })).rejects.toThrow();
    expect(await send(oa, { flowid: 'f3' })).toEqual({ status: 500 });
    expect(await send(oa, { flowid: 'f4' })).toMatchObject({ status: 200, operResult: '0' });
    expect(await send(oa, { flowid: 'f5' })).toMatchObject({ operResult: '0', message: '数据被锁定，请稍后再试' });
    expect(desk(oa)).toEqual(['f1 lidan OPEN 1']);
    oa.down = true;
    await expect(send(oa, { flowid: 'f6' })).rejects.toThrow();
  });
});

describe('致远', () => {
  const row = { taskId: 't1', registerCode: REGISTER_CODE, title: '待确认', senderName: '隐患台账', noneBindingSender: 'system', noneBindingReceiver: 'lidan', creationDate: '2026-11-25 08:00', state: 0, url: 'https://x/p', h5url: 'https://x/p' };

  it('wants a token, and says in the body whether it went well', async () => {
    const oa = await up(new SeeyonOa());
    expect(await post(oa, '/seeyon/rest/thirdpartyPending/receive', row)).toMatchObject({ status: 401 });
    const { id } = await post(oa, '/seeyon/rest/token', REST_USER);
    const send = (path: string, body: Json) => post(oa, `/seeyon/rest/thirdpartyPending/${path}`, body, { token: id as string });
    expect(await send('updatePendingState', { registerCode: REGISTER_CODE, taskId: 't1', state: 1, subState: 0 })).toMatchObject({ success: false });
    expect(await send('receive', row)).toMatchObject({ status: 200, success: true });
    expect(await send('receive', { ...row, noneBindingReceiver: 'wangwu' })).toMatchObject({ success: false });
    expect(await send('receive', { ...row, taskId: 't2', noneBindingReceiver: 'nobody' })).toMatchObject({ success: false, errorMsgs: ['接收人不存在：nobody'] });
    expect(await send('receive', { ...row, taskId: 't2', creationDate: '2026/11/25' })).toMatchObject({ success: false });
    expect(await send('updatePendingState', { registerCode: REGISTER_CODE, taskId: 't1', state: 1, subState: 2 })).toMatchObject({ success: true });
    expect(desk(oa)).toEqual(['t1 lidan CANCELLED 1']);
    oa.faults = () => 'TOKEN_EXPIRED';
    expect(await send('receive', { ...row, taskId: 't3' })).toMatchObject({ status: 401 });
  });
});

describe('蓝凌', () => {
  const thing = { appName: '隐患台账', modelName: 'hazard', modelId: 'm1', key: 'todo', param1: '', param2: '' };
  const row = { ...thing, subject: '待确认', link: 'https://x/p', type: 1, targets: '{"LoginName":"lidan"}', createTime: '2026-11-25 08:00:00' };

  it('makes a second row of a second send, and ends only what matches every field', async () => {
    const oa = await up(new LandrayOa());
    const headers = { Authorization: `Basic ${Buffer.from(`${ACCOUNT.user}:${ACCOUNT.password}`).toString('base64')}` };
    const send = (operation: string, body: Json) => post(oa, `/api/sys-notify/sysNotifyTodoRestService/${operation}`, body, headers);
    expect(await post(oa, '/api/sys-notify/sysNotifyTodoRestService/sendTodo', row)).toMatchObject({ status: 401 });
    expect(await send('sendTodo', { ...row, targets: { LoginName: 'lidan' } })).toMatchObject({ returnState: 1 });
    expect(await send('sendTodo', { ...row, targets: '{"LoginName":"nobody"}' })).toMatchObject({ returnState: 1 });
    for (let n = 0; n < 2; n += 1) expect(await send('sendTodo', row)).toMatchObject({ returnState: 2 });
    expect(desk(oa)).toEqual(['m1 lidan OPEN 2']);
    expect(JSON.parse((await send('getTodo', { targets: '{"LoginName":"lidan"}' }))['message'] as string)).toMatchObject({ count: 2 });
    expect(await send('setTodoDone', { ...thing, key: 'other', optType: 1 })).toMatchObject({ returnState: 2 });
    expect(desk(oa)).toEqual(['m1 lidan OPEN 2']);
    expect(await send('setTodoDone', { ...thing, optType: 1 })).toMatchObject({ returnState: 2 });
    expect(desk(oa)).toEqual(['m1 lidan DONE 1']);
  });
});

describe('专有钉钉', () => {
  it('wants every call signed, answers a repeated bizTaskId with what is there', async () => {
    const oa = await up(new PrivateDingtalkOa());
    let nonce = 0;
    const call = async (path: string, parameters: Record<string, string>, secret: string = APP.secret) => {
      const timestamp = `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;
      const signing = { secret, method: 'GET', timestamp, nonce: String((nonce += 1)), path, parameters };
      const answer = await fetch(`${oa.url}${path}?${new URLSearchParams(parameters).toString()}`, { headers: {
        apiKey: APP.key, 'X-Hmac-Auth-Timestamp': timestamp, 'X-Hmac-Auth-Nonce': signing.nonce, 'X-Hmac-Auth-Version': '1.0', 'X-Hmac-Auth-IP': '10.0.0.1', 'X-Hmac-Auth-MAC': '00:00:00:00:00:00',
        'X-Hmac-Auth-Signature': privateDingtalkSignature(signing) } });
      return { status: answer.status, ...((await answer.json()) as Json) };
    };
    const row = { bizTaskId: 'b1', subject: '待确认', creatorId: 'system', assigneeId: 'lidan', tenantId: APP.tenantId, url: 'https://x/p?t=1', mobileUrl: 'https://x/p?t=1' };
    expect(await call('/tc/v2/openapi/task/create.json', row, 'wrong')).toMatchObject({ status: 401, success: false });
    const made = await call('/tc/v2/openapi/task/create.json', row);
    expect(made).toMatchObject({ success: true, content: { success: true } });
    expect(await call('/tc/v2/openapi/task/create.json', { ...row, subject: '改' })).toEqual(made);
    expect(await call('/tc/v2/openapi/task/create.json', { ...row, bizTaskId: 'b2', url: 'https://x/p' })).toMatchObject({ success: false, errorCode: 'PARAM_ERROR' });
    expect(await call('/tc/v2/openapi/task/create.json', { ...row, bizTaskId: 'b2', assigneeId: 'nobody' })).toMatchObject({ errorCode: 'USER_NOT_EXIST' });
    expect(await call('/tc/v2/openapi/task/finish.json', { bizTaskId: 'b9' })).toMatchObject({ errorCode: 'TASK_NOT_EXIST' });
    expect(await call('/tc/v2/openapi/task/finish.json', { bizTaskId: 'b1' })).toMatchObject({ success: true });
    expect(desk(oa)).toEqual(['b1 lidan DONE 1']);
  });
});

describe('企业微信', () => {
  it('sends messages, says who has none, and changes a card once', async () => {
    const oa = await up(new WecomOa());
    expect(await post(oa, '/cgi-bin/message/send?access_token=none', {})).toMatchObject({ status: 200, errcode: 40_014 });
    const { access_token: token } = (await (await fetch(`${oa.url}/cgi-bin/gettoken?corpid=${CORP.id}&corpsecret=${CORP.secret}`)).json()) as { access_token: string };
    const send = (path: string, body: Json) => post(oa, `/cgi-bin/message/${path}?access_token=${token}`, body);
    const card = { msgtype: 'template_card', agentid: CORP.agentId, enable_duplicate_check: 1,
      template_card: { card_type: 'text_notice', main_title: { title: '待确认' }, card_action: { type: 1, url: 'https://x/p?t=1' }, task_id: 'w1' } };
    const sent = await send('send', { ...card, touser: 'lidan|nobody' });
    expect(sent).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
    await send('send', { ...card, touser: 'lidan|nobody' });
    expect(await send('send', { ...card, touser: 'nobody' })).toMatchObject({ errcode: 81_013 });
    expect(desk(oa)).toEqual(['w1 lidan OPEN 1']);
    const change = { userids: ['lidan'], agentid: CORP.agentId, response_code: sent['response_code'], button: { replace_name: '已办' } };
    expect(await send('update_template_card', change)).toMatchObject({ errcode: 0 });
    expect(await send('update_template_card', change)).toMatchObject({ errcode: 40_096 });
    expect(desk(oa)).toEqual(['w1 lidan DONE 1']);
  });
});

describe('a portal with signed JSON', () => {
  it('keeps the highest version, and takes no nonce twice', async () => {
    const oa = await up(new GenericOa());
    let nonce = 0;
    const send = (body: Json, again = 0) => {
      const [timestamp, one] = [String(Math.floor(Date.now() / 1_000)), `n${again || (nonce += 1)}`];
      return post(oa, '/todos', body, { 'x-tif-paasid': PAAS.id, 'x-tif-timestamp': timestamp, 'x-tif-nonce': one, 'x-tif-signature': tifSignature(timestamp, PAAS.token, one) });
    };
    const row = { id: 'g1', version: 2, state: 'done', person: 'lidan', title: '待确认', url: 'https://x/p', mobileUrl: 'https://x/p', changedAt: '2026-11-25T00:00:00.000Z' };
    expect(await send(row)).toMatchObject({ status: 200, code: 0 });
    expect(await send({ ...row, version: 1, state: 'open' })).toMatchObject({ code: 0 });
    expect(desk(oa)).toEqual(['g1 lidan DONE 1']);
    expect(await send(row, 1)).toMatchObject({ code: 1_003 });
    expect(await send({ ...row, person: 'nobody' })).toMatchObject({ code: 1_001 });
    expect(await send({ ...row, state: 'finished' })).toMatchObject({ code: 1_002 });
  });
});

describe('signatures', () => {
  it('are these for these inputs', () => {
    expect(tifSignature('1700000000', 'token', 'nonce')).toBe('ba864fe8ccab46b8d039e89c91916b5c1701c7a4fdf5bdab69da607e34568e9f');
    expect(privateDingtalkSignature({ secret: 'secret', method: 'GET', timestamp: '2026-11-25T08:00:00.000+08:00', nonce: '1', path: '/a.json', parameters: { b: '2', a: '1' } })).toBe('uFu0KeVy5wBsnxKjb82SYwdmkhI+F7imRtwMjYI4SSM=');
  });
});
