import { statement } from '../database/statement.js';

/** What `recorded_at` is when nothing is said, as the migration has it. */
export const ARRIVED_NOW = (): string => 'clock_timestamp()';

/** A line that came in so long ago is committed: an insert lasts ten seconds at most (database/session.ts). */
const SETTLED_SECONDS = 60;

/**
 * The moment up to which everything that came in is there to be seen. By the database's own clock, which wrote
 * `access_log.recorded_at`; never before $1, what was taken last.
 */
export const ARRIVED_AND_SETTLED = statement<{ to: string }>('arrived_and_settled', `
  select greatest(date_trunc('milliseconds', clock_timestamp()) - make_interval(secs => ${SETTLED_SECONDS}), $1::timestamptz) as "to"`);
