import { Injectable } from '@nestjs/common';
import type { Organisation, OrganisationKind } from '../domain/permission.js';
import { columnsOf, rowOf } from '../platform/database/columns.js';
import type { Connection } from '../platform/database/database.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { WebhookEntity } from './webhook.entity.js';
import type { DisabledReason, Webhook, WebhookState } from './webhook.entity.js';
import { ORGANISATION, ROW } from './webhook.reader.js';
import type { Owned, WebhookRow } from './webhook.reader.js';

export interface Receiver {
  id: string;
  eventTypes: string[];
  organisationId: string;
  kind: OrganisationKind;
  areaCode: string;
}

/** What is needed to send one delivery, read anew for each: a receiver may be closed, rotated or asked to wait in between. */
export interface SendingTo {
  url: string;
  state: WebhookState;
  countyCode: string;
  secret: string;
  previousSecret: string | null;
  previousUntil: string | null;
  heldUntil: string | null;
  failingSince: string | null;
  /** Whether the owner is there, and sees the hazard now. */
  inScope: boolean;
}

const COLUMNS = columnsOf(WebhookEntity).map(([, column]) => column);

const LOCK = {
  organisation_id: statement<WebhookRow>('webhook_lock_organisation', `select ${ROW}, ${ORGANISATION} from webhook w join organisation o on o.id = w.organisation_id where w.organisation_id = $1 and w.id = $2 and w.state <> 'REMOVED' for update of w`),
  county_code: statement<WebhookRow>('webhook_lock_county', `select ${ROW}, ${ORGANISATION} from webhook w join organisation o on o.id = w.organisation_id where w.county_code = $1 and w.id = $2 and w.state <> 'REMOVED' for update of w`),
};
const LOCK_ENABLED = statement<Webhook>('webhook_lock_enabled', `select ${ROW} from webhook w where w.id = $1 and w.state = 'ENABLED' for update of w`);
const RECEIVER = statement<{ organisation: Organisation }>('webhook_receiver', `
  select ${ORGANISATION} from webhook w join organisation o on o.id = w.organisation_id where w.id = $1`);

/** Two at once for one organisation count one after the other: the count sees what the one before has written. */
const LOCK_OWNER = statement('webhook_lock_owner', 'select id from organisation where id = $1 for no key update');
const COUNT = statement<{ count: number }>('webhook_count', `select count(*)::int as count from webhook where organisation_id = $1 and state <> 'REMOVED'`);

const INSERT = statement('webhook_insert', `
  insert into webhook (${COLUMNS.join(', ')}, secret)
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')}, $2 from json_populate_recordset(null::webhook, $1::json) r`);

/** A second rotation in a row ends the secret before the last: never more than two are good. */
const ROTATE = statement('webhook_rotate', `
  update webhook set version = $2, head_hash = $3, updated_at = $4, previous_secret = secret, previous_until = $5, secret = $6 where id = $1`);

const SWITCH = statement('webhook_switch', `
  update webhook set version = $2, head_hash = $3, updated_at = $4, state = $5, disabled_reason = $6, held_until = null, failing_since = null where id = $1`);

const TOUCH = statement('webhook_touch', 'update webhook set version = $2, head_hash = $3, updated_at = $4 where id = $1');

const RECEIVERS = statement<Receiver>('webhook_receivers', `
  select w.id, w.event_types as "eventTypes", o.id as "organisationId", o.kind, o.area_code as "areaCode"
  from webhook w join organisation o on o.id = w.organisation_id and o.status = 'ACTIVE' where w.state = 'ENABLED' order by w.id`);

const OPEN = statement<{ id: string }>('webhook_open', `
  select id from webhook where state = 'ENABLED' and (held_until is null or held_until <= $1) order by id`);

const SENDING_TO = statement<SendingTo>('webhook_sending_to', `
  select w.url, w.state, w.county_code as "countyCode", w.secret, w.previous_secret as "previousSecret", w.previous_until as "previousUntil",
    w.held_until as "heldUntil", w.failing_since as "failingSince",
    o.status = 'ACTIVE' and ($2::uuid is null or exists (select from hazard h where h.id = $2 and case o.kind when 'ENTERPRISE' then h.enterprise_id = o.id
      when 'TOWN_CENTRE' then h.town_code = o.area_code when 'COUNTY_BUREAU' then h.county_code = o.area_code else h.city_code = o.area_code end)) as "inScope"
  from webhook w join organisation o on o.id = w.organisation_id where w.id = $1`);

/** How it goes with a receiver is no part of its history (as the last use of a key). */
const FAILS = statement('webhook_fails', `
  update webhook set failing_since = coalesce(failing_since, $2::timestamptz), held_until = greatest(held_until, $3::timestamptz) where id = $1`);
const ANSWERS = statement('webhook_answers', 'update webhook set failing_since = null where id = $1 and failing_since is not null');

/** The only writer of webhooks. */
@Injectable()
export class WebhookRepository {
  constructor(private readonly database: Database) {}

  async lock(writing: Writing, owned: Owned, id: string): Promise<WebhookRow | null> {
    const [webhook] = await writing.run(LOCK[owned.column], [owned.value, id]);
    return webhook ?? null;
  }

  async receiver(id: string): Promise<{ organisation: Organisation } | null> {
    const [webhook] = await this.database.run(RECEIVER, [id]);
    return webhook ?? null;
  }

  async lockEnabled(writing: Writing, id: string): Promise<Webhook | null> {
    const [webhook] = await writing.run(LOCK_ENABLED, [id]);
    return webhook ?? null;
  }

  async count(writing: Writing, organisationId: string): Promise<number> {
    await writing.run(LOCK_OWNER, [organisationId]);
    const [row] = await writing.run(COUNT, [organisationId]);
    return row?.count ?? 0;
  }

  insert(writing: Writing, webhook: Webhook, sealedSecret: string): void {
    writing.later(INSERT, [JSON.stringify([rowOf(WebhookEntity, webhook)]), sealedSecret]);
  }

  rotate(writing: Writing, id: string, fact: { version: number; hash: string }, previousUntil: string, sealedSecret: string): void {
    writing.later(ROTATE, [id, fact.version, fact.hash, writing.at, previousUntil, sealedSecret]);
  }

  switch(writing: Writing, id: string, fact: { version: number; hash: string }, state: WebhookState, reason: DisabledReason | null): void {
    writing.later(SWITCH, [id, fact.version, fact.hash, writing.at, state, reason]);
  }

  /** A fact that changes nothing else (a test, a replay). */
  touch(writing: Writing, webhook: Webhook, fact: { version: number; hash: string }): void {
    writing.later(TOUCH, [webhook.id, fact.version, fact.hash, writing.at]);
  }

  receivers(connection: Connection): Promise<Receiver[]> {
    return connection.run(RECEIVERS);
  }

  /** Those that may be called now. */
  async open(now: string): Promise<string[]> {
    return (await this.database.run(OPEN, [now])).map(({ id }) => id);
  }

  async sendingTo(id: string, hazardId: string | null): Promise<SendingTo | null> {
    const [webhook] = await this.database.run(SENDING_TO, [id, hazardId]);
    return webhook ?? null;
  }

  async fails(id: string, since: string, heldUntil: string | null): Promise<void> {
    await this.database.run(FAILS, [id, since, heldUntil]);
  }

  async answers(id: string): Promise<void> {
    await this.database.run(ANSWERS, [id]);
  }
}
