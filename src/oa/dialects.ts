/**
 * The dialects that come with the release, as data (oa-dialects §1). What is marked [K] there (general knowledge, to be
 * confirmed on site) is what a channel's own profile replaces: paths, messages of refusal, limits.
 */
import type { Condition, Profile, Rule } from './dialect.js';

const all = (...conditions: Condition[]): Rule => conditions;
const NOBODY = '(人员|接收人|接收者|用户|登录名|工号|成员|账号|receiver|user|member|person|assignee|account).{0,20}(不存在|未找到|找不到|无效|未绑定|未映射|not ?exist|not ?found|unknown|invalid)|(不存在|未找到|找不到|无效|unknown|invalid).{0,12}(人员|接收人|用户|登录名|成员|receiver|user|member|person|assignee)';
const MISSING = '(待办|任务|流程|task|todo|record|pending|flow).{0,20}(不存在|未找到|not ?exist|not ?found)';
const THERE = '已存在|重复|already|duplicate|task exist';
const UNFIT = '必填|不能为空|缺少|超长|超过|格式|未注册|不合法|非法|required|missing|invalid (field|param)|param(eter)? ?error|oversize|not registered';

/** 泛微 e-cology 9, 统一待办中心 (§1.1): one endpoint for all states; OA ignores what is older than `receivets`. */
const weaverBody = (isremark: string, viewtype: string) => ({
  syscode: '{p.syscode}', flowid: '{externalId}', requestname: '{title}', workflowname: '隐患台账', nodename: '{kindLabel}',
  pcurl: '{link}', appurl: '{link}', isremark, viewtype, creator: '{p.creator}', createdatetime: '{created}',
  receiver: '{person}', receivedatetime: '{changed}', receivets: '{stampText}',
});
const weaverCall = (isremark: string, viewtype: string) => ({ method: 'POST', path: '/rest/ofs/ReceiveRequestInfoByJson', body: weaverBody(isremark, viewtype) }) as const;
const WEAVER: Profile = {
  dialect: 'WEAVER_E9', label: '泛微 e-cology 9（统一待办中心）', timeFormat: 'SECONDS', lateOpening: 'IGNORED', endingAgain: true, signature: { kind: 'NONE' }, token: null,
  open: weaverCall('0', '0'),
  // read: only what is unread is passed on to 钉钉 and 企业微信
  standing: weaverCall('0', '1'), done: weaverCall('2', '1'), cancelled: weaverCall('4', '1'), list: null,
  rules: {
    token: [], already: [], gone: [],
    ok: [all({ at: 'operResult', equals: '1' })],
    person: [all({ at: 'operResult', equals: '0' }, { at: 'message', matches: NOBODY })],
    permanent: [all({ at: 'operResult', equals: '0' }, { at: 'message', matches: `${UNFIT}|syscode|系统标识` })],
  },
  titleCharacters: 100, remoteIdAt: null, parameters: ['syscode', 'creator'], secrets: [], ratePerMinute: 600,
  note: '对方按调用地址放行；pcurl、appurl 相对于 syscode 的地址前缀。OA 不回列待办，不能夜间核对：已结束的，三夜内各再办结一次；还开着的，送出满 20 小时后每夜以已阅再送一次，不再提醒，被人在 OA 中办结的随之恢复。',
};

