import { Injectable } from '@nestjs/common';
import type { HazardLevel } from '../domain/hazard.js';
import type { TaskKind } from '../domain/task.js';
import { Wall } from '../platform/clock/wall.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { OaChannelEntity, OaCopyEntity } from './channel.entity.js';
import type { OaChannel } from './channel.entity.js';

/** A todo as a channel tells it: no hazard text, no name, no phone. */
export interface Told {
  id: string;
  countyCode: string;
  version: number;
  state: 'OPEN' | 'DONE' | 'CANCELLED';
  kind: TaskKind;
  level: HazardLevel;
  ledgerNo: string;
  hazardId: string;
  createdAt: string;
  changedAt: string;
  /** Who must act, by the number he has in that OA. */
  person: string | null;
}

const ONE_TOLD = statement<Told>('oa_told', `
  select t.id, t.county_code as "countyCode", t.version, t.state, s.kind, h.level, h.ledger_no as "ledgerNo", t.hazard_id as "hazardId",
    t.created_at as "createdAt", t.changed_at as "changedAt", p.external_id as person
  from todo t join todo_step s on s.id = t.step_id join hazard h on h.id = t.hazard_id
  left join oa_person p on p.channel_id = $2 and p.user_id = t.recipient_id
  where t.id = $1`);
const COPY = statement<OaCopyEntity>('oa_copy_one', `select ${selection(OaCopyEntity, 'c')} from oa_copy c where c.channel_id = $1 and c.todo_id = $2`);
const KEEP = statement('oa_copy_keep', `
  insert into oa_copy (channel_id, todo_id, external_id, sent_to, state, unsure, remote_id, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (channel_id, todo_id) do update set external_id = excluded.external_id, sent_to = excluded.sent_to, state = excluded.state,
    unsure = excluded.unsure, remote_id = coalesce(excluded.remote_id, oa_copy.remote_id), updated_at = excluded.updated_at`);

const ACTIVE = statement<{ id: string }>('oa_channels_active', `
  select c.id from oa_channel c join oa_pace p on p.channel_id = c.id where c.state = 'ACTIVE' and p.next_slot_at <= $1 order by p.next_slot_at`);
const CHANNEL = statement<OaChannel & { secrets: string; failureCount: number }>('oa_channel_calling', `
  select ${selection(OaChannelEntity, 'c')}, c.secrets, p.failure_count as "failureCount" from oa_channel c join oa_pace p on p.channel_id = c.id where c.id = $1`);
/** The next place in the row: so many a minute, over all workers. */
const SLOT = statement<{ slotAt: string }>('oa_pace_slot', `
  update oa_pace set next_slot_at = greatest(next_slot_at, $2::timestamptz) + $3::float8 * interval '1 ms' where channel_id = $1
  returning next_slot_at - $3::float8 * interval '1 ms' as "slotAt"`);
const REST = statement('oa_pace_rest', `
  update oa_pace set failure_count = failure_count + 1, next_slot_at = greatest(next_slot_at, $2::timestamptz) where channel_id = $1`);
const WELL = statement('oa_pace_well', 'update oa_pace set failure_count = 0 where channel_id = $1 and failure_count > 0');

const OPEN_COPIES = statement<OaCopyEntity & { todoState: string; todoVersion: number }>('oa_copies_open', `
  select ${selection(OaCopyEntity, 'c')}, t.state as "todoState", t.version as "todoVersion"
  from oa_copy c join todo t on t.id = c.todo_id where c.channel_id = $1 and c.sent_to = $2 and (c.state = 'OPEN' or t.state = 'OPEN')`);
const BY_EXTERNAL = statement<OaCopyEntity & { todoState: string; todoVersion: number }>('oa_copies_by_external', `
  select ${selection(OaCopyEntity, 'c')}, t.state as "todoState", t.version as "todoVersion"
  from oa_copy c join todo t on t.id = c.todo_id where c.channel_id = $1 and c.external_id = any($2::text[])`);
const PERSONS = statement<{ externalId: string }>('oa_persons_of', 'select external_id as "externalId" from oa_person where channel_id = $1 order by external_id');

export type Copied = OaCopyEntity & { todoState: string; todoVersion: number };

/** What the sender reads and keeps; all in real time, none of it history. */
@Injectable()
export class CopyRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  async told(todoId: string, channelId: string): Promise<Told | null> {
    return (await this.database.run(ONE_TOLD, [todoId, channelId]))[0] ?? null;
  }

  async copy(channelId: string, todoId: string): Promise<OaCopyEntity | null> {
    return (await this.database.run(COPY, [channelId, todoId]))[0] ?? null;
  }

  async keep(copy: Omit<OaCopyEntity, 'updatedAt'>): Promise<void> {
    await this.database.run(KEEP, [copy.channelId, copy.todoId, copy.externalId, copy.sentTo, copy.state, copy.unsure, copy.remoteId, this.wall.now()]);
  }

  async active(): Promise<string[]> {
    return (await this.database.run(ACTIVE, [this.wall.now()])).map(({ id }) => id);
  }

  async channel(id: string): Promise<(OaChannel & { secrets: string; failureCount: number }) | null> {
    return (await this.database.run(CHANNEL, [id]))[0] ?? null;
  }

  /** Milliseconds until this caller's turn. */
  async slot(channelId: string, perMinute: number): Promise<number> {
    const [row] = await this.database.run(SLOT, [channelId, this.wall.now(), 60_000 / perMinute]);
    return row ? Math.max(0, Date.parse(row.slotAt) - this.wall.nowMs()) : 0;
  }

  async rest(channelId: string, ms: number): Promise<void> {
    await this.database.run(REST, [channelId, this.wall.after(ms)]);
  }

  async well(channelId: string): Promise<void> {
    await this.database.run(WELL, [channelId]);
  }

  async persons(channelId: string): Promise<string[]> {
    return (await this.database.run(PERSONS, [channelId])).map(({ externalId }) => externalId);
  }

  openOf(channelId: string, person: string): Promise<Copied[]> {
    return this.database.run(OPEN_COPIES, [channelId, person]);
  }

  byExternal(channelId: string, externalIds: readonly string[]): Promise<Copied[]> {
    return this.database.run(BY_EXTERNAL, [channelId, externalIds]);
  }
}
