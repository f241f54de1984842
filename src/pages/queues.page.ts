import { wallClock } from '../domain/deadline.js';
import type { QueueLookEntity } from '../platform/jobs/queue-look.entity.js';
import { html } from './html.js';
import type { Html, Part } from './html.js';
import type { ParkedWork, Promised, QueuesSeen } from './queues.reader.js';

/** A worker looks every five seconds; one that has not for so long is not there. */
const SILENT_AFTER_MS = 30_000;

const QUEUES: Record<string, string> = {
  upkeep: '定时任务', nightly: '夜间任务', webhooks: '事件推送', oa: '待办推送（OA）', 'oa-nights': 'OA 夜间核对', digests: '邮件摘要', exports: '导出', imports: '导入', comparisons: '大比对', photos: '照片指纹',
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

/** As they are registered with @Every and @Daily. */
const TASKS: Record<string, string> = {
  notices: '提醒与逾期通知', 'silent-majors': '重大隐患逾时未签', 'due-date-filling': '补算期限', 'count-fold': '归并计数', 'count-check': '核对计数', 'seal-anchor': '锚定',
  'walk-history': '核对全部历史', 'oa-strays': 'OA 待办补漏', 'oa-deputies': 'OA 代办更新', 'oa-ticket-sweep': '清理单点登录票据',
  'session-sweep': '清理会话', 'idempotency-sweep': '清理旧答复', 'delivery-sweep': '清理投递', 'exchange-sweep': '清理导入导出', 'evidence-sweep': '清理无主文件',
};

/** Columns of figures. */
const COUNTS = ['等待', '进行', '延后', '失败', '其中已到时', '停发', '已试'];

/** An instant as the county's clock shows it. */
type At = (instant: string | null) => string;
const clockOf = (zone: string): At => (instant) => (instant === null ? '—' : wallClock(instant, zone).replace('T', ' '));
/** `600 s` and `0 30 1 * * *`, as the queue says them. */
export function everyOf(said: string): string {
  const [, seconds] = /^(\d+) s$/.exec(said) ?? [];
  if (seconds !== undefined) return Number(seconds) % 60 === 0 ? `每 ${Number(seconds) / 60} 分钟` : `每 ${seconds} 秒`;
  const [, minute = '', hour] = /^0 (\d{1,2}) (\d{1,2}) \* \* \*$/.exec(said) ?? [];
  return hour === undefined ? said : `每天 ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** On a phone each row is a block of its own, whose cells say their column: `data-label`. The first cell is its heading. */
const table = (head: readonly string[], rows: readonly (readonly Part[])[], none: string): Html => (rows.length === 0 ? html`<p class="fine">${none}</p>`
  : html`<div class="wide"><table class="stack"><thead><tr>${head.map((name) => html`<th class="${COUNTS.includes(name) ? 'number' : ''}">${name}</th>`)}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map((cell, column) => html`<td class="${COUNTS.includes(head[column] ?? '') ? 'number' : ''}" data-label="${head[column] ?? ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`);

function queueRow(look: QueueLookEntity, now: string, at: At): Part[] {
  const silent = Date.parse(now) - Date.parse(look.lookedAt) > SILENT_AFTER_MS;
  const state = silent ? html`<span class="chip late">工作进程无消息</span>` : look.waiting === null ? html`<span class="chip wait">队列不可用，改由工作进程直接办理</span>` : html`<span class="chip done">正常</span>`;
  return [QUEUES[look.queue] ?? look.queue, state, look.waiting ?? '—', look.active ?? '—', look.delayed ?? '—', look.failed ?? '—', at(look.lookedAt)];
}

const promisedRow = ({ what, waiting, due, oldestAt, parked }: Promised, at: At): Part[] =>
  [PROMISES[what] ?? what, waiting, due, at(oldestAt), parked > 0 ? html`<span class="chip late">${parked}</span>` : 0];
const parkedRow = (one: ParkedWork, at: At): Part[] =>
  [PROMISES[one.kind], one.type, one.reason ?? '—', one.attempts, at(one.parkedAt), html`<code>${AGAIN[one.kind](one)}</code>`];

/** Read only: no form, no link that does anything. */
export function queuesPage({ looks, promised, parked, now }: QueuesSeen, zone: string): Html {
  const at = clockOf(zone);
  const schedules = looks.flatMap((look) => look.schedules).sort((a, b) => (a.nextAt ?? '').localeCompare(b.nextAt ?? ''));
  return html`<section class="card"><h2>任务队列（${looks[0] ? (looks[0].backend === 'Redis' ? 'Redis' : 'PostgreSQL') : '无'}）</h2>
${table(['队列', '状态', '等待', '进行', '延后', '失败', '最近查看'], looks.map((look) => queueRow(look, now, at)), '还没有工作进程报告过。请确认工作进程已启动。')}
<p class="fine below">队列只用来唤醒：要办的事都在数据库里，队列清空后一分钟内自行恢复。本页只读。</p></section>
<section class="card"><h2>待办的事（数据库）</h2>
${table(['种类', '等待', '其中已到时', '最早', '停发'], promised.map((one) => promisedRow(one, at)), '')}</section>
<section class="card"><h2>停发的投递（${parked.length}）</h2>
${table(['种类', '类型', '原因', '已试', '停发时刻', '重发接口'], parked.map((one) => parkedRow(one, at)), '没有停发的投递。')}</section>
<section class="card"><h2>定时任务</h2>
${table(['任务', '周期', '下次'], schedules.map(({ id, every, nextAt }) => [html`${TASKS[id] ?? id}<br><small>${id}</small>`, everyOf(every), at(nextAt)]), '没有定时任务的消息。')}</section>`;
}
