import { Injectable } from '@nestjs/common';
import type { EvidenceKind } from '../../domain/hazard.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import type { Compared } from './camera.js';
import type { PhotoState } from './photo.entity.js';
import { bitText, keysNear, keysOf, SAME_WITHIN_BITS } from './print.js';
import type { Prints } from './print.js';

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
export interface SeenPhoto extends Compared { prints: Prints | null; place: string | null }

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
  update photo set whole = $2::bit(256), cut_little = $3::bit(256), cut_more = $4::bit(256), keys = $5::int[],
    camera_taken_at = $6, camera_place = $7, taken_at_agrees = $8, taken_before_found = $9, place_agrees = $10
  where evidence_id = $1 and state = 'WAITING'`);
const DONE = statement('photo_done', `update photo set state = $2 where evidence_id = $1 and state = 'WAITING'`);

/**
 * Both ways: whichever of two photos is looked at last finds the other. The later one is the one that was used before.
 * Key by key: `keys && $2` would hold each photo it finds against all of some two hundred keys, which is most of the time it takes.
 */
const MATCH = statement('photo_match_add', `
  with mine as materialized (select evidence_id, hazard_id, county_code, whole, cut_little, cut_more from photo where evidence_id = $1),
  near as materialized (
    select p.evidence_id, least(
      bit_count(p.whole # mine.whole), bit_count(p.cut_little # mine.whole), bit_count(p.cut_more # mine.whole),
      bit_count(p.whole # mine.cut_little), bit_count(p.whole # mine.cut_more))::int as distance
    from mine, unnest($2::int[]) k(key), lateral (
      select p.evidence_id, p.hazard_id, p.county_code, p.whole, p.cut_little, p.cut_more from photo p where p.keys @> array[k.key] offset 0) p
    where p.county_code = mine.county_code and p.hazard_id <> mine.hazard_id)
  insert into photo_match (evidence_id, earlier_id, county_code, distance, found_at)
  select greatest(n.evidence_id, mine.evidence_id), least(n.evidence_id, mine.evidence_id), mine.county_code, n.distance, $3
  from mine, (select distinct evidence_id, distance from near where distance <= ${SAME_WITHIN_BITS} order by evidence_id limit ${MATCHES_MAX}) n
  on conflict do nothing`);

/**
 * So many keys look to the planner as if half of the photos were meant: it would read all of them, and first compile (JIT) how.
 * For this transaction only.
 */
const BY_INDEX: Statement = { name: '', text: `select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)` };
const BEGIN: Statement = { name: '', text: 'begin' };
const COMMIT: Statement = { name: '', text: 'commit' };

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
    const bits = prints ? [bitText(prints.whole), bitText(prints.cutLittle), bitText(prints.cutMore), keysOf(prints)] : [null, null, null, null];
    await this.database.run(SEEN, [id, ...bits, camera.cameraTakenAt, place, camera.takenAtAgrees, camera.takenBeforeFound, camera.placeAgrees]);
    if (prints) await this.match([id, keysNear(prints), foundAt]);
    await this.done(id, prints ? 'COMPARED' : 'NOT_COMPARED');
  }

  private async match(values: readonly unknown[]): Promise<void> {
    await this.database.onConnection((connection) => connection.together([BEGIN, BY_INDEX, MATCH, COMMIT], [[], [], values, []]));
  }

  async done(id: string, state: PhotoState): Promise<void> {
    await this.database.run(DONE, [id, state]);
  }
}
