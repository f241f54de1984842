/** Bodies of the moves that the sandbox accepts as they stand, told as of `TOLD_ON`; of ids only those must be replaced. */
import { FIVE_IN_PLACE } from './hazard.examples.js';
import type { RouteName } from './move.routes.js';

/** Of an evidence, an extension or another hazard: to be replaced by a real one. */
const ID = '019a9f00-0000-7000-8000-000000000201';
/** What `npm run demo` prints; the test starts its sandbox with these words as the password. */
const PASSWORD = '启动时打印的演示密码';

/** The first of each move is what most callers send; the batch shows that one. */
export const MOVE_EXAMPLES: Record<RouteName, Record<string, object>> = {
  sign: {
    主要负责人签字: { password: PASSWORD, statement: '本人确认以上内容属实，按五到位落实整改' },
    镇检查人员录入纸面签字: { signedSheetEvidenceId: ID, signedOn: '2026-11-21' },
  },
  'refuse-to-sign': { 拒签: { reason: '企业负责人不认可该项', witness: '示例见证人丁' } },
  'take-over': { 接管: { opinion: '企业拒签，按镇级发现办理' } },
  confirm: { 确认: { opinion: '情况属实，同意' } },
  'send-back': { 退回: { opinion: '整改措施不具体，请补充' } },
  'record-progress': { 只记进展: { note: '装置已到货，开始安装' }, 附佐证: { note: '已安装一半，见照片', evidenceIds: [ID] } },
  amend: {
    主要负责人更正并签字: {
      changes: { description: '2号中频炉及其备用水泵均未设置流量差报警' }, reason: '现场复核后补充', password: PASSWORD, statement: '本人确认更正属实',
    },
    更正五到位: { changes: { fiveInPlace: { ...FIVE_IN_PLACE, measures: '改为更换整套冷却系统' } }, reason: '方案变更', password: PASSWORD, statement: '本人确认更正属实' },
  },
  'submit-rectification': {
    申请验收: { summary: '已加装流量差监测报警装置，试运行正常', completedOn: '2026-11-21', fundsSpentYuan: '11800.00', evidenceIds: [ID] },
  },
  accept: { 到现场验收: { opinion: '现场查看，整改到位', checkedOnSite: true } },
  'request-extension': { 申请延期: { deadline: '2027-02-28', reason: '设备供货延迟', interimMeasures: '2号炉继续停用' } },
  'decide-extension': { 同意: { extensionId: ID, verdict: 'APPROVED', opinion: '同意延期，落实防范措施' }, 不同意: { extensionId: ID, verdict: 'REFUSED', opinion: '请按期完成' } },
  reclassify: { 升为重大: { level: 'MAJOR', reason: '符合重大事故隐患判定标准', basisClause: 'GM-2023-05-05' } },
  'list-for-supervision': {
    县级挂牌: { supervisingLevel: 'COUNTY', unit: '泽州县安全生产委员会办公室', noticeNo: '泽安办督〔2026〕1号', deadline: '2027-01-31' },
  },
  delist: { 摘牌: { reason: '已按督办要求整改' } },
  verify: {
    真改实改: { verdict: 'GENUINE', opinion: '回头看，装置运行正常' },
    虚假整改: { verdict: 'NOT_GENUINE', opinion: '回头看，装置已拆除', deadline: '2026-12-10' },
  },
  'suspend-operations': { 停产停业整顿: { noticeNo: '泽应急停〔2026〕3号', from: '2026-11-22', reason: '不能保证安全生产' } },
  'resume-operations': { 恢复生产: { opinion: '整改完成，同意恢复' } },
  void: { 作废: { reason: '登记有误，不构成隐患' }, 重复登记: { reason: '与另一条重复登记', duplicateOf: ID } },
  restore: { 撤销作废: { reason: '复核后仍属隐患' } },
  terminate: { 关闭取缔: { noticeNo: '泽政关〔2026〕2号', evidenceId: ID } },
};

/** The same for a list: the password once for all rows. */
export function batchExamples(move: RouteName): Record<string, object> {
  const [[name, one]] = Object.entries(MOVE_EXAMPLES[move]) as [[string, { password?: string }]];
  const { password, ...row } = one;
  return { [`批量${name}`]: { items: [{ id: ID, ...row }], ...(password && { password }) } };
}
