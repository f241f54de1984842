import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { OaChannelEntity } from './channel.entity.js';
import type { OaChannel, WatchedChannel } from './channel.entity.js';
import { WATCHED, WATCHED_FROM } from './channel.reader.js';
import { requeued } from './requeue.js';

const COLUMNS = columnsOf(OaChannelEntity).map(([, column]) => column);
const LOCK = statement<WatchedChannel>('oa_channel_lock', `
  select ${WATCHED} from ${WATCHED_FROM} where c.county_code = $1 and c.id = $2 for update of c`);
const SECRETS = statement<{ secrets: string }>('oa_channel_secrets', 'select secrets from oa_channel where id = $1');
const INSERT = statement('oa_channel_insert', `
  insert into oa_channel (${COLUMNS.join(', ')}, secrets)
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')}, $2 from json_populate_recordset(null::oa_channel, $1::json) r`);
const PACE = statement('oa_channel_pace', 'insert into oa_pace (channel_id, next_slot_at, failure_count, compared_at) values ($1, $2, 0, $2)');
const UPDATE = statement('oa_channel_update', `
  update oa_channel c set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')},
    secrets = coalesce($2, c.secrets)
  from json_populate_recordset(null::oa_channel, $1::json) r where c.id = r.id`);

/** An administrator who changed it wants to see whether it is well now: it is asked at once, by one call. `$2` the real time. */
const ASK_NOW = statement('oa_channel_ask_now', 'update oa_pace set next_slot_at = $2, rest_until = $2 where channel_id = $1 and rest_until > $2');

/** Desks that are not as the kinds of organisation say: those to be told what is open, and those to be cleared. `$1` channel, `$2` county, `$3` kinds, `$4` the real time. */
const DESKS = statement('oa_channel_desks', `
  with again as (
    select $1::uuid as channel_id, t.id as todo_id from todo t join user_account u on u.id = t.recipient_id join organisation o on o.id = u.organisation_id
    where t.county_code = $2 and t.state = 'OPEN' and o.kind = any ($3::text[])
      and not exists (select from oa_copy k where k.channel_id = $1::uuid and k.todo_id = t.id and k.user_id = t.recipient_id and k.state = 'OPEN')
    union select k.channel_id, k.todo_id from oa_copy k join user_account u on u.id = k.user_id join organisation o on o.id = u.organisation_id
    where k.channel_id = $1::uuid and k.state <> 'CLOSED' and o.kind <> all ($3::text[])
  ) ${requeued('$4')}`);

/** One todo, said once more: what stands there unanswered is asked for, what stands and is sure is said again, too. */
const ONE_AGAIN = statement('oa_channel_again', `with again as (select $1::uuid as channel_id, $2::uuid as todo_id) ${requeued('$3')}`);
const DOUBT = statement('oa_channel_doubt', `update oa_copy set state = 'OPENING' where channel_id = $1 and todo_id = $2 and state = 'OPEN'`);

const TAKEN = statement<{ taken: boolean }>('oa_channel_taken', 'select exists (select from oa_channel where county_code = $1 and name = $2 and id <> $3) as taken');
const CLEAR_PERSONS = statement('oa_person_clear', 'delete from oa_person where channel_id = $1');
const ADD_PERSONS = statement('oa_person_add', `
  insert into oa_person (channel_id, user_id, external_id)
  select $1, r."userId", r."externalId" from json_to_recordset($2::json) as r("userId" uuid, "externalId" text)`);

export interface KnownUser { id: string; username: string; name: string }
const USERS = statement<KnownUser>('oa_person_users', `
  select u.id, u.username, u.name from user_account u where u.county_code = $1 and (u.id = any($2::uuid[]) or u.username = any($3::text[]))`);

/** Parked for want of a person who is known now, and what stands with a number that is another now, or none. `$1` channel, `$2` the real time. */
const AGAIN = statement<{ n: number }>('oa_person_again', `
  with again as (
    select d.receiver_id as channel_id, d.lane_id as todo_id from delivery d join todo t on t.id = d.lane_id and t.version = d.sequence
    where d.receiver_id = $1 and d.state = 'PARKED' and t.state = 'OPEN' and case
      when d.reason in ('PERSON_UNKNOWN', 'PERSON_UNKNOWN_THERE') then exists (select from oa_person p where p.channel_id = d.receiver_id and p.user_id = t.recipient_id)
      when d.reason = 'DEPUTY_UNKNOWN' then exists (
        select from delegation g join oa_person p on p.channel_id = d.receiver_id and p.user_id = g.to_user_id where g.from_user_id = t.recipient_id and g.ended_at is null)
      end
    union select k.channel_id, k.todo_id from oa_copy k left join oa_person p on p.channel_id = k.channel_id and p.user_id = k.user_id
    where k.channel_id = $1 and k.state <> 'CLOSED' and p.external_id is distinct from k.sent_to
  ), told as (${requeued('$2')} returning 1) select count(*)::int as n from told`);

/** The only writer of channels and of who is who there. */
@Injectable()
export class ChannelRepository {
  constructor(private readonly database: Database) {}

  async lock(writing: Writing, countyCode: string, id: string): Promise<WatchedChannel | null> {
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
    this.desks(writing, channel, wallNow);
  }

  update(writing: Writing, channel: OaChannel, sealedSecrets: string | null): void {
    writing.later(UPDATE, [JSON.stringify([rowOf(OaChannelEntity, channel)]), sealedSecrets]);
  }

  askNow(writing: Writing, channelId: string, wallNow: string): void {
    writing.later(ASK_NOW, [channelId, wallNow]);
  }

  /** A channel that begins tells what is open already; one whose organisations have changed tells and clears. */
  desks(writing: Writing, { id, countyCode, organisationKinds }: OaChannel, wallNow: string): void {
    writing.later(DESKS, [id, countyCode, organisationKinds, wallNow]);
  }

  again(writing: Writing, channelId: string, todoId: string, wallNow: string): void {
    writing.later(DOUBT, [channelId, todoId]);
    writing.later(ONE_AGAIN, [channelId, todoId, wallNow]);
  }

  users(writing: Writing, countyCode: string, ids: readonly string[], usernames: readonly string[]): Promise<KnownUser[]> {
    return writing.run(USERS, [countyCode, ids, usernames]);
  }

  /** The whole map; answers how many todos are told again because of it. */
  async putPersons(writing: Writing, channelId: string, persons: readonly { userId: string; externalId: string }[], wallNow: string): Promise<number> {
    await writing.run(CLEAR_PERSONS, [channelId]);
    await writing.run(ADD_PERSONS, [channelId, JSON.stringify(persons)]);
    return (await writing.run(AGAIN, [channelId, wallNow]))[0]?.n ?? 0;
  }
}