/** 致远 A8 (§1.2): a token by account; the receiver by the code both sides know. */
const seeyonState = (state: 0 | 1, subState: number) => ({
  method: 'POST', path: '/seeyon/rest/thirdpartyPending/updatePendingState',
  body: { registerCode: '{p.registerCode}', taskId: '{externalId}', state, subState },
}) as const;
const SEEYON: Profile = {
  dialect: 'SEEYON_A8', label: '致远 A8/V5（CIP 集成平台）', timeFormat: 'SECONDS', lateOpening: 'REOPENS', endingAgain: true, signature: { kind: 'NONE' },
  token: {
    call: { method: 'POST', path: '/seeyon/rest/token', body: { userName: '{s.user}', password: '{s.password}' } },
    at: 'id', secondsAt: null, seconds: 600, sentAs: { header: 'token' },
  },
  open: {
    method: 'POST', path: '/seeyon/rest/thirdpartyPending/receive',
    body: {
      taskId: '{externalId}', registerCode: '{p.registerCode}', title: '{title}', senderName: '隐患台账', classify: '{kindLabel}',
      thirdReceiverId: '{person}', noneBindingReceiver: '{person}', creationDate: '{created}', state: 0, url: '{url}', h5url: '{url}',
    },
  },
  standing: seeyonState(0, 0), done: seeyonState(1, 0), cancelled: seeyonState(1, 2), list: null,
  rules: {
    token: [all({ status: [401] }), all({ at: 'success', equals: false }, { at: 'errorMsgs', matches: 'token|1010' }), all({ at: 'code', equals: 1010 })],
    person: [all({ at: 'success', equals: false }, { at: 'errorMsgs', matches: NOBODY })],
    already: [all({ at: 'success', equals: false }, { at: 'errorMsgs', matches: THERE })],
    gone: [all({ at: 'success', equals: false }, { at: 'errorMsgs', matches: MISSING })],
    ok: [all({ at: 'success', equals: true })],
    permanent: [all({ at: 'success', equals: false }, { at: 'errorMsgs', matches: `${UNFIT}|registerCode` })],
  },
  titleCharacters: 80, remoteIdAt: null, parameters: ['registerCode'], secrets: ['user', 'password'], ratePerMinute: 600,
  note: '接收人以登录名等双方共知的编号对应（免绑定方式）。OA 不回列待办，不能夜间核对：已结束的，三夜内各再办结一次；还开着的，送出满 20 小时后每夜再置为待办一次，不再提醒，被人在 OA 中办结的随之恢复。',
};

/** 蓝凌 EKP (§1.3): done and delete match modelName, modelId and key; targets are a text of JSON. */
const EKP_PATH = '/api/sys-notify/sysNotifyTodoRestService';
const ekpKeys = { appName: '{p.appName}', modelName: '{p.modelName}', modelId: '{externalId}', key: 'ledger' };
const EKP_PAGE_ROWS = 200;
/** Where a build looks at nothing but the person, what is sought is found page by page all the same. */
const ekpList = (narrowed: Record<string, string>) => ({
  method: 'POST', path: `${EKP_PATH}/getTodo`, body: { targets: '{"LoginName":"{person}"}', type: 1, ...narrowed, pageNo: '{number page}', rowSize: EKP_PAGE_ROWS },
}) as const;
const EKP: Profile = {
  dialect: 'LANDRAY_EKP', label: '蓝凌 EKP', timeFormat: 'SECONDS', lateOpening: 'REOPENS', endingAgain: true, signature: { kind: 'BASIC' }, token: null,
  open: {
    method: 'POST', path: `${EKP_PATH}/sendTodo`,
    body: { ...ekpKeys, subject: '{title}', link: '{url}', mobileLink: '{url}', padLink: '{url}', type: 1, targets: '{"LoginName":"{person}"}', createTime: '{created}', level: 3 },
  },
  standing: null,
  done: { method: 'POST', path: `${EKP_PATH}/setTodoDone`, body: { ...ekpKeys, type: 1, optType: 1, targets: '{"LoginName":"{person}"}' } },
  cancelled: { method: 'POST', path: `${EKP_PATH}/deleteTodo`, body: { ...ekpKeys, type: 1, optType: 1, targets: '{"LoginName":"{person}"}' } },
  list: {
    call: ekpList({}), find: ekpList({ appName: '{p.appName}', modelName: '{p.modelName}', modelId: '{externalId}', key: 'ledger' }),
    items: 'message.docs', id: 'modelId', pages: { first: 1, size: EKP_PAGE_ROWS }, beforeRepeat: true,
  },
  rules: {
    token: [], already: [all({ at: 'returnState', equals: 1 }, { at: 'message', matches: THERE })],
    gone: [all({ at: 'returnState', equals: 0 }), all({ at: 'returnState', equals: 1 }, { at: 'message', matches: MISSING })],
    person: [all({ at: 'returnState', equals: 1 }, { at: 'message', matches: NOBODY })],
    ok: [all({ at: 'returnState', equals: 2 })],
    permanent: [all({ at: 'returnState', equals: 1 }, { at: 'message', matches: UNFIT })],
  },
  titleCharacters: 100, remoteIdAt: null, parameters: ['appName', 'modelName'], secrets: ['user', 'password'], ratePerMinute: 600,
  note: '服务须为接口账号开放 REST 并放行本机地址。夜间按人核对待办。',
};

