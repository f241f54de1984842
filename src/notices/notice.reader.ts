import { Injectable } from '@nestjs/common';
import type { Caller } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc, statement } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import { isId } from '../platform/http/fields.js';
import { totalOf } from '../platform/http/total.js';
import type { Counted } from '../platform/http/total.js';
import type { NoticeQuery } from './notice.dto.js';
import { NoticeRoundEntity } from './notice.entity.js';
import { noticeView } from './notice.view.js';
import type { NoticeView, ShownNotice } from './notice.view.js';
import { selection } from '../platform/database/columns.js';

const COLUMNS = `n.id, n.version, n.county_code as "countyCode", n.about_id as "aboutId", n.step, n.recipient_id as "recipientId", n.kind,
  n.deadline_kind as "deadlineKind", n.hazard_id as "hazardId", n.due_on as "dueOn", n.step_on as "stepOn", n.state, n.created_at as "createdAt",
  n.acknowledged_at as "acknowledgedAt", n.acknowledged_by_id as "acknowledgedById", n.acknowledged_by_name as "acknowledgedByName"`;

const LAST_ROUND = statement<NoticeRoundEntity>('notice_last_round', `select ${selection(NoticeRoundEntity, 'r')} from notice_round r where r.county_code = $1`);

/** Notices of the caller's organisation, the newest first. */
@Injectable()
export class NoticeReader {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  async list({ organisation }: Caller, query: NoticeQuery): Promise<Counted<NoticeView>> {
    const filters = filterHashOf(query);
    const where = new Conditions()
      .and((slot) => `n.recipient_id = ${slot}`, organisation.id)
      // By what it is about: notices of one hazard are found by the key that keeps them unique.
      .and((slot) => `n.about_id in (select d.id from due_date d where d.subject_id = any(${slot}::uuid[]) union all select unnest(${slot}::uuid[]))`, query.hazardId)
      .and((slot) => `n.kind = any(${slot}::text[])`, query.kind)
      .and((slot) => `n.deadline_kind = any(${slot}::text[])`, query.deadlineKind)
      .and((slot) => `n.state = any(${slot}::text[])`, query.state)
      .and((slot) => `(n.acknowledged_at is not null) = ${slot}::boolean`, query.acknowledged);
    const total = await totalOf(this.database, query, `select 1 from notice n where ${where.text}`, where.values);
    if (query.cursor !== undefined) where.and((slot) => `n.id < ${slot}`, this.before(query.cursor, filters));
    const rows = await this.database.run(adHoc<ShownNotice>(`select ${COLUMNS} from notice n where ${where.text} order by n.id desc limit ${query.limit + 1}`), where.values);
    const page = pageOf(rows, query.limit, (last) => this.cursors.seal([last.id], filters));
    return { items: page.items.map(noticeView), nextCursor: page.nextCursor, ...total };
  }

  async lastRound(countyCode: string): Promise<NoticeRoundEntity | null> {
    const [row] = await this.database.run(LAST_ROUND, [countyCode]);
    return row ?? null;
  }

  private before(cursor: string, filters: string): string {
    const [id] = this.cursors.open(cursor, filters);
    if (!isId(id)) throw refuse('CURSOR_INVALID', {}, 'cursor');
    return id;
  }
}
