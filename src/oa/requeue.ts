/** A todo's newest word to a channel goes out once more, or for the first time; lanes and leases are the outbox's. */

/** From `again`: rows of (channel_id, todo_id). */
export const requeued = (wall: string): string => `
  insert into delivery as d (id, kind, county_code, receiver_id, lane_id, sequence, only_newest, subject_id, type, payload, state, next_attempt_at, created_at)
  select (left(t.id::text, 14) || '7' || substr(mark, 1, 3) || '-8' || substr(mark, 4, 3) || '-' || substr(mark, 7, 12))::uuid,
    'OA', t.county_code, a.channel_id, t.id, t.version, true, t.hazard_id, 'todo', '{}', 'WAITING', ${wall}::timestamptz, ${wall}::timestamptz
  from (select distinct channel_id, todo_id from again) a join todo t on t.id = a.todo_id
  cross join lateral (select md5(a.channel_id::text || t.id::text || t.version) as mark) named
  on conflict on constraint delivery_once do update set state = 'WAITING', attempt_count = 0, next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at,
    leased_until = null, reason = null, detail = null, finished_at = null
  where d.state <> 'WAITING'`;
