import { Coded } from '../platform/http/coded.js';
import { Agreeing } from './figure.view.js';

/** 一条相似的隐患 */
export class SimilarView {
  hazardId: string;
  /** @example "140525100-2026-000001" */
  ledgerNo: string;
  /** @example "MAJOR" */
  @Coded('level')
  level: string;
  /** @example "重大" */
  levelLabel: string;
  /** @example "CLOSED" */
  @Coded('status')
  status: string;
  /** @example "已销号" */
  statusLabel: string;
  /** @example "2号炉炉前坑积水" */
  description: string;
  /** @example "熔炼车间" */
  location: string | null;
  /** @example "2026-06-01" */
  foundOn: string;
  closedAt: string | null;
  /** 0–1 @example 0.95 */
  score: number;
  /** @example "AUTO" */
  tier: 'AUTO' | 'REVIEW';
  /** @example "自动认定" */
  tierLabel: string;
  /** 理由 @example ["同一设备：2号中频炉"] */
  reasons: string[];
  /** 两段描述中相符的部分：left 为本条，right 为相似的一条 @example { "left": [[0, 3]], "right": [[2, 5]] } */
  @Agreeing() agreeing: object;
}

/** 同一企业近 24 个月内相似的隐患 */
export class SimilarsView {
  /** 建议填入的前一条隐患（repeatOf）：由人判断是否采用 */
  repeatOf: string | null;
  items: SimilarView[];
}
