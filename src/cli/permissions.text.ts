/** docs/PERMISSIONS.md as text: who may do what, said by the tables that decide it (contract §2, §3). */
import { LABELS, labelOf } from '../domain/labels.js';
import { EDITS, MOVE_NAMES, MOVES } from '../domain/lifecycle.js';
import type { MoveName } from '../domain/dossier.js';
import { STATUSES } from '../domain/hazard.js';
import type { Status } from '../domain/hazard.js';
import { ACTIONS, holdsAny, ROLES, ROLES_OF } from '../domain/permission.js';
import type { ActionName, KeyScope, OrganisationKind, Role } from '../domain/permission.js';
import * as who from '../domain/who.js';

interface Shown { roles: readonly Role[]; key?: KeyScope; kinds?: readonly OrganisationKind[] }

const ACTION_NAMES: Record<ActionName, string> = {
  'self.read': '查看本人信息', 'self.password': '修改本人密码', 'self.sign-out': '退出登录', 'limits.read': '查看各项限额',
  'standards.read': '查看判定标准', 'area.read': '查看区划', 'area.manage': '管理区划', 'organisation.read': '查看单位',
  'organisation.manage': '管理单位', 'enterprise.read': '查看企业', 'enterprise.manage': '管理企业', 'user.read': '查看人员',
  'user.manage': '管理人员', 'key.manage': '管理接口密钥', 'key.read': '查看接口密钥', 'delegation.manage': '委托代办',
  'setting.read': '查看设置', 'setting.manage': '修改设置', 'clock.manage': '拨动沙箱时钟（仅沙箱）', 'sandbox.reset': '重置沙箱（仅沙箱）',
  'oa.read': '查看 OA 通道与推送', 'oa.manage': '管理 OA 通道，重发推送',
  'hazard.read': '查看隐患', 'hazard.register': '登记隐患', 'hazard.edit': '修改隐患、五到位及附属内容', 'hazard.attach': '上传佐证',
  'hazard.progress': '记录整改进展', 'hazard.submit': '申请验收', 'hazard.extend': '申请延期', 'hazard.sign': '签字、签收',
  'hazard.refuse-to-sign': '记录拒签', 'hazard.amend': '更正', 'hazard.confirm': '确认', 'hazard.take-over': '提级接管',
  'hazard.send-back': '退回', 'hazard.accept': '验收', 'hazard.decide-extension': '决定延期', 'hazard.reclassify': '变更等级',
  'hazard.supervise': '挂牌督办、摘牌', 'hazard.suspend': '停产停业整顿、恢复生产', 'hazard.verify': '核查', 'hazard.void': '作废、撤销作废',
  'inspection.read': '查看检查', 'inspection.record': '登记检查（企业登记自查）', 'inspection.void': '作废登记有误的检查',
  'comparison.read': '查看大比对', 'comparison.run': '新建大比对、交清单、运行、取消', 'comparison.rule': '核定大比对的记录对、确认企业名称',
  'comparison.publish': '公布大比对', 'comparison.papers': '取大比对的通报和工作簿',
  'event.read': '读取事件流', 'webhook.read': '查看推送及其记录', 'webhook.manage': '管理推送', 'inbox.read': '查看沙箱收件箱（仅沙箱）',
  'hazard.terminate': '关闭取缔办结', 'audit.read': '查看审计记录',
  'import.post': '导入隐患表格、提交导入', 'import.read': '查看本单位的导入结果、下载模板', 'export.ask': '导出隐患表格', 'export.read': '查看和下载本人的导出', 'todo.read': '查看本人的待办',
  'notice.read': '查看本单位的通知', 'notice.acknowledge': '签收通知', 'digest.read': '查看本人的通知汇总',
  'delivery.manage': '查看并重发停发的投递', 'queue.read': '查看任务队列', 'escalation.read': '查看提醒与逾期通知的规则',
};

/** Each condition of `domain/who.ts` in one sentence. */
const WHO_NAMES: Record<Exclude<keyof typeof who, 'covers' | 'dueConfirmation' | 'dueAcceptance' | 'actor'>, string> = {
  firm: '隐患所在企业',
  registrant: '登记单位',
  firmOrRegistrant: '隐患所在企业，或登记单位',
  inScope: '隐患在本单位范围内',
  firmOrItsTown: '隐患所在企业；或所在镇的检查人员、审批人员凭签字单代录',
  passwordAgain: '主要负责人的密码正确（签字必填；更正时填写即视为重新签字）',
  editor: '登记单位；企业对他方登记的只能改整改责任人和防范措施',
  dueConfirmer: '待确认层级（pendingLevel）的审批人员；登记、签字或已确认的人除外；该级无合适人员时由上一级办理',
  dueAccepter: '待验收层级的审批人员，或应由其验收的主要负责人（所在镇可凭签字单代录）；登记、申请验收或已验收的人除外；无合适人员时由上一级办理',
  confirmerOrAccepter: '此刻可以确认或验收的人',
  extensionDecider: '确认层级中的最后一级；逾期提出的由县级决定',
  reclassifier: '辖区内的审批人员；重大降为一般限县级及以上',
  voider: '发现层级及以上的审批人员（企业自查的自镇级起）；重大隐患限县级',
  verifier: '辖区内的检查人员、审批人员；验收过的人除外',
};

