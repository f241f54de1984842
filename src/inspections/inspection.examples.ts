/** Bodies that the sandbox accepts as they stand; days are told as of TOLD_ON. */
/** The firm of `example1` in 南村镇 (contract §9). */
const CREDIT_CODE = '91140525XXXX00019C';

export const INSPECTION_EXAMPLES = {
  '镇级检查，四不两直（nancun.inspector）': {
    enterpriseCreditCode: CREDIT_CODE, inspectedOn: '2026-11-12', mode: 'UNANNOUNCED', place: '熔炼车间',
    inspectors: [{ name: '示例检查员甲', post: '安全监察员', organisation: '南村镇应急管理中心' }],
  },
  '企业自查（example1.operator）': { enterpriseCreditCode: CREDIT_CODE, inspectedOn: '2026-11-10', inspectors: [{ name: '示例安全员乙', post: '安全员' }], note: '班组周查' },
};
export const VOID_INSPECTION_EXAMPLES = { 作废: { reason: '日期登记有误，已重新登记' } };
