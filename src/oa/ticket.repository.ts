import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { Daily } from '../platform/jobs/scheduled.js';

const CHANNEL = statement<{ secrets: string }>('oa_sso_channel', `select secrets from oa_channel where id = $1 and state = 'ACTIVE'`);
const USER = statement<{ userId: string }>('oa_sso_user', 'select user_id as "userId" from oa_person where channel_id = $1 and external_id = $2');
/** No row comes back where it was used before. */
const USE = statement<{ used: boolean }>('oa_sso_use', `
  insert into oa_ticket (channel_id, ticket_hash, used_at) values ($1, $2, $3) on conflict do nothing returning true as used`);
const SWEEP = statement('oa_sso_sweep', 'delete from oa_ticket where used_at < $1');

/** Long after the last instant at which a ticket could be taken. */
const KEPT_MS = 86_400_000;

@Daily('oa-ticket-sweep')
@Injectable()
export class TicketRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  async channel(id: string): Promise<{ secrets: string } | null> {
    return (await this.database.run(CHANNEL, [id]))[0] ?? null;
  }

  async userOf(channelId: string, externalId: string): Promise<string | null> {
    return (await this.database.run(USER, [channelId, externalId]))[0]?.userId ?? null;
  }

  /** True for the first, whichever process asks. */
  async use(channelId: string, ticketHash: string, at: string): Promise<boolean> {
    return (await this.database.run(USE, [channelId, ticketHash, at])).length === 1;
  }

  async run(): Promise<void> {
    await this.database.run(SWEEP, [this.wall.after(-KEPT_MS)]);
  }
}
