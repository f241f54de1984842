/**
 * The counts of the summary. Whoever writes hazards adds what changed (hazard.repository.ts); nobody updates a count in a
 * write, because everybody would wait for the row of the commonest combination (performance, design point 4).
 */
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { COUNT_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import { Daily, Every } from '../platform/jobs/scheduled.js';

const FOLD_EVERY_MS = 2_000;
const DELTAS_AT_ONCE = 20_000;
/** A recount reads every row of the ledger. */
const RECOUNT_WITHIN_MS = 120_000;

/** One folds at a time: two would meet on the commonest row in opposite orders. */
const FOLD = statement<{ folded: number }>('hazard_count_fold', `
  with ours as materialized (
    select pg_try_advisory_xact_lock(${COUNT_LOCK}, 0) as free
  ), taken as (
    delete from hazard_delta where id in (select id from hazard_delta where (select free from ours) order by id limit ${DELTAS_AT_ONCE})
    returning county_code, town_code, lane, source, sector, change
  ), summed as (
    select county_code, town_code, lane, coalesce(source, '') as source, coalesce(sector, '') as sector, sum(change) as change
    from taken group by grouping sets ((county_code, town_code, lane, source, sector), (county_code, town_code, lane))
    having sum(change) <> 0
  ), counted as (
    insert into hazard_count as c (county_code, town_code, lane, source, sector, count)
    select county_code, town_code, lane, source, sector, change from summed
    on conflict (county_code, source, sector, town_code, lane) do update set count = c.count + excluded.count
  ) select count(*)::int as folded from taken`);

/** Soon after each write; the summary is right without it, it only has more to add up. */
@Every({ id: 'count-fold', schedule: { everyMs: FOLD_EVERY_MS } })
@Injectable()
export class CountFold {
  constructor(private readonly database: Database) {}

  /** Returns how many changes were folded. */
  async run(): Promise<number> {
    for (let total = 0; ; ) {
      const [done] = await this.database.run(FOLD);
      total += done?.folded ?? 0;
      if ((done?.folded ?? 0) < DELTAS_AT_ONCE) return total;
    }
  }
}

const CORRECT = statement<{ drift: number }>('hazard_count_correct', `
  with corrected as (
    insert into hazard_delta (county_code, town_code, lane, source, sector, change)
    select county_code, town_code, lane, source, sector, drift from hazard_count_drift()
    returning abs(change) as drift
  ) select coalesce(sum(drift), 0)::int as drift from corrected`);

/** Every night against a recount. What differs was written past the service: it is told, and put right. */
@Daily('count-check')
@Injectable()
export class CountCheck {
  private readonly logger = new Logger(CountCheck.name);

  constructor(private readonly database: Database) {}

  /** Returns by how many hazards the counts were wrong. */
  async run(): Promise<number> {
    const [row] = await this.database.writeWithin(RECOUNT_WITHIN_MS, CORRECT, []);
    const drift = row?.drift ?? 0;
    if (drift > 0) this.logger.error(`the counts of hazards were wrong by ${drift}; they are put right`);
    return drift;
  }
}
