import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { EvidenceEntity } from './evidence.entity.js';
import type { ReusedFromView } from './evidence.view.js';

const COLUMNS = columnsOf(EvidenceEntity).map(([, column]) => column);

const INSERT = statement('evidence_insert', `
  insert into evidence (${COLUMNS.join(', ')})
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_record(null::evidence, $1::json) r`);

const FIRST_USE = statement<ReusedFromView>('evidence_first_use', `
  select e.hazard_id as "hazardId", h.ledger_no as "ledgerNo", true as "sameFile" from evidence e join hazard h on h.id = e.hazard_id
  where e.county_code = $1 and e.sha256 = $2 and e.hazard_id <> $3 order by e.id limit 1`);

/** Rows are only ever added. */
@Injectable()
export class EvidenceRepository {
  insert(writing: Writing, evidence: EvidenceEntity): void {
    writing.later(INSERT, [JSON.stringify(rowOf(EvidenceEntity, evidence))]);
  }

  /** The hazard of the county that had this very file before; null where none had. */
  async firstUse(writing: Writing, { countyCode, sha256, hazardId }: EvidenceEntity): Promise<ReusedFromView | null> {
    const [found] = await writing.run(FIRST_USE, [countyCode, sha256, hazardId]);
    return found ?? null;
  }
}
