/** Bodies that the ledger accepts, for tests that are about something else. */
import type { Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { FOUND_ON, OWNER } from '../model/wire.js';

/** What `example1` finds itself: GENERAL, with everything that the first act asks for. */
export function ownFind(enterpriseId: string, today: string, more: Fields = {}): Fields {
  return {
    enterpriseId, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
    description: '2号中频炉冷却水未设置进出水流量差监测报警装置', location: '铸造车间', foundOn: FOUND_ON,
    foundBy: [{ name: '示例检查员甲', post: '安全员', organisation: '示例企业' }],
    owner: OWNER, deadline: addDays(today, 30), ...more,
  };
}

export const major = { level: 'MAJOR', basisNote: '现场认定' };

/** 五到位, complete; `mark` makes one different from another. */
export function fiveInPlace(deadline: string, mark = ''): Fields {
  return {
    measures: `加装流量差监测报警装置${mark}`,
    responsibility: { unit: '铸造车间', person: '王五', phone: '13800000000' },
    funds: { amountYuan: '12000.00', source: '安全生产费用' },
    schedule: { deadline, milestones: [{ day: deadline, goal: '完成' }] },
    contingencyPlan: { summary: '断水立即停炉，人员撤离' },
  };
}
