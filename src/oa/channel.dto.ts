import type { OrganisationKind } from '../domain/permission.js';
import { ORGANISATION_KINDS } from '../domain/permission.js';
import { Id, Matching, OneOf, Text, Whole } from '../platform/http/fields.js';
import { ListOf, ListOfCodes } from '../platform/http/parts.js';
import { QueryFlag } from '../platform/http/query-fields.js';
import { Names, ProfileField } from './channel.fields.js';
import { CHANNEL_STATES } from './channel.entity.js';
import type { ChannelState } from './channel.entity.js';
import type { Profile } from './dialect.js';
import { DIALECT_NAMES } from './dialects.js';

const URL_FORM = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/;
export const PERSONS_MAX = 20_000;

export class CreateChannelDto {
  /** 名称 @example "县 OA" */
  @Text(1, 100) name: string;
  /** 方言：见 GET /oa/dialects @example "GENERIC" */
  @OneOf(DIALECT_NAMES) dialect: string;
  /** OA 接口的地址；内网地址须先列入 outward-targets 设置 @example "http://oa.example.gov.cn:8080" */
  @Matching(URL_FORM, 'http(s)://主机[:端口][/路径]') baseUrl: string;
  /** 从 OA 打开本系统页面的地址 @example "https://ledger.example.gov.cn" */
  @Matching(URL_FORM, 'http(s)://主机[:端口][/路径]') linkBase: string;
  /** 哪些单位的人员在此 OA 中；不填为镇中心和县局 @example ["TOWN_CENTRE", "COUNTY_BUREAU"] */
  @ListOfCodes(ORGANISATION_KINDS, 1, ORGANISATION_KINDS.length, { optional: true }) organisationKinds?: OrganisationKind[];
  /** 每分钟调用上限；不填按方言 @example 600 */
  @Whole(1, 60_000, { optional: true }) ratePerMinute?: number;
  /** 站点参数：名称见方言 @example {"todoPath":"/ledger/todos","paasId":"hazard-ledger"} */
  @Names({ optional: true }) parameters?: Record<string, string>;
  /** 接口账号、密钥：名称见方言；加密存放，不再显示 @example {"tifToken":"由 OA 管理员提供的密钥"} */
  @Names({ optional: true }) secrets?: Record<string, string>;
}

export class PatchChannelDto {
  /** 名称 @example "县 OA" */
  @Text(1, 100, { optional: true }) name?: string;
  /** 启用、暂停；暂停期间的待办在启用后送出 @example "ACTIVE" */
  @OneOf(CHANNEL_STATES, { optional: true }) state?: ChannelState;
  /** OA 接口的地址 @example "http://oa.example.gov.cn:8080" */
  @Matching(URL_FORM, 'http(s)://主机[:端口][/路径]', { optional: true }) baseUrl?: string;
  /** 从 OA 打开本系统页面的地址 @example "https://ledger.example.gov.cn" */
  @Matching(URL_FORM, 'http(s)://主机[:端口][/路径]', { optional: true }) linkBase?: string;
  /** 哪些单位的人员在此 OA 中，整体替换；新增的随即送出，去掉的随即撤下 @example ["TOWN_CENTRE", "COUNTY_BUREAU"] */
  @ListOfCodes(ORGANISATION_KINDS, 1, ORGANISATION_KINDS.length, { optional: true }) organisationKinds?: OrganisationKind[];
  /** 每分钟调用上限 @example 600 */
  @Whole(1, 60_000, { optional: true }) ratePerMinute?: number;
  /** 站点参数，整体替换 @example {"todoPath":"/ledger/todos","paasId":"hazard-ledger"} */
  @Names({ optional: true }) parameters?: Record<string, string>;
  /** 接口账号、密钥，整体替换 */
  @Names({ optional: true }) secrets?: Record<string, string>;
}

export class OaPutProfileDto {
  /** 与方言不同之处：open、standing（可为 null）、done、cancelled、token、list、rules、signature、timeFormat、lateOpening、endingAgain、titleCharacters、remoteIdAt */
  @ProfileField() profile: Partial<Profile>;
}

export class OaPersonDto {
  /** 人员编号；与 username 二选一 @example "01a199c9-b4b1-7d52-ae00-93133a367fb0" */
  @Id({ optional: true }) userId?: string;
  /** 用户名 @example "nancun.supervisor" */
  @Text(1, 64, { optional: true }) username?: string;
  /** 该人员在 OA 中的编号（登录名、工号等） @example "zhangsan" */
  @Matching(/^[\w.@\-\p{Script=Han}]{1,64}$/u, '1–64 个字母、数字、汉字或 . _ - @') externalId: string;
}

export class OaPutPersonsDto {
  /** 整个对应表 */
  @ListOf(() => OaPersonDto, 0, PERSONS_MAX) items: OaPersonDto[];
}

export class OaTestChannelDto {
  /** 以谁的名义收一条测试待办；不填为本人。须在人员对应表中 @example "01a199c9-b4b1-7d52-ae00-93133a367fb0" */
  @Id({ optional: true }) userId?: string;
}

export class OaPersonsQuery {
  /**
   * true 时只核对，不写入
   * @example false
   */
  @QueryFlag()
  dryRun?: boolean;
}
