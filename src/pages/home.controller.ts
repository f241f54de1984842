import { Controller, Get, Query } from '@nestjs/common';
import { denial } from '../domain/permission.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Requested } from '../platform/http/requested.js';
import { TodoReader } from '../todos/todo.reader.js';
import type { TodoView } from '../todos/todo.view.js';
import { QUEUES_PATH } from './queues.controller.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { shown } from './layout.js';

/** The front page: what this visitor must do, as `GET /todos` says it. */
@Controller()
export class HomeController {
  constructor(private readonly todos: TodoReader) {}

  @Can('todo.read') @Page()
  @Get(PAGES_PATH)
  async home(@From() requested: Requested, @Visiting() visit: Visit, @Query() query: PageQuery): Promise<Answer<null>> {
    requested.permit('todo.read');
    const { items, nextCursor, total, totalIsAtLeast } = await this.todos.mine(requested.caller, requested.reach, { ...query, count: true });
    const count = total ?? (totalIsAtLeast !== undefined ? `${totalIsAtLeast} 以上` : 0);
    const main = html`<section class="card">
<h2>我的待办（${count}）</h2>
${items.length === 0 ? html`<p class="fine">没有待办事项。</p>` : html`<ul class="rows">${items.map(one)}</ul>`}
${nextCursor !== null && html`<p class="actions"><a class="button" href="${PAGES_PATH}?cursor=${nextCursor}">下一页</a></p>`}
</section>
<p class="fine">${denial(requested.caller, 'comparison.read') === null && html`<a href="${PAGES_PATH}/comparisons">重大事故隐患大比对</a>\u3000`}${denial(requested.caller, 'queue.read') === null && html`<a href="${QUEUES_PATH}">任务队列</a>`}</p>`;
    return shown({ title: '我的待办', visit, main });
  }
}

const one = (todo: TodoView): Html => html`<li><a class="row" href="${todo.url}"><span class="chips"><span class="chip wait">${todo.kindLabel}</span><span class="chip ${todo.level === 'MAJOR' ? 'major' : ''}">${todo.levelLabel}</span></span><b>${todo.enterpriseName}</b><br><small>${todo.ledgerNo}${todo.deadline && html`\u3000<span class="whole">整改期限 ${todo.deadline}</span>`}${todo.onBehalfOf && html`\u3000代 ${todo.onBehalfOf.name}`}</small></a></li>`;
