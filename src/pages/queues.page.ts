import type { QueueLookEntity } from '../platform/jobs/queue-look.entity.js';
import { html } from './html.js';
import type { Html, Part } from './html.js';
import type { ParkedWork, Promised, QueuesSeen } from './queues.reader.js';

/** A worker looks every five seconds; one that has not for so long is not there. */
const SILENT_AFTER_MS = 30_000;

const QUEUES: Record<string, string> = {
  upkeep: '定时任务', nightly: '夜间任务', webhooks: '事件推送', oa: '待办推送（OA）', digests: '邮件摘要', exports: '导出', imports: '导入', comparisons: '大比对', photos: '照片指纹',
};
const PROMISES: Record<string, string> = {
  outbox: '未编号的事件', WEBHOOK: '事件推送', OA: '待办推送（OA）', DIGEST: '邮件摘要', EXPORT: '导出', IMPORT: '导入', COMPARISON: '大比对',
};
/** Nothing is done from this page: what was given up is sent again through the interface, where it is judged and recorded. */
const AGAIN: Record<ParkedWork['kind'], (parked: ParkedWork) => string> = {
  WEBHOOK: ({ receiverId, id }) => `POST /api/v1/webhooks/${receiverId}/deliveries/${id}/replay`,
  OA: ({ id }) => `POST /api/v1/oa/deliveries/${id}/retry`,
  DIGEST: ({ id }) => `POST /api/v1/digests/${id}/retry`,
};

const county = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const at = (instant: string | null): string => (instant === null ? '—' : county.format(new Date(instant)));
const table = (head: readonly string[], rows: readonly (readonly Part[])[], none: string): Html => (rows.length === 0 ? html`<p class="fine">${none}</p>`
  : html`<div class="wide"><table><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`);

function queueRow(look: QueueLookEntity, now: string): Part[] {
  const silent = Date.parse(now) - Date.parse(look.lookedAt) > SILENT_AFTER_MS;
  const state = silent ? html`<span class="chip late">工作进程无消息</span>` : look.waiting === null ? html`<span class="chip wait">队列不可用，改由工作进程直接办理</span>` : html`<span class="chip done">正常</span>`;
  return [QUEUES[look.queue] ?? look.queue, state, look.waiting ?? '—', look.active ?? '—', look.delayed ?? '—', look.failed ?? '—', at(look.lookedAt)];
}

const promisedRow = ({ what, waiting, due, oldestAt, parked }: Promised): Part[] =>
  [PROMISES[what] ?? what, waiting, due, at(oldestAt), parked > 0 ? html`<span class="chip late">${parked}</span>` : 0];
const parkedRow = (one: ParkedWork): Part[] =>
  [PROMISES[one.kind], one.type, one.reason ?? '—', one.attempts, at(one.parkedAt), html`<code>${AGAIN[one.kind](one)}</code>`];

/** Read only: no form, no link that does anything. */
export function queuesPage({ looks, promised, parked, now }: QueuesSeen): Html {
  const schedules = looks.flatMap((look) => look.schedules);
  return html`<section class="card"><h2>任务队列（${looks[0] ? (looks[0].backend === 'Redis' ? 'Redis' : 'PostgreSQL') : '无'}）</h2>
${table(['队列', '状态', '等待', '进行', '延后', '失败', '最近查看'], looks.map((look) => queueRow(look, now)), '还没有工作进程报告过。请确认工作进程已启动。')}
<p class="fine">队列只用来唤醒：要办的事都在数据库里，队列清空后一分钟内自行恢复。本页只读。</p></section>
<section class="card"><h2>待办的事（数据库）</h2>
${table(['种类', '等待', '其中已到时', '最早', '停发'], promised.map(promisedRow), '')}</section>
<section class="card"><h2>停发的投递（${parked.length}）</h2>
${table(['种类', '类型', '原因', '已试', '停发时刻', '重发接口'], parked.map(parkedRow), '没有停发的投递。')}</section>
<section class="card"><h2>定时任务</h2>
${table(['任务', '周期', '下次'], schedules.map(({ id, every, nextAt }) => [id, every, at(nextAt)]), '没有定时任务的消息。')}</section>`;
}
