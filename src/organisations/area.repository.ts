import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf, selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { AreaEntity } from './area.entity.js';

const COLUMNS = columnsOf(AreaEntity).map(([, column]) => column);

/** Whoever puts something into an area holds it: a merger waits for him, or he sees the merger. */
const HOLD = statement<AreaEntity>('area_hold', `
  select ${selection(AreaEntity, 'a')} from area a where a.code = $1 for share`);

/** In the order of codes: two mergers cannot wait for each other. */
const LOCK = statement<AreaEntity>('area_lock', `
  select ${selection(AreaEntity, 'a')} from area a where a.code = any($1::text[]) and a.county_code = $2 order by a.code for no key update`);

const INSERT = statement<{ id: string }>('area_insert', `
  insert into area (${COLUMNS.join(', ')})
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_record(null::area, $1::json) r
  on conflict (code) do nothing returning id`);

const END = statement('area_end', `
  update area set version = $2, head_hash = $3, valid_to = $4, successor_code = $5 where id = $1`);

@Injectable()
export class AreaRepository {
  async hold(writing: Writing, code: string): Promise<AreaEntity | undefined> {
    const [area] = await writing.run(HOLD, [code]);
    return area;
  }

  async lock(writing: Writing, countyCode: string, codes: readonly string[]): Promise<Map<string, AreaEntity>> {
    const rows = await writing.run(LOCK, [codes, countyCode]);
    return new Map(rows.map((area) => [area.code, area]));
  }

  /** False where the code is taken, also by somebody who is just committing it. */
  async insert(writing: Writing, area: AreaEntity): Promise<boolean> {
    const rows = await writing.run(INSERT, [JSON.stringify(rowOf(AreaEntity, area))]);
    return rows.length > 0;
  }

  end(writing: Writing, area: AreaEntity): void {
    writing.later(END, [area.id, area.version, area.headHash, area.validTo, area.successorCode]);
  }
}
