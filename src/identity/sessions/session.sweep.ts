import { Injectable } from '@nestjs/common';
import { Wall } from '../../platform/clock/wall.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { Daily } from '../../platform/jobs/scheduled.js';

/** A session lasts days; what ended a month ago explains nothing that the access log does not. */
const KEPT_MS = 30 * 86_400_000;

const SWEEP = statement('session_sweep', `
  with old as (select id from session where coalesce(ended_at, expires_at) < $1),
    tokens as (delete from refresh_token where session_id in (select id from old))
  select 1`);
const SWEEP_SESSIONS = statement('session_sweep_rows', `
  delete from session s where coalesce(s.ended_at, s.expires_at) < $1 and not exists (select from refresh_token t where t.session_id = s.id)`);
const SWEEP_FAILURES = statement('sign_in_failure_sweep', 'delete from sign_in_failure where last_failed_at < $1');

@Daily('session-sweep')
@Injectable()
export class SessionSweep {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  async run(): Promise<void> {
    const before = this.wall.after(-KEPT_MS);
    for (const sweep of [SWEEP, SWEEP_SESSIONS, SWEEP_FAILURES]) await this.database.run(sweep, [before]);
  }
}
