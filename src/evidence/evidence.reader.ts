import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { totalOf } from '../platform/http/total.js';
import type { Total } from '../platform/http/total.js';
import { EvidenceEntity } from './evidence.entity.js';
import type { Shown } from './evidence.view.js';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const LIST = statement<EvidenceEntity & Shown>('evidence_list', `
  select ${selection(EvidenceEntity, 'e')},
    p.state as "photoState", p.taken_at_agrees as "takenAtAgrees", p.taken_before_found as "takenBeforeFound", p.place_agrees as "placeAgrees",
    (select json_build_object('hazardId', u.hazard_id, 'ledgerNo', h.ledger_no, 'sameFile', u.same_file) from (
      (select b.id, b.hazard_id, true as same_file from evidence b
        where b.county_code = e.county_code and b.sha256 = e.sha256 and b.hazard_id <> e.hazard_id and b.id < e.id order by b.id limit 1)
      union all
      (select m.earlier_id, b.hazard_id, false from photo_match m join evidence b on b.id = m.earlier_id where m.evidence_id = e.id order by m.earlier_id limit 1)
    ) u join hazard h on h.id = u.hazard_id order by u.id, u.same_file desc limit 1) as "reusedFrom"
  from evidence e left join photo p on p.evidence_id = e.id where e.hazard_id = $1 and e.id > $2 order by e.id limit $3`);

/** A file needs the same right as its hazard (security S20). */
const oneIn = (column: Reach['column']): Statement<EvidenceEntity> => statement<EvidenceEntity>(`evidence_one_${column}`,
  `select ${selection(EvidenceEntity, 'e')} from evidence e join hazard h on h.id = e.hazard_id where e.id = $1 and h.${column} = $2`);
const ONE: Record<Reach['column'], Statement<EvidenceEntity>> = {
  enterprise_id: oneIn('enterprise_id'), town_code: oneIn('town_code'), county_code: oneIn('county_code'), city_code: oneIn('city_code'),
};

const KNOWN = statement<{ id: string }>('evidence_known', 'select e.id from evidence e where e.id = any($1::uuid[])');

@Injectable()
export class EvidenceReader {
  constructor(private readonly database: Database) {}

  /** Absent and out of reach are the same 404. */
  async one(reach: Reach, id: string): Promise<EvidenceEntity> {
    const [row] = await this.database.run(ONE[reach.column], [id, reach.value]);
    if (!row) throw refuse('NOT_FOUND');
    return row;
  }

  /** Of a hazard that the caller was found to see; oldest first, one more than asked for where there are more. */
  listOf(hazardId: string, after: string | null, limit: number): Promise<Shown[]> {
    return this.database.run(LIST, [hazardId, after ?? FIRST_ID, limit + 1]);
  }

  totalOf(hazardId: string, asked: PageQuery): Promise<Total> {
    return totalOf(this.database, asked, 'select 1 from evidence e where e.hazard_id = $1', [hazardId]);
  }

  /** Which of these have a row, whosever: for the sweep. */
  async known(ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.database.run(KNOWN, [ids])).map(({ id }) => id));
  }
}
