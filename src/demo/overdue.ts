/** 无人办理的一条隐患: the sandbox's clock moves, the firm is told first, then the town, then the county (contract §4, §9). */
import type { LedgerClient } from '../../client/index.js';
import { addDays } from '../domain/deadline.js';
import { signedIn } from './walk.js';

const REF = 'DEMO-OVERDUE-1';
const DAYS_LEFT = 2;

export async function overdue(base: string, password: string, say: (sentence: string) => void): Promise<void> {
  const by = (username: string) => signedIn(base, username, password);
  say('\n四、一条无人办理的隐患：提醒、逾期、提级');
  const [operator, town, county, admin] = [await by('example1.operator'), await by('nancun.supervisor'), await by('county.supervisor'), await by('county.admin')];
  const [known] = (await operator.call('hazardList', { query: { externalRef: REF } })).body.items;
  if (known) return say(`  上次启动已演示：${known.ledgerNo}；通知见 GET /notices，移动时钟用 PUT /sandbox/clock`);
  const { organisation } = (await operator.call('authMe', {})).body;
  const { now } = (await admin.call('sandboxClockMove', { body: { now: null } })).body;
  const today = now.slice(0, 10);
  const deadline = addDays(today, DAYS_LEFT);
  const { body: { id, ledgerNo } } = await operator.call('hazardRegister', { body: {
    enterpriseId: organisation.id, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
    description: '行车轨道东侧防护栏杆缺失', location: '铸造车间', foundOn: today,
    foundBy: [{ name: '示例检查员甲', post: '安全员', organisation: organisation.name }],
    owner: { name: '示例责任人乙', post: '车间主任', phone: '13800005678' }, deadline, externalRef: REF,
  } });
  say(`  登记 ${ledgerNo}，整改期限 ${deadline}；以下只移动台账时钟，令牌、限额仍按实际时刻`);
  const count = async (who: LedgerClient) => (await who.call('noticeList', { query: { hazardId: id, limit: 200 } })).body.items.length;
  for (const [days, what] of [[0, '期限当天'], [1, '逾期第 1 天'], [3, '逾期第 3 天'], [7, '逾期第 7 天']] as const) {
    const day = addDays(deadline, days);
    await admin.call('sandboxClockMove', { body: { now: `${day}T01:00:00Z` } });
    const late = (await operator.call('hazardRead', { path: { id } })).body.overdue;
    say(`  ${day}（${what}）：${late ? `${late.kindLabel} ${late.days} 天` : '未逾期'}；收到通知 企业 ${await count(operator)} 条，镇 ${await count(town)} 条，县 ${await count(county)} 条`);
  }
  await admin.call('sandboxClockMove', { body: { now: null } });
  say('  时钟已回到实际时刻；已发出的通知不收回。');
}
