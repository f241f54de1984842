import { Injectable } from '@nestjs/common';
import type { Caller, Reach } from '../domain/permission.js';
import { kindsOf, TASK_KINDS } from '../domain/task.js';
import type { TaskKind } from '../domain/task.js';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { Conditions } from '../platform/database/conditions.js';
import type { TodoQuery } from './todo.dto.js';
import { todoView } from './todo.view.js';
import type { TodoRow, TodoView } from './todo.view.js';

const UUID_CHARACTERS = 36;

const SELECT = `t.id, s.kind, t.state, t.hazard_id as "hazardId", h.ledger_no as "ledgerNo", h.enterprise_name as "enterpriseName", h.level,
  h.deadline, json_build_object('id', u.id, 'name', u.name) as recipient, t.version, t.created_at as "createdAt", t.changed_at as "changedAt"`;
const FROM = 'todo t join todo_step s on s.id = t.step_id join hazard h on h.id = t.hazard_id join user_account u on u.id = t.recipient_id';

const WHO_AND_WHAT = `t.recipient_id::text || ' ' || s.kind`;
const OPEN_OF = statement<{ kind: TaskKind }>('todo_open_of', `
  select distinct s.kind from todo t join todo_step s on s.id = t.step_id
  where t.hazard_id = $1 and t.state = 'OPEN' and ${WHO_AND_WHAT} = any($2::text[]) order by s.kind`);

/** Whose todos of which kind one may do: one's own, and as a deputy what the role lent allows. */
const allowed = (caller: Caller): Set<string> => new Set([
  ...TASK_KINDS.map((kind) => `${caller.id} ${kind}`),
  ...caller.mandates.flatMap(({ role, onBehalfOf }) => (onBehalfOf ? kindsOf(role).map((kind) => `${onBehalfOf.id} ${kind}`) : [])),
]);

@Injectable()
export class TodoReader {
  constructor(private readonly listing: Listing, private readonly database: Database) {}

  /** What of one hazard is open for this person, as himself or as a deputy. */
  async kindsOpen(caller: Caller, hazardId: string): Promise<TaskKind[]> {
    const rows = await this.database.run(OPEN_OF, [hazardId, [...allowed(caller)]]);
    return rows.map(({ kind }) => kind);
  }

  /** One's own, and what one may do as another's deputy (contract §2); the oldest first. */
  mine(caller: Caller, reach: Reach, query: TodoQuery): Promise<Counted<TodoView>> {
    const may = [...allowed(caller)];
    const where = new Conditions()
      .and((slot) => `t.recipient_id = any(${slot}::uuid[])`, [...new Set(may.map((one) => one.slice(0, UUID_CHARACTERS)))])
      .and((slot) => `h.${reach.column} = ${slot}`, reach.value)
      .and((slot) => `t.state = any(${slot}::text[])`, query.state ?? ['OPEN'])
      .and((slot) => `s.kind = any(${slot}::text[])`, query.kind);
    if (may.length > TASK_KINDS.length) where.and((slot) => `${WHO_AND_WHAT} = any(${slot}::text[])`, may);
    return this.listing.page<TodoRow, TodoView>({ select: SELECT, from: FROM, alias: 't', where }, query, (row) => todoView(caller.id, row));
  }
}
