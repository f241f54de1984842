import { Injectable } from '@nestjs/common';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';

const counted = (update: string): string => `with moved as (${update} returning 1) select count(*)::int as count from moved`;

const AREA_MERGED = statement<{ count: number }>('hazard_scope_area_merged', counted(`
  update hazard set town_code = $3, updated_at = $4 where county_code = $1 and town_code = $2`));

const ENTERPRISE_MOVED = statement<{ count: number }>('hazard_scope_enterprise_moved', counted(`
  update hazard set town_code = $3, updated_at = $4 where county_code = $1 and enterprise_id = $2 and town_code <> $3`));

const ENTERPRISE_MERGED = statement<{ count: number }>('hazard_scope_enterprise_merged', counted(`
  update hazard set enterprise_id = $3, enterprise_name = $4, town_code = $5, updated_at = $6 where county_code = $1 and enterprise_id = $2`));

/**
 * Where a hazard stands follows its enterprise and its area (contract §2): what is seen moves, ledger numbers and
 * what was signed stay. The fact is the area's or the enterprise's; it says how many hazards came along.
 * Call it after the area or organisation rows are locked: a registration under way is then in, or waits.
 */
@Injectable()
export class HazardScope {
  async areaMerged(writing: Writing, countyCode: string, townCode: string, intoCode: string): Promise<number> {
    const [row] = await writing.run(AREA_MERGED, [countyCode, townCode, intoCode, writing.at]);
    return row?.count ?? 0;
  }

  async enterpriseMoved(writing: Writing, countyCode: string, enterpriseId: string, townCode: string): Promise<number> {
    const [row] = await writing.run(ENTERPRISE_MOVED, [countyCode, enterpriseId, townCode, writing.at]);
    return row?.count ?? 0;
  }

  /** The hazards of `fromId` become those of `into`, under its name and in its town. */
  async enterpriseMerged(writing: Writing, countyCode: string, fromId: string, into: { id: string; name: string; townCode: string }): Promise<number> {
    const [row] = await writing.run(ENTERPRISE_MERGED, [countyCode, fromId, into.id, into.name, into.townCode, writing.at]);
    return row?.count ?? 0;
  }
}
