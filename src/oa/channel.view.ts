import { labelOf } from '../domain/labels.js';
import type { OrganisationKind } from '../domain/permission.js';
import type { ChannelState, OaChannel, WatchedChannel } from './channel.entity.js';
import { wayOf } from './dialect.js';
import type { Profile, Way } from './dialect.js';
import { DIALECTS } from './dialects.js';
import { profileOf } from './reaching.js';
import { Coded } from '../platform/http/coded.js';

export class ChannelView {
  /** 通道编号 @example "019a9f00-0000-7000-8000-000000000801" */
  id: string;
  /** 版本 @example 1 */
  version: number;
  /** 名称 @example "县 OA" */
  name: string;
  /** 方言 @example "GENERIC" */
  dialect: string;
  /** 方言名称 @example "通用签名 JSON" */
  dialectLabel: string;
  /** 状态 @example "ACTIVE" */
  state: ChannelState;
  /** 状态名称 @example "启用" */
  stateLabel: string;
  /** OA 接口的地址 @example "http://oa.example.gov.cn:8080" */
  baseUrl: string;
  /** 从 OA 打开本系统页面的地址 @example "https://ledger.example.gov.cn" */
  linkBase: string;
  /** 哪些单位的人员在此 OA 中 @example ["TOWN_CENTRE", "COUNTY_BUREAU"] */
  organisationKinds: OrganisationKind[];
  /** 其名称，次序相同 */
  organisationKindsLabel: string[];
  /** 每分钟调用上限 @example 600 */
  ratePerMinute: number;
  /** 站点参数 @example {"todoPath":"/ledger/todos","paasId":"hazard-ledger"} */
  parameters: Record<string, string>;
  /** 夜间怎样核对：逐人核对列表；不能核对，已结束的再办结一次；不能核对 @example "LIST" */
  @Coded('oaWay')
  reconciliation: Way;
  /** 其名称 @example "逐人核对待办列表" */
  reconciliationLabel: string;
  /** OA 没有应答，从何时起；正常时为 null @example null */
  failingSince: string | null;
  /** 暂停呼叫到何时，到时以一次呼叫试探；待办都留着，恢复后依次送出 @example null */
  restUntil: string | null;
  /** 最近一次为何没有应答 @example null */
  failingReason: string | null;
  /** 建立时刻 @example "2026-11-22T07:00:00.000Z" */
  createdAt: string;
  /** 修改时刻 @example "2026-11-22T07:00:00.000Z" */
  updatedAt: string;
}

export class NewChannelView extends ChannelView {
  /** 单点登录票据的签名密钥：只显示这一次，交给 OA 管理员 @example "sso_Wm9uZ2d1b1pob25nZ3Vv" */
  ssoSecret: string;
}

export class OaProfileView {
  /** 版本 @example 1 */
  version: number;
  /** 实际使用的对接约定：方言加上本站的不同之处 */
  profile: Record<string, unknown>;
  /** 本站的不同之处 */
  overrides: Record<string, unknown>;
}

export class DialectView {
  /** 方言 @example "GENERIC" */
  dialect: string;
  /** 名称 @example "通用签名 JSON" */
  dialectLabel: string;
  /** 须给的站点参数 @example ["todoPath"] */
  parameters: string[];
  /** 须给的密钥 @example [] */
  secrets: string[];
  /** 可给的站点参数 @example ["paasId"] */
  optionalParameters: string[];
  /** 可给的密钥 @example ["tifToken"] */
  optionalSecrets: string[];
  /** 默认每分钟调用上限 @example 1200 */
  ratePerMinute: number;
  /** 夜间怎样核对 @example "LIST" */
  @Coded('oaWay')
  reconciliation: Way;
  /** 其名称 @example "逐人核对待办列表" */
  reconciliationLabel: string;
  /** 说明 @example "对方按 version 取舍。" */
  note: string;
}

export class OaPersonView {
  /** 人员编号 @example "01a199c9-b4b1-7d52-ae00-93133a367fb0" */
  userId: string;
  /** 用户名 @example "nancun.supervisor" */
  username: string;
  /** 姓名 @example "示例己" */
  name: string;
  /** 在 OA 中的编号 @example "zhangsan" */
  externalId: string;
}

export class OaPersonsView {
  /** 通道的版本，供 If-Match @example 2 */
  version: number;
  /** 对应表 */
  items: OaPersonView[];
  /** 因此重新送出的待办数 @example 0 */
  resentCount: number;
  /** 只核对、未写入 @example false */
  dryRun: boolean;
  /** 新增的人数 @example 2 */
  addedCount: number;
  /** 编号有变的人数 @example 0 */
  changedCount: number;
  /** 去掉的人数 @example 0 */
  removedCount: number;
}

export class OaTestStepView {
  /** 步骤 @example "OPEN" */
  @Coded('oaTestStep')
  step: string;
  /** 其名称 */
  stepLabel: string;
  /** 是否成功 @example true */
  ok: boolean;
  /** 没有成功的原因 @example null */
  reason: string | null;
}

export class OaTestView {
  /** 是否全部成功 @example true */
  ok: boolean;
  /** 逐步结果：送一条测试待办，再办结 */
  steps: OaTestStepView[];
}

export const channelView = (channel: WatchedChannel): ChannelView => {
  const { id, version, name, dialect, state, baseUrl, linkBase, organisationKinds, ratePerMinute, parameters, failingSince, restUntil, failingReason, createdAt, updatedAt } = channel;
  const label = DIALECTS.find((one) => one.dialect === dialect)?.label ?? dialect;
  const way = wayOf(profileOf(channel));
  return {
    id, version, name, dialect, dialectLabel: label, state, stateLabel: labelOf('channelState', state), baseUrl, linkBase, organisationKinds, organisationKindsLabel: organisationKinds.map((one) => labelOf('organisationKind', one)),
    ratePerMinute, parameters, reconciliation: way, reconciliationLabel: labelOf('oaWay', way), failingSince, restUntil, failingReason, createdAt, updatedAt,
  };
};

export const profileView = (channel: OaChannel): OaProfileView => {
  const { parameters: _parameters, secrets: _secrets, optional: _optional, ...profile } = profileOf(channel);
  return { version: channel.version, profile, overrides: channel.profile };
};

export const dialectView = (profile: Profile): DialectView => {
  const { dialect, label, parameters, secrets, optional, ratePerMinute, note } = profile;
  const way = wayOf(profile);
  return {
    dialect, dialectLabel: label, parameters: [...parameters], secrets: [...secrets], optionalParameters: [...(optional?.parameters ?? [])],
    optionalSecrets: [...(optional?.secrets ?? [])], ratePerMinute, reconciliation: way, reconciliationLabel: labelOf('oaWay', way), note,
  };
};
