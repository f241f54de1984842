import { PageQuery } from '../platform/http/page.dto.js';
import { QueryFlag, QueryIds, QueryList } from '../platform/http/query-fields.js';
import { NOTICE_KINDS, NOTICE_STATES, TOLD_OF } from './notice.words.js';
import type { NoticeKind, NoticeState, ToldOf } from './notice.words.js';

/** 本单位收到的通知，新的在前。 */
export class NoticeQuery extends PageQuery {
  /** 隐患编号，可重复 */
  @QueryIds() hazardId?: string[];
  /** 类别，可重复：到期提醒、逾期通知、办理告知 @example ["OVERDUE"] */
  @QueryList(NOTICE_KINDS) kind?: NoticeKind[];
  /** 期限的种类，可重复 @example ["RECTIFICATION"] */
  @QueryList(TOLD_OF) deadlineKind?: ToldOf[];
  /** 状态，可重复 @example ["MADE"] */
  @QueryList(NOTICE_STATES) state?: NoticeState[];
  /** 是否已签收 @example false */
  @QueryFlag() acknowledged?: boolean;
}
