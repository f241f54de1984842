import { labelOf } from '../../domain/labels.js';
import type { ImportJobEntity, ImportRowEntity } from './import.entity.js';
import { Coded } from '../../platform/http/coded.js';

class SheetView {
  /** 工作表名称 @example "隐患登记" */
  name: string;
  /** 表头所在行 @example 3 */
  headRow: number;
  /** 认出的列 @example ["统一社会信用代码", "隐患描述"] */
  columns: string[];
  /** 不认识、未导入的列 @example ["备注2"] */
  ignored: string[];
}
class CountsView {
  /** 已处理的行数 @example 3 */
  rows: number;
  /** 新登记（检查时：将新登记） @example 1 */
  created: number;
  /** 有修改 @example 1 */
  changed: number;
  /** 没有变化 @example 0 */
  same: number;
  /** 退回 @example 1 */
  refused: number;
}
class ImportFaultView {
  /** 代码 @example "HEADER_NOT_FOUND" */
  code: string;
  /** 说明 */
  message: string;
}

/** 一次导入 */
export class ImportView {
  /** 编号 @example "019a9f00-0000-7000-8000-000000000301" */
  id: string;
  /** 状态：CHECKING、CHECKED、IMPORTING、DONE、FAILED @example "CHECKED" */
  @Coded('importState')
  state: string;
  /** 状态名称 @example "已检查，待提交" */
  stateLabel: string;
  /** 只检查 @example true */
  dryRun: boolean;
  /** 等级的代码集 @example null */
  @Coded('codeSet')
  codeSet: string | null;
  /** 代码集名称 @example null */
  codeSetLabel: string | null;
  /** 文件名 @example "隐患排查表.xlsx" */
  fileName: string;
  /** 字节数 @example 20480 */
  sizeBytes: number;
  /** 文件的 SHA-256 */
  sha256: string;
  /** 认出的工作表 */
  sheets: SheetView[];
  /** 提示 */
  warnings: string[];
  /** 逐行结果的合计 */
  counts: CountsView;
  /** 整个文件未能办理的原因；没有时为 null */
  fault: ImportFaultView | null;
  /** 上传人 @example "示例检查员丙" */
  postedBy: string;
  /** 文件保留至（此后不能下载标注文件或提交） @example "2026-12-25T06:50:00.000Z" */
  filesUntil: string;
  /** 上传时间 @example "2026-11-25T06:50:00.000Z" */
  createdAt: string;
  /** 检查或导入完成的时间；未完成为 null */
  finishedAt: string | null;
}

export function importView(job: ImportJobEntity): ImportView {
  return {
    id: job.id, state: job.state, stateLabel: labelOf('importState', job.state), dryRun: job.dryRun,
    codeSet: job.codeSet, codeSetLabel: labelOf('codeSet', job.codeSet), fileName: job.fileName, sizeBytes: job.fileSize, sha256: job.fileSha256,
    sheets: job.sheets, warnings: job.warnings,
    counts: { rows: job.position, created: job.createdCount, changed: job.changedCount, same: job.sameCount, refused: job.refusedCount },
    fault: job.fault, postedBy: job.callerName, filesUntil: job.filesUntil, createdAt: job.createdAt, finishedAt: job.finishedAt,
  };
}

class RowReasonView {
  /** 列 @example "foundOn" */
  column: string | null;
  /** 列名 @example "发现日期" */
  columnLabel: string | null;
  /** 代码 @example "FOUND_IN_FUTURE" */
  code: string;
  /** 原因 @example "发现日期不能晚于今天（2026-11-25）" */
  message: string;
}
class RowChangeView {
  /** 列 @example "location" */
  column: string;
  /** 列名 @example "部位" */
  columnLabel: string;
  /** 原值；电话打码 @example "铸造车间" */
  from: string | null;
  /** 新值；电话打码 @example "铸造车间2号炉" */
  to: string | null;
}

/** 一行的结果 */
export class ImportRowView {
  /** 工作表 @example "隐患登记" */
  sheet: string;
  /** 行号，与表格软件所示一致 @example 4 */
  row: number;
  /** 结果：CREATED、CHANGED、SAME、REFUSED；只检查时为将会如何 @example "REFUSED" */
  @Coded('importOutcome')
  outcome: string;
  /** 结果名称 @example "退回" */
  outcomeLabel: string;
  /** 隐患编号；没有登记的为 null @example null */
  hazardId: string | null;
  /** 台账编号 @example null */
  ledgerNo: string | null;
  /** 退回的原因 */
  reasons: RowReasonView[];
  /** 逐项修改 */
  changes: RowChangeView[];
  /** 提示 */
  notes: string[];
}

export const importRowView = ({ sheet, rowNumber, outcome, hazardId, ledgerNo, reasons, changes, notes }: ImportRowEntity): ImportRowView =>
  ({ sheet, row: rowNumber, outcome, outcomeLabel: labelOf('importOutcome', outcome), hazardId, ledgerNo, reasons, changes, notes });
