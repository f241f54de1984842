/** One simulated system of each dialect, with what an administrator would enter for it. */
import { GenericOa, PAAS } from './generic.js';
import { ACCOUNT, LandrayOa } from './landray.js';
import type { OaServer } from './oa-server.js';
import { APP, PrivateDingtalkOa } from './private-dingtalk.js';
import { REGISTER_CODE, REST_USER, SeeyonOa } from './seeyon.js';
import { SYSCODE, WeaverOa } from './weaver.js';
import { CORP, WecomOa } from './wecom.js';

export interface Site { dialect: string; make: () => OaServer; parameters: Record<string, string>; secrets: Record<string, string> }

export const SITES: readonly Site[] = [
  { dialect: 'WEAVER_E9', make: () => new WeaverOa(), parameters: { syscode: SYSCODE, creator: 'ledger' }, secrets: {} },
  { dialect: 'SEEYON_A8', make: () => new SeeyonOa(), parameters: { registerCode: REGISTER_CODE }, secrets: { user: REST_USER.userName, password: REST_USER.password } },
  { dialect: 'LANDRAY_EKP', make: () => new LandrayOa(), parameters: { appName: '隐患台账', modelName: 'ledger.todo' }, secrets: { ...ACCOUNT } },
  {
    dialect: 'DINGTALK_GOV', make: () => new PrivateDingtalkOa(),
    parameters: { tenantId: APP.tenantId, creatorId: 'zhangsan', address: '127.0.0.1', mac: '00:16:3e:00:00:01' }, secrets: { apiKey: APP.key, apiSecret: APP.secret },
  },
  { dialect: 'WECOM', make: () => new WecomOa(), parameters: { corpId: CORP.id, agentId: String(CORP.agentId) }, secrets: { corpSecret: CORP.secret } },
  { dialect: 'GENERIC', make: () => new GenericOa(), parameters: { todoPath: '/todos', paasId: PAAS.id }, secrets: { tifToken: PAAS.token } },
];
