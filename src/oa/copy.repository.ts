import { Injectable } from '@nestjs/common';
import type { HazardLevel } from '../domain/hazard.js';
import { ROLES } from '../domain/permission.js';
import { kindsOf } from '../domain/task.js';
import type { TaskKind } from '../domain/task.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Wall } from '../platform/clock/wall.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { OaChannelEntity, OaCopyEntity } from './channel.entity.js';
import type { CopyState, OaChannel } from './channel.entity.js';

/** Who is to have it on his desk. */
export interface Wanted { userId: string; username: string; person: string | null; isDeputy: boolean }

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
  recipientId: string;
  createdAt: string;
  changedAt: string;
  /** Where it is open: the one who must act and his deputies of this moment, by the number each has in that OA. */
  wanted: readonly Wanted[];
}

/** What only the sender knows of a channel. */
interface Calling { secrets: string; failureCount: number; comparedAt: string }

/** Which role lent allows which kind (contract §2). */
export const LENT = ROLES.flatMap((role) => kindsOf(role).map((kind) => `${role} ${kind}`));

/** Deputies of `giver` for `kind` at `at`, of the kinds of organisation whose people are in the channel. */
export const deputies = (giver: string, kind: string, at: string, lent: string, kinds: string): string => `
    select d.to_user_id as user_id from delegation d
    join user_account du on du.id = d.to_user_id and du.status = 'ACTIVE' join organisation od on od.id = du.organisation_id and od.status = 'ACTIVE'
    where d.from_user_id = ${giver} and d.ended_at is null and d.from_at <= ${at}::timestamptz and d.until_at > ${at}::timestamptz
      and d.role || ' ' || ${kind} = any(${lent}::text[]) and od.kind = any(${kinds})`;

const ONE_TOLD = statement<Told>('oa_told', `
  select t.id, t.county_code as "countyCode", t.version, t.state, s.kind, h.level, h.ledger_no as "ledgerNo", t.hazard_id as "hazardId",
    t.recipient_id as "recipientId", t.created_at as "createdAt", t.changed_at as "changedAt",
    case when t.state <> 'OPEN' then '[]'::json else (
      select coalesce(json_agg(json_build_object('userId', w.user_id, 'username', a.username, 'person', p.external_id, 'isDeputy', w.user_id <> t.recipient_id) order by w.user_id <> t.recipient_id, w.user_id), '[]')
      from (
        select u.id as user_id from user_account u join organisation o on o.id = u.organisation_id where u.id = t.recipient_id and o.kind = any(c.organisation_kinds)
        union ${deputies('t.recipient_id', 's.kind', '$3', '$4', 'c.organisation_kinds')}
      ) w join user_account a on a.id = w.user_id left join oa_person p on p.channel_id = c.id and p.user_id = w.user_id
    ) end as wanted
  from todo t join todo_step s on s.id = t.step_id join hazard h on h.id = t.hazard_id join oa_channel c on c.id = $2
  where t.id = $1`);
const COPIES = statement<OaCopyEntity>('oa_copies_of', `
  select ${selection(OaCopyEntity, 'c')} from oa_copy c where c.channel_id = $1 and c.todo_id = $2 order by c.serial`);
/** A newer word about it stands: whoever comes late with an older one changes nothing. */
const KEEP = statement('oa_copy_keep', `
  insert into oa_copy (channel_id, todo_id, serial, user_id, external_id, sent_to, state, stamp, unsure_until, remote_id, closed_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (channel_id, todo_id, serial) do update set state = excluded.state, stamp = excluded.stamp, unsure_until = excluded.unsure_until,
    remote_id = coalesce(excluded.remote_id, oa_copy.remote_id), closed_at = coalesce(oa_copy.closed_at, excluded.closed_at), updated_at = excluded.updated_at
  where oa_copy.stamp <= excluded.stamp`);
/** Only where nobody has said anything about it in the meantime. */
const MARK = statement<{ marked: boolean }>('oa_copy_mark', `
  update oa_copy set state = $5, updated_at = $6 where channel_id = $1 and todo_id = $2 and serial = $3 and stamp = $4 and state = $7 returning true as marked`);

