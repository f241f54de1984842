/** Bodies that the sandbox accepts as they stand. */
export const CHANNEL_EXAMPLES = {
  通用签名: {
    name: '县门户', dialect: 'GENERIC', baseUrl: 'http://127.0.0.1:9', linkBase: 'http://127.0.0.1:3000', parameters: { todoPath: '/ledger/todos', paasId: 'hazard-ledger' }, secrets: { tifToken: '由门户管理员提供的密钥' },
  },
  泛微: {
    name: '县 OA', dialect: 'WEAVER_E9', baseUrl: 'http://127.0.0.1:9', linkBase: 'http://127.0.0.1:3000', parameters: { syscode: 'yhtz', creator: 'ledger' },
  },
};
export const PATCH_CHANNEL_EXAMPLES = { 暂停: { state: 'PAUSED' }, 只给县局和镇中心: { organisationKinds: ['TOWN_CENTRE', 'COUNTY_BUREAU'] } };
export const PROFILE_EXAMPLES = { 标题较短: { profile: { titleCharacters: 50 } } };
export const PERSON_MAP_EXAMPLES = { 两人: { items: [{ username: 'nancun.supervisor', externalId: 'zhangsan' }, { username: 'county.supervisor', externalId: 'lisi' }] } };
