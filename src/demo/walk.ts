/** 从登记到销号: each step by the person whose duty it is, as contract §3 draws it. Over HTTP, by the client that partners get. */
import { LedgerClient } from '../../client/index.js';
import type { HazardView, Told } from '../../client/index.js';
import { addDays } from '../domain/deadline.js';

const REF = 'DEMO-WALK-1';
/** One white point: enough of a photograph for a demonstration. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** The service's day, as its answers say it (UTC: never ahead of the county's). */
const dayOf = ({ headers }: Told<unknown>): string => new Date(headers.get('date') ?? '').toISOString().slice(0, 10);

export async function signedIn(base: string, username: string, password: string): Promise<LedgerClient> {
  const client = new LedgerClient({ base });
  await client.signIn(username, password);
  return client;
}

export async function walk(base: string, password: string, say: (sentence: string) => void): Promise<void> {
  const by = (username: string) => signedIn(base, username, password);
  say('\n三、一条重大隐患：从登记到销号');
  const operator = await by('example1.operator');
  const me = await operator.call('authMe', {});
  const { organisation } = me.body;
  const [walked] = (await operator.call('hazardList', { query: { externalRef: REF } })).body.items;
  if (walked) return say(`  上次启动已走完：${walked.ledgerNo}，现在是“${walked.statusLabel}”`);
  const today = dayOf(me);
  const { body: registered } = await operator.call('hazardRegister', { body: {
    enterpriseId: organisation.id, level: 'MAJOR', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
    description: '2号中频炉冷却水未设置进出水流量差监测报警装置', location: '铸造车间2号炉', basisNote: '对照工贸企业重大事故隐患判定标准自查认定',
    foundOn: today, foundBy: [{ name: '示例检查员甲', post: '安全员', organisation: organisation.name }],
    owner: { name: '示例责任人乙', post: '车间主任', phone: '13800005678' }, deadline: addDays(today, 60), externalRef: REF,
  } });
  const { id } = registered;
  const tell = (what: string, { statusLabel, pendingLevelLabel }: Pick<HazardView, 'statusLabel' | 'pendingLevelLabel'>) =>
    say(`  ${what} → ${statusLabel}${pendingLevelLabel ? `（待${pendingLevelLabel}）` : ''}`);
  tell(`安全管理员登记 ${registered.ledgerNo}`, registered);

  const path = { id };
  tell('填写五到位：措施、责任、资金、时限、预案', (await operator.call('hazardFiveInPlace', { path, ifMatch: registered.version, body: {
    measures: '加装进出水流量差监测报警装置并与电源联锁', responsibility: { unit: '铸造车间', person: '示例责任人乙', phone: '13800005678' },
    funds: { amountYuan: '12000.00', source: '安全生产费用' }, schedule: { milestones: [{ day: addDays(today, 20), goal: '完成装置采购' }] },
    contingencyPlan: { summary: '断水立即停炉，人员撤离至炉台外20米' },
  } })).body);
  const step = async (what: string, answer: Promise<Told<HazardView>>) => tell(what, (await answer).body);
  await step('主要负责人签字', (await by('example1.principal')).call('hazardSign', { path, body: { password, statement: '本人确认内容属实，按五到位落实整改' } }));
  const town = await by('nancun.supervisor');
  const county = await by('county.supervisor');
  await step('镇级确认', town.call('hazardConfirm', { path, body: { opinion: '现场核实，属重大事故隐患' } }));
  await step('县级确认', county.call('hazardConfirm', { path, body: { opinion: '同意' } }));
  await step('企业记录进展', operator.call('hazardRecordProgress', { path, body: { note: '装置已安装，正在调试', evidenceIds: [] } }));
  const photo = new FormData();
  photo.set('kind', 'AFTER');
  photo.set('file', new Blob([PHOTO], { type: 'image/png' }), '整改后.png');
  const { body: evidence } = await operator.call('evidenceAttach', { path, body: photo });
  say(`  上传整改后照片 SHA-256 ${evidence.sha256.slice(0, 16)}…`);
  await step('申请验收', operator.call('hazardSubmitRectification', { path, body: {
    summary: '已加装流量差监测报警装置，试运行正常', completedOn: today, fundsSpentYuan: '11800.00', evidenceIds: [evidence.id],
  } }));
  await step('镇级验收（到现场）', town.call('hazardAccept', { path, body: { opinion: '现场核查，整改到位', checkedOnSite: true } }));
  await step('县级验收，销号', county.call('hazardAccept', { path, body: { opinion: '同意销号' } }));
  const { body } = await operator.call('hazardTimeline', { path });
  say(`  经过共 ${body.items.length} 步，每步一条不可更改的记录，逐条以 SHA-256 相连。`);
}