const READY = statement<{ id: string }>('oa_channels_ready', `
  select c.id from oa_channel c join oa_pace p on p.channel_id = c.id where c.state = 'ACTIVE' and p.next_slot_at <= $1 order by p.next_slot_at`);
const ACTIVE = statement<{ id: string }>('oa_channels_active', `select id from oa_channel where state = 'ACTIVE' order by id`);
const CHANNEL = statement<OaChannel & Calling>('oa_channel_calling', `
  select ${selection(OaChannelEntity, 'c')}, c.secrets, p.failure_count as "failureCount", p.compared_at as "comparedAt" from oa_channel c join oa_pace p on p.channel_id = c.id where c.id = $1`);

const STANDING = statement<OaCopyEntity>('oa_copies_standing', `
  select ${selection(OaCopyEntity, 'c')} from oa_copy c where c.channel_id = $1 and c.sent_to = $2 and c.state = 'OPEN' and c.updated_at < $3`);
const BY_EXTERNAL = statement<OaCopyEntity>('oa_copies_by_external', `
  select ${selection(OaCopyEntity, 'c')} from oa_copy c where c.channel_id = $1 and c.external_id = any($2::text[]) and c.updated_at < $3`);
const PERSONS = statement<{ externalId: string }>('oa_persons_of', `
  select external_id as "externalId" from oa_person where channel_id = $1
  union select sent_to from oa_copy where channel_id = $1 and state <> 'CLOSED' order by 1`);

/** What the sender reads and keeps; all in real time, none of it history. */
@Injectable()
export class CopyRepository {
  constructor(private readonly database: Database, private readonly wall: Wall, private readonly calendar: Calendar) {}

  async told(todoId: string, channelId: string): Promise<Told | null> {
    return (await this.database.run(ONE_TOLD, [todoId, channelId, this.calendar.now(), LENT]))[0] ?? null;
  }

  /** Everything that was ever put there for this todo, the oldest first. */
  copies(channelId: string, todoId: string): Promise<OaCopyEntity[]> {
    return this.database.run(COPIES, [channelId, todoId]);
  }

  async keep(copy: Omit<OaCopyEntity, 'updatedAt'>): Promise<void> {
    const { channelId, todoId, serial, userId, externalId, sentTo, state, stamp, unsureUntil, remoteId, closedAt } = copy;
    await this.database.run(KEEP, [channelId, todoId, serial, userId, externalId, sentTo, state, stamp, unsureUntil, remoteId, closedAt, this.wall.now()]);
  }

  /** False where it is otherwise by now. */
  async mark({ channelId, todoId, serial, stamp, state }: OaCopyEntity, as: CopyState): Promise<boolean> {
    return (await this.database.run(MARK, [channelId, todoId, serial, stamp, as, this.wall.now(), state])).length === 1;
  }

  /** May be called now. */
  async ready(): Promise<string[]> {
    return (await this.database.run(READY, [this.wall.now()])).map(({ id }) => id);
  }

  /** All that are in use, those that rest, too. */
  async active(): Promise<string[]> {
    return (await this.database.run(ACTIVE, [])).map(({ id }) => id);
  }

  async channel(id: string): Promise<(OaChannel & Calling) | null> {
    return (await this.database.run(CHANNEL, [id]))[0] ?? null;
  }

  /** Whoever has a desk there or had. */
  async persons(channelId: string): Promise<string[]> {
    return (await this.database.run(PERSONS, [channelId])).map(({ externalId }) => externalId);
  }

  /** On this desk by what we know, and unchanged since `before`. */
  standing(channelId: string, person: string, before: string): Promise<OaCopyEntity[]> {
    return this.database.run(STANDING, [channelId, person, before]);
  }

  byExternal(channelId: string, externalIds: readonly string[], before: string): Promise<OaCopyEntity[]> {
    return this.database.run(BY_EXTERNAL, [channelId, externalIds, before]);
  }
}
