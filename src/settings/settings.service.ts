import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import { SETTING_NAMES, settingFaults } from '../domain/settings.js';
import type { SettingName } from '../domain/settings.js';
import { Calendar } from '../platform/clock/calendar.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { PutSettingDto } from './setting.dto.js';
import type { SettingEntity } from './setting.entity.js';
import { settingView } from './setting.view.js';
import type { SettingView } from './setting.view.js';
import { SettingsReader } from './settings.reader.js';
import { SettingsRepository } from './settings.repository.js';

/** "Now", as the caller wrote it, was a moment ago when it arrives; nothing takes effect before it was written. */
const NOW_TOLERANCE_MS = 60_000;

@Injectable()
export class SettingsService {
  constructor(
    private readonly door: Door,
    private readonly settings: SettingsRepository,
    private readonly reader: SettingsReader,
    private readonly calendar: Calendar,
  ) {}

  async all(countyCode: string): Promise<SettingView[]> {
    const versions = await this.reader.fresh(countyCode);
    return SETTING_NAMES.map((name) => settingView(versions[name], this.calendar.now()));
  }

  async one(countyCode: string, asked: string): Promise<SettingView> {
    const name = nameOf(asked);
    return settingView((await this.reader.fresh(countyCode))[name], this.calendar.now());
  }

  async put(requested: Requested, asked: string, dto: PutSettingDto): Promise<Answer<SettingView>> {
    const name = nameOf(asked);
    const { countyCode } = requested.caller.organisation;
    requested.permit('setting.manage');
    await this.door.write(requested, async (writing) => {
      const setting = await this.settings.lock(writing, countyCode, name);
      requested.mustMatch(setting?.version ?? 0);
      this.add(writing, requested, setting ?? { id: newId(), version: 0, headHash: CHAIN_START, countyCode, name }, dto);
      return ok(null);
    });
    return ok(await this.one(countyCode, name));
  }

  private add(writing: Writing, { caller }: Requested, setting: SettingEntity, { effectiveFrom = writing.at, value }: PutSettingDto): void {
    const tooEarly = Date.parse(effectiveFrom) < Date.parse(writing.at) - NOW_TOLERANCE_MS;
    judge([...settingFaults(setting.name, value), ...(tooEarly ? [{ code: 'EFFECTIVE_IN_PAST' as const, path: 'effectiveFrom' }] : [])]);
    const from = effectiveFrom < writing.at ? writing.at : effectiveFrom;
    const { id, name, countyCode } = setting;
    const fact = writing.record(
      { objectKind: 'SETTING', objectId: id, countyCode, move: 'put', detail: { name, effectiveFrom: from, value } },
      { version: setting.version, hash: setting.headHash });
    this.settings.store(writing, { ...setting, version: fact.version, headHash: fact.hash }, {
      settingId: id, version: fact.version, effectiveFrom: from, value, createdById: caller.id, createdByName: caller.name, createdAt: writing.at,
    });
  }
}

function nameOf(asked: string): SettingName {
  const name = SETTING_NAMES.find((one) => one === asked);
  if (!name) throw refuse('NOT_FOUND');
  return name;
}
