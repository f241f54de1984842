import { Injectable } from '@nestjs/common';
import { columnsOf, rowOf } from '../../platform/database/columns.js';
import { statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import { ApiKeyEntity } from './api-key.entity.js';
import type { ApiKey } from './api-key.entity.js';
import { API_KEY_ROW } from './api-key.reader.js';

const COLUMNS = columnsOf(ApiKeyEntity).map(([, column]) => column);

const LOCK = statement<ApiKey>('api_key_lock', `
  select ${API_KEY_ROW} from api_key k where k.county_code = $1 and k.id = $2 for update of k`);

const INSERT = statement('api_key_insert', `
  insert into api_key (${COLUMNS.join(', ')}, secret_hash)
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')}, $2 from json_populate_recordset(null::api_key, $1::json) r`);

/** A second rotation in a row ends the secret before the last: never more than two are good. */
const ROTATE = statement('api_key_rotate', `
  update api_key set version = $2, head_hash = $3, updated_at = $4, previous_secret_hash = secret_hash, previous_until = $5, secret_hash = $6
  where id = $1`);

const REVOKE = statement('api_key_revoke', `
  update api_key set version = $2, head_hash = $3, updated_at = $4, revoked_at = $5 where id = $1`);

/** The only writer of keys; their last use `KeyUse` writes, as it is no part of the history. */
@Injectable()
export class ApiKeyRepository {
  async lock(writing: Writing, countyCode: string, id: string): Promise<ApiKey | null> {
    const [key] = await writing.run(LOCK, [countyCode, id]);
    return key ?? null;
  }

  insert(writing: Writing, key: ApiKey, secretHash: string): void {
    writing.later(INSERT, [JSON.stringify([rowOf(ApiKeyEntity, key)]), secretHash]);
  }

  rotate(writing: Writing, id: string, fact: { version: number; hash: string }, previousUntil: string, secretHash: string): void {
    writing.later(ROTATE, [id, fact.version, fact.hash, writing.at, previousUntil, secretHash]);
  }

  revoke(writing: Writing, id: string, fact: { version: number; hash: string }, revokedAt: string): void {
    writing.later(REVOKE, [id, fact.version, fact.hash, writing.at, revokedAt]);
  }
}
