export type Part = 'UP' | 'DOWN';
export type RedisPart = Part | 'NOT_CONFIGURED';

export class LiveView {
  /** @example "UP" */
  status: Part;
}

/** 是否可以办理；另有各功能的说明，一词一项，不影响是否可以办理 */
export class ReadyView {
  /** @example "UP" */
  status: Part;
  /** 数据库 @example "UP" */
  database: Part;
  /** 数据库迁移都已完成 @example "UP" */
  migrations: Part;
  /** Redis：只显示；没有它照常办理。NOT_CONFIGURED 为没有设置 REDIS_URL @example "UP" */
  redis: RedisPart;
  [detail: string]: string;
}
