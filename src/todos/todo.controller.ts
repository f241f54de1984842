import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Counted } from '../organisations/listing.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { TodoQuery } from './todo.dto.js';
import { TodoReader } from './todo.reader.js';
import { TodoView } from './todo.view.js';

@ApiTags('待办与协同办公')
@Controller('todos')
export class TodoController {
  constructor(private readonly reader: TodoReader) {}

  /**
   * 我的待办
   *
   * 本人应办的事项，含受托办理的，先产生的在前。供自行取数的门户使用：先以 POST /sso/exchange 换取本人的令牌。
   */
  @Can('todo.read')
  @AnswersPage(TodoView, '待办')
  @Refuses('CURSOR_INVALID')
  @Get()
  async mine(@Query() query: TodoQuery, @From() requested: Requested): Promise<Answer<Counted<TodoView>>> {
    requested.permit('todo.read');
    return pageAnswer(await this.reader.mine(requested.caller, requested.reach, query), requested, query);
  }
}
