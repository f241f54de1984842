/**
 * The sandbox county: real areas, invented firms and people, so that nothing shown can be taken for a fact about
 * anybody. Ids are fixed, so that a reset and a second demo give the same links. Pure data: it registers nothing.
 */
export type DemoRole = 'ADMINISTRATOR' | 'AUDITOR' | 'INSPECTOR' | 'OPERATOR' | 'PRINCIPAL' | 'SUPERVISOR';

export interface DemoAuthority {
  readonly id: string;
  readonly kind: 'CITY_BUREAU' | 'COUNTY_BUREAU' | 'TOWN_CENTRE';
  readonly name: string;
  /** The scope of the authority: 1405 the city, 140525 the county, nine digits a town (contract §2). */
  readonly areaCode: string;
}

export interface DemoAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly organisationId: string;
  readonly roles: readonly DemoRole[];
}

/** No real area: it keeps published hazards of other places apart from the sixteen towns (see real-hazards.ts). */
export const DEMO_AREA = { code: '140525900', name: '示范数据区（非真实行政区）' } as const;

// prettier-ignore
export const AUTHORITIES: readonly DemoAuthority[] = [
  { id: '01a199c5-397a-7fc2-9823-baf2f7fd8b2d', kind: 'COUNTY_BUREAU', name: '泽州县应急管理局', areaCode: '140525' },
  { id: '01a199c5-4669-71f2-82dc-50076a25b577', kind: 'CITY_BUREAU', name: '晋城市应急管理局', areaCode: '1405' },
  { id: '01a199c5-5622-7c51-99ef-d88fefbca812', kind: 'TOWN_CENTRE', name: '南村镇应急管理中心', areaCode: '140525100' },
  { id: '01a199c5-76bf-7fa2-b2ec-c8823159a551', kind: 'TOWN_CENTRE', name: '下村镇应急管理中心', areaCode: '140525101' },
  { id: '01a199c5-8565-7b41-9a13-f5f28f2ac5c5', kind: 'TOWN_CENTRE', name: '大东沟镇应急管理中心', areaCode: '140525102' },
  { id: '01a199c5-a472-797a-b350-e6d852ee71b3', kind: 'TOWN_CENTRE', name: '周村镇应急管理中心', areaCode: '140525103' },
  { id: '01a199c5-b3ee-78bd-bfcf-5858abe49f8d', kind: 'TOWN_CENTRE', name: '犁川镇应急管理中心', areaCode: '140525104' },
  { id: '01a199c5-d6bb-70e2-8586-413ea224edf6', kind: 'TOWN_CENTRE', name: '晋庙铺镇应急管理中心', areaCode: '140525105' },
  { id: '01a199c5-e012-7e01-84b7-7cdba3ecbe1f', kind: 'TOWN_CENTRE', name: '金村镇应急管理中心', areaCode: '140525106' },
  { id: '01a199c5-e30c-7051-96ff-6c6574c0f638', kind: 'TOWN_CENTRE', name: '高都镇应急管理中心', areaCode: '140525107' },
  { id: '01a199c5-ea3f-76e0-a840-7ae2d8a87a34', kind: 'TOWN_CENTRE', name: '巴公镇应急管理中心', areaCode: '140525108' },
  { id: '01a199c5-f49f-7a9c-ab64-af483930b256', kind: 'TOWN_CENTRE', name: '大阳镇应急管理中心', areaCode: '140525109' },
  { id: '01a199c6-1781-7eac-a62a-8505cad61bfa', kind: 'TOWN_CENTRE', name: '山河镇应急管理中心', areaCode: '140525110' },
  { id: '01a199c6-2093-74b3-a40f-5f6de28ed1b2', kind: 'TOWN_CENTRE', name: '大箕镇应急管理中心', areaCode: '140525111' },
  { id: '01a199c6-3f3b-7ca3-9254-d29f1fd41bb8', kind: 'TOWN_CENTRE', name: '柳树口镇应急管理中心', areaCode: '140525112' },
  { id: '01a199c6-4c17-7ee6-915e-860bb8e6d66d', kind: 'TOWN_CENTRE', name: '北义城镇应急管理中心', areaCode: '140525113' },
  { id: '01a199c6-6372-7d51-9ea3-eff81e8dbdf0', kind: 'TOWN_CENTRE', name: '川底镇应急管理中心', areaCode: '140525114' },
  { id: '01a199c6-67a7-7ef7-8a6a-61647dfa7e3b', kind: 'TOWN_CENTRE', name: '南岭镇应急管理中心', areaCode: '140525115' },
  { id: '01a199c6-80ab-757c-b488-287287264e05', kind: 'TOWN_CENTRE', name: '示范数据区应急管理中心', areaCode: '140525900' },
];

