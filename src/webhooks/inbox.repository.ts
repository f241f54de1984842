import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { SandboxInboxEntity } from './webhook.entity.js';

/** The newest are kept: it is a place to look at, not an archive. */
const KEPT_ROWS = 1_000;
/** Webhooks of a sandbox whose secrets are tried. */
const TRIED_MAX = 200;

const SECRETS = statement<{ id: string; secret: string; previousSecret: string | null }>('inbox_secrets', `
  select id, secret, previous_secret as "previousSecret" from webhook where state <> 'REMOVED' order by id desc limit ${TRIED_MAX}`);

const ADD = statement('inbox_add', `
  with old as (delete from sandbox_inbox where id <= (select id from sandbox_inbox order by id desc offset ${KEPT_ROWS - 1} limit 1))
  insert into sandbox_inbox (id, received_at, webhook_id, message_id, type, fault, body) values ($1, $2, $3, $4, $5, $6, $7)`);

/** What came to the receiver inside the sandbox. */
@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  secrets(): Promise<{ id: string; secret: string; previousSecret: string | null }[]> {
    return this.database.run(SECRETS);
  }

  async add(message: Omit<SandboxInboxEntity, 'id' | 'receivedAt'>): Promise<void> {
    const { webhookId, messageId, type, fault, body } = message;
    await this.database.run(ADD, [uuidv7(), this.wall.now(), webhookId, messageId, type, fault, body]);
  }
}