/** 专有钉钉 (§1.4): signed, one todo per call, documented as GET; finish and cancel under the same path [K]. */
const dingCall = (step: string, more: Record<string, string>) => ({ method: 'GET', path: `/tc/v2/openapi/task/${step}.json`, query: { bizTaskId: '{externalId}', tenantId: '{p.tenantId}', ...more } }) as const;
const DING: Profile = {
  dialect: 'DINGTALK_GOV', label: '专有钉钉（浙政钉等）', timeFormat: 'SECONDS', lateOpening: 'IGNORED', endingAgain: true, signature: { kind: 'HMAC_PATH', address: 'address', mac: 'mac' },
  token: {
    call: { method: 'POST', path: '/gettoken.json', form: true, body: { appkey: '{s.apiKey}', appsecret: '{s.apiSecret}' } },
    at: 'content.data.accessToken', secondsAt: 'content.data.expiresIn', seconds: 7_000, sentAs: { query: 'access_token' },
  },
  open: dingCall('create', { subject: '{title}', creatorId: '{p.creatorId}', assigneeId: '{person}', url: '{url}', mobileUrl: '{url}' }),
  standing: null, done: dingCall('finish', { userId: '{person}' }), cancelled: dingCall('cancel', { userId: '{person}' }), list: null,
  rules: {
    token: [all({ status: [401] }), all({ at: 'errorCode', matches: 'token' }), all({ at: 'content.responseCode', matches: 'token' }), all({ at: 'errorMsg', matches: 'token' })],
    person: [all({ at: 'success', equals: false }, { at: 'errorMsg', matches: NOBODY }), all({ at: 'content.success', equals: false }, { at: 'content.responseMessage', matches: NOBODY })],
    already: [all({ at: 'success', equals: false }, { at: 'errorMsg', matches: THERE }), all({ at: 'content.success', equals: false }, { at: 'content.responseMessage', matches: THERE })],
    gone: [all({ at: 'success', equals: false }, { at: 'errorMsg', matches: MISSING }), all({ at: 'content.success', equals: false }, { at: 'content.responseMessage', matches: MISSING })],
    ok: [all({ at: 'success', equals: true }, { at: 'content.success', equals: true }), all({ at: 'success', equals: true }, { at: 'content.success', empty: true })],
    permanent: [all({ at: 'errorCode', matches: 'param|oversize|belong' }), all({ at: 'errorMsg', matches: UNFIT })],
  },
  titleCharacters: 100, remoteIdAt: 'content.data.packageUuid', parameters: ['tenantId', 'creatorId', 'address', 'mac'], secrets: ['apiKey', 'apiSecret'], ratePerMinute: 600,
  note: '各省版本不同：地址、路径、办结与撤销接口以省平台文档为准，在通道的 profile 中改。不能夜间核对：已结束的，三夜内各再办结一次；还开着的被人在 OA 中办结，本系统看不到，也不能恢复。标题随 GET 请求进入代理日志，故只含编号。',
};

