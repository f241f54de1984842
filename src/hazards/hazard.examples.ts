/** Bodies that the sandbox accepts as they stand, told as of `TOLD_ON`: the firm of `example1` in 南村镇 (contract §9). */
import type { FiveInPlaceDto, PatchHazardDto, RegisterHazardDto } from './hazard.dto.js';

const CREDIT_CODE = '91140525XXXX00019C';
const OWNER = { name: '示例责任人乙', post: '车间主任', phone: '13800005678', department: '铸造车间' };

const SELF_CHECK: RegisterHazardDto = {
  enterpriseCreditCode: CREDIT_CODE, level: 'MAJOR', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
  description: '2号中频炉冷却水未设置进出水流量差监测报警装置', location: '铸造车间2号炉', basisClause: 'GM-2023-05-05',
  foundOn: '2026-11-20', foundBy: [{ name: '示例检查员甲', post: '安全员', organisation: '泽州县示例甲铸造有限公司' }],
  owner: OWNER, deadline: '2027-01-15', interimMeasures: '停用2号炉，设置警戒',
};
const TOWN_INSPECTION: RegisterHazardDto = {
  enterpriseCreditCode: CREDIT_CODE, level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'MANAGEMENT',
  description: '熔炼工未经三级安全教育培训即上岗', foundOn: '2026-11-20', foundBy: [{ name: '示例检查员丙', post: '检查人员', organisation: '南村镇应急管理中心' }],
  owner: OWNER, deadline: '2026-12-10',
};

export const REGISTER_EXAMPLES: Record<string, RegisterHazardDto> = {
  '企业自查，重大（example1.operator）': SELF_CHECK,
  '镇检查，一般（nancun.inspector）': TOWN_INSPECTION,
  '镇检查，台账中没有的企业（nancun.inspector）': {
    ...without(TOWN_INSPECTION, 'enterpriseCreditCode'), enterprise: { name: '示例待核企业', address: '南村镇示例路 88 号', areaCode: '140525100' }, sector: 'OTHER_INDUSTRY',
    description: '灭火器失效，安全出口堆放杂物',
  },
  '企业系统对接，带自己的编号（接口密钥）': { ...SELF_CHECK, level: 'GENERAL', description: '行车吊钩防脱装置损坏', location: '铸造车间', externalRef: 'EHS-2026-0001' },
};

export const REGISTER_BATCH_EXAMPLES: Record<string, { items: RegisterHazardDto[]; atomic?: boolean }> = {
  '两条（example1.operator）': {
    items: [
      { ...without(SELF_CHECK, 'basisClause'), level: 'GENERAL', description: '配电箱门缺跨接线' },
      { ...without(SELF_CHECK, 'basisClause'), level: 'GENERAL', description: '砂轮机防护罩缺失' },
    ],
  },
};

export const PATCH_EXAMPLES: Record<string, PatchHazardDto> = {
  修改描述: { description: '2号、3号中频炉冷却水均未设置进出水流量差监测报警装置', location: '铸造车间2、3号炉' },
  填写责任人: { owner: OWNER, interimMeasures: '停用2号炉，设置警戒' },
};

export const FIVE_IN_PLACE: FiveInPlaceDto = {
  measures: '加装进出水流量差监测报警装置并与电源联锁',
  responsibility: { unit: '铸造车间', person: '示例责任人乙', phone: '13800005678' },
  funds: { amountYuan: '12000.00', source: '安全生产费用' },
  schedule: { milestones: [{ day: '2026-12-10', goal: '完成装置采购' }] },
  contingencyPlan: { summary: '断水立即停炉，人员撤离至炉台外 20 米' },
};

export const CAUSE_ANALYSIS_EXAMPLES = {
  七溯源一分析: {
    responsibility: '炉长未按规定巡检冷却水', standard: '未对照 2023 年判定标准修订点检表', capability: '电工不熟悉流量差报警原理', management: '设备验收未包括安全联锁',
    institution: '变更管理制度缺少安全评审', assessment: '隐患排查未纳入班组考核', resource: '安全费用未列装置更新', intrinsicSafety: '改用带联锁的闭路循环冷却系统',
  },
};
export const WORKERS_INFORMED_EXAMPLES = { 班前会: { day: '2026-11-21', how: '班前会通报并在公示栏张贴' } };

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const { [key]: _left, ...rest } = whole;
  return rest;
}