/** The accounts of contract §9, the city's supervisor, and the importer of the demonstration area. One password for all. */
// prettier-ignore
export const ACCOUNTS: readonly DemoAccount[] = [
  { id: '01a199c9-404c-7337-bb84-c5b0ffb78bcb', username: 'county.admin', displayName: '示例甲', organisationId: '01a199c5-397a-7fc2-9823-baf2f7fd8b2d', roles: ['ADMINISTRATOR'] },
  { id: '01a199c9-5ce3-7f5f-b32d-7002847cf562', username: 'county.inspector', displayName: '示例乙', organisationId: '01a199c5-397a-7fc2-9823-baf2f7fd8b2d', roles: ['INSPECTOR'] },
  { id: '01a199c9-7141-75f8-a8f1-89e7b08db7bb', username: 'county.supervisor', displayName: '示例丙', organisationId: '01a199c5-397a-7fc2-9823-baf2f7fd8b2d', roles: ['SUPERVISOR'] },
  { id: '01a199c9-87e9-74d4-86f8-471ec28d6d9d', username: 'county.auditor', displayName: '示例丁', organisationId: '01a199c5-397a-7fc2-9823-baf2f7fd8b2d', roles: ['AUDITOR'] },
  { id: '01a199c9-9cd0-7d38-a8b8-fc5126ed79fa', username: 'nancun.inspector', displayName: '示例戊', organisationId: '01a199c5-5622-7c51-99ef-d88fefbca812', roles: ['INSPECTOR'] },
  { id: '01a199c9-b4b1-7d52-ae00-93133a367fb0', username: 'nancun.supervisor', displayName: '示例己', organisationId: '01a199c5-5622-7c51-99ef-d88fefbca812', roles: ['SUPERVISOR'] },
  { id: '01a199c9-c437-7191-8b84-76287792c498', username: 'bagong.inspector', displayName: '示例庚', organisationId: '01a199c5-ea3f-76e0-a840-7ae2d8a87a34', roles: ['INSPECTOR'] },
  { id: '01a199c9-caaa-7f26-afc8-876d701da568', username: 'bagong.supervisor', displayName: '示例辛', organisationId: '01a199c5-ea3f-76e0-a840-7ae2d8a87a34', roles: ['SUPERVISOR'] },
  { id: '01a199c9-e38f-70d7-9da5-37c95d742d1e', username: 'example1.operator', displayName: '示例壬', organisationId: '01a199c6-9f3c-7232-8597-5f1967a3a72e', roles: ['OPERATOR'] },
  { id: '01a199c9-fc1b-7ebf-ae41-f090da25a7df', username: 'example1.principal', displayName: '示例癸', organisationId: '01a199c6-9f3c-7232-8597-5f1967a3a72e', roles: ['PRINCIPAL'] },
  { id: '01a199ca-1381-77e3-9bb8-57fdddc081a5', username: 'example2.operator', displayName: '示例子', organisationId: '01a199c7-0715-77f7-b8c8-305d80a31387', roles: ['OPERATOR'] },
  { id: '01a199ca-185c-7123-8062-27c7d1888e6f', username: 'example2.principal', displayName: '示例丑', organisationId: '01a199c7-0715-77f7-b8c8-305d80a31387', roles: ['PRINCIPAL'] },
  { id: '01a199ca-2d2d-7fbb-b074-c71ee651c47b', username: 'city.supervisor', displayName: '示例寅', organisationId: '01a199c5-4669-71f2-82dc-50076a25b577', roles: ['SUPERVISOR'] },
  { id: '01a199ca-3a92-782b-b46f-47bf2893d187', username: 'demo.importer', displayName: '示例卯', organisationId: '01a199c6-80ab-757c-b488-287287264e05', roles: ['INSPECTOR'] },
];