/** 企业微信 (§1.5): a message, not a todo; a template card is changed when it is done, by a code that is good once, for 72 hours. */
const wecomUpdate = (said: string) => ({
  method: 'POST', path: '/cgi-bin/message/update_template_card',
  body: { userids: ['{person}'], agentid: '{number p.agentId}', response_code: '{remoteId}', button: { replace_name: said } },
}) as const;
const WECOM: Profile = {
  dialect: 'WECOM', label: '企业微信 / 政务微信', timeFormat: 'SECONDS', lateOpening: 'IGNORED', endingAgain: false, signature: { kind: 'NONE' },
  token: {
    call: { method: 'GET', path: '/cgi-bin/gettoken', query: { corpid: '{p.corpId}', corpsecret: '{s.corpSecret}' } },
    at: 'access_token', secondsAt: 'expires_in', seconds: 7_000, sentAs: { query: 'access_token' },
  },
  open: {
    method: 'POST', path: '/cgi-bin/message/send',
    body: {
      touser: '{person}', msgtype: 'template_card', agentid: '{number p.agentId}', enable_duplicate_check: 1, duplicate_check_interval: 14_400,
      template_card: {
        card_type: 'button_interaction', task_id: '{externalId}', main_title: { title: '{title}', desc: '{kindLabel}' },
        card_action: { type: 1, url: '{url}' }, button_list: [{ text: '去办理', style: 1, type: 1, url: '{url}' }],
      },
    },
  },
  standing: null, done: wecomUpdate('已办理'), cancelled: wecomUpdate('已撤销'), list: null,
  rules: {
    token: [40_014, 41_001, 42_001].map((code) => all({ at: 'errcode', equals: code })),
    person: [all({ at: 'errcode', equals: 0 }, { at: 'invaliduser', filled: true }), all({ at: 'errcode', equals: 0 }, { at: 'unlicenseduser', filled: true }), ...[81_013, 60_111, 46_004].map((code) => all({ at: 'errcode', equals: code }))],
    already: [], gone: [all({ at: 'errmsg', matches: 'response_?code' }), ...[42_036, 42_037, 42_045, 42_061].map((code) => all({ at: 'errcode', equals: code }))],
    ok: [all({ at: 'errcode', equals: 0 })],
    permanent: [40_001, 40_003, 40_013, 40_056, 40_058, 48_002, 60_011, 60_020, 301_002].map((code) => all({ at: 'errcode', equals: code })),
  },
  titleCharacters: 26, remoteIdAt: 'response_code', parameters: ['corpId', 'agentId'], secrets: ['corpSecret'], ratePerMinute: 600,
  note: '是消息而不是待办：办结后更新卡片，超过 72 小时不能再更新。不能夜间核对，也不能再更新一次。以本系统的待办为准。',
};

/** For a portal that the county builds: one address, signed as province gateways (TIF, §1.5) do; the newest version stands. Its list lets the night compare. */
const generic = (state: string) => ({
  method: 'POST', path: '{p.todoPath}',
  body: { id: '{externalId}', version: '{version}', state, person: '{person}', title: '{title}', url: '{url}', mobileUrl: '{url}', changedAt: '{changed}' },
}) as const;
const GENERIC: Profile = {
  dialect: 'GENERIC', label: '通用签名 JSON', timeFormat: 'ISO', lateOpening: 'IGNORED', endingAgain: true, signature: { kind: 'TIF', paasId: 'paasId', otherwise: 'BODY_HMAC' }, token: null,
  open: generic('open'), standing: null, done: generic('done'), cancelled: generic('cancelled'),
  list: { call: { method: 'GET', path: '{p.todoPath}', query: { person: '{person}' } }, find: null, items: 'items', id: 'id', pages: null, beforeRepeat: false },
  rules: {
    token: [], already: [], gone: [],
    ok: [all({ status: [200] }, { at: 'code', equals: 0 })],
    person: [all({ at: 'code', equals: 1_001 })],
    permanent: [all({ at: 'code', equals: 1_002 }), all({ at: 'code', equals: 1_003 })],
  },
  titleCharacters: 100, remoteIdAt: null, parameters: ['todoPath'], secrets: [], optional: { parameters: ['paasId'], secrets: ['tifToken'] }, ratePerMinute: 1_200,
  note: '给了 paasId 和 tifToken 的，按 TIF 网关的方式签名（x-tif-paasid、x-tif-timestamp、x-tif-nonce、x-tif-signature）；没有给的，以建立通道时显示的 ssoSecret 签名：X-Ledger-Timestamp（秒）、X-Ledger-Nonce、X-Ledger-Signature = sha256= 加 HMAC-SHA256（时间、nonce、方法、路径、报文体，各占一行）的十六进制。对方按 version 取舍：不高于已有版本的答复成功而不改动。答复 code：0 成功、1001 无此人、1002 字段不合、1003 不允许、2001 与 2002 稍后再试。',
};

export const DIALECTS: readonly Profile[] = [WEAVER, SEEYON, EKP, DING, WECOM, GENERIC];
export const DIALECT_NAMES = DIALECTS.map(({ dialect }) => dialect);
