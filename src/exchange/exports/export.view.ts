import { labelOf } from '../../domain/labels.js';
import type { ExportJobEntity } from './export.entity.js';
import { Coded } from '../../platform/http/coded.js';

class ExportFaultView {
  /** 代码 @example "QUERY_TOO_WIDE" */
  code: string;
  /** 说明 */
  message: string;
}

/** 一次导出；只有申请人可以查看和下载。 */
export class ExportView {
  /** 编号 @example "019a9f00-0000-7000-8000-000000000401" */
  id: string;
  /** 表的种类 @example "THREE_LISTS" */
  @Coded('exportKind')
  kind: string;
  /** 种类名称 @example "三清单" */
  kindLabel: string;
  /** 状态：QUEUED、DONE、FAILED @example "DONE" */
  @Coded('exportState')
  state: string;
  /** 状态名称 @example "已完成" */
  stateLabel: string;
  /** 隐患条数；未完成为 null @example 12 */
  rowCount: number | null;
  /** 文件名 @example "南村镇应急管理中心-三清单-2026-11-25.xlsx" */
  fileName: string | null;
  /** 字节数 @example 20480 */
  sizeBytes: number | null;
  /** 文件的 SHA-256 */
  sha256: string | null;
  /** 未能完成的原因；没有时为 null */
  fault: ExportFaultView | null;
  /** 申请人 @example "示例检查员丙" */
  askedBy: string;
  /** 文件保留至 @example "2026-12-02T06:50:00.000Z" */
  filesUntil: string;
  /** 申请时间 @example "2026-11-25T06:50:00.000Z" */
  createdAt: string;
  /** 完成时间；未完成为 null */
  finishedAt: string | null;
}

export function exportView(job: ExportJobEntity): ExportView {
  return {
    id: job.id, kind: job.kind, kindLabel: labelOf('exportKind', job.kind), state: job.state, stateLabel: labelOf('exportState', job.state),
    rowCount: job.rowCount, fileName: job.fileName, sizeBytes: job.fileSize, sha256: job.fileSha256, fault: job.fault,
    askedBy: job.callerName, filesUntil: job.filesUntil, createdAt: job.createdAt, finishedAt: job.finishedAt,
  };
}
