import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { OaStrayEntity } from './channel.entity.js';

const KEEP = statement('oa_stray_keep', `
  insert into oa_stray (channel_id, external_id, sent_to, remote_id, created_at, next_attempt_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (channel_id, external_id) do update set remote_id = excluded.remote_id, next_attempt_at = excluded.next_attempt_at`);
const DUE = statement<OaStrayEntity>('oa_stray_due', `
  select ${selection(OaStrayEntity, 's')} from oa_stray s join oa_channel c on c.id = s.channel_id and c.state = 'ACTIVE'
  where s.next_attempt_at <= $1 order by s.next_attempt_at limit $2::int`);
const DROP = statement('oa_stray_drop', 'delete from oa_stray where channel_id = $1 and external_id = $2');

export type Stray = Pick<OaStrayEntity, 'channelId' | 'externalId' | 'sentTo' | 'remoteId'>;

/** Test todos that may stand in an OA. */
@Injectable()
export class StrayRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  async keep({ channelId, externalId, sentTo, remoteId }: Stray, againMs: number): Promise<void> {
    await this.database.run(KEEP, [channelId, externalId, sentTo, remoteId, this.wall.now(), this.wall.after(againMs)]);
  }

  due(limit: number): Promise<OaStrayEntity[]> {
    return this.database.run(DUE, [this.wall.now(), limit]);
  }

  async drop({ channelId, externalId }: Stray): Promise<void> {
    await this.database.run(DROP, [channelId, externalId]);
  }
}
