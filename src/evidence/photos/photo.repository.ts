import { Injectable } from '@nestjs/common';
import type { EvidenceKind } from '../../domain/hazard.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import type { Compared } from './camera.js';
import type { PhotoState } from './photo.entity.js';
import { bitText, nearOf, SAME_WITHIN_BITS } from './print.js';
import type { Keys, Near, Print } from './print.js';

/** A photo that waits, with what has to be known to look at it. */
export interface WaitingPhoto {
  evidenceId: string;
  hazardId: string;
  attempts: number;
  storageKey: string;
  sha256: string;
  size: number;
  kind: EvidenceKind;
  takenAt: string | null;
  foundOn: string;
}

/** What was seen on it; `place` is sealed. */
export interface SeenPhoto extends Compared { prints: readonly Print[] | null; place: string | null }

/** A photo that is used for a whole town still has few rows that say so. */
const MATCHES_MAX = 50;
const PLACES_MAX = 500;

const ADD = statement('photo_add', `
  insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at) values ($1, $2, $3, 'WAITING', 0, $4)`);
const DUE = statement<{ id: string }>('photo_due', `
  select p.evidence_id as id from photo p where p.state = 'WAITING' and p.next_attempt_at <= $1 order by p.next_attempt_at, p.evidence_id limit $2`);
const WAITING = statement<WaitingPhoto>('photo_waiting', `
  select p.evidence_id as "evidenceId", p.hazard_id as "hazardId", p.attempts, e.storage_key as "storageKey", e.sha256, e.size, e.kind,
    e.taken_at as "takenAt", h.found_on as "foundOn"
  from photo p join evidence e on e.id = p.evidence_id join hazard h on h.id = p.hazard_id where p.evidence_id = $1 and p.state = 'WAITING'`);
const PLACES = statement<{ place: string }>('photo_places', `
  select p.camera_place as place from photo p where p.hazard_id = $1 and p.evidence_id <> $2 and p.camera_place is not null limit ${PLACES_MAX}`);
const LATER = statement('photo_later', `
  update photo set attempts = attempts + 1, next_attempt_at = $2 where evidence_id = $1 and state = 'WAITING'`);
const SEEN = statement('photo_seen', `
  with seen as (
    update photo set camera_taken_at = $2, camera_place = $3, taken_at_agrees = $4, taken_before_found = $5, place_agrees = $6
    where evidence_id = $1 and state = 'WAITING' returning evidence_id, county_code)
  insert into photo_print (evidence_id, part, county_code, key_1, key_2, key_3, key_4, fine)
  select s.evidence_id, r.part, s.county_code, r.key_1, r.key_2, r.key_3, r.key_4, r.fine::bit(256)
  from seen s, json_to_recordset($7::json) r (part text, key_1 int, key_2 int, key_3 int, key_4 int, fine text)
  on conflict (evidence_id, part) do update
    set key_1 = excluded.key_1, key_2 = excluded.key_2, key_3 = excluded.key_3, key_4 = excluded.key_4, fine = excluded.fine
    where photo_print.fine <> excluded.fine`);
const DONE = statement('photo_done', `update photo set state = $2 where evidence_id = $1 and state = 'WAITING'`);

/** Of one key so many are held against a photo, the first ones. Of a million photos the fullest key holds some hundred; thousands are of one photo used again and again. */
const UNDER_A_KEY_MAX = 10_000;
const underKey = (n: 1 | 2 | 3 | 4): string => `
  select p.evidence_id, bit_count(p.fine # k.fine)::int as distance from near k cross join lateral (
    select p.evidence_id, p.fine from photo_print p where p.county_code = k.county_code and p.key_${n} = k.key_${n} order by p.evidence_id limit ${UNDER_A_KEY_MAX}) p`;

/**
 * Both ways: whichever of two photos is looked at last finds the other. The later one is the one that was used before.
 * Each key is answered by its index alone, the print standing beside it: some seven thousand prints are held against a photo among a million,
 * and to fetch their rows was nine tenths of the time (docs/QUERIES.md).
 */