/** The finer condition of state (`when`) of the moves that have one. */
const WHEN_NAMES: Partial<Record<MoveName, string>> = {
  sign: '没有有效签字时；企业自查的隐患在待确认时不能再签',
  'refuse-to-sign': '没有有效签字时',
  'submit-rectification': '待签字、待确认时限一般隐患',
  verify: '关闭取缔办结的除外',
};
const sentences = new Map<unknown, string>(
  (Object.keys(WHO_NAMES) as (keyof typeof WHO_NAMES)[]).map((name) => [who[name], WHO_NAMES[name]]));

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

const shownOf = (action: ActionName): Shown => ACTIONS[action];
const may = (role: Role, { roles, kinds }: Shown): boolean =>
  roles.some((needed) => holdsAny([role], needed)) && (!kinds || kinds.some((kind) => ROLES_OF[kind].includes(role)));
const rolesOf = (action: ActionName): Role[] => ROLES.filter((role) => may(role, shownOf(action)));
const kindsOf = ({ kinds }: Shown): string => (kinds ?? []).map((kind) => labelOf('organisationKind', kind)).join('、') || '不限';
const keyOf = (action: ActionName): string => (shownOf(action).key ? `\`${shownOf(action).key ?? ''}\`` : '—');

function actionRow(action: ActionName): string[] {
  return [ACTION_NAMES[action], `\`${action}\``, ...ROLES.map((role) => (may(role, shownOf(action)) ? '✓' : '')), kindsOf(shownOf(action)), keyOf(action)];
}

const statusNames = (statuses: readonly Status[], none: string): string =>
  statuses.length === STATUSES.length ? '任何状态' : statuses.map((status) => labelOf('status', status)).join('、') || none;

/** A condition without a sentence here would leave the page silent about it. */
function sentenceOf(condition: unknown, move: MoveName): string {
  const said = sentences.get(condition);
  if (!said) throw new Error(`${move}: a condition of right has no sentence in permissions.text.ts`);
  return said;
}

function fromOf(name: MoveName): string {
  const { from, when } = MOVES[name];
  const finer = WHEN_NAMES[name];
  if (!!when !== !!finer) throw new Error(`${name}: its finer condition and permissions.text.ts disagree`);
  return statusNames(from, '') + (finer ? `（${finer}）` : '');
}

function moveRow(name: MoveName): string[] {
  const { can, to, who: conditions } = MOVES[name];
  return [
    labelOf('move', name), `\`${name}\``, fromOf(name), statusNames(to, '不变'), rolesOf(can).map((role) => labelOf('role', role)).join('、'),
    conditions.map((condition) => sentenceOf(condition, name)).join('；'), keyOf(can),
  ];
}

const MOVE_HEAD = ['事项', '代码', '从', '到', '角色', '对这一条隐患还须', '密钥权限'];

export function permissionsText(): string {
  const holders = (Object.keys(ROLES_OF) as OrganisationKind[]).map((kind) => [labelOf('organisationKind', kind), ROLES_OF[kind].map((role) => `${labelOf('role', role)} \`${role}\``).join('、')]);
  return [
    '# 权限表',
    '本页由 `npm run permissions` 从 `src/domain/permission.ts`、`lifecycle.ts`、`who.ts` 生成，不手工修改；测试核对它与代码一致。',
    '审批人员可办检查人员能办的一切，主要负责人可办安全管理员能办的一切。权限表只说“能不能办这类事”，对某一条隐患能不能办，看后两张表。范围之外的隐患一律答 404，与不存在相同。',
    '## 单位与角色', table(['单位', '可有的角色'], holders),
    '## 事项 × 角色',
    '“密钥权限”为接口密钥办理此事所需的权限；“—”表示须由人员办理（403 `HUMAN_REQUIRED`）。角色都属于企业的事项，密钥也须属于企业。',
    table(['事项', '代码', ...ROLES.map((role) => LABELS.role[role]), '限于单位', '密钥权限'], (Object.keys(ACTIONS) as ActionName[]).map(actionRow)),
    '## 办理 × 谁',
    '每一项是 `POST /hazards/{id}/<代码>`。“到”为“不变”的只留记录，不改状态；列出状态的，规则不要求时也可能不变。',
    table(MOVE_HEAD, MOVE_NAMES.map(moveRow)),
    '## 修改 × 谁',
    '修改也是同一张表里的行：同样判定权限、状态和规则，同样留下一条记录。',
    table(MOVE_HEAD, EDITS.map(moveRow)),
  ].join('\n\n') + '\n';
}
