import { TASK_KINDS } from '../domain/task.js';
import type { TaskKind } from '../domain/task.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { QueryList } from '../platform/http/query-fields.js';
import { TODO_STATES } from './todo.entity.js';
import type { TodoState } from './todo.entity.js';

export class TodoQuery extends PageQuery {
  /**
   * 状态，可重复；不填为 OPEN（待办）
   * @example ["OPEN"]
   */
  @QueryList(TODO_STATES)
  state?: TodoState[];

  /**
   * 事项，可重复
   * @example ["CONFIRM"]
   */
  @QueryList(TASK_KINDS)
  kind?: TaskKind[];
}
