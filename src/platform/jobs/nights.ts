/**
 * What is done once a night, as rows: which night was the last. A queue that lost its schedules, was away at that hour or
 * gave a job up leaves the row behind, and the night is made up for. A night is the day, in the county's zone, at whose
 * hour the job is due.
 */
import { Injectable } from '@nestjs/common';
import { noticesThrough } from '../../domain/deadline.js';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';

export interface Nightly { id: string; nightlyAt: string }

/** The queue has so long to bring a night itself. */
const LATE_AFTER_MS = 2 * 60_000;
/** Whoever has begun one and says nothing for so long has died with it, or failed. */
const AGAIN_AFTER_MS = 60 * 60_000;

/** A job that is seen for the first time has missed nothing. Of several workers one takes what is late. */
const TAKE_LATE = statement<{ id: string }>('nightly_take_late', `
  with asked as (select * from json_to_recordset($1::json) as a(id text, night date)),
    known as (insert into nightly_run (id, through) select id, night from asked on conflict on constraint nightly_run_pk do nothing)
  update nightly_run r set began_at = $2::timestamptz from asked a
  where r.id = a.id and r.through < a.night and (r.began_at is null or r.began_at <= $3::timestamptz)
  returning r.id`);

/** No row: that night is done already. */
const BEGINS = statement<{ id: string }>('nightly_begins', `
  insert into nightly_run (id, through, began_at) values ($1, $2::date - 1, $3::timestamptz)
  on conflict on constraint nightly_run_pk do update set began_at = excluded.began_at where nightly_run.through < $2::date returning id`);

const DONE = statement('nightly_done', `
  update nightly_run set through = greatest(through, $2::date), began_at = null, ended_at = $3::timestamptz where id = $1`);

@Injectable()
export class Nights {
  constructor(private readonly database: Database, private readonly config: Config, private readonly wall: Wall) {}

  /** Those whose night has not been done though its hour is well past. They count as begun: nobody else is told of them for an hour. */
  async takeLate(jobs: readonly Nightly[]): Promise<string[]> {
    if (jobs.length === 0) return [];
    const asked = jobs.map(({ id, nightlyAt }) => ({ id, night: this.night(nightlyAt, LATE_AFTER_MS) }));
    return (await this.database.run(TAKE_LATE, [JSON.stringify(asked), this.wall.now(), this.wall.after(-AGAIN_AFTER_MS)])).map(({ id }) => id);
  }

  /** The night is done when `work` has ended well; a failure leaves it to be taken again. Brought twice, by the queue and as late, it is done once. */
  async run({ id, nightlyAt }: Nightly, work: () => Promise<unknown>): Promise<void> {
    const night = this.night(nightlyAt, 0);
    const [begun] = await this.database.run(BEGINS, [id, night, this.wall.now()]);
    if (!begun) return;
    await work();
    await this.database.run(DONE, [id, night, this.wall.now()]);
  }

  /** The newest whose hour had come so long ago. */
  private night(nightlyAt: string, agoMs: number): string {
    return noticesThrough(this.wall.after(-agoMs), this.config.countyZone, nightlyAt);
  }
}
