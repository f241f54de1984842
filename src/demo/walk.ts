/** 从登记到销号: each step by the person whose duty it is, as contract §3 draws it. */
import { addDays } from '../domain/deadline.js';
import { Partner } from './partner.js';
import type { Told } from './partner.js';

const REF = 'DEMO-WALK-1';
/** One white point: enough of a photograph for a demonstration. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export async function walk(base: string, password: string, say: (sentence: string) => void): Promise<void> {
  const by = (username: string) => Partner.signIn(base, username, password);
  say('\n三、一条重大隐患：从登记到销号');
  const operator = await by('example1.operator');
  const me = (await operator.call('GET', '/auth/me')).body as unknown as { organisation: { id: string; name: string } };
  const walked = ((await operator.call('GET', `/hazards?externalRef=${REF}`)).body.items as Told['body'][])[0];
  if (walked) return say(`  上次启动已走完：${String(walked.ledgerNo)}，现在是“${walked.statusLabel}”`);
  const today = operator.day;
  const registered = await operator.call('POST', '/hazards', {
    enterpriseId: me.organisation.id, level: 'MAJOR', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
    description: '2号中频炉冷却水未设置进出水流量差监测报警装置', location: '铸造车间2号炉', basisNote: '对照工贸企业重大事故隐患判定标准自查认定',
    foundOn: today, foundBy: [{ name: '示例检查员甲', post: '安全员', organisation: me.organisation.name }],
    owner: { name: '示例责任人乙', post: '车间主任', phone: '13800005678' }, deadline: addDays(today, 60), externalRef: REF,
  });
  const { id } = registered.body;
  const tell = (what: string, { body }: Told) => say(`  ${what} → ${body.statusLabel}${body.pendingLevelLabel ? `（待${body.pendingLevelLabel}）` : ''}`);
  tell(`安全管理员登记 ${String(registered.body.ledgerNo)}`, registered);

  const move = (who: Partner, name: string, body: object) => who.call('POST', `/hazards/${id}/${name}`, body);
  tell('填写五到位：措施、责任、资金、时限、预案', await operator.call('PUT', `/hazards/${id}/five-in-place`, {
    measures: '加装进出水流量差监测报警装置并与电源联锁', responsibility: { unit: '铸造车间', person: '示例责任人乙', phone: '13800005678' },
    funds: { amountYuan: '12000.00', source: '安全生产费用' }, schedule: { milestones: [{ day: addDays(today, 20), goal: '完成装置采购' }] },
    contingencyPlan: { summary: '断水立即停炉，人员撤离至炉台外20米' },
  }, { 'if-match': `"${registered.body.version}"` }));
  tell('主要负责人签字', await move(await by('example1.principal'), 'sign', { password, statement: '本人确认内容属实，按五到位落实整改' }));
  const town = await by('nancun.supervisor');
  const county = await by('county.supervisor');
  tell('镇级确认', await move(town, 'confirm', { opinion: '现场核实，属重大事故隐患' }));
  tell('县级确认', await move(county, 'confirm', { opinion: '同意' }));
  tell('企业记录进展', await move(operator, 'record-progress', { note: '装置已安装，正在调试', evidenceIds: [] }));
  const photo = new FormData();
  photo.set('kind', 'AFTER');
  photo.set('file', new Blob([PHOTO], { type: 'image/png' }), '整改后.png');
  const evidence = await operator.call('POST', `/hazards/${id}/evidence`, photo);
  say(`  上传整改后照片 SHA-256 ${String(evidence.body.sha256).slice(0, 16)}…`);
  tell('申请验收', await move(operator, 'submit-rectification', {
    summary: '已加装流量差监测报警装置，试运行正常', completedOn: today, fundsSpentYuan: '11800.00', evidenceIds: [evidence.body.id],
  }));
  tell('镇级验收（到现场）', await move(town, 'accept', { opinion: '现场核查，整改到位', checkedOnSite: true }));
  tell('县级验收，销号', await move(county, 'accept', { opinion: '同意销号' }));
  const { body } = await operator.call('GET', `/hazards/${id}/timeline`);
  say(`  经过共 ${(body.items as unknown[]).length} 步，每步一条不可更改的记录，逐条以 SHA-256 相连。`);
}