export const MATCH = statement('photo_match_add', `
  with near as materialized (
    select k.key_1, k.key_2, k.key_3, k.key_4, m.county_code, m.fine from unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::int[]) k (part, key_1, key_2, key_3, key_4)
    join photo_print m on m.evidence_id = $1 and m.part = k.part),
  same as materialized (
    select u.evidence_id, min(u.distance) as distance from (${([1, 2, 3, 4] as const).map(underKey).join('\n  union all')}) u
    where u.distance <= ${SAME_WITHIN_BITS} group by u.evidence_id)
  insert into photo_match (evidence_id, earlier_id, county_code, distance, found_at)
  select greatest(p.evidence_id, mine.evidence_id), least(p.evidence_id, mine.evidence_id), mine.county_code, s.distance, $7
  from photo mine, same s join photo p on p.evidence_id = s.evidence_id
  where mine.evidence_id = $1 and p.hazard_id <> mine.hazard_id order by p.evidence_id limit ${MATCHES_MAX}
  on conflict do nothing`);

/** The planner cannot know how few rows there are under a key, and would compile (JIT) or read the table in another way. For this transaction only. */
export const BY_INDEX: Statement = { name: '', text: `select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)` };
const BEGIN: Statement = { name: '', text: 'begin' };
const COMMIT: Statement = { name: '', text: 'commit' };

const columnsOf = ([key1, key2, key3, key4]: Keys): object => ({ key_1: key1, key_2: key2, key_3: key3, key_4: key4 });

/** The only writer of what is known about photos. */
@Injectable()
export class PhotoRepository {
  constructor(private readonly database: Database) {}

  /** With the evidence itself: the row is the promise to look at it. */
  add(writing: Writing, { id, countyCode, hazardId }: { id: string; countyCode: string; hazardId: string }, nextAttemptAt: string): void {
    writing.later(ADD, [id, countyCode, hazardId, nextAttemptAt]);
  }

  async due(now: string, limit: number): Promise<string[]> {
    return (await this.database.run(DUE, [now, limit])).map(({ id }) => id);
  }

  async waiting(id: string): Promise<WaitingPhoto | null> {
    const [photo] = await this.database.run(WAITING, [id]);
    return photo ?? null;
  }

  /** Sealed places of the other photos of its hazard. */
  async placesBeside({ hazardId, evidenceId }: WaitingPhoto): Promise<string[]> {
    return (await this.database.run(PLACES, [hazardId, evidenceId])).map(({ place }) => place);
  }

  async later(id: string, nextAttemptAt: string): Promise<void> {
    await this.database.run(LATER, [id, nextAttemptAt]);
  }

  /**
   * What was seen is committed before others are looked for: of two photos looked at at once, at least one then finds the other.
   * It waits until both are done, so that a crash between them is made good by the next look.
   */
  async seen(id: string, { prints, place, ...camera }: SeenPhoto, foundAt: string): Promise<void> {
    const filed = (prints ?? []).map((print) => ({ part: print.part, ...columnsOf(print.keys), fine: bitText(print) }));
    await this.database.run(SEEN, [id, camera.cameraTakenAt, place, camera.takenAtAgrees, camera.takenBeforeFound, camera.placeAgrees, JSON.stringify(filed)]);
    if (prints) await this.match(id, nearOf(prints), foundAt);
    await this.done(id, prints ? 'COMPARED' : 'NOT_COMPARED');
  }

  private async match(id: string, near: readonly Near[], foundAt: string): Promise<void> {
    const values = [id, near.map(({ part }) => part), ...[0, 1, 2, 3].map((at) => near.map(({ keys }) => keys[at])), foundAt];
    await this.database.onConnection((connection) => connection.together([BEGIN, BY_INDEX, MATCH, COMMIT], [[], [], values, []]));
  }

  async done(id: string, state: PhotoState): Promise<void> {
    await this.database.run(DONE, [id, state]);
  }
}
