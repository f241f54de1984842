import { Injectable } from '@nestjs/common';
import { selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { NoticeEntity } from './notice.entity.js';

const LOCK = statement<NoticeEntity>('notice_lock', `
  select ${selection(NoticeEntity, 'n')} from notice n where n.id = $1 and n.recipient_id = $2 for no key update`);

const ACKNOWLEDGE = statement('notice_acknowledge', `
  update notice set version = $2, head_hash = $3, acknowledged_at = $4, acknowledged_by_id = $5, acknowledged_by_name = $6 where id = $1`);

/** Of a notice nothing but its acknowledgement ever changes; the database's role cannot do more either. */
@Injectable()
export class NoticeRepository {
  /** null outside the organisation it was sent to. */
  async lock(writing: Writing, id: string, recipientId: string): Promise<NoticeEntity | null> {
    const [row] = await writing.run(LOCK, [id, recipientId]);
    return row ?? null;
  }

  acknowledge(writing: Writing, row: NoticeEntity): void {
    writing.later(ACKNOWLEDGE, [row.id, row.version, row.headHash, row.acknowledgedAt, row.acknowledgedById, row.acknowledgedByName]);
  }
}
