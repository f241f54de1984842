import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf, selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { InspectionEntity } from './inspection.entity.js';

const COLUMNS = columnsOf(InspectionEntity).map(([, column]) => column);
const INSERT = statement('inspection_insert', `insert into inspection (${COLUMNS.join(', ')}) select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_record(null::inspection, $1::json) r`);
const LOCK = statement<InspectionEntity>('inspection_lock', `select ${selection(InspectionEntity, 'i')} from inspection i where i.id = $1 for no key update`);
const VOID = statement('inspection_void', `
  update inspection set version = $2::int, head_hash = $3, voided_at = $4::timestamptz, voided_by_name = $5, void_reason = $6 where id = $1`);

/** The only writer of inspections. */
@Injectable()
export class InspectionRepository {
  insert(writing: Writing, inspection: InspectionEntity): void {
    writing.later(INSERT, [JSON.stringify(rowOf(InspectionEntity, inspection))]);
  }

  /** One that the caller was found to reach. */
  async lock(writing: Writing, id: string): Promise<InspectionEntity> {
    const [found] = await writing.run(LOCK, [id]);
    if (!found) throw new Error(`inspection ${id} is gone`);
    return found;
  }

  markVoid(writing: Writing, { id, version, headHash, voidedAt, voidedByName, voidReason }: InspectionEntity): void {
    writing.later(VOID, [id, version, headHash, voidedAt, voidedByName, voidReason]);
  }
}
