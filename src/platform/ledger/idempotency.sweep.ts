import { Injectable } from '@nestjs/common';
import { Wall } from '../clock/wall.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Daily } from '../jobs/scheduled.js';

/** Contract §1: a repeated request gets its first answer again for 30 days. */
const KEPT_MS = 30 * 86_400_000;
const ROWS_AT_ONCE = 5_000;

const SWEEP = statement<{ count: number }>('idempotency_sweep', `
  with gone as (
    delete from idempotency where key_hash in (select key_hash from idempotency where created_at < $1 order by created_at limit ${ROWS_AT_ONCE})
    returning 1
  ) select count(*)::int as count from gone`);

@Daily('idempotency-sweep')
@Injectable()
export class IdempotencySweep {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** In small statements, so that nothing waits for the sweep. Returns how many answers were forgotten. */
  async run(): Promise<number> {
    const before = this.wall.after(-KEPT_MS);
    for (let total = 0; ; ) {
      const [swept] = await this.database.run(SWEEP, [before]);
      total += swept?.count ?? 0;
      if ((swept?.count ?? 0) < ROWS_AT_ONCE) return total;
    }
  }
}
