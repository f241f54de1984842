import { Injectable } from '@nestjs/common';
import type { SettingName } from '../domain/settings.js';
import { selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { SettingEntity } from './setting.entity.js';
import type { SettingVersionEntity } from './setting.entity.js';

/** The row may not be there yet: the name is what two writers meet at. */
const CLAIM = statement('setting_claim', `select pg_advisory_xact_lock(9, hashtext($1 || '/' || $2))`);

const FIND = statement<SettingEntity>('setting_find', `
  select ${selection(SettingEntity, 's')} from setting s where s.county_code = $1 and s.name = $2`);

const STORE = statement('setting_store', `
  insert into setting (id, version, head_hash, county_code, name) values ($1, $2, $3, $4, $5)
  on conflict (id) do update set version = excluded.version, head_hash = excluded.head_hash`);

const ADD_VERSION = statement('setting_add_version', `
  insert into setting_version (setting_id, version, effective_from, value, created_by_id, created_by_name, created_at)
  values ($1, $2, $3, $4::jsonb, $5, $6, $7)`);

@Injectable()
export class SettingsRepository {
  async lock(writing: Writing, countyCode: string, name: SettingName): Promise<SettingEntity | undefined> {
    await writing.run(CLAIM, [countyCode, name]);
    const [setting] = await writing.run(FIND, [countyCode, name]);
    return setting;
  }

  store(writing: Writing, setting: SettingEntity, added: SettingVersionEntity): void {
    writing.later(STORE, [setting.id, setting.version, setting.headHash, setting.countyCode, setting.name]);
    writing.later(ADD_VERSION, [
      added.settingId, added.version, added.effectiveFrom, JSON.stringify(added.value), added.createdById, added.createdByName, added.createdAt,
    ]);
  }
}
