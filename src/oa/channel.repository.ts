import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf, selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { OaChannelEntity } from './channel.entity.js';
import type { OaChannel } from './channel.entity.js';

const COLUMNS = columnsOf(OaChannelEntity).map(([, column]) => column);
const LOCK = statement<OaChannel>('oa_channel_lock', `
  select ${selection(OaChannelEntity, 'c')} from oa_channel c where c.county_code = $1 and c.id = $2 for update of c`);
const SECRETS = statement<{ secrets: string }>('oa_channel_secrets', 'select secrets from oa_channel where id = $1');
const INSERT = statement('oa_channel_insert', `
  insert into oa_channel (${COLUMNS.join(', ')}, secrets)
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')}, $2 from json_populate_recordset(null::oa_channel, $1::json) r`);
const PACE = statement('oa_channel_pace', 'insert into oa_pace (channel_id, next_slot_at, failure_count) values ($1, $2, 0)');
const UPDATE = statement('oa_channel_update', `
  update oa_channel c set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')},
    secrets = coalesce($2, c.secrets)
  from json_populate_recordset(null::oa_channel, $1::json) r where c.id = r.id`);

/** A channel that begins tells what is open already. */
const BACKLOG = statement('oa_channel_backlog', `
  insert into delivery (id, kind, county_code, receiver_id, lane_id, sequence, only_newest, subject_id, type, payload, state, next_attempt_at, created_at)
  select (left(t.id::text, 14) || '7' || substr(mark, 1, 3) || '-8' || substr(mark, 4, 3) || '-' || substr(mark, 7, 12))::uuid,
    'OA', t.county_code, $1::uuid, t.id, t.version, true, t.hazard_id, 'todo', '{}', 'WAITING', $3::timestamptz, $3::timestamptz
  from todo t join user_account u on u.id = t.recipient_id join organisation o on o.id = u.organisation_id
  cross join lateral (select md5($1::uuid::text || t.id::text || t.version) as mark) named
  where t.county_code = $2 and t.state = 'OPEN' and o.kind = any ($4::text[])
  on conflict on constraint delivery_once do nothing`);

const TAKEN = statement<{ taken: boolean }>('oa_channel_taken', 'select exists (select from oa_channel where county_code = $1 and name = $2 and id <> $3) as taken');
const CLEAR_PERSONS = statement('oa_person_clear', 'delete from oa_person where channel_id = $1');
const ADD_PERSONS = statement('oa_person_add', `
  insert into oa_person (channel_id, user_id, external_id)
  select $1, r."userId", r."externalId" from json_to_recordset($2::json) as r("userId" uuid, "externalId" text)`);

export interface KnownUser { id: string; username: string; name: string }
const USERS = statement<KnownUser>('oa_person_users', `
  select u.id, u.username, u.name from user_account u where u.county_code = $1 and (u.id = any($2::uuid[]) or u.username = any($3::text[]))`);

/** Parked for want of a person who is known now, and what went to a person who is another there now. */
const AGAIN = statement<{ id: string }>('oa_person_again', `
  select distinct on (d.lane_id) d.id from delivery d join todo t on t.id = d.lane_id and t.version = d.sequence
    join oa_person p on p.channel_id = d.receiver_id and p.user_id = t.recipient_id
    left join oa_copy c on c.channel_id = d.receiver_id and c.todo_id = t.id
  where d.receiver_id = $1 and t.state = 'OPEN'
    and ((d.state = 'PARKED' and d.reason in ('PERSON_UNKNOWN', 'PERSON_UNKNOWN_THERE')) or (d.state = 'DELIVERED' and c.sent_to <> p.external_id))
  order by d.lane_id, d.sequence desc`);

/** The only writer of channels and of who is who there. */
@Injectable()
export class ChannelRepository {
  constructor(private readonly database: Database) {}

  async lock(writing: Writing, countyCode: string, id: string): Promise<OaChannel | null> {
    const [channel] = await writing.run(LOCK, [countyCode, id]);
    return channel ?? null;
  }

  async isTaken(writing: Writing, { countyCode, name, id }: Pick<OaChannel, 'countyCode' | 'name' | 'id'>): Promise<boolean> {
    return (await writing.run(TAKEN, [countyCode, name, id]))[0]?.taken === true;
  }

  async secretsOf(id: string): Promise<string | null> {
    return (await this.database.run(SECRETS, [id]))[0]?.secrets ?? null;
  }

  insert(writing: Writing, channel: OaChannel, sealedSecrets: string, wallNow: string): void {
    writing.later(INSERT, [JSON.stringify([rowOf(OaChannelEntity, channel)]), sealedSecrets]);
    writing.later(PACE, [channel.id, wallNow]);
    this.backlog(writing, channel, wallNow);
  }

  update(writing: Writing, channel: OaChannel, sealedSecrets: string | null): void {
    writing.later(UPDATE, [JSON.stringify([rowOf(OaChannelEntity, channel)]), sealedSecrets]);
  }

  backlog(writing: Writing, { id, countyCode, organisationKinds }: OaChannel, wallNow: string): void {
    writing.later(BACKLOG, [id, countyCode, wallNow, organisationKinds]);
  }

  users(writing: Writing, countyCode: string, ids: readonly string[], usernames: readonly string[]): Promise<KnownUser[]> {
    return writing.run(USERS, [countyCode, ids, usernames]);
  }

  /** The whole map; answers which deliveries are to go out again because of it. */
  async putPersons(writing: Writing, channelId: string, persons: readonly { userId: string; externalId: string }[]): Promise<string[]> {
    await writing.run(CLEAR_PERSONS, [channelId]);
    await writing.run(ADD_PERSONS, [channelId, JSON.stringify(persons)]);
    return (await writing.run(AGAIN, [channelId])).map(({ id }) => id);
  }
}
