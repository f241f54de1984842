/** What a firm fills in before it signs: who puts it right and until when, and five in place. Judged as the API judges it. */
import type { HazardView } from '../hazards/hazard.whole.view.js';
import { EDIT_DTOS } from '../hazards/move.edits.js';
import { checked } from '../platform/http/validation.js';
import { yuanOf } from './hazard.forms.js';
import { html } from './html.js';
import type { Html } from './html.js';

export const PAGE_EDITS = ['patch', 'five-in-place'] as const;
export type PageEdit = (typeof PAGE_EDITS)[number];
type Typed = Readonly<Record<string, string>>;

export const TITLES: Record<PageEdit, { title: string; button: string }> = {
  patch: { title: '整改责任人和期限', button: '保存责任人和期限' }, 'five-in-place': { title: '五到位', button: '保存五到位' },
};

const line = (label: string, name: string, value: string | null | undefined, more: { max: number; type?: string; hint?: string; required?: boolean }): Html =>
  html`<label>${label}<input type="${more.type ?? 'text'}" name="${name}" maxlength="${more.max}" value="${value ?? ''}" placeholder="${more.hint ?? ''}"${more.required && html` required`}></label>`;
const text = (label: string, name: string, value: string | null | undefined, hint = ''): Html =>
  html`<label>${label}<textarea name="${name}" maxlength="2000" placeholder="${hint}">${value}</textarea></label>`;

/** What stands in the ledger, or what was typed just now and refused. */
export function fieldsOf(edit: PageEdit, hazard: HazardView, typed: Typed, tried: boolean): Html {
  const was = (name: string, kept: string | null | undefined): string => (tried ? typed[name] : kept) ?? '';
  const { owner, deadline, fiveInPlace: { measures, responsibility, funds, schedule, contingencyPlan } } = hazard;
  if (edit === 'patch') {
    return html`<div class="pair">${line('整改责任人', 'ownerName', was('ownerName', owner?.name), { max: 50, required: true })}${line('职务', 'ownerPost', was('ownerPost', owner?.post), { max: 50 })}</div>
<div class="pair">${line('联系电话', 'ownerPhone', was('ownerPhone', owner?.phone), { max: 20, type: 'tel' })}${line('部门', 'ownerDepartment', was('ownerDepartment', owner?.department), { max: 100 })}</div>
${line('整改期限', 'deadline', was('deadline', deadline), { max: 10, type: 'date' })}`;
  }
  const milestones = schedule?.milestones.map(({ day, goal }) => `${day} ${goal}`).join('\n');
  return html`${text('措施', 'measures', was('measures', measures), '怎样整改')}
<div class="pair">${line('责任单位', 'unit', was('unit', responsibility?.unit), { max: 100 })}${line('责任人', 'person', was('person', responsibility?.person), { max: 50 })}</div>
${line('责任人电话', 'phone', was('phone', responsibility?.phone), { max: 20, type: 'tel' })}
<div class="pair">${line('资金（元）', 'amountYuan', was('amountYuan', funds?.amountYuan), { max: 20, hint: '12000.00' })}${line('资金来源', 'source', was('source', funds?.source), { max: 200, hint: '安全生产费用' })}</div>
${line('资金为零的理由', 'zeroReason', was('zeroReason', funds?.zeroReason), { max: 200, hint: '不需资金时填写' })}
${line('完成时限（与整改期限一致）', 'scheduleDeadline', was('scheduleDeadline', schedule ? deadline : null), { max: 10, type: 'date' })}
${text('时间节点（每行一个：日期 要求）', 'milestones', was('milestones', milestones), '2026-12-10 完成装置采购')}
${text('预案要点', 'plan', was('plan', contingencyPlan?.summary), '出现险情时怎样处置')}`;
}

/** `evidenceId` of a plan that was uploaded stays with it. */
export function editOf(edit: PageEdit, fields: Typed, plan: { evidenceId?: string | null } | null): object {
  const { ownerName, ownerPost, ownerPhone, ownerDepartment, deadline, measures, unit, person, phone, amountYuan, source, zeroReason, scheduleDeadline, milestones, plan: summary } = fields;
  if (edit === 'patch') {
    const owner = { ...(ownerName && { name: ownerName }), ...(ownerPost && { post: ownerPost }), ...(ownerPhone && { phone: ownerPhone }), ...(ownerDepartment && { department: ownerDepartment }) };
    return checked(EDIT_DTOS.patch, { owner, ...(deadline && { deadline }) });
  }
  return checked(EDIT_DTOS['five-in-place'], {
    measures: measures ?? null,
    responsibility: (unit ?? person) === undefined ? null : { unit, person, ...(phone && { phone }) },
    funds: (amountYuan ?? source) === undefined ? null : { amountYuan: yuanOf(amountYuan ?? ''), source, ...(zeroReason && { zeroReason }) },
    schedule: (scheduleDeadline ?? milestones) === undefined ? null : { ...(scheduleDeadline && { deadline: scheduleDeadline }), milestones: milestonesOf(milestones) },
    contingencyPlan: summary === undefined ? null : { summary, ...(plan?.evidenceId && { evidenceId: plan.evidenceId }) },
  });
}

const milestonesOf = (typed = ''): { day: string; goal: string }[] => typed.split('\n').map((one) => one.trim()).filter(Boolean).map((one) => {
  const [, day = one.slice(0, 20), goal = ''] = /^(\S+)\s+(.*)$/.exec(one) ?? [];
  return { day, goal };
});
