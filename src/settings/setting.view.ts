import { ApiProperty } from '@nestjs/swagger';
import { labelOf } from '../domain/labels.js';
import type { SettingName } from '../domain/settings.js';
import { inForce } from './setting.versions.js';
import type { SettingVersion } from './setting.versions.js';

/** 写入人 */
export class SettingAuthorView {
  /** @example "01a199c9-404c-7337-bb84-c5b0ffb78bcb" */
  id: string;
  /** @example "示例甲" */
  name: string;
}

/** 设置的一个版本；版本一经写入不再变更 */
export class SettingVersionView {
  /**
   * 版本号；0 为系统默认
   * @example 1
   */
  version: number;
  /**
   * 生效时刻；系统默认为 null
   * @example "2026-12-31T16:00:00.000Z"
   */
  effectiveFrom: string | null;
  /**
   * 内容
   * @example { "extensionLimit": 2, "reopenedDays": 15 }
   */
  @ApiProperty({ type: 'object', additionalProperties: true })
  value: object;
  /**
   * 写入时刻
   * @example "2026-11-22T06:50:00.000Z"
   */
  createdAt: string | null;
  /**
   * 写入人
   */
  createdBy: SettingAuthorView | null;
}

/** 设置：最新版本，及现在生效的版本 */
export class SettingView {
  /**
   * 名称
   * @example "limits"
   */
  name: SettingName;
  /**
   * 中文名称
   * @example "限额"
   */
  nameLabel: string;
  /**
   * 最新版本号（If-Match 用它）；0 为系统默认
   * @example 0
   */
  version: number;
  /**
   * 最新版本的生效时刻；系统默认为 null
   * @example "2026-12-31T16:00:00.000Z"
   */
  effectiveFrom: string | null;
  /**
   * 最新版本的内容
   * @example { "extensionLimit": 2, "reopenedDays": 15 }
   */
  @ApiProperty({ type: 'object', additionalProperties: true })
  value: object;
  /**
   * 现在生效的版本号
   * @example 0
   */
  versionInForce: number;
  /** 全部版本，含系统默认 */
  versions: SettingVersionView[];
}

const versionView = ({ version, effectiveFrom, value, createdAt, createdBy }: SettingVersion): SettingVersionView =>
  ({ version, effectiveFrom, value, createdAt, createdBy });

/** `versions` in the order of their numbers. */
export function settingView(versions: readonly [SettingVersion, ...SettingVersion[]], at: string): SettingView {
  const newest = versions.at(-1) ?? versions[0];
  const { name, version, effectiveFrom, value } = newest;
  return {
    name, nameLabel: labelOf('settingName', name), version, effectiveFrom, value,
    versionInForce: inForce(versions, at).version, versions: versions.map(versionView),
  };
}
